use stackwright_core::{Float, IntoValue, Value};

/// A whole number without a fraction, as a person would write it.
pub(crate) fn number(value: f64) -> Value<Float> {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        (value as i64).into_value()
    } else {
        value.into_value()
    }
}
