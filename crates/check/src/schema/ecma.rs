//! Patterns in ECMAScript's or Java's syntax, in terms of patterns without look-around and Unicode classes.
//!
//! An engine for all of either is heavy, and few patterns need one. What a pattern looks for
//! from a known place is a condition of its own: `^a(?!b).*$` is `^a.*$` and not `^a(?:b)`. Any
//! other look-around is left out, and Unicode classes have all that is not ASCII: a text may pass
//! that should not, and never the other way round.

/// Texts that have each of `found` and none of `absent`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Case {
    pub(super) found: Vec<String>,
    pub(super) absent: Vec<String>,
}

/// Whose syntax.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Ecma,
    /// Where classes can be made of classes, which is left alone.
    Java,
}

/// The cases of which a text must be one; nothing where the pattern cannot be taken apart.
pub(super) fn cases(pattern: &str, syntax: Syntax) -> Option<Vec<Case>> {
    // What nothing follows is the end.
    let pattern = pattern.replace(r"(?![\s\S])", "$");
    let pattern = without_classes(&pattern, syntax)?;
    let items = items(&pattern)?;
    let alternatives = items.split(|item| item.atom == "|");
    alternatives.map(case).collect()
}

/// What a Unicode class stands for among ASCII characters.
const CLASSES: &[(&str, &str)] = &[
    (r"\p{L}", "a-zA-Z"),
    (r"\p{Ll}", "a-z"),
    (r"\p{Lu}", "A-Z"),
    (r"\p{N}", "0-9"),
    (r"\p{Nd}", "0-9"),
    (r"\p{Z}", " "),
    (r"\p{Zs}", " "),
    (r"\p{M}", ""),
    (r"\P{M}", r"\x00-\x7F"),
    (r"\p{C}", r"\x00-\x1F\x7F"),
    (r"\P{C}", " -~"),
    (r"\p{Cf}", ""),
    (r"\p{P}", r##"!"#%&'()*,\-./:;?@\[\\\]_{}"##),
    (r"\p{S}", r"$+<=>\^`|\~"),
    (r"\p{Graph}", "!-~"),
    (r"\p{Print}", " -~"),
    (r"\p{ASCII}", r"\x00-\x7F"),
    (r"\p{Alnum}", "a-zA-Z0-9"),
    (r"\p{Alpha}", "a-zA-Z"),
    (r"\p{Digit}", "0-9"),
    (r"\p{Lower}", "a-z"),
    (r"\p{Upper}", "A-Z"),
];

/// All that is not ASCII.
const BEYOND: &str = r"\u{80}-\u{10FFFF}";

/// The pattern with its Unicode classes written out, if they are known.
fn without_classes(pattern: &str, syntax: Syntax) -> Option<String> {
    let mut written = String::with_capacity(pattern.len());
    let mut rest = pattern;
    let (mut inside, mut negated) = (false, false);
    while let Some(character) = rest.chars().next() {
        if rest.starts_with(r"\p") || rest.starts_with(r"\P") {
            let (class, letters) = CLASSES.iter().find(|(class, _)| rest.starts_with(class))?;
            match (inside, negated) {
                // In a class of what must not be there, the fewer the more are taken.
                (true, true) => written.push_str(letters),
                (true, false) => written.extend([letters, BEYOND]),
                (false, _) => written.extend(["[", letters, BEYOND, "]"]),
            }
            rest = rest.get(class.len()..)?;
            continue;
        }
        let width = match character {
            '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            other => other.len_utf8(),
        };
        if rest.starts_with(r"\<") || rest.starts_with(r"\>") {
            // Plain in ECMAScript, ends of words elsewhere.
            rest = rest.get(1..)?;
            continue;
        }
        match character {
            '[' if !inside => {
                inside = true;
                negated = rest.starts_with("[^");
            }
            '[' | '&' | '~' if inside => match syntax {
                // Operators of classes elsewhere.
                Syntax::Ecma => written.push('\\'),
                Syntax::Java => return None,
            },
            ']' => inside = false,
            _ => {}
        }
        written.push_str(rest.get(..width)?);
        rest = rest.get(width..)?;
    }
    Some(written)
}

/// A step of a pattern: a character, a class, a group or `|`, and how often it stands there.
#[derive(Clone, Copy)]
struct Item<'p> {
    atom: &'p str,
    repeated: &'p str,
}

