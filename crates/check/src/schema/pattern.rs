//! Patterns, compiled when a value first meets them that is not told by its [`Classes`], once in a process.
//!
//! A pattern that cannot be compiled decides nothing.

use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use regex_lite::Regex;
use stackwright_template::hash::HashMap;

use super::classes::Classes;
use super::ecma::{self, Syntax};

/// A text matches if it is one of the cases: has all that must be found, and nothing that must
/// not. `None` where there is no telling.
type Compiled = Option<Vec<Case>>;

struct Case {
    found: Vec<Regex>,
    absent: Vec<Regex>,
}

/// A pattern that values have met.
struct Pattern {
    classes: Option<Classes>,
    compiled: OnceLock<Compiled>,
    /// What was found out of texts: many resources have the same values, and to look takes long.
    told: Mutex<HashMap<String, bool>>,
}

/// Of how many texts a pattern keeps what was found out.
const TOLD: usize = 256;

/// Patterns by where they stand in the facts, and how long they are: to hash all of one takes longer
/// than to find it in a short text. One in ECMAScript's syntax is never one of the others, too.
type Patterns = HashMap<(usize, usize), Arc<Pattern>>;

/// What was read.
static KNOWN: LazyLock<Mutex<Patterns>> = LazyLock::new(Mutex::default);

/// Whether a pattern is found in a text; nothing where that cannot be told.
pub(super) fn found(pattern: &'static str, text: &str) -> Option<bool> {
    run(pattern, text, |pattern| {
        let found = vec![Regex::new(pattern).ok()?];
        Some(vec![Case {
            found,
            absent: Vec::new(),
        }])
    })
}

/// The same for a pattern in ECMAScript's syntax.
pub(super) fn found_ecma(pattern: &'static str, text: &str) -> Option<bool> {
    run(pattern, text, |pattern| in_cases(pattern, Syntax::Ecma))
}

/// Whether all of a text matches a pattern in Java's syntax, as those of parameters are.
pub(crate) fn matches(pattern: &str, text: &str) -> Option<bool> {
    let cases = in_cases(&format!("^(?:{pattern})$"), Syntax::Java)?;
    Some(is_one_of(&cases, text))
}

fn in_cases(pattern: &str, syntax: Syntax) -> Compiled {
    let all = |patterns: &[String]| -> Option<Vec<Regex>> {
        patterns.iter().map(|p| Regex::new(p).ok()).collect()
    };
    let cases = ecma::cases(pattern, syntax)?.into_iter().map(|case| {
        Some(Case {
            found: all(&case.found)?,
            absent: all(&case.absent)?,
        })
    });
    cases.collect()
}

