use stackwright_cfn::iam as cfn;
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_codes::{self as codes, Code};
use stackwright_core::{
    App, Expr, Fact, Handle, IntoValue, NodeId, Recorded, Scope, SourceLine, Value, sub,
};

use super::called::Called;
use super::resource_policy::Policies;
use super::rights::Rights;
use super::role_policies::NamesBeside;
use super::told::Reached;
use super::{Principal, RoleHandle, Statement};
use crate::keyed::Keyed;
use crate::{as_written, canonical};

/// Rights that constructs offer: `repository.pull()`, `secret.read()`.
#[derive(Clone, Debug, Default)]
pub struct Grant {
    pub(crate) statements: Vec<Statement>,
    /// Constructs whose content a key of one's own may encrypt, and what is done with the key.
    keys: Vec<(NodeId, &'static [&'static str])>,
}

/// Kept on the node of a construct whose content a key of one's own encrypts, so that rights
/// [with the key](Grant::decrypting) can be given along with rights to the content.
///
/// ```
/// use stackwright_aws::iam::EncryptedWith;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let queue = app.stack("Jobs").scope("Queue");
/// let key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
/// queue.set_data(EncryptedWith::new(key, "sqs"));
/// ```
pub struct EncryptedWith {
    key: Value<KeyArn>,
    service: &'static str,
}

impl EncryptedWith {
    /// The key, and the service that uses it, as `secretsmanager`: roles may use the key through
    /// that service only.
    pub fn new(key: impl IntoValue<KeyArn>, service: &'static str) -> Self {
        let key = key.into_value();
        EncryptedWith { key, service }
    }

    /// Kept on the construct of a scope, where a key of one's own is said.
    pub(crate) fn keep(
        scope: Scope<'_>,
        key: Option<impl IntoValue<KeyArn>>,
        service: &'static str,
    ) {
        if let Some(key) = key {
            scope.set_data(EncryptedWith::new(key, service));
        }
    }

    /// Whether a key is one of the program, whose policy can let somebody use it.
    #[allow(dead_code, reason = "which features need it differs")]
    pub(crate) fn knows(key: &Value<KeyArn>) -> bool {
        let mut found = false;
        key.expr()
            .walk(&mut |expr| found |= matches!(expr, Expr::Get(..)));
        found
    }

    /// The same, to be kept on another node, as that of a database whose password a secret has.
    #[cfg(feature = "rds")]
    pub(crate) fn again(&self) -> Self {
        EncryptedWith {
            key: self.key.clone(),
            service: self.service,
        }
    }
}

impl Grant {
    pub(crate) fn is_empty(&self) -> bool {
        self.statements.is_empty() && self.keys.is_empty()
    }

    /// Both.
    pub fn and(mut self, other: impl Into<Grant>) -> Self {
        let other = other.into();
        self.statements.extend(other.statements);
        self.keys.extend(other.keys);
        self
    }

    /// The same, with the right to decrypt the content of a construct: for who reads it.
    pub fn decrypting(mut self, construct: impl Handle) -> Self {
        self.keys.push((construct.node(), &["kms:Decrypt"]));
        self
    }

    /// The same, with the right to encrypt the content of a construct: for who writes to it, as a
    /// sender to a queue. Services write by data keys, which they decrypt themselves later.
    ///
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html>
    pub fn encrypting(mut self, construct: impl Handle) -> Self {
        self.keys
            .push((construct.node(), &["kms:Decrypt", "kms:GenerateDataKey"]));
        self
    }

    /// Everything that it says, now that it is known what encrypts what.
    fn into_statements(self, grantee: &Known, app: &App) -> Vec<Statement> {
        let mut statements = self.statements;
        for (construct, actions) in self.keys {
            let encrypted = app.data::<EncryptedWith>(construct);
            let encrypted =
                encrypted.or_else(|| app.data::<EncryptedWith>(canonical(app, construct)));
            let Some(encrypted) = encrypted else { continue };
            let mut right = Statement::allow(actions.iter().copied()).on([encrypted.key.clone()]);
            // Whoever acts through a service is seen by the key as coming by way of it. A service
            // that acts by itself is not.
            if !grantee.is_service() {
                let service = encrypted.service;
                let through = sub!("{service}.{AWS::Region}.amazonaws.com");
                right = right.when("StringEquals", "kms:ViaService", through);
            }
            statements.push(right);
        }
        statements
    }
}

impl From<Statement> for Grant {
    fn from(statement: Statement) -> Self {
        Grant::from([statement])
    }
}