impl<'p> Item<'p> {
    /// What is looked for, of a look-around: how it begins, and the pattern.
    fn look(self) -> Option<(&'p str, &'p str)> {
        let begins = ["(?=", "(?!", "(?<=", "(?<!"];
        let begins = begins.iter().find(|b| self.atom.starts_with(**b))?;
        let inner = self.atom.strip_prefix(begins)?.strip_suffix(')')?;
        Some((*begins, inner))
    }

    /// How a group begins, and what is in it.
    fn group(self) -> Option<(&'p str, &'p str)> {
        let inner = self.atom.strip_prefix('(')?.strip_suffix(')')?;
        Some(match inner.strip_prefix("?:") {
            Some(inner) => ("(?:", inner),
            None => ("(", inner),
        })
    }

    /// Whether it takes the same number of characters wherever it matches.
    fn is_fixed(self) -> bool {
        self.repeated.is_empty() && self.group().is_none() && self.atom != "$"
    }
}

/// The steps of a pattern; groups that are neither repeated nor alternatives are taken apart.
fn items(pattern: &str) -> Option<Vec<Item<'_>>> {
    let mut all = Vec::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let width = match first {
            '(' => end_of_group(rest)?,
            '[' => end_of_class(rest)?,
            '\\' => end_of_escape(rest)?,
            other => other.len_utf8(),
        };
        let (atom, after) = rest.split_at_checked(width)?;
        let (repeated, after) = after.split_at_checked(end_of_repetition(after))?;
        rest = after;
        let item = Item { atom, repeated };
        let group = item.group().filter(|_| item.look().is_none());
        let inner = match group {
            Some((_, inner)) if repeated.is_empty() => items(inner)?,
            _ => Vec::new(),
        };
        match inner.is_empty() || inner.iter().any(|item| item.atom == "|") {
            true => all.push(item),
            false => all.extend(inner),
        }
    }
    Some(all)
}

