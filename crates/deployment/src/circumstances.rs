//! What is known of a request when the conditions of a policy are looked at.

use super::{Answer, Property, Target};
use crate::model::like;

/// A key of a request's context, and what it is for certain.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
#[derive(Clone)]
pub struct Circumstance<'d> {
    /// The key, as `iam:PassedToService`.
    pub key: &'static str,
    /// What it is.
    pub is: Known<'d>,
}

/// What a key of a request's context is.
#[derive(Clone)]
pub enum Known<'d> {
    /// A text.
    Text(&'static str),
    /// The ARN of a resource of this template.
    Resource(Property<'d>),
}

/// How the operators end whose values are compared one by one; negated ones say nothing here.
const OPERATORS: [(&str, bool); 5] = [
    ("StringEquals", false),
    ("StringEqualsIgnoreCase", true),
    ("StringLike", true),
    ("ArnEquals", true),
    ("ArnLike", true),
];

/// Whether the conditions of a statement certainly do not hold in these circumstances.
pub(super) fn excluded(condition: &Property<'_>, circumstances: &[Circumstance<'_>]) -> bool {
    let operators = condition.entries().known;
    operators.iter().any(|operator| {
        let name = operator.key().unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or_default();
        let name = name.strip_suffix("IfExists").unwrap_or(name);
        let Some((_, wildcards)) = OPERATORS.iter().find(|(own, _)| *own == name) else {
            return false;
        };
        operator.entries().known.iter().any(|key| {
            let named = |own: &&Circumstance<'_>| {
                key.key()
                    .is_some_and(|name| name.eq_ignore_ascii_case(own.key))
            };
            let values = key.items();
            let known = circumstances.iter().find(named);
            known.is_some_and(|known| {
                let all = values.known.iter();
                values.complete && Answer::any(all.map(|value| known.is(value, *wildcards))).is_no()
            })
        })
    })
}

impl Circumstance<'_> {
    fn is(&self, value: &Property<'_>, wildcards: bool) -> Answer {
        match &self.is {
            Known::Text(own) => match value.text() {
                Some(text) if wildcards => like(&text, own).into(),
                Some(text) => (*text == **own).into(),
                None => Answer::Unknown,
            },
            Known::Resource(own) => match value.target() {
                Target::Resource(other, _) if other.id() == own.id() => Answer::Yes,
                Target::Resource(other, _) if other.resource_type() == own.resource_type() => {
                    Answer::No
                }
                _ => Answer::Unknown,
            },
        }
    }
}
