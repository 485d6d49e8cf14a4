//! Values against matchers.

use std::fmt;

use serde_json::{Map, Value};

use crate::capture::Capture;
use crate::matcher::{Kind, Matcher};

/// How long a value may be to be shown whole.
const SHOWN: usize = 120;

/// What came of a comparison.
#[derive(Default)]
pub(crate) struct Comparison {
    differences: Vec<Difference>,
    captured: Vec<(Capture, Value)>,
}

/// That a value is not as it should be.
struct Difference {
    path: String,
    expected: String,
    found: Option<String>,
    weight: usize,
}

impl Comparison {
    /// Compares a value, or its absence.
    pub(crate) fn of(matcher: &Matcher, value: Option<&Value>) -> Self {
        let mut comparison = Comparison::default();
        comparison.compare(matcher, value, "");
        comparison
    }

    /// Whether all is as it should be.
    pub(crate) fn fits(&self) -> bool {
        self.differences.is_empty()
    }

    /// How much is not: what is not there at all counts for all that should be in it, and what is there
    /// beside it counts half, so that a value of which a part is right is the closer one.
    pub(crate) fn distance(&self) -> usize {
        let weights = self.differences.iter().map(|difference| difference.weight);
        weights.sum()
    }

    /// Gives the captures their values.
    pub(crate) fn remember(self) {
        for (capture, value) in self.captured {
            capture.remember(value);
        }
    }

    fn compare(&mut self, matcher: &Matcher, value: Option<&Value>, path: &str) {
        match (&matcher.0, value) {
            (Kind::Absent, None) | (Kind::Any, Some(_)) => {}
            (Kind::Not(inner), value) => {
                if Comparison::of(inner, value).fits() {
                    self.differ(matcher, value, path);
                }
            }
            (Kind::Capture(capture, inner), Some(value)) => {
                self.captured.push((capture.clone(), value.clone()));
                self.compare(inner, Some(value), path);
            }
            (Kind::Object(entries), Some(Value::Object(map))) => self.entries(entries, map, path),
            (Kind::Closed(entries), Some(Value::Object(map))) => {
                self.entries(entries, map, path);
                for (key, value) in map {
                    if entries.iter().all(|(expected, _)| expected != key) {
                        self.surplus(value, &below(path, key));
                    }
                }
            }
            (Kind::List(matchers), Some(Value::Array(items))) => self.items(matchers, items, path),
            (Kind::ListWith(matchers), Some(Value::Array(items))) => {
                self.some_items(matchers, items, path);
            }
            (Kind::Json(inner), Some(Value::String(text))) => {
                match serde_json::from_str::<Value>(text) {
                    Ok(value) => self.compare(inner, Some(&value), &below(path, "(JSON)")),
                    Err(_) => self.differ(matcher, value, path),
                }
            }
            (Kind::Regex(regex), Some(Value::String(text))) if regex.is_match(text) => {}
            (Kind::Exact(expected), Some(found)) if same(expected, found) => {}
            _ => self.differ(matcher, value, path),
        }
    }

    fn entries(&mut self, entries: &[(String, Matcher)], map: &Map<String, Value>, path: &str) {
        for (key, matcher) in entries {
            self.compare(matcher, map.get(key), &below(path, key));
        }
    }

    /// Item by item; what one side has more of differs from nothing.
    fn items(&mut self, matchers: &[Matcher], items: &[Value], path: &str) {
        for index in 0..matchers.len().max(items.len()) {
            let path = below(path, &index.to_string());
            match (matchers.get(index), items.get(index)) {
                (Some(matcher), Some(item)) => self.compare(matcher, Some(item), &path),
                (Some(matcher), None) => self.differ(matcher, None, &path),
                (None, Some(item)) => self.surplus(item, &path),
                (None, None) => {}
            }
        }
    }

    /// Every matcher takes the first item behind that of the matcher before. What is said of one that
    /// finds none is how the closest item differs.
    fn some_items(&mut self, matchers: &[Matcher], items: &[Value], path: &str) {
        let mut start = 0;
        for wanted in matchers {
            let rest = items.iter().enumerate().skip(start);
            let compared = rest.map(|(index, item)| (index, Comparison::of(wanted, Some(item))));
            match compared.min_by_key(|(index, found)| (found.distance(), *index)) {
                Some((index, found)) if found.fits() => {
                    self.captured.extend(found.captured);
                    start = index + 1;
                }
                closest => {
                    let behind = match start {
                        0 => "an item".to_owned(),
                        _ => format!("behind item {} one", start - 1),
                    };
                    self.differences.push(Difference {
                        path: path.to_owned(),
                        expected: format!("{behind} like {}", shortened(&wanted.to_string(), 0)),
                        found: Some("none".to_owned()),
                        weight: if closest.is_none() {
                            2 * words(wanted)
                        } else {
                            0
                        },
                    });
                    if let Some((index, found)) = closest {
                        let place = below(path, &index.to_string());
                        let inner = found.differences.into_iter().map(|inner| Difference {
                            path: below(&place, &inner.path),
                            ..inner
                        });
                        self.differences.extend(inner);
                    }
                    break;
                }
            }
        }
    }

