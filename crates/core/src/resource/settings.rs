use stackwright_template::{SourceLine, Text};

use super::{CreationPolicy, DeletionPolicy, ResourceData, UpdatePolicy, UpdateReplacePolicy};
use crate::element::ConditionHandle;
use crate::graph::Override;
use crate::value::{Expr, IntoValue, Json, Pseudo, Value};
use crate::{Handle, NodeId, Scope};

/// What every resource has beside its properties; returned by [`Scope::of`].
///
/// ```
/// use stackwright_core::{App, DeletionPolicy, RawResource};
///
/// let app = App::new();
/// let stack = app.stack("Data");
/// let table = stack.add("Table", RawResource::new("AWS::DynamoDB::Table"));
/// let reader = stack.add("Reader", RawResource::new("Custom::Reader"));
/// stack.of(table).deletion_policy(DeletionPolicy::Retain);
/// stack.of(reader).depends_on(table);
/// ```
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    scope: Scope<'a>,
    /// The resource, or the construct that has no resource of its own.
    node: NodeId,
    source: SourceLine,
}

impl<'a> Settings<'a> {
    pub(crate) fn new(scope: Scope<'a>, node: NodeId, source: SourceLine) -> Self {
        Settings {
            scope,
            node,
            source,
        }
    }

    /// Sets what is no expression.
    fn set(self, change: impl FnOnce(&mut ResourceData)) -> Self {
        self.scope.change_resource(self.node, self.source, change);
        self
    }

    /// Sets an expression, which may be too deep.
    fn set_expr(self, change: impl FnOnce(&mut ResourceData)) -> Self {
        self.scope.change_exprs(self.node, self.source, change);
        self
    }

    /// Makes it after the other: after every resource of a construct. A dependency that a
    /// reference already makes is not written twice. Where the other is there under a condition
    /// only, it waits where there is something to wait for.
    pub fn depends_on(self, other: impl Handle) -> Self {
        let other = other.node();
        if !self.scope.knows(other, self.source) {
            return self;
        }
        self.set(|data| data.depends_on.push((other, self.source)))
    }

    /// Takes back what it [waits for](Self::depends_on) so far.
    pub fn waits_for_nothing(self) -> Self {
        self.set(|data| data.depends_on.clear())
    }

    /// Makes it only where the other is there, too: under all conditions of the other's, besides
    /// its own ([`Scope::when`]). With a condition, where it holds.
    ///
    /// For what is made for the sake of several constructs, as a rule between two groups. A
    /// condition of another stack cannot be had here and does not count.
    pub fn only_with(self, other: impl Handle) -> Self {
        let other = other.node();
        if !self.scope.knows(other, self.source) {
            return self;
        }
        self.set(|data| data.only_with.push(other))
    }

    /// Makes it only where the condition holds. [`Scope::when`] makes a whole construct
    /// conditional.
    pub fn condition(self, condition: ConditionHandle) -> Self {
        self.set(|data| data.condition = Some(condition.node()))
    }

    /// What becomes of it when it leaves the stack.
    pub fn deletion_policy(self, policy: DeletionPolicy) -> Self {
        self.set(|data| data.deletion_policy = Some(policy.as_str().into()))
    }

    /// What becomes of the old one when an update replaces it.
    pub fn update_replace_policy(self, policy: UpdateReplacePolicy) -> Self {
        self.set(|data| data.update_replace_policy = Some(policy.as_str().into()))
    }

    /// What becomes of it when it leaves the stack, and of the old one when an update replaces it.
    pub fn removal_policy(self, policy: DeletionPolicy) -> Self {
        let replaced = match policy {
            DeletionPolicy::Delete => UpdateReplacePolicy::Delete,
            DeletionPolicy::Retain | DeletionPolicy::RetainExceptOnCreate => {
                UpdateReplacePolicy::Retain
            }
            DeletionPolicy::Snapshot => UpdateReplacePolicy::Snapshot,
        };
        self.deletion_policy(policy).update_replace_policy(replaced)
    }

    /// Keeps it, whether it leaves the stack or is replaced.
    pub fn retain(self) -> Self {
        self.removal_policy(DeletionPolicy::Retain)
    }

    /// What it waits for before it counts as created.
    pub fn creation_policy(self, policy: CreationPolicy) -> Self {
        self.set_expr(|data| data.creation_policy = Some(policy.into_expr()))
    }

    /// How an update of it goes on.
    pub fn update_policy(self, policy: UpdatePolicy) -> Self {
        self.set_expr(|data| data.update_policy = Some(policy.into_expr()))
    }

    /// Adds to its metadata.
    pub fn metadata(self, key: impl Into<Text>, value: impl IntoValue<Json>) -> Self {
        let value = value.into_value().into_expr();
        self.set_expr(|data| data.metadata.set(key, value))
    }

    /// Writes a property past the types, for what no schema knows yet.
    ///
    /// `pointer` is a JSON pointer below `Properties`, as `/LoadBalancers/0/ContainerName`;
    /// missing objects on the way are made. What a function is given stands below its name, as in AWS
    /// CDK: `/Size/Fn::If/1` is the value where the condition holds.
    pub fn override_property(self, pointer: impl Into<Text>, value: impl IntoValue<Json>) -> Self {
        let value = Some(value.into_value().into_expr());
        self.push_override(pointer.into(), value)
    }

    /// Writes an attribute of the resource itself past the types, in place of what else is said of it:
    /// `DependsOn` as it stands, an update policy with references.
    pub fn override_attribute(self, name: impl Into<Text>, value: impl IntoValue<Json>) -> Self {
        let value = value.into_value().into_expr();
        self.set_expr(|data| data.attributes.set(name, value))
    }

    /// Takes an attribute of the resource itself out, past the types: a policy that a construct says, what it
    /// waits for.
    pub fn remove_attribute(self, name: impl Into<Text>) -> Self {
        self.override_attribute(
            name,
            Value::<Json>::from_expr(Expr::Pseudo(Pseudo::NoValue)),
        )
    }

    /// Takes a property out, past the types.
    pub fn remove_property(self, pointer: impl Into<Text>) -> Self {
        self.push_override(pointer.into(), None)
    }

    fn push_override(self, pointer: Text, value: Option<Expr>) -> Self {
        let source = self.source;
        self.set_expr(|data| {
            data.overrides.push(Override {
                pointer,
                value,
                source,
            });
        })
    }
}
