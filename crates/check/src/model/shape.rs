//! The shapes of what stands beside properties, for which there are no schemas: creation and
//! update policies, hooks.

use stackwright_template::{Map, Node, Value};

use super::{Model, is_broken_call, one_by_one, path_below};
use crate::schema::{short, shown};
use crate::{Findings, Place};

/// What a value must look like.
pub(crate) enum Shape {
    /// An object of these fields and no others.
    Object(&'static [Field]),
    /// A list of such values.
    List(&'static Shape),
    /// An object with any keys, and such values.
    Map(&'static Shape),
    /// A text, or what CloudFormation makes one of.
    Text,
    /// One of these texts.
    One(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number between these.
    Whole(i64, i64),
    /// A length of time, as `PT15M`.
    Duration,
}

/// A field of an object: its name, whether it must be there, and its shape.
pub(crate) type Field = (&'static str, bool, Shape);

impl Shape {
    /// Reports what does not have the shape. Of a function each known value is looked at.
    pub(crate) fn check(
        &self,
        model: &Model<'_>,
        path: String,
        node: &Node,
        findings: &mut Findings<'_>,
    ) {
        if let Shape::List(inner) = self {
            if matches!(node.value, Value::List(_) | Value::Call(_)) {
                for item in one_by_one(node) {
                    let path = path_below(&path, node, item);
                    inner.check(model, path, item, findings);
                }
            } else {
                let message = format!("a list is expected, not {}", shown(node));
                findings.report(Place::new(path, node.span), message);
            }
            return;
        }
        let values = model.values(node, &[]);
        for value in values.known.iter().filter(|_| values.complete) {
            match (self, value.as_map()) {
                (Shape::Object(fields), Some(map)) if !is_broken_call(value) => {
                    object(model, fields, map, &path, value, findings);
                }
                (Shape::Map(inner), Some(map)) if !is_broken_call(value) => {
                    for (key, value) in map.iter().filter(|(key, _)| !key.is_macro()) {
                        let path = format!("{path}/{}", key.as_str());
                        inner.check(model, path, value, findings);
                    }
                }
                (_, Some(_)) if is_broken_call(value) => {}
                _ => {
                    if let Some(expected) = self.mismatch(model, value) {
                        let message = format!("{expected} is expected, not {}", shown(value));
                        findings.report(Place::new(&path, node.span), message);
                    }
                }
            }
        }
    }

    /// What is expected, where a value is something else.
    fn mismatch(&self, model: &Model<'_>, value: &Node) -> Option<String> {
        let text = model.text(value);
        let text = text.as_deref();
        // What a store or a loop puts in is not known.
        if text.is_some_and(|text| text.contains("{{") || text.contains("${")) {
            return None;
        }
        let (fits, expected) = match self {
            Shape::Object(_) | Shape::Map(_) => (false, "an object".to_owned()),
            Shape::List(_) => (false, "a list".to_owned()),
            Shape::Text => (text.is_some(), "a text".to_owned()),
            Shape::One(words) => (
                text.is_some_and(|text| words.contains(&text)),
                format!("one of {}", words.join(", ")),
            ),
            Shape::Flag => (
                text.is_some_and(|text| matches!(text, "true" | "false")),
                "`true` or `false`".to_owned(),
            ),
            Shape::Whole(least, most) => {
                let number = text.and_then(|text| text.parse::<i64>().ok());
                let expected = match *most {
                    i64::MAX => format!("a whole number from {least} on"),
                    most => format!("a whole number from {least} to {most}"),
                };
                (number.is_some_and(|n| n >= *least && n <= *most), expected)
            }
            Shape::Duration => (
                text.is_some_and(is_duration),
                "a length of time such as `PT15M`".to_owned(),
            ),
        };
        (!fits).then_some(expected)
    }
}

fn object(
    model: &Model<'_>,
    fields: &'static [Field],
    map: &Map,
    path: &str,
    node: &Node,
    findings: &mut Findings<'_>,
) {
    for (key, value) in map.iter().filter(|(key, _)| !key.is_macro()) {
        let name = key.as_str();
        let path = format!("{path}/{name}");
        match fields.iter().find(|(known, _, _)| *known == name) {
            Some((_, _, shape)) => shape.check(model, path, value, findings),
            None => {
                let known = fields.iter().map(|(known, _, _)| *known);
                let nearest = stackwright_facts::nearest(name, known.clone());
                let help = match nearest {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => format!("what is known: {}", known.collect::<Vec<_>>().join(", ")),
                };
                let message = format!("`{}` is not known here", short(name));
                findings
                    .report(Place::new(path, key.span), message)
                    .help(help);
            }
        }
    }
    let whole = !map.keys().any(|key| key.is_macro());
    for (name, required, _) in fields {
        if *required && whole && !map.contains_key(name) {
            findings.report(Place::new(path, node.span), format!("`{name}` is missing"));
        }
    }
}

/// Whether a text is a length of time as ISO 8601 has it, in days, hours, minutes and seconds.
fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    let (days, time) = match rest.split_once('T') {
        Some((days, time)) => (days, Some(time)),
        None => (rest, None),
    };
    let parts = |mut text: &str, units: &str| {
        let mut units = units.chars();
        while !text.is_empty() {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let unit = text.get(digits..).and_then(|rest| rest.chars().next());
            let known = unit.is_some_and(|unit| units.any(|known| known == unit));
            if digits == 0 || !known {
                return false;
            }
            text = text.get(digits + 1..).unwrap_or_default();
        }
        true
    };
    let given = !days.is_empty() || time.is_some_and(|time| !time.is_empty());
    given && parts(days, "WD") && time.is_none_or(|time| !time.is_empty() && parts(time, "HMS"))
}
