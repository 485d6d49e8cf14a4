use super::{IntoValue, Value, if_};
use crate::element::ConditionHandle;

impl ConditionHandle {
    /// `Fn::If`, as [`if_`] has it, of whatever kind the place takes: nothing has to be said about
    /// the kind of either side.
    ///
    /// ```
    /// use stackwright_core::{App, Condition, Parameter, RawResource, no_value};
    ///
    /// let app = App::new();
    /// let stack = app.stack("Web");
    /// let env = stack.add("Env", Parameter::string());
    /// let production = stack.add("IsProduction", Condition::equals(env, "production"));
    /// stack.add(
    ///     "Thing",
    ///     RawResource::new("Custom::Thing")
    ///         .property("Size", production.choose("large", "small"))
    ///         .property("Backup", production.choose("daily", no_value())),
    /// );
    /// ```
    pub fn choose<T, O>(self, then: T, otherwise: O) -> Choice<T, O> {
        Choice {
            condition: self,
            then,
            otherwise,
        }
    }
}

/// What [`ConditionHandle::choose`] returns: one of two values, of every kind that both can be.
#[derive(Clone, Copy, Debug)]
pub struct Choice<T, O> {
    condition: ConditionHandle,
    then: T,
    otherwise: O,
}

impl<K, T: IntoValue<K>, O: IntoValue<K>> IntoValue<K> for Choice<T, O> {
    fn into_value(self) -> Value<K> {
        if_(self.condition, self.then, self.otherwise)
    }
}
