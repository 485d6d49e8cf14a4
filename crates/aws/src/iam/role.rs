use crate::filled;
use std::time::Duration;

use stackwright_cfn::iam as cfn;
use stackwright_cfn::kind::iam::{ManagedPolicyPolicyArn, RoleArn};
use stackwright_core::{Construct, IntoValue, Pseudo, Scope, Str, Text, Value, With, handle};

use super::{ManagedPolicy, PolicyDocument, Principal, Statement};
use crate::units::whole_seconds;

/// An identity with rights that a service or a person takes on for a while.
///
/// What constructs and [`grant`](super::GrantExt::grant) give it becomes one inline policy named
/// `Grants`, merged and sorted.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html>
///
/// ```
/// use stackwright_aws::iam::{GrantExt, Principal, Role, Statement};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let stack = app.stack("Jobs");
/// let role = stack.add("Role", Role::new(Principal::service("ecs-tasks.amazonaws.com")));
/// stack.grant(role, Statement::allow(["sqs:SendMessage"]).on(["arn:aws:sqs:eu-west-1:111122223333:jobs"]));
/// ```
#[derive(Clone, Debug)]
pub struct Role {
    trust: Statement,
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
    path: Option<Value<Str>>,
    managed: Vec<Value<ManagedPolicyPolicyArn>>,
    inline: Vec<(Value<Str>, PolicyDocument)>,
    boundary: Option<Value<ManagedPolicyPolicyArn>>,
    max_session: Option<Duration>,
}

impl Role {
    /// A role that the principal may take on.
    pub fn new(principal: Principal) -> Self {
        let action = match principal.kind {
            "Federated" => "sts:AssumeRoleWithWebIdentity",
            _ => "sts:AssumeRole",
        };
        Role {
            trust: Statement::allow([action]).to(principal),
            name: None,
            description: None,
            path: None,
            managed: Vec::new(),
            inline: Vec::new(),
            boundary: None,
            max_session: None,
        }
    }

    /// A role that exists, by its ARN.
    ///
    /// It is left alone: rights granted to it must be given to it where it is made.
    pub fn imported(arn: impl IntoValue<RoleArn>) -> ImportedRole {
        ImportedRole(arn.into_value())
    }

    /// A role that a service takes on for this account alone, and for nobody who has it act for them.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html>
    pub(crate) fn of_this_account(service: &'static str) -> Self {
        let account = Pseudo::AccountId.value();
        let role = Role::new(Principal::service(service));
        role.trusted_when("StringEquals", "aws:SourceAccount", account)
    }

    /// Where the principal may take it on, as `("StringEquals", "aws:SourceAccount", account)`.
    pub fn trusted_when(
        mut self,
        operator: impl Into<Text>,
        key: impl Into<Text>,
        value: impl IntoValue<Str>,
    ) -> Self {
        self.trust = self.trust.when(operator, key, value);
        self
    }

    /// Names it. A named role cannot be replaced by CloudFormation, and the stack then needs
    /// `CAPABILITY_NAMED_IAM`.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for. At most 1,000 characters.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// The path of its ARN, with a slash at both ends.
    pub fn path(mut self, path: impl IntoValue<Str>) -> Self {
        self.path = Some(path.into_value());
        self
    }

    /// Attaches a managed policy. They are wide; a grant is narrower.
    pub fn managed_policy(mut self, policy: ManagedPolicy) -> Self {
        self.managed.push(policy.into_value());
        self
    }

    /// Adds an inline policy under a name of its own.
    pub fn inline_policy(
        mut self,
        name: impl IntoValue<Str>,
        policy: impl Into<PolicyDocument>,
    ) -> Self {
        self.inline.push((name.into_value(), policy.into()));
        self
    }

    /// The most that it can be given.
    pub fn permissions_boundary(mut self, policy: ManagedPolicy) -> Self {
        self.boundary = Some(policy.into_value());
        self
    }

    /// How long a session lasts at most: 1 to 12 hours.
    pub fn max_session(mut self, duration: Duration) -> Self {
        self.max_session = Some(duration);
        self
    }
}

impl Construct for Role {
    type Handle = RoleHandle;

    fn build(self, scope: Scope<'_>) -> RoleHandle {
        let trust = PolicyDocument::from(self.trust);
        let policies: Vec<_> = self
            .inline
            .into_iter()
            .map(|(name, document)| {
                cfn::role::Policy::new()
                    .policy_name(name)
                    .policy_document(document)
            })
            .collect();
        let role = cfn::Role::new()
            .with(self.name, |role, name| role.role_name(name))
            .with(self.description, |role, text| role.description(text))
            .with(self.path, |role, path| role.path(path))
            .assume_role_policy_document(trust)
            .with(filled(self.managed), |role, arns| {
                role.managed_policy_arns(arns)
            })
            .with(filled(policies), |role, policies| role.policies(policies))
            .with(self.boundary, |role, arn| role.permissions_boundary(arn))
            .with(self.max_session, |role, duration| {
                role.max_session_duration(whole_seconds(duration))
            });
        scope.set_primary(scope.add("Resource", role));
        RoleHandle::new(scope)
    }
}

/// A role that exists; see [`Role::imported`].
#[derive(Clone, Debug)]
pub struct ImportedRole(Value<RoleArn>);

impl Construct for ImportedRole {
    type Handle = RoleHandle;

    fn build(self, scope: Scope<'_>) -> RoleHandle {
        scope.define("Arn", self.0);
        RoleHandle::new(scope)
    }
}

handle! {
    /// Names a role.
    pub struct RoleHandle(cfn::RoleHandle);
}