    fn surplus(&mut self, value: &Value, path: &str) {
        self.differences.push(Difference {
            path: path.to_owned(),
            expected: "nothing".to_owned(),
            found: Some(shortened(&value.to_string(), 0)),
            weight: 1,
        });
    }

    fn differ(&mut self, matcher: &Matcher, value: Option<&Value>, path: &str) {
        let expected = matcher.to_string();
        let found = value.map(Value::to_string);
        let common = match &found {
            Some(found) => expected
                .chars()
                .zip(found.chars())
                .take_while(|(a, b)| a == b)
                .count(),
            None => 0,
        };
        self.differences.push(Difference {
            path: path.to_owned(),
            expected: shortened(&expected, common),
            weight: 2 * (words(matcher) + usize::from(found.is_none())),
            found: found.map(|found| shortened(&found, common)),
        });
    }
}

/// How many words a matcher asks for.
fn words(matcher: &Matcher) -> usize {
    let all = |items: &[Matcher]| items.iter().map(words).sum();
    let inside = match &matcher.0 {
        Kind::Object(entries) | Kind::Closed(entries) => {
            entries.iter().map(|(_, inner)| words(inner)).sum()
        }
        Kind::List(items) | Kind::ListWith(items) => all(items),
        Kind::Json(inner) | Kind::Capture(_, inner) => words(inner),
        _ => 1,
    };
    inside.max(1)
}

/// Whether two words are the same. 70 and 70.0 are.
fn same(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Number(expected), Value::Number(found)) => {
            let float = expected.is_f64() || found.is_f64();
            expected == found || float && expected.as_f64() == found.as_f64()
        }
        _ => expected == found,
    }
}

fn below(path: &str, key: &str) -> String {
    match (path, key) {
        ("", key) => key.to_owned(),
        (path, "") => path.to_owned(),
        (path, key) => format!("{path}/{key}"),
    }
}

/// What is shown of a text: all of a short one, else the part around the character where it differs.
fn shortened(text: &str, differs: usize) -> String {
    let length = text.chars().count();
    if length <= SHOWN {
        return text.to_owned();
    }
    let start = match differs < SHOWN / 2 {
        true => 0,
        false => differs.saturating_sub(SHOWN / 4),
    };
    let part: String = text.chars().skip(start).take(SHOWN).collect();
    let before = if start > 0 { "..." } else { "" };
    let after = if start + SHOWN < length { "..." } else { "" };
    format!("{before}{part}{after}")
}

/// A difference a line, indented.
impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for difference in &self.differences {
            let found = difference.found.as_deref().unwrap_or("nothing");
            let expected = &difference.expected;
            match difference.path.as_str() {
                "" => write!(f, "\n  expected {expected}, found {found}")?,
                path => write!(f, "\n  {path}: expected {expected}, found {found}")?,
            }
        }
        Ok(())
    }
}

/// As a failure shows it, close to how [`like!`](crate::like) writes it.
impl fmt::Display for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, items: &[Matcher]| {
            for (index, item) in items.iter().enumerate() {
                write!(f, "{}{item}", separator(index))?;
            }
            Ok(())
        };
        match &self.0 {
            Kind::Exact(value) => write!(f, "{value}"),
            Kind::Object(entries) | Kind::Closed(entries) => {
                f.write_str("{")?;
                for (index, (key, matcher)) in entries.iter().enumerate() {
                    write!(f, "{}{key:?}: {matcher}", separator(index))?;
                }
                f.write_str("}")
            }
            Kind::List(items) => {
                f.write_str("[")?;
                list(f, items)?;
                f.write_str("]")
            }
            Kind::ListWith(items) => {
                f.write_str("array_with([")?;
                list(f, items)?;
                f.write_str("])")
            }
            Kind::Any => f.write_str("any()"),
            Kind::Absent => f.write_str("absent()"),
            Kind::Not(inner) => write!(f, "not({inner})"),
            Kind::Json(inner) => write!(f, "serialized_json({inner})"),
            Kind::Regex(regex) => write!(f, "regex({:?})", regex.as_str()),
            Kind::Capture(_, inner) => write!(f, "{inner}"),
        }
    }
}

fn separator(index: usize) -> &'static str {
    if index == 0 { "" } else { ", " }
}
