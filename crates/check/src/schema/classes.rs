//! Patterns that say which letters follow each other, and how many: `^[a-z][a-z0-9-]{0,62}$`. Such a
//! text is read once, where a regular expression is compiled first.
//!
//! Only texts of printable ASCII are told here. What a class holds beyond, and all other patterns, is a
//! regular expression's, and the tests hold the two against each other.

/// Letters of printable ASCII, a bit each.
type Set = u128;

/// All of printable ASCII.
const ALL: Set = range(b' ', b'~');
const DIGITS: Set = range(b'0', b'9');
const UPPER: Set = range(b'A', b'Z');
const LOWER: Set = range(b'a', b'z');

/// What a text is made of, from its first letter to its last.
pub(super) struct Classes(Vec<Run>);

/// So many letters of a set.
struct Run {
    set: Set,
    least: usize,
    most: usize,
}

const fn range(first: u8, last: u8) -> Set {
    let above = u128::MAX >> (127 - last);
    above & !((1 << first) - 1)
}

const fn one(letter: u8) -> Set {
    range(letter, letter)
}

impl Classes {
    /// What a pattern says, if it says no more than that.
    pub(super) fn of(pattern: &str) -> Option<Classes> {
        // Letters of any kind anywhere in the text, as `.{1,}`.
        if let Some(counted) = pattern.strip_prefix('.') {
            let mut rest = counted.as_bytes();
            let (least, _) = count(&mut rest)?;
            return rest.is_empty().then(|| Classes::one(ALL, least));
        }
        let whole = pattern.strip_prefix('^')?.strip_suffix('$')?;
        // One class again and again, as `^([a-z])*$`.
        let repeated = whole
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(")*"));
        if let Some(repeated) = repeated {
            let mut rest = repeated.as_bytes();
            let set = atom(&mut rest)?;
            return rest.is_empty().then(|| Classes::one(set, 0));
        }
        let group = whole
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'));
        let inner = group.map_or(whole, |group| group.strip_prefix("?:").unwrap_or(group));
        let mut rest = inner.as_bytes();
        let mut runs = Vec::new();
        while !rest.is_empty() {
            let set = atom(&mut rest)?;
            let (least, most) = count(&mut rest)?;
            runs.push(Run { set, least, most });
        }
        // Where it cannot be told by its set where a run ends, more than one way has to be tried.
        let ends = |index: usize, run: &Run| {
            run.least == run.most
                || runs
                    .iter()
                    .skip(index + 1)
                    .all(|later| later.set & run.set == 0)
        };
        let all_end = runs.iter().enumerate().all(|(index, run)| ends(index, run));
        all_end.then_some(Classes(runs))
    }

    /// At least so many letters of a set.
    fn one(set: Set, least: usize) -> Classes {
        let most = usize::MAX;
        Classes(vec![Run { set, least, most }])
    }

    /// Whether a text is so; nothing if it has letters that are not told here.
    pub(super) fn matches(&self, text: &str) -> Option<bool> {
        let mut rest = text.as_bytes();
        for letter in rest {
            if !matches!(letter, b' '..=b'~') {
                return None;
            }
        }
        for run in &self.0 {
            let mut width = 0;
            for letter in rest {
                if width == run.most || run.set & (1 << *letter) == 0 {
                    break;
                }
                width += 1;
            }
            if width < run.least {
                return Some(false);
            }
            rest = rest.get(width..).unwrap_or_default();
        }
        Some(rest.is_empty())
    }
}

/// One letter or one class.
fn atom(rest: &mut &[u8]) -> Option<Set> {
    match next(rest)? {
        b'[' => class(rest),
        b'\\' => escape(rest).map(|(set, _)| set),
        b'.' => Some(ALL),
        b'(' | b')' | b'|' | b'*' | b'+' | b'?' | b'{' | b'}' | b']' | b'^' | b'$' => None,
        letter => letter_itself(letter),
    }
}

/// What stands between brackets.
fn class(rest: &mut &[u8]) -> Option<Set> {
    let is_other = rest.first() == Some(&b'^');
    if is_other {
        next(rest)?;
    }
    let mut set = 0;
    let mut is_first = true;
    loop {
        let (own, letter) = match next(rest)? {
            b']' if is_first => return None,
            b']' => break,
            b'\\' => escape(rest)?,
            b'[' | b'&' | b'~' if rest.first() != Some(&b']') => return None,
            // It stands for itself at the edges alone.
            b'-' if !is_first && rest.first() != Some(&b']') => return None,
            letter => (letter_itself(letter)?, Some(letter)),
        };
        is_first = false;
        set |= own;
        if let [b'-', last, ..] = **rest
            && last != b']'
        {
            next(rest)?;
            let last = match next(rest)? {
                b'\\' => escape(rest)?.1?,
                b'[' => return None,
                last => last,
            };
            letter_itself(last)?;
            set |= letter
                .filter(|first| *first <= last)
                .map(|first| range(first, last))?;
        }
    }
    Some(if is_other { ALL & !set } else { set })
}

