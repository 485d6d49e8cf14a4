use std::ops::{RangeFrom, RangeInclusive, RangeToInclusive};

use stackwright_core::{Expr, Int, IntoValue, Value};

/// Between which numbers capacity moves: `1..=10`, or [`Bounds::of`] what only deployment knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Bounds {
    pub(super) min: Value<Int>,
    pub(super) max: Value<Int>,
}

impl Bounds {
    /// Between two values, as parameters.
    pub fn of(min: impl IntoValue<Int>, max: impl IntoValue<Int>) -> Self {
        Bounds {
            min: min.into_value(),
            max: max.into_value(),
        }
    }

    /// Whether there may be nothing at all: a minimum of 0, or one that is not known.
    pub(super) fn may_be_nothing(&self) -> bool {
        literal(&self.min).is_none_or(|min| min == 0)
    }

    /// Whether the minimum is known to be 0.
    pub(super) fn is_from_nothing(&self) -> bool {
        literal(&self.min) == Some(0)
    }

    /// As a person would write it, for messages.
    pub(super) fn shown(&self) -> String {
        let shown = |value: &Value<Int>| match literal(value) {
            Some(number) => number.to_string(),
            None => "?".to_owned(),
        };
        format!("{}..={}", shown(&self.min), shown(&self.max))
    }
}

fn literal(value: &Value<Int>) -> Option<i64> {
    match value.expr() {
        Expr::Int(number) => Some(*number),
        _ => None,
    }
}

impl From<RangeInclusive<u32>> for Bounds {
    fn from(range: RangeInclusive<u32>) -> Self {
        Bounds::of(*range.start(), *range.end())
    }
}

/// What a schedule changes: both ends (`2..=10`), the lower one (`2..`) or the upper one
/// (`..=10`).
#[derive(Clone, Debug, PartialEq)]
pub struct NewBounds {
    pub(super) min: Option<Value<Int>>,
    pub(super) max: Option<Value<Int>>,
}

impl NewBounds {
    /// Whether no task runs then.
    pub(super) fn is_nothing(&self) -> bool {
        self.max.as_ref().and_then(literal) == Some(0)
    }

    /// Whether a task runs then, as far as that is known.
    pub(super) fn is_something(&self) -> bool {
        let min = self.min.as_ref();
        min.is_some_and(|min| literal(min) != Some(0))
    }
}

impl From<Bounds> for NewBounds {
    fn from(bounds: Bounds) -> Self {
        NewBounds {
            min: Some(bounds.min),
            max: Some(bounds.max),
        }
    }
}

impl From<RangeInclusive<u32>> for NewBounds {
    fn from(range: RangeInclusive<u32>) -> Self {
        Bounds::from(range).into()
    }
}

impl From<RangeFrom<u32>> for NewBounds {
    fn from(range: RangeFrom<u32>) -> Self {
        NewBounds {
            min: Some(range.start.into_value()),
            max: None,
        }
    }
}

impl From<RangeToInclusive<u32>> for NewBounds {
    fn from(range: RangeToInclusive<u32>) -> Self {
        NewBounds {
            min: None,
            max: Some(range.end.into_value()),
        }
    }
}
