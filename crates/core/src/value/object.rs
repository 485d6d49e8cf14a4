//! What `object!` expands to.

use stackwright_template::Text;

use super::{Expr, IntoValue, Json, Props, Value};

/// An object of these entries; one that has nothing but a function's name is a call, as in JSON.
pub fn object<const N: usize>(entries: [(Text, Expr); N]) -> Value<Json> {
    Value::from_expr(Expr::map_or_call(entries.into_iter().collect::<Props>()))
}

/// One key and its value.
pub fn entry(key: impl Into<Text>, value: impl IntoValue<Json>) -> (Text, Expr) {
    (key.into(), value.into_value().into_expr())
}

/// A list of these items.
pub fn list<const N: usize>(items: [Expr; N]) -> Value<Json> {
    Value::from_expr(Expr::List(items.into()))
}

/// One item.
pub fn item(value: impl IntoValue<Json>) -> Expr {
    value.into_value().into_expr()
}
