use super::{Expr, IntoValue, Json, Value};

/// The value, taken for whatever the place wants: the way out where the types know less than the
/// program does, or where a template that is there already has another type than they say.
///
/// As [`Value::assume`](super::Value::assume), for literals and whole objects, too. CloudFormation
/// converts between text, numbers and truth values by itself; the rest fails at deployment.
///
/// ```
/// use stackwright_core::{App, Bool, Construct, Float, IntoValue, Parameter, assume};
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let port = stack.add("Port", Parameter::string());
/// let number = IntoValue::<Float>::into_value(assume(port)); // A text where a number is wanted.
/// let yes = IntoValue::<Bool>::into_value(assume("true"));
/// # let _ = (number, yes);
/// ```
pub fn assume(value: impl IntoValue<Json>) -> Assumed {
    Assumed(value.into_value().into_expr())
}

/// What [`assume`] returns: a value of whatever kind is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed(Expr);

impl<K> IntoValue<K> for Assumed {
    #[inline]
    fn into_value(self) -> Value<K> {
        Value::from_expr(self.0)
    }
}
