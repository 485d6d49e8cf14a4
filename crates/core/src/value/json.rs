use super::{Expr, IntoValue, Json, Str, Value};

/// A string that holds a value as JSON: lifecycle policies, dashboards, event patterns.
///
/// The value may hold expressions; [`object!`](crate::object) writes such values. It becomes one
/// string if it holds none and `Fn::Sub` if it does, so no transform is needed.
///
/// What deployment brings stands in it as what it is: numbers and truth values bare (those of
/// parameters, mappings, and whatever has the kind of one), lists as lists, the rest as text. Quotes
/// and line breaks in text that only deployment knows are not escaped. A list that comes to be
/// empty then is a list of one empty text, and an object that only deployment knows is an error
/// (APP133): [`to_json_string`](super::to_json_string) takes both. What is
/// [`no_value`](super::no_value) under a condition is left out there, with its key.
///
/// ```
/// use stackwright_core::{App, Condition, Parameter, RawResource, if_, json_string, no_value, object};
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let days = stack.add("Days", Parameter::number());
/// let strict = stack.add("Strict", Condition::equals(days, "1"));
/// let policy = object!({
///     "keep": days,
///     "retries": if_::<stackwright_core::Int>(strict, 1, 5),
///     "alarm": if_::<stackwright_core::Str>(strict, "on-call", no_value()),
/// });
/// stack.add("Thing", RawResource::new("Custom::Thing").property("Policy", json_string(policy)));
/// ```
pub fn json_string(value: impl IntoValue<Json>) -> Value<Str> {
    Value::from_expr(Expr::JsonString(Box::new(value.into_value().into_expr())))
}
