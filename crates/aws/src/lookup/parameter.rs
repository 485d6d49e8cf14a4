use stackwright_core::{Answer, Construct, Query, Scope, Str, Text, Value};

use super::or_unknown;
use crate::ssm::SsmParameter;

impl SsmParameter {
    /// What a parameter that exists says, by its name; see [look-ups](crate::lookup). It stays the same
    /// until it is looked up again: [`Parameter::ssm`](stackwright_core::Parameter::ssm) is read by each
    /// deployment instead. Not for what is secret: the value is kept beside the program.
    ///
    /// ```
    /// use stackwright_aws::ssm::SsmParameter;
    /// use stackwright_core::{App, Str, Value};
    ///
    /// let app = App::new();
    /// let web = app.stack("Web").environment("111122223333", "eu-west-1");
    /// let domain: Value<Str> = web.add("Domain", SsmParameter::lookup("/shop/domain"));
    /// # assert_eq!(app.synth().diagnostics[0].code, "APP136");
    /// ```
    pub fn lookup(name: impl Into<Text>) -> SsmParameterLookup {
        SsmParameterLookup { name: name.into() }
    }
}

/// A parameter that is looked up; see [`SsmParameter::lookup`].
#[derive(Clone, Debug)]
pub struct SsmParameterLookup {
    name: Text,
}

impl Construct for SsmParameterLookup {
    type Handle = Value<Str>;

    fn build(self, scope: Scope<'_>) -> Value<Str> {
        let found = scope.look_up(Query::new("ssm").with("parameterName", &*self.name));
        or_unknown(found.as_ref().and_then(Answer::as_str))
    }
}
