use std::{error, fmt};

use super::pattern::Pattern;

/// What is left out of a directory: a list as in `.dockerignore`.
///
/// A pattern is held against the whole path from the directory, and against that of each directory
/// above; the last line that matches decides, and one with `!` takes back. `*` and `?` stop at `/`,
/// `**` does not; `[a-c]` and `[^a]` are one of, and none of; a backslash takes the next letter as
/// it is. Spaces around a line do not count, and a line that begins with `#` is a comment.
///
/// <https://docs.docker.com/build/concepts/context/#dockerignore-files>
///
/// ```
/// use stackwright_assets::Ignore;
///
/// let ignore = Ignore::parse("*\n!src\nsrc/**/*.md\n")?;
/// assert!(ignore.excludes(".env"));
/// assert!(!ignore.excludes("src/main.rs"));
/// assert!(ignore.excludes("src/docs/a.md"));
/// # Ok::<(), stackwright_assets::BadPattern>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Ignore {
    lines: Vec<Line>,
    /// Paths that no line leaves out.
    always: Vec<String>,
}

#[derive(Clone, Debug)]
struct Line {
    pattern: Pattern,
    /// Whether it takes back, by `!`.
    takes_back: bool,
}

/// A line that Docker does not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPattern {
    line: usize,
    text: String,
    problem: &'static str,
}

impl fmt::Display for BadPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BadPattern {
            line,
            text,
            problem,
        } = self;
        write!(f, "line {line}, `{text}`: {problem}")
    }
}

impl error::Error for BadPattern {}

impl Ignore {
    /// Reads a list.
    ///
    /// # Errors
    /// For a line that Docker refuses: `!` alone, a `[` that is not closed, a `\` at the end.
    pub fn parse(text: &str) -> Result<Self, BadPattern> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = Vec::new();
        for (line, text) in (1..).zip(text.lines()) {
            let bad = |problem| BadPattern {
                line,
                text: text.trim().to_owned(),
                problem,
            };
            if text.starts_with('#') || text.trim().is_empty() {
                continue;
            }
            let text = text.trim();
            let (takes_back, text) = match text.strip_prefix('!') {
                Some(rest) if rest.trim().is_empty() => {
                    return Err(bad("nothing stands behind the `!`"));
                }
                Some(rest) => (true, rest.trim()),
                None => (false, text),
            };
            lines.push(Line {
                pattern: Pattern::parse(&cleaned(text)).map_err(bad)?,
                takes_back,
            });
        }
        Ok(Ignore {
            lines,
            always: Vec::new(),
        })
    }

    /// The same without these paths: they are left out by no line.
    #[must_use]
    pub fn but(mut self, paths: &[&str]) -> Self {
        self.always
            .extend(paths.iter().map(|path| (*path).to_owned()));
        self
    }

    /// Whether a path from the directory, with `/` between its parts, is left out.
    pub fn excludes(&self, path: &str) -> bool {
        if self.always.iter().any(|always| always == path) {
            return false;
        }
        let mut is_out = false;
        for line in &self.lines {
            if line.takes_back == is_out && line.matches(path) {
                is_out = !line.takes_back;
            }
        }
        is_out
    }

    /// Whether anything below a directory that is left out may be kept, so that one has to look.
    pub fn may_keep_below(&self, dir: &str) -> bool {
        let is_below = |always: &String| {
            let rest = always.strip_prefix(dir);
            rest.is_some_and(|rest| rest.starts_with('/'))
        };
        let mut lines = self.lines.iter().filter(|line| line.takes_back);
        self.always.iter().any(is_below) || lines.any(|line| line.pattern.may_match_below(dir))
    }
}

impl Line {
    /// Whether it matches the path or a directory above.
    fn matches(&self, path: &str) -> bool {
        let above = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        self.pattern.matches(path) || above.into_iter().any(|dir| self.pattern.matches(dir))
    }
}

/// A path without `.`, `..`, double slashes and one at its beginning or end, as Go's
/// `filepath.Clean` has it. What leads out stays as it is, and matches nothing.
fn cleaned(text: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let is_rooted = text.starts_with('/');
    for part in text.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            ".." if is_rooted => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
