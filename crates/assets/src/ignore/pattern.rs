/// One pattern, as moby's patternmatcher reads it.
///
/// There they become regular expressions, for which programs that have no asset would have to
/// compile an engine; there are but five wildcards.
///
/// <https://github.com/moby/patternmatcher/blob/main/patternmatcher.go>
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    /// This letter.
    Letter(char),
    /// `?`: one letter that is not `/`.
    One,
    /// `*`: any letters but `/`.
    Many,
    /// `**` with something behind it: directories, each with its `/`, or nothing.
    Directories,
    /// `**` at the end: anything.
    Anything,
    /// `[a-c]`, `[^a]`: one of these, or none of them.
    OneOf {
        ranges: Vec<(char, char)>,
        is_none_of: bool,
    },
}

impl Pattern {
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let mut parts = Vec::new();
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            parts.push(match letter {
                '*' if letters.next_if_eq(&'*').is_some() => {
                    // Both `**/x` and `**x`.
                    let _ = letters.next_if_eq(&'/');
                    match letters.peek() {
                        Some(_) => Part::Directories,
                        None => Part::Anything,
                    }
                }
                '*' => Part::Many,
                '?' => Part::One,
                '[' => one_of(&mut letters)?,
                '\\' => Part::Letter(letters.next().ok_or("it ends with a `\\`")?),
                letter => Part::Letter(letter),
            });
        }
        Ok(Pattern { parts })
    }

    /// Whether it matches the whole path.
    pub fn matches(&self, path: &str) -> bool {
        !self.parts.is_empty() && self.ways(path.chars()).is_at_end()
    }

    /// Whether it can match something below this directory.
    pub fn may_match_below(&self, dir: &str) -> bool {
        self.ways(dir.chars().chain(['/'])).is_under_way()
    }

    fn ways(&self, path: impl Iterator<Item = char>) -> Ways<'_> {
        let mut ways = Ways::new(&self.parts);
        path.for_each(|letter| ways.pass(letter));
        ways
    }
}

fn one_of(letters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Result<Part, &'static str> {
    const OPEN: &str = "its `[` is not closed";
    let is_none_of = letters.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    let letter = |letters: &mut std::iter::Peekable<std::str::Chars<'_>>| match letters.next() {
        Some('\\') => letters.next().ok_or(OPEN),
        Some('-' | ']') => Err("its `[` holds a `-` or `]` that is not one of a range"),
        Some(letter) => Ok(letter),
        None => Err(OPEN),
    };
    loop {
        if !ranges.is_empty() && letters.next_if_eq(&']').is_some() {
            return Ok(Part::OneOf { ranges, is_none_of });
        }
        let first = letter(letters)?;
        let last = match letters.next_if_eq(&'-') {
            Some(_) => letter(letters)?,
            None => first,
        };
        ranges.push((first, last));
    }
}

/// How far a path has come in a pattern, in every way at once, so that no pattern takes long.
struct Ways<'p> {
    parts: &'p [Part],
    /// For each part, and for the end: whether one stands before it.
    before: Vec<bool>,
    /// For each part: whether one is in the middle of a directory that it passes.
    within: Vec<bool>,
}

impl<'p> Ways<'p> {
    fn new(parts: &'p [Part]) -> Self {
        let mut ways = Ways {
            parts,
            before: vec![false; parts.len() + 1],
            within: vec![false; parts.len()],
        };
        ways.reach(0);
        ways
    }

    /// Stands before a part, and before what follows it if it can be nothing.
    fn reach(&mut self, at: usize) {
        for at in at..self.before.len() {
            self.before[at] = true;
            match self.parts.get(at) {
                Some(Part::Many | Part::Directories | Part::Anything) => {}
                _ => return,
            }
        }
    }

    fn pass(&mut self, letter: char) {
        let before = std::mem::replace(&mut self.before, vec![false; self.parts.len() + 1]);
        let within = std::mem::replace(&mut self.within, vec![false; self.parts.len()]);
        for (at, part) in self.parts.iter().enumerate() {
            match part {
                Part::Anything if before[at] => self.reach(at),
                Part::Many if before[at] && letter != '/' => self.reach(at),
                Part::Directories if before[at] || within[at] => {
                    self.within[at] = true;
                    if letter == '/' {
                        self.reach(at + 1);
                    }
                }
                part if before[at] && part.takes(letter) => self.reach(at + 1),
                _ => {}
            }
        }
    }

    fn is_at_end(&self) -> bool {
        self.before.last() == Some(&true)
    }

    /// Whether there is a part left that what comes may match.
    fn is_under_way(&self) -> bool {
        let parts = self.parts.len();
        let before = self.before.iter().take(parts);
        before.chain(&self.within).any(|stands| *stands)
    }
}

impl Part {
    /// Whether a part for one letter takes this one.
    fn takes(&self, letter: char) -> bool {
        match self {
            Part::Letter(own) => *own == letter,
            Part::One => letter != '/',
            Part::OneOf { ranges, is_none_of } => {
                let is_in = |(first, last): &(char, char)| (*first..=*last).contains(&letter);
                ranges.iter().any(is_in) != *is_none_of
            }
            Part::Many | Part::Directories | Part::Anything => false,
        }
    }
}
