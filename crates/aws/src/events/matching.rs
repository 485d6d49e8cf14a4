use std::ops::RangeInclusive;

use stackwright_core::{Expr, IntoValue, Json, Props, Str, Value};

/// How a field of an event is compared, where it is not to be equal to something.
///
/// ```
/// use stackwright_aws::events::{EventPattern, Match};
///
/// let large = EventPattern::source("shop.orders")
///     .detail("total", Match::at_least(1000.0))
///     .detail("country", Match::anything_but(["DE", "AT"]))
///     .detail("coupon", Match::exists());
/// ```
///
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html>
#[derive(Clone, Debug)]
pub struct Match(Expr);

impl Match {
    /// A text that begins so.
    pub fn prefix(text: impl IntoValue<Str>) -> Self {
        Match::by("prefix", text.into_value().into_expr())
    }

    /// A text that ends so.
    pub fn suffix(text: impl IntoValue<Str>) -> Self {
        Match::by("suffix", text.into_value().into_expr())
    }

    /// A text with any others in place of `*`, as `orders/*.json`.
    pub fn wildcard(text: impl IntoValue<Str>) -> Self {
        Match::by("wildcard", text.into_value().into_expr())
    }

    /// This text, in capitals or not.
    pub fn equals_ignore_case(text: impl IntoValue<Str>) -> Self {
        Match::by("equals-ignore-case", text.into_value().into_expr())
    }

    /// None of these: a value, or a list of them.
    pub fn anything_but(values: impl IntoValue<Json>) -> Self {
        Match::by("anything-but", values.into_value().into_expr())
    }

    /// A text that does not begin so.
    pub fn anything_but_prefix(text: impl IntoValue<Str>) -> Self {
        let Match(prefix) = Match::prefix(text);
        Match::by("anything-but", prefix)
    }

    /// The field is there, whatever it says.
    pub fn exists() -> Self {
        Match::by("exists", Expr::Bool(true))
    }

    /// The field is not there.
    pub fn missing() -> Self {
        Match::by("exists", Expr::Bool(false))
    }

    /// A number above this one.
    pub fn above(number: f64) -> Self {
        Match::numeric([(">", number)])
    }

    /// A number that is this one, or above it.
    pub fn at_least(number: f64) -> Self {
        Match::numeric([(">=", number)])
    }

    /// A number below this one.
    pub fn below(number: f64) -> Self {
        Match::numeric([("<", number)])
    }

    /// A number that is this one, or below it.
    pub fn at_most(number: f64) -> Self {
        Match::numeric([("<=", number)])
    }

    /// A number of this range, with both its ends.
    pub fn between(range: RangeInclusive<f64>) -> Self {
        Match::numeric([(">=", *range.start()), ("<=", *range.end())])
    }

    /// An address of this block, as `10.0.0.0/24`.
    pub fn cidr(block: impl IntoValue<Str>) -> Self {
        Match::by("cidr", block.into_value().into_expr())
    }

    fn numeric<const N: usize>(bounds: [(&'static str, f64); N]) -> Self {
        let mut all = Vec::with_capacity(2 * N);
        for (sign, number) in bounds {
            all.push(Expr::from(sign));
            let number: Value<Json> = number.into_value();
            all.push(number.into_expr());
        }
        Match::by("numeric", Expr::List(all))
    }

    fn by(operator: &'static str, value: Expr) -> Self {
        let mut props = Props::new();
        props.set(operator, value);
        Match(Expr::Map(props))
    }
}

impl IntoValue<Json> for Match {
    fn into_value(self) -> Value<Json> {
        Value::from_expr(self.0)
    }
}
