use super::{Expr, IntoValue, Json, Str, Value};

/// A string that holds a value as JSON: lifecycle policies, dashboards, event patterns.
///
/// The value may hold expressions. It is written as one string if it holds none and as
/// `Fn::Sub` if it does, so no transform is needed.
pub fn json_string(value: impl IntoValue<Json>) -> Value<Str> {
    Value::from_expr(Expr::JsonString(Box::new(value.into_value().into_expr())))
}