fn end_of_group(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(first) = text.get(at..)?.chars().next() {
        let rest = text.get(at..)?;
        at += match first {
            '[' => end_of_class(rest)?,
            '\\' => end_of_escape(rest)?,
            other => other.len_utf8(),
        };
        match first {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn end_of_class(text: &str) -> Option<usize> {
    let mut escaped = false;
    let closes = text.char_indices().find(|(_, character)| {
        let closes = *character == ']' && !escaped;
        escaped = *character == '\\' && !escaped;
        closes
    });
    closes.map(|(at, _)| at + 1)
}

fn end_of_escape(text: &str) -> Option<usize> {
    let escaped = text.chars().nth(1)?;
    let digits = match escaped {
        'x' => 2,
        'u' => 4,
        // What a group took: nothing that can be taken apart.
        '1'..='9' => return None,
        _ => 0,
    };
    Some(1 + escaped.len_utf8() + digits)
}

fn end_of_repetition(text: &str) -> usize {
    let braces = || {
        let (inner, _) = text.strip_prefix('{')?.split_once('}')?;
        let counts = inner.bytes().all(|b| b.is_ascii_digit() || b == b',');
        (counts && !inner.starts_with(',')).then_some(inner.len() + 2)
    };
    let end = match text.as_bytes().first() {
        Some(b'*' | b'+' | b'?') => 1,
        _ => braces().unwrap_or(0),
    };
    let lazy = end > 0 && text.as_bytes().get(end) == Some(&b'?');
    end + usize::from(lazy)
}

/// One alternative: the pattern without what it looks for, and conditions on that.
fn case(items: &[Item<'_>]) -> Option<Case> {
    let mut case = Case::default();
    let first = items.iter().find(|item| item.look().is_none());
    let anchored = items
        .first()
        .is_some_and(|item| item.atom.starts_with("(?=^"))
        || first.is_some_and(|item| matches!(item.atom, "^" | r"\A"));
    let mut before = String::new();
    let mut fixed = true;
    for (index, item) in items.iter().enumerate() {
        let Some((begins, inner)) = item.look() else {
            before.push_str(&without_looks(&[*item])?);
            fixed &= item.is_fixed();
            continue;
        };
        // Looking around inside of what is looked for turns back what is left out.
        if inner.contains("(?=") || inner.contains("(?!") || inner.contains("(?<") {
            continue;
        }
        let inner = without_looks(&self::items(inner)?)?;
        let from_start = before.is_empty() && inner.starts_with('^');
        let start = if before.starts_with('^') { "" } else { "^" };
        let last = matches!(items.get(index + 1..), Some([end]) if end.atom == "$");
        match begins {
            "(?=" if fixed && (anchored || from_start) => {
                case.found.push(format!("{start}{before}(?:{inner})"));
            }
            "(?!" if fixed && anchored => case.absent.push(format!("{start}{before}(?:{inner})")),
            "(?<=" if last => case.found.push(format!("(?:{inner})$")),
            "(?<!" if last => case.absent.push(format!("(?:{inner})$")),
            _ => {}
        }
    }
    case.found.insert(0, before);
    Some(case)
}

/// The steps as a pattern, without any look-around.
fn without_looks(all: &[Item<'_>]) -> Option<String> {
    let mut pattern = String::new();
    for item in all.iter().filter(|item| item.look().is_none()) {
        match item.group() {
            Some((begins, inner)) => {
                pattern.push_str(begins);
                pattern.push_str(&without_looks(&items(inner)?)?);
                pattern.push(')');
            }
            // A brace that counts nothing is plain in ECMAScript.
            None if item.atom == "{" => pattern.push_str(r"\{"),
            None => pattern.push_str(item.atom),
        }
        pattern.push_str(item.repeated);
    }
    Some(pattern)
}

#[cfg(test)]
mod tests {
    use super::Syntax;

    fn cases(pattern: &str) -> Option<Vec<super::Case>> {
        super::cases(pattern, Syntax::Ecma)
    }

    /// The only case of a pattern: what must be found, and what must not.
    #[track_caller]
    fn one(pattern: &str, found: &[&str], absent: &[&str]) {
        let cases = cases(pattern).unwrap_or_default();
        let [case] = cases.as_slice() else {
            panic!("{cases:?}");
        };
        assert_eq!(case.found, found);
        assert_eq!(case.absent, absent);
    }

    #[test]
    fn classes_are_written_out() {
        one(
            r"^[\p{L}_]\p{N}+$",
            &[r"^[a-zA-Z\u{80}-\u{10FFFF}_][0-9\u{80}-\u{10FFFF}]+$"],
            &[],
        );
        one(r"^[^\p{C}]*$", &[r"^[^\x00-\x1F\x7F]*$"], &[]);
        assert_eq!(cases(r"\p{Greek}"), None);
        one("^[[&]$", &[r"^[\[\&]$"], &[]);
        assert_eq!(super::cases("^[a-z&&[^b]]$", Syntax::Java), None);
    }

    #[test]
    fn what_is_looked_for_from_a_known_place_is_a_condition() {
        one("^(?!aws:)(?=.*x).+$", &["^.+$", "^(?:.*x)"], &["^(?:aws:)"]);
        one(
            "^[a-z](?!.*--)[a-z-]*$",
            &["^[a-z][a-z-]*$"],
            &["^[a-z](?:.*--)"],
        );
        one("^((?!a|b).*)$", &["^.*$"], &["^(?:a|b)"]);
        one(r"^[a-z.]*(?<!\.)$", &["^[a-z.]*$"], &[r"(?:\.)$"]);
        one(
            "(?=^.{2,9}$)(?!b)[a-z]+",
            &["[a-z]+", "^(?:^.{2,9}$)"],
            &["^(?:b)"],
        );
        one(r"^\S+(?![\s\S])", &[r"^\S+$"], &[]);
    }

    #[test]
    fn other_look_arounds_are_left_out() {
        one("^(?:(?!-)[a-z-]+)+$", &["^(?:[a-z-]+)+$"], &[]);
        one("^[a-z]+(?!x)-", &["^[a-z]+-"], &[]);
        one("(?!^[0-9]+$)[a-z0-9]+", &["[a-z0-9]+"], &[]);
        one("^(?!a(?!b)).*$", &["^.*$"], &[]);
    }

    #[test]
    fn alternatives_are_cases() {
        let cases = cases("^(?!-)[a-z-]+$|^x$").unwrap_or_default();
        assert_eq!(cases.len(), 2);
        assert_eq!(cases[0].absent, ["^(?:-)"]);
        assert_eq!(cases[1].found, ["^x$"]);
    }

    #[test]
    fn what_cannot_be_taken_apart_decides_nothing() {
        for pattern in ["(?<", "[a", r"(a)\1", "a)", r"\"] {
            let mut cases = cases(pattern).into_iter().flatten();
            let compiles = |case: super::Case| regex_lite::Regex::new(&case.found[0]).is_ok();
            assert!(!cases.any(compiles), "{pattern}");
        }
    }
}
