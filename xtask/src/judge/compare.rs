//! Compares what a template says with what a service's API says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::resolve::{is_unknown, scalar};

/// How the API of a type differs from its template.
#[derive(Default)]
pub struct Spelling {
    /// Where the API has a property, if not under its own name, as [`place`] reads it.
    pub names: BTreeMap<String, String>,
    /// Properties that are not told again, by their path.
    pub forgotten: BTreeSet<String>,
    /// Properties by which the resource was found, so that they need not be told again.
    pub asked: BTreeSet<String>,
}

/// What came of a comparison.
#[derive(Default, Debug, PartialEq, Eq)]
pub struct Compared {
    /// How many values agree.
    pub agree: usize,
    /// How many values only the service knows.
    pub unknown: usize,
    pub wrong: Vec<String>,
    /// Which properties were not told.
    pub forgotten: BTreeSet<String>,
}

/// Holds the properties of a resource against the answer of its service.
pub fn compare(spelling: &Spelling, properties: &Value, answer: &Value) -> Compared {
    let mut compared = Compared::default();
    value(spelling, properties, answer, "", &mut compared);
    compared
}

fn value(spelling: &Spelling, expected: &Value, found: &Value, place: &str, out: &mut Compared) {
    match (expected, found) {
        _ if is_unknown(expected) => out.unknown += 1,
        (Value::Array(items), _) if is_tags(items) => tags(spelling, items, found, place, out),
        (Value::Object(map), Value::Object(_)) => {
            for (name, inner) in map {
                let place = if place.is_empty() {
                    name.clone()
                } else {
                    format!("{place}/{name}")
                };
                match look_up(spelling, found, name) {
                    Some(found) => value(spelling, inner, &found, &place, out),
                    None if spelling.asked.contains(&place) => out.agree += 1,
                    None if spelling.forgotten.contains(&place) => {
                        out.forgotten.insert(place);
                    }
                    None => out
                        .wrong
                        .push(format!("{place} is {inner}, but the service has none")),
                }
            }
        }
        (Value::Array(items), Value::Array(all)) => list(spelling, items, all, place, out),
        // Policies: a list of one is written as the one.
        (Value::Array(items), one) if items.len() == 1 => {
            list(spelling, items, std::slice::from_ref(one), place, out);
        }
        _ if same(expected, found) => out.agree += 1,
        _ => out.wrong.push(format!(
            "{place} is {expected}, but the service has {found}"
        )),
    }
}

/// Scalars stand in their order; an object has to be among those of the service.
fn list(spelling: &Spelling, items: &[Value], all: &[Value], place: &str, out: &mut Compared) {
    if items
        .iter()
        .all(|item| !item.is_object() || is_unknown(item))
    {
        if items.len() == all.len() {
            for (item, found) in items.iter().zip(all) {
                value(spelling, item, found, place, out);
            }
        } else {
            let (items, all) = (Value::from(items), Value::from(all));
            out.wrong
                .push(format!("{place} is {items}, but the service has {all}"));
        }
        return;
    }
    let mut left: Vec<&Value> = all.iter().collect();
    for item in items {
        let attempts = left.iter().map(|found| {
            let mut attempt = Compared::default();
            value(spelling, item, found, place, &mut attempt);
            attempt
        });
        let best = attempts
            .enumerate()
            .min_by_key(|(_, attempt)| attempt.wrong.len());
        match best {
            Some((index, best)) => {
                left.remove(index);
                out.agree += best.agree;
                out.unknown += best.unknown;
                out.wrong.extend(best.wrong);
                out.forgotten.extend(best.forgotten);
            }
            None => out
                .wrong
                .push(format!("{place} has {item}, but the service does not")),
        }
    }
}

