use stackwright_template::{Function, Text};

use super::{Condition, ParameterHandle, element_handle};
use crate::graph::Kind;
use crate::value::{Expr, IntoValue, List, Str, Value};
use crate::{Construct, Handle, Scope};

/// What the parameters of a stack must satisfy together, checked before anything is made.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html>
///
/// ```
/// use stackwright_core::{contains, App, Condition, Parameter, Rule};
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let env = stack.add("Env", Parameter::string());
/// let size = stack.add("Size", Parameter::string());
/// stack.add(
///     "ProductionIsLarge",
///     Rule::new()
///         .when(Condition::equals(env, "production"))
///         .assert(contains(["large", "xlarge"], size), "production runs on large tasks"),
/// );
/// ```
#[derive(Clone, Debug, Default)]
pub struct Rule {
    when: Option<Expr>,
    assertions: Vec<Assertion>,
}

/// One thing that a rule demands.
#[derive(Clone, Debug)]
pub struct Assertion {
    pub(crate) holds: Expr,
    pub(crate) description: Text,
}

pub(crate) struct RuleData {
    pub when: Option<Expr>,
    pub assertions: Vec<Assertion>,
}

impl Rule {
    /// A rule that demands nothing yet.
    pub fn new() -> Self {
        Rule::default()
    }

    /// Where the rule applies; everywhere if this is not said.
    pub fn when(mut self, condition: Condition) -> Self {
        self.when = Some(condition.into_expr());
        self
    }

    /// What must hold, and what is said where it does not.
    pub fn assert(mut self, holds: Condition, description: impl Into<Text>) -> Self {
        self.assertions.push(Assertion {
            holds: holds.into_expr(),
            description: description.into(),
        });
        self
    }
}

impl Construct for Rule {
    type Handle = RuleHandle;

    fn build(self, scope: Scope<'_>) -> RuleHandle {
        scope.become_kind(Kind::Rule(Box::new(RuleData {
            when: self.when,
            assertions: self.assertions,
        })));
        RuleHandle::new(scope.node())
    }
}

element_handle! {
    /// A rule of a stack.
    RuleHandle
}

/// `Fn::Contains`: the list has the value.
pub fn contains(list: impl IntoValue<List<Str>>, value: impl IntoValue<Str>) -> Condition {
    condition(
        Function::Contains,
        list.into_value().into_expr(),
        value.into_value().into_expr(),
    )
}

/// `Fn::EachMemberEquals`: every item is the value.
pub fn each_member_equals(
    list: impl IntoValue<List<Str>>,
    value: impl IntoValue<Str>,
) -> Condition {
    condition(
        Function::EachMemberEquals,
        list.into_value().into_expr(),
        value.into_value().into_expr(),
    )
}

/// `Fn::EachMemberIn`: every item is one of the others.
pub fn each_member_in(
    list: impl IntoValue<List<Str>>,
    others: impl IntoValue<List<Str>>,
) -> Condition {
    condition(
        Function::EachMemberIn,
        list.into_value().into_expr(),
        others.into_value().into_expr(),
    )
}

/// `Fn::RefAll`: the values of all parameters of an AWS-specific type, as `AWS::EC2::VPC::Id`.
pub fn ref_all(parameter_type: impl Into<Text>) -> Value<List<Str>> {
    Value::from_expr(Expr::Call(
        Function::RefAll,
        Box::new(Expr::Str(parameter_type.into())),
    ))
}

/// `Fn::ValueOf`: an attribute of what a parameter names, as the VPC of a subnet.
pub fn value_of<K>(parameter: ParameterHandle<K>, attribute: &'static str) -> Value<Str> {
    Value::from_expr(Expr::call(
        Function::ValueOf,
        [Expr::LogicalId(parameter.node()), attribute.into()],
    ))
}

/// `Fn::ValueOfAll`: an attribute of everything that the parameters of a type name.
pub fn value_of_all(parameter_type: &'static str, attribute: &'static str) -> Value<List<Str>> {
    Value::from_expr(Expr::call(
        Function::ValueOfAll,
        [parameter_type.into(), attribute.into()],
    ))
}

fn condition(function: Function, left: Expr, right: Expr) -> Condition {
    Condition::from_expr(Expr::call(function, [left, right]))
}