impl<const N: usize> From<[Statement; N]> for Grant {
    fn from(statements: [Statement; N]) -> Self {
        Grant {
            statements: statements.into(),
            keys: Vec::new(),
        }
    }
}

/// Kept on the node of a construct that acts by a role of another one, as a service does by that of
/// its task, so that its handle can be [granted](GrantExt::grant) rights.
pub(crate) struct ActsBy(pub RoleHandle);

/// Stands where a role would be that somebody does without.
pub(crate) struct NoRole;

impl stackwright_core::Construct for NoRole {
    type Handle = RoleHandle;

    fn build(self, scope: Scope<'_>) -> RoleHandle {
        let arn: Value<stackwright_cfn::kind::iam::RoleArn> =
            stackwright_core::no_value().into_value();
        scope.define("Arn", arn);
        scope.set_data(NoRole);
        RoleHandle::new(scope)
    }
}

/// Who can be given rights: a role, a task or a service of Amazon ECS, which act by the task role, or
/// a [`Principal`] that has no role, as a service of AWS or an account.
#[derive(Clone, Debug)]
pub struct Grantee(Who);

#[derive(Clone, Debug)]
enum Who {
    Role(RoleHandle),
    /// What acts by a role that is known at the end.
    Acting(NodeId),
    Principal(Principal),
}

impl Grantee {
    /// A construct on whose node [`ActsBy`] is kept.
    pub(crate) fn acting(construct: impl Handle) -> Self {
        Grantee(Who::Acting(construct.node()))
    }

    /// Where it stands in an app, if it does.
    fn node(&self) -> Option<NodeId> {
        match &self.0 {
            Who::Role(role) => Some(role.node()),
            Who::Acting(node) => Some(*node),
            Who::Principal(_) => None,
        }
    }

    /// Who that is, now that all of the program is there; reports whose role is not known.
    fn known(self, app: &App, source: SourceLine) -> Option<Known> {
        let node = match self.0 {
            Who::Role(role) => return Some(Known::Role(role)),
            Who::Principal(principal) => return Some(Known::Principal(principal)),
            Who::Acting(node) => node,
        };
        let role = app.data::<ActsBy>(node).map(|acts| acts.0);
        let role = role.or_else(|| as_written::role(app, node));
        if role.is_none() {
            let path = app.scope_of(node).path();
            let message = format!("the role by which `{path}` acts is not known");
            report(app, node, &codes::IAM106, message, source);
        }
        role.map(Known::Role)
    }
}

/// Who gets rights.
enum Known {
    Role(RoleHandle),
    Principal(Principal),
}

impl Known {
    fn is_service(&self) -> bool {
        matches!(self, Known::Principal(principal) if principal.kind == "Service")
    }
}

impl From<RoleHandle> for Grantee {
    fn from(role: RoleHandle) -> Self {
        Grantee(Who::Role(role))
    }
}

impl From<cfn::RoleHandle> for Grantee {
    fn from(role: cfn::RoleHandle) -> Self {
        Grantee(Who::Role(role.into()))
    }
}

impl From<Principal> for Grantee {
    fn from(principal: Principal) -> Self {
        Grantee(Who::Principal(principal))
    }
}

/// Gives rights.
pub trait GrantExt {
    /// Gives somebody these rights: a role, a task, a service, or a [`Principal`].
    ///
    /// What a task or a service is given its containers may do: it is the task role that gets it.
    ///
    /// ```
    /// use stackwright_aws::ecs::ServiceHandle;
    /// use stackwright_aws::iam::{GrantExt, Statement};
    /// # use stackwright_core::Scope;
    /// # fn build(stack: Scope<'_>, worker: ServiceHandle, jobs: stackwright_cfn::sqs::QueueHandle) {
    /// let take = ["sqs:ReceiveMessage", "sqs:DeleteMessage"];
    /// stack.grant(worker, Statement::allow(take).on([jobs.arn()]));
    /// # }
    /// ```
    ///
    /// All rights of a role are merged, sorted, and written once, inside the role: so they are
    /// there before anything can use it. Only where they name something that itself needs the
    /// role do they become a policy of their own, and what uses the role then waits for it.
    /// Where the role is in another stack that this one needs, that policy is in this one. What
    /// is more than the 10,240 characters that the policies inside a role may have becomes
    /// managed policies; which right stands in which depends on what it is a right to.
    ///
    /// The rights of a principal that is no role, as a service or another account, are written to
    /// the policy of what they are rights to: a repository, a secret, a key. It is made once for
    /// each resource, and a policy that is there already is added to.
    ///
    /// Rights to what is there under a condition only ([`Scope::when`]) stand in policies that are
    /// there under it, too.
    ///
    /// A role, a repository, a secret that was imported is left alone.
    ///
    /// # Findings
    ///
    /// - `APP103`: the role is of another app.
    /// - `IAM103`: a right to no action.
    /// - `IAM104`: a right of a principal to something that has no policy of its own.
    /// - `IAM105`: rights that no policies of a role can hold.
    /// - `IAM106`: the role of a service is not known, as of one that was imported.
    /// - `IAM107`: the task has no role.
    ///
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
    fn grant(self, grantee: impl Into<Grantee>, rights: impl Into<Grant>);
}