/// Tags and attributes: a map, whichever way it is written.
fn tags(spelling: &Spelling, items: &[Value], found: &Value, place: &str, out: &mut Compared) {
    for item in items {
        let (Some(key), Some(wanted)) = (item.get("Key"), item.get("Value")) else {
            continue;
        };
        let key = scalar(key);
        let there = match found {
            Value::Object(map) => map.get(&key),
            Value::Array(all) => all
                .iter()
                .find(|tag| {
                    part(tag, "Key")
                        .or_else(|| part(tag, "TagKey"))
                        .is_some_and(|name| scalar(name) == key)
                })
                .and_then(|tag| part(tag, "Value").or_else(|| part(tag, "TagValue"))),
            _ => None,
        };
        match there {
            _ if is_unknown(wanted) => out.unknown += 1,
            Some(there) if same(wanted, there) => out.agree += 1,
            Some(there) => out.wrong.push(format!(
                "{place}/{key} is {wanted}, but the service has {there}"
            )),
            None if spelling.forgotten.contains(place) => {
                out.forgotten.insert(place.to_owned());
            }
            None => out.wrong.push(format!(
                "{place}/{key} is {wanted}, but the service has none"
            )),
        }
    }
}

fn is_tags(items: &[Value]) -> bool {
    !items.is_empty()
        && items.iter().all(|item| {
            item.as_object().is_some_and(|map| {
                map.len() == 2 && map.contains_key("Key") && map.contains_key("Value")
            })
        })
}

/// A member of an object, whichever way its name is capitalized.
fn part<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    object
        .as_object()?
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
        .filter(|value| !value.is_null())
}

fn look_up(spelling: &Spelling, answer: &Value, name: &str) -> Option<Value> {
    match spelling.names.get(name) {
        Some(path) => place(answer, path),
        None => part(answer, name).cloned(),
    }
}

/// The value at a path, such as `/A/0/B`; after a `*` it is the list of what every item has there.
pub fn at(value: &Value, path: &str) -> Option<Value> {
    match path.split_once("/*") {
        None => value
            .pointer(path)
            .filter(|value| !value.is_null())
            .cloned(),
        Some((before, after)) => {
            let items = value.pointer(before)?.as_array()?;
            Some(items.iter().filter_map(|item| at(item, after)).collect())
        }
    }
}

/// The value that an answer has at a place, which is a path ([`at`]), a path and `#x` for what
/// follows the last `x` there, or a text with paths in braces.
pub fn place(answer: &Value, place: &str) -> Option<Value> {
    if place.contains('{') {
        let mut text = String::new();
        let mut rest = place;
        while let Some((before, inner)) = rest.split_once('{') {
            let (path, after) = inner.split_once('}')?;
            text.push_str(before);
            text.push_str(&scalar(&at(answer, path)?));
            rest = after;
        }
        return Some(Value::from(text + rest));
    }
    match place.split_once('#') {
        None => at(answer, place),
        Some((path, marker)) => {
            let value = scalar(&at(answer, path)?);
            let (_, after) = value.rsplit_once(marker)?;
            Some(Value::from(after))
        }
    }
}

/// Whether two scalars are the same to CloudFormation, which takes text for numbers.
fn same(expected: &Value, found: &Value) -> bool {
    let (left, right) = (scalar(expected), scalar(found));
    if left == right {
        return true;
    }
    match (left.parse::<f64>(), right.parse::<f64>()) {
        (Ok(left), Ok(right)) => left == right,
        // Documents inside of text, spaced as each likes.
        _ => match (parsed(expected), parsed(found)) {
            (Some(left), Some(right)) => left == right,
            _ => false,
        },
    }
}