/// What stands behind a backslash, and the letter that it is, if it is one.
fn escape(rest: &mut &[u8]) -> Option<(Set, Option<u8>)> {
    let word = DIGITS | UPPER | LOWER | one(b'_');
    Some(match next(rest)? {
        b'd' => (DIGITS, None),
        b'D' => (ALL & !DIGITS, None),
        b'w' => (word, None),
        b'W' => (ALL & !word, None),
        b's' => (one(b' '), None),
        b'S' => (ALL & !one(b' '), None),
        b'p' => {
            let end = rest.iter().position(|letter| *letter == b'}')?;
            let (name, behind) = rest.split_at_checked(end + 1)?;
            *rest = behind;
            let set = match name {
                b"{L}" => UPPER | LOWER,
                b"{Lu}" => UPPER,
                b"{Ll}" => LOWER,
                b"{N}" | b"{Nd}" => DIGITS,
                b"{Z}" | b"{Zs}" => one(b' '),
                _ => return None,
            };
            (set, None)
        }
        letter if letter.is_ascii_alphanumeric() => return None,
        letter => (letter_itself(letter)?, Some(letter)),
    })
}

/// How often: once, unless something is said of it.
fn count(rest: &mut &[u8]) -> Option<(usize, usize)> {
    let counted = match rest.first() {
        Some(b'*') => (0, usize::MAX),
        Some(b'+') => (1, usize::MAX),
        Some(b'?') => (0, 1),
        Some(b'{') => {
            let end = rest.iter().position(|letter| *letter == b'}')?;
            let said = str::from_utf8(rest.get(1..end)?).ok()?;
            *rest = rest.get(end..)?;
            match said.split_once(',') {
                None => said.parse().map(|count| (count, count)).ok()?,
                Some((least, "")) => (least.parse().ok()?, usize::MAX),
                Some((least, most)) => (least.parse().ok()?, most.parse().ok()?),
            }
        }
        _ => return Some((1, 1)),
    };
    next(rest)?;
    let is_more = matches!(rest.first(), Some(b'?' | b'+' | b'*' | b'{'));
    (!is_more && counted.0 <= counted.1).then_some(counted)
}

fn letter_itself(letter: u8) -> Option<Set> {
    matches!(letter, b' '..=b'~').then(|| one(letter))
}

fn next(rest: &mut &[u8]) -> Option<u8> {
    let (first, behind) = rest.split_first()?;
    *rest = behind;
    Some(*first)
}

#[cfg(test)]
mod tests {
    use super::Classes;

    fn told(pattern: &str, text: &str) -> Option<bool> {
        Classes::of(pattern)?.matches(text)
    }

    #[test]
    fn letters_that_follow_each_other() {
        for (pattern, text, expected) in [
            ("^[a-z][a-z0-9-]{0,3}$", "a-b9", true),
            ("^[a-z][a-z0-9-]{0,3}$", "a-b9x", false),
            ("^[a-z][a-z0-9-]{0,3}$", "9", false),
            ("^([\\p{L}\\p{Z}_.:/=+\\-@]*)$", "a b:c", true),
            ("^(?:\\d{2}:[^a-c]+)$", "12:xyz", true),
            ("^(?:\\d{2}:[^a-c]+)$", "12:xay", false),
            ("^ab?$", "a", true),
            ("^ab?$", "abb", false),
            ("^$", "", true),
            ("^([a-z,A-Z. \\-])*$", "a-B, c.", true),
            ("^([a-z])*$", "", true),
            ("^([a-z])*$", "aB", false),
            (".{1,}", "a b", true),
            (".{2,3}", "a", false),
            (".{2,3}", "abcd", true),
        ] {
            assert_eq!(told(pattern, text), Some(expected), "{pattern} {text}");
        }
        assert_eq!(told("^[a-z]*$", "\u{e9}"), None);
    }

    #[test]
    fn what_is_more_is_left_to_regular_expressions() {
        for pattern in [
            "[a-z]",
            "^a|b$",
            "^[a-z]*z$",
            "^(a)(b)$",
            "^(a)(b)*$",
            "^(ab)*$",
            ".*a",
            "^[[:alpha:]]$",
            "^[a-z&&[^b]]$",
            "^a*?$",
            "^\\u0041$",
            "^[]a]$",
            "^[\\w-.]$",
            "^a\\$",
            "^(?i)a$",
            "^(?!a)b$",
            "^\\p{Greek}$",
        ] {
            assert!(Classes::of(pattern).is_none(), "{pattern}");
        }
    }
}
