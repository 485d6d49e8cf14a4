use stackwright_cfn::iam as cfn;
use stackwright_cfn::kind::iam::{GroupName, UserName};
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use super::{PolicyDocument, RoleHandle};
use crate::{filled, gathered};

/// A policy beside the roles, users and groups that it is put into, under a name of its own.
///
/// Rights are better [granted](super::GrantExt::grant): then they stand inside of the role, before
/// anything uses it. This is for policies that are deployed as resources already, as AWS CDK has them, and keeps
/// them where they are.
///
/// ```
/// use stackwright_aws::iam::{Policy, Principal, Role, Statement};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let stack = app.stack("Jobs");
/// let role = stack.add("Role", Role::new(Principal::service("ecs-tasks.amazonaws.com")));
/// let send = Statement::allow(["sqs:SendMessage"]).on(["arn:aws:sqs:eu-west-1:111122223333:jobs"]);
/// stack.add("Send", Policy::new("send", send).role(role));
/// ```
///
/// What uses the role does not wait for it: say so with `depends_on` where it has to. Of two policies of one name
/// that a role has, one overwrites the other.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html>
#[derive(Clone, Debug)]
pub struct Policy {
    name: Value<Str>,
    document: PolicyDocument,
    roles: Vec<RoleHandle>,
    users: Vec<Value<UserName>>,
    groups: Vec<Value<GroupName>>,
}

impl Policy {
    /// A policy that nobody has yet: the name by which its role knows it, and what it says.
    pub fn new(name: impl IntoValue<Str>, document: impl Into<PolicyDocument>) -> Self {
        Policy {
            name: name.into_value(),
            document: document.into(),
            roles: Vec::new(),
            users: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// Puts it into a role; said again, into that one, too.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.roles.push(role.into());
        self
    }

    /// Puts it into a user, by the name of that.
    pub fn user(mut self, user: impl IntoValue<UserName>) -> Self {
        self.users.push(user.into_value());
        self
    }

    /// Puts it into a group of users, by the name of that.
    pub fn group(mut self, group: impl IntoValue<GroupName>) -> Self {
        self.groups.push(group.into_value());
        self
    }
}

impl Construct for Policy {
    type Handle = PolicyHandle;

    fn build(self, scope: Scope<'_>) -> PolicyHandle {
        let roles = gathered(self.roles.into_iter().map(|role| role.reference()));
        let policy = cfn::Policy::new()
            .policy_document(self.document)
            .policy_name(self.name)
            .with(filled(roles), |policy, roles| policy.roles(roles))
            .with(filled(self.users), |policy, users| policy.users(users))
            .with(filled(self.groups), |policy, groups| policy.groups(groups));
        scope.set_primary(scope.add("Resource", policy));
        PolicyHandle::new(scope)
    }
}

handle! {
    /// Names a policy beside a role.
    pub struct PolicyHandle(cfn::PolicyHandle);
}
