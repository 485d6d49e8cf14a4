//! Values against matchers.

use std::fmt;

use serde_json::Value;

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

    /// How much is not.
    pub(crate) fn distance(&self) -> usize {
        self.differences.len()
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
            (Kind::Object(entries), Some(Value::Object(map))) => {
                for (key, matcher) in entries {
                    self.compare(matcher, map.get(key), &below(path, key));
                }
            }
            (Kind::List(matchers), Some(Value::Array(items))) if matchers.len() == items.len() => {
                for (index, (matcher, item)) in matchers.iter().zip(items).enumerate() {
                    self.compare(matcher, Some(item), &below(path, &index.to_string()));
                }
            }
            (Kind::ListWith(matchers), Some(Value::Array(items))) => {
                let mut rest = items.iter();
                for wanted in matchers {
                    let found = rest.by_ref().map(|item| Comparison::of(wanted, Some(item)));
                    match found.into_iter().find(Comparison::fits) {
                        Some(found) => self.captured.extend(found.captured),
                        None => {
                            self.differ(matcher, value, path);
                            break;
                        }
                    }
                }
            }
            (Kind::Json(inner), Some(Value::String(text))) => {
                match serde_json::from_str::<Value>(text) {
                    Ok(value) => self.compare(inner, Some(&value), &below(path, "(JSON)")),
                    Err(_) => self.differ(matcher, value, path),
                }
            }
            (Kind::Regex(regex), Some(Value::String(text))) if regex.is_match(text) => {}
            (Kind::Exact(expected), Some(found)) if expected == found => {}
            _ => self.differ(matcher, value, path),
        }
    }

    fn differ(&mut self, matcher: &Matcher, value: Option<&Value>, path: &str) {
        self.differences.push(Difference {
            path: path.to_owned(),
            expected: shortened(matcher.to_string()),
            found: value.map(|value| shortened(value.to_string())),
        });
    }
}

fn below(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        path => format!("{path}/{key}"),
    }
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
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
                write!(f, "{}{item}", if index == 0 { "" } else { ", " })?;
            }
            Ok(())
        };
        match &self.0 {
            Kind::Exact(value) => write!(f, "{value}"),
            Kind::Object(entries) => {
                f.write_str("{")?;
                for (index, (key, matcher)) in entries.iter().enumerate() {
                    write!(
                        f,
                        "{}{key:?}: {matcher}",
                        if index == 0 { "" } else { ", " }
                    )?;
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
