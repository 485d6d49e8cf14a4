use stackwright_template::Function;

use super::element_handle;
use crate::graph::Kind;
use crate::value::{Expr, IntoValue, Json, Str};
use crate::{Construct, Handle, Scope};

/// What decides, at deployment, whether a resource, a property or an output is there.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html>
///
/// ```
/// use stackwright_core::{App, Condition, Parameter};
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let env = stack.add("Env", Parameter::string());
/// let production = stack.add("IsProduction", Condition::equals(env, "production"));
/// let staging = stack.add("IsStaging", Condition::equals(env, "staging"));
/// let real = stack.add("IsReal", production.or(staging));
/// ```
#[derive(Clone, Debug)]
pub struct Condition(Expr);

pub(crate) struct ConditionData {
    pub expr: Expr,
}

impl Condition {
    /// Holds where both are the same text.
    pub fn equals(left: impl IntoValue<Str>, right: impl IntoValue<Str>) -> Self {
        let sides = [
            left.into_value().into_expr(),
            right.into_value().into_expr(),
        ];
        Condition(Expr::call(Function::Equals, sides))
    }

    /// Holds where all of 2 to 10 conditions hold.
    pub fn all<C: Into<Condition>>(conditions: impl IntoIterator<Item = C>) -> Self {
        Condition::many(Function::And, conditions)
    }

    /// Holds where any of 2 to 10 conditions holds.
    pub fn any<C: Into<Condition>>(conditions: impl IntoIterator<Item = C>) -> Self {
        Condition::many(Function::Or, conditions)
    }

    /// Holds where this and the other do.
    pub fn and(self, other: impl Into<Condition>) -> Self {
        Condition::all([self, other.into()])
    }

    /// Holds where this or the other does.
    pub fn or(self, other: impl Into<Condition>) -> Self {
        Condition::any([self, other.into()])
    }

    /// Holds where this does not.
    #[allow(clippy::should_implement_trait)]
    pub fn not(self) -> Self {
        Condition(Expr::call(Function::Not, [self.0]))
    }

    /// A condition that is written out: one that refers to another by its name, or that no function
    /// here makes.
    pub fn assume(value: impl IntoValue<Json>) -> Self {
        Condition(value.into_value().into_expr())
    }

    pub(crate) fn from_expr(expr: Expr) -> Self {
        Condition(expr)
    }

    pub(crate) fn into_expr(self) -> Expr {
        self.0
    }

    fn many<C: Into<Condition>>(
        function: Function,
        conditions: impl IntoIterator<Item = C>,
    ) -> Self {
        let conditions = conditions.into_iter().map(|c| c.into().0).collect();
        Condition(Expr::Call(function, Box::new(Expr::List(conditions))))
    }
}

impl Construct for Condition {
    type Handle = ConditionHandle;

    fn build(self, scope: Scope<'_>) -> ConditionHandle {
        scope.become_kind(Kind::Condition(Box::new(ConditionData { expr: self.0 })));
        ConditionHandle::new(scope.node())
    }
}

element_handle! {
    /// A named condition of a stack.
    ConditionHandle
}

impl ConditionHandle {
    /// Holds where this and the other do.
    pub fn and(self, other: impl Into<Condition>) -> Condition {
        Condition::from(self).and(other)
    }

    /// Holds where this or the other does.
    pub fn or(self, other: impl Into<Condition>) -> Condition {
        Condition::from(self).or(other)
    }

    /// Holds where this does not.
    #[allow(clippy::should_implement_trait)]
    pub fn not(self) -> Condition {
        Condition::from(self).not()
    }
}

impl From<ConditionHandle> for Condition {
    fn from(handle: ConditionHandle) -> Self {
        Condition(Expr::Condition(Handle::node(handle)))
    }
}