fn parsed(value: &Value) -> Option<Value> {
    match value {
        Value::String(text) => serde_json::from_str(text).ok(),
        Value::Object(_) | Value::Array(_) => Some(value.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::resolve::unknown;
    use serde_json::json;

    fn compared(properties: Value, answer: Value) -> Compared {
        let spelling = Spelling {
            names: BTreeMap::from([("Subnets".to_owned(), "/Zones/*/SubnetId".to_owned())]),
            forgotten: BTreeSet::from(["Lost".to_owned()]),
            asked: BTreeSet::from(["Parent".to_owned()]),
        };
        compare(&spelling, &properties, &answer)
    }

    fn agrees(properties: Value, answer: Value, values: usize) {
        let compared = compared(properties, answer);
        assert_eq!(compared.wrong, [] as [&str; 0]);
        assert_eq!(compared.agree, values);
    }

    #[track_caller]
    fn differs(properties: Value, answer: Value, message: &str) {
        assert_eq!(compared(properties, answer).wrong, [message]);
    }

    #[test]
    fn names_and_kinds_may_be_spelt_differently() {
        agrees(
            json!({"Port": 80, "Cpu": "256", "Enable": true, "TargetValue": 70}),
            json!({"port": "80", "cpu": "256", "enable": true, "targetValue": 70.0, "more": 1}),
            4,
        );
        agrees(
            json!({"Subnets": ["a", "b"]}),
            json!({"Zones": [{"SubnetId": "a"}, {"SubnetId": "b"}]}),
            2,
        );
        agrees(
            json!({"Policy": "{\"a\": 1}"}),
            json!({"Policy": {"a": 1}}),
            1,
        );
    }

    #[test]
    fn a_place_is_a_path_a_part_of_a_text_or_a_text_of_parts() {
        let answer = json!({"Arn": "a:b:c/d", "N": 1});
        assert_eq!(place(&answer, "/Arn"), Some(json!("a:b:c/d")));
        assert_eq!(place(&answer, "/Arn#:"), Some(json!("c/d")));
        assert_eq!(place(&answer, "/{/N}|{/Arn}"), Some(json!("/1|a:b:c/d")));
        assert_eq!(place(&answer, "/Other#:"), None);
        assert_eq!(place(&answer, "x{/Other}"), None);
    }

    #[test]
    fn tags_are_a_map_however_they_are_written() {
        let tags = json!({"Tags": [{"Key": "A", "Value": "1"}]});
        agrees(
            tags.clone(),
            json!({"tags": [{"key": "A", "value": "1"}, {"key": "B"}]}),
            1,
        );
        agrees(tags.clone(), json!({"Tags": {"A": "1"}}), 1);
        differs(
            tags,
            json!({"Tags": {"A": "2"}}),
            "Tags/A is \"1\", but the service has \"2\"",
        );
    }

    #[test]
    fn an_object_of_a_list_is_found_wherever_it_stands() {
        agrees(
            json!({"Rules": [{"Port": 1, "To": "x"}, {"Port": 2, "To": "y"}]}),
            json!({"Rules": [{"Port": 2, "To": "y"}, {"Port": 3, "To": "z"}, {"Port": 1, "To": "x"}]}),
            4,
        );
        differs(
            json!({"Rules": [{"Port": 1}, {"Port": 1}]}),
            json!({"Rules": [{"Port": 1}]}),
            "Rules has {\"Port\":1}, but the service does not",
        );
    }

    #[test]
    fn scalars_stand_in_their_order() {
        differs(
            json!({"Command": ["a", "b"]}),
            json!({"Command": ["a"]}),
            "Command is [\"a\",\"b\"], but the service has [\"a\"]",
        );
        assert_eq!(
            compared(json!({"C": ["a", "b"]}), json!({"C": ["b", "a"]}))
                .wrong
                .len(),
            2
        );
    }

    #[test]
    fn what_was_asked_for_needs_no_answer_but_may_not_be_another() {
        agrees(json!({"Parent": "a"}), json!({}), 1);
        differs(
            json!({"Parent": "a"}),
            json!({"Parent": "b"}),
            "Parent is \"a\", but the service has \"b\"",
        );
    }

    #[test]
    fn what_moto_forgets_is_told_from_what_is_missing() {
        let compared = compared(json!({"Lost": 1, "Id": unknown()}), json!({"Id": "x"}));
        assert_eq!(compared.wrong, [] as [&str; 0]);
        assert_eq!(compared.unknown, 1);
        assert_eq!(compared.forgotten, BTreeSet::from(["Lost".to_owned()]));
        differs(
            json!({"Lost": 1}),
            json!({"Lost": 2}),
            "Lost is 1, but the service has 2",
        );
        differs(
            json!({"Other": 1}),
            json!({}),
            "Other is 1, but the service has none",
        );
    }
}