impl GrantExt for Scope<'_> {
    #[track_caller]
    fn grant(self, grantee: impl Into<Grantee>, rights: impl Into<Grant>) {
        let (grantee, rights) = (grantee.into(), rights.into());
        if let Some(node) = grantee.node()
            && !self.is_of_this_app(node)
        {
            return;
        }
        self.record(Granted {
            asks: self.node(),
            grantee,
            rights,
        });
    }
}

struct Granted {
    /// The scope in which it was asked for.
    asks: NodeId,
    grantee: Grantee,
    rights: Grant,
}

impl Fact for Granted {
    const NAME: &'static str = "iam/grant";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        // By path, so that the order of declaration does not decide which right stands where.
        let mut by_role: Keyed<String, Rights> = Keyed::default();
        let mut policies = Policies::default();
        let mut called = Called::default();
        let mut reached = Reached::default();
        for Recorded { fact, source } in facts {
            let Some(grantee) = fact.grantee.known(app, source) else {
                continue;
            };
            let statements = fact.rights.into_statements(&grantee, app);
            match grantee {
                Known::Role(role) => {
                    let mut statements = statements;
                    statements.retain(|right| is_right(app, role.node(), right, source));
                    if app.data::<NoRole>(role.node()).is_some() && !statements.is_empty() {
                        let path = app.scope_of(role.node()).path();
                        let message = format!("`{path}` is granted rights, and there is no role");
                        report(app, role.node(), &codes::IAM107, message, source);
                    }
                    called.note(app, role.node(), &statements);
                    reached.note(app, role.node(), &statements);
                    // An imported role has no resource and is left alone.
                    if let Some(resource) = app.resource_of(role.node()) {
                        let node = canonical(app, resource);
                        let path = app.identity_with_stack(node);
                        by_role
                            .entry(path, || Rights::new(app, node, resource, source))
                            .add(statements, source);
                    }
                }
                Known::Principal(principal) => {
                    let mut statements = statements;
                    statements.retain(|right| names_action(app, fact.asks, right, source));
                    policies.add(app, fact.asks, &principal, statements, source);
                }
            }
        }
        let beside = NamesBeside::of(app);
        for rights in by_role.into_things() {
            rights.lower(&beside);
        }
        policies.lower(app);
        called.keep(app);
        reached.keep(app);
    }
}

/// Whether a statement can stand in a policy of a role. What cannot is told here, where it is known
/// who granted it, and left out: statements are merged in the template, and an imported role has none.
fn is_right(app: &App, role: NodeId, statement: &Statement, source: SourceLine) -> bool {
    let actions = || statement.actions.join("`, `");
    if !statement.principals.is_empty() {
        let message = format!(
            "the right to `{}` is granted to a role and names a principal",
            actions()
        );
        report(app, role, &codes::IAM101, message, source);
        false
    } else if statement.resources.is_empty() {
        let message = format!("the right to `{}` is granted without a resource", actions());
        report(app, role, &codes::IAM102, message, source);
        false
    } else {
        names_action(app, role, statement, source)
    }
}

/// Whether a statement can stand in any policy.
fn names_action(app: &App, at: NodeId, statement: &Statement, source: SourceLine) -> bool {
    let names = !statement.actions.is_empty();
    if !names {
        let message = "a right to no action is granted".to_owned();
        report(app, at, &codes::IAM103, message, source);
    }
    names
}

/// Reports at a node, with the line that granted.
pub(super) fn report(app: &App, at: NodeId, code: &Code, message: String, source: SourceLine) {
    let mut found = code.finding(message);
    found.source.push(source);
    app.scope_of(at).report(found);
}