fn run(
    pattern: &'static str,
    text: &str,
    compile: impl FnOnce(&'static str) -> Compiled,
) -> Option<bool> {
    let known = {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = known.entry((pattern.as_ptr().addr(), pattern.len()));
        let read = || Pattern {
            classes: Classes::of(pattern),
            compiled: OnceLock::new(),
            told: Mutex::default(),
        };
        Arc::clone(entry.or_insert_with(|| Arc::new(read())))
    };
    let classes = known.classes.as_ref();
    if let Some(told) = classes.and_then(|classes| classes.matches(text)) {
        return Some(told);
    }
    let compiled = known.compiled.get_or_init(|| compile(pattern));
    let cases = compiled.as_ref()?;
    let told = || known.told.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = told().get(text) {
        return Some(*found);
    }
    let found = is_one_of(cases, text);
    let mut told = told();
    if told.len() >= TOLD {
        told.clear();
    }
    told.insert(text.to_owned(), found);
    Some(found)
}

fn is_one_of(cases: &[Case], text: &str) -> bool {
    cases.iter().any(|case| {
        case.found.iter().all(|regex| regex.is_match(text))
            && !case.absent.iter().any(|regex| regex.is_match(text))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex_lite::Regex;

    use super::super::classes::Classes;
    use super::{Case, Syntax, found, found_ecma, in_cases, is_one_of, matches};

    #[test]
    fn patterns_of_ecmascript_decide_where_they_can() {
        let tags = r"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$";
        assert_eq!(found_ecma(tags, "team a"), Some(true));
        assert_eq!(found_ecma(tags, "t\u{e9}l\u{e9}"), Some(true));
        assert_eq!(found_ecma(tags, "a;b"), Some(false));
        let name = "^(?!aws:)[a-z:]+$";
        assert_eq!(found_ecma(name, "aws:x"), Some(false));
        assert_eq!(found_ecma(name, "x:aws:"), Some(true));
        assert_eq!(found_ecma("(?<", "x"), None);
        assert_eq!(found("(", "x"), None);
        assert_eq!(matches("[a-z]+", "abc-"), Some(false));
        assert_eq!(matches("a|ab", "ab"), Some(true));
        assert_eq!(matches("[a-z&&[^b]]+", "abc"), None);
    }

    /// Every pattern of the facts, as each must be of use; those that are not are known.
    #[test]
    fn the_patterns_of_the_facts_can_be_taken_apart() {
        let mut useless = std::collections::BTreeSet::new();
        for name in stackwright_facts::service_names() {
            let service = stackwright_facts::service(name).expect("the facts can be read");
            let facts = serde_json::to_value(&service).expect("facts are JSON");
            collect("ecmaPattern", &facts, &mut |pattern| {
                if in_cases(pattern, Syntax::Ecma).is_none() {
                    useless.insert(pattern.to_owned());
                }
            });
        }
        // A date whose parts must be written alike, and characters beyond 16 bits as halves.
        let expected = [r"^([\+-]?\d{4}", "[a-zA-Z 0-9_"];
        assert_eq!(useless.len(), expected.len(), "{useless:#?}");
        for begins in expected {
            assert!(
                useless.iter().any(|p| p.starts_with(begins)),
                "{useless:#?}"
            );
        }
    }

    /// The patterns of the facts that say which letters follow each other, and the same as a regular
    /// expression.
    fn told() -> Vec<(String, Classes, Vec<Case>)> {
        let mut all = std::collections::BTreeMap::new();
        for name in stackwright_facts::service_names() {
            let service = stackwright_facts::service(name).expect("the facts can be read");
            let facts = serde_json::to_value(&service).expect("facts are JSON");
            collect("pattern", &facts, &mut |pattern| {
                let found = Regex::new(pattern).expect("a pattern that can be compiled");
                let (found, absent) = (vec![found], Vec::new());
                all.insert(pattern.to_owned(), vec![Case { found, absent }]);
            });
            collect("ecmaPattern", &facts, &mut |pattern| {
                if let Some(cases) = in_cases(pattern, Syntax::Ecma) {
                    all.insert(pattern.to_owned(), cases);
                }
            });
        }
        let count = all.len();
        let told = all.into_iter().filter_map(|(pattern, cases)| {
            let classes = Classes::of(&pattern)?;
            Some((pattern, classes, cases))
        });
        let told: Vec<_> = told.collect();
        assert!(told.len() * 4 > count, "{} of {count}", told.len());
        told
    }

    #[test]
    fn classes_say_what_regular_expressions_do() {
        let told = told();
        let letters = prop::sample::select((b' '..=b'~').collect::<Vec<u8>>());
        let repeated =
            (letters.clone(), 0..70_usize).prop_map(|(letter, count)| vec![letter; count]);
        let any = prop::collection::vec(letters, 0..6);
        let words = "[a-zA-Z0-9]{0,3}[-_.:/ ]?[a-zA-Z0-9]{0,12}".prop_map(String::into_bytes);
        let text = prop_oneof![any, repeated, words];
        let mut runner = proptest::test_runner::TestRunner::default();
        let run = runner.run(&text, |text| {
            let text = String::from_utf8(text).expect("ASCII");
            for (pattern, classes, cases) in &told {
                let expected = Some(is_one_of(cases, &text));
                prop_assert_eq!(classes.matches(&text), expected, "{} {:?}", pattern, text);
            }
            Ok(())
        });
        run.expect("the same is said");
    }

    fn collect(name: &str, facts: &serde_json::Value, found: &mut dyn FnMut(&str)) {
        match facts {
            serde_json::Value::Object(map) => {
                for (key, value) in map {
                    match value.as_str().filter(|_| key == name) {
                        Some(pattern) => found(pattern),
                        None => collect(name, value, found),
                    }
                }
            }
            serde_json::Value::Array(items) => items.iter().for_each(|v| collect(name, v, found)),
            _ => {}
        }
    }
}
