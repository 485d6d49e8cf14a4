use std::collections::BTreeMap;

use stackwright_cfn::iam as cfn;
use stackwright_core::{
    App, Expr, Fact, Handle, IntoValue, NodeId, Recorded, Scope, Text,
};

use super::{Effect, PolicyDocument, RoleHandle, Statement};

/// The name of the policy that holds what a role was granted.
const POLICY_NAME: &str = "Grants";

/// Rights that constructs offer: `repository.pull()`, `secret.read()`.
#[derive(Clone, Debug, Default)]
pub struct Grant {
    pub(crate) statements: Vec<Statement>,
}

impl Grant {
    /// Both.
    pub fn and(mut self, other: impl Into<Grant>) -> Self {
        self.statements.extend(other.into().statements);
        self
    }
}

impl From<Statement> for Grant {
    fn from(statement: Statement) -> Self {
        Grant {
            statements: vec![statement],
        }
    }
}

impl<const N: usize> From<[Statement; N]> for Grant {
    fn from(statements: [Statement; N]) -> Self {
        Grant {
            statements: statements.into(),
        }
    }
}

/// Gives rights to roles.
pub trait GrantExt {
    /// Gives a role these rights.
    ///
    /// All rights of a role are merged, sorted, and written once, inside the role: so they are
    /// there before anything can use it. Only where they name something that itself needs the
    /// role do they become a policy of their own, and what uses the role then waits for it.
    fn grant(self, role: impl Into<RoleHandle>, rights: impl Into<Grant>);
}

impl GrantExt for Scope<'_> {
    #[track_caller]
    fn grant(self, role: impl Into<RoleHandle>, rights: impl Into<Grant>) {
        self.record(Granted {
            role: role.into().node(),
            statements: rights.into().statements,
        });
    }
}

struct Granted {
    role: NodeId,
    statements: Vec<Statement>,
}

impl Fact for Granted {
    const NAME: &'static str = "iam/grant";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        let mut by_role: BTreeMap<NodeId, (NodeId, Vec<Statement>)> = BTreeMap::new();
        for Recorded { fact, .. } in facts {
            // An imported role has no resource and is left alone.
            let Some(resource) = app.resource_of(fact.role) else { continue };
            let (_, statements) = by_role.entry(resource).or_insert((fact.role, Vec::new()));
            statements.extend(fact.statements);
        }
        for (resource, (role, statements)) in by_role {
            let (outside, inside): (Vec<_>, Vec<_>) = statements
                .into_iter()
                .partition(|statement| needs_role(app, statement, resource));
            if !inside.is_empty() {
                add_inline(app, resource, merge(inside));
            }
            if !outside.is_empty() {
                add_policy(app, role, resource, merge(outside));
            }
        }
    }
}

/// Whether a statement names something that needs the role: inlined, it would close a ring.
fn needs_role(app: &App, statement: &Statement, role: NodeId) -> bool {
    let conditions = statement.conditions.iter().map(|(_, _, value)| value);
    let mut found = false;
    for value in statement.resources.iter().chain(conditions) {
        value.walk(&mut |expr| {
            if let Expr::Get(node, _) = expr {
                found |= app.resource_of(*node) == Some(role) || app.needs(*node, role);
            }
        });
    }
    found
}

fn add_inline(app: &App, role: NodeId, document: PolicyDocument) {
    let policy = cfn::role::Policy::new()
        .policy_name(POLICY_NAME)
        .policy_document(document)
        .into_value()
        .into_expr();
    app.scope_of(role).edit_props(role, |props| {
        match props.get_or_insert("Policies", Expr::List(Vec::new())) {
            Expr::List(policies) => policies.push(policy),
            // The whole list is an expression; a policy of its own would do, but nobody writes
            // roles like that.
            other => *other = Expr::List(vec![policy]),
        }
    });
}

fn add_policy(app: &App, role: NodeId, resource: NodeId, document: PolicyDocument) {
    let scope = app.scope_of(role);
    let handle = RoleHandle::new(scope);
    let users = app.users_of(resource);
    let policy = scope.add(
        POLICY_NAME,
        cfn::Policy::new()
            .policy_name(POLICY_NAME)
            .policy_document(document)
            .roles([handle.reference()]),
    );
    for user in users {
        if !app.needs(policy.node(), user) {
            scope.of(user).depends_on(policy);
        }
    }
}

/// Statements that say the same of the same are one; actions and statements are sorted.
fn merge(statements: Vec<Statement>) -> PolicyDocument {
    let mut merged: Vec<Statement> = Vec::new();
    for mut statement in statements {
        statement.actions.sort();
        statement.actions.dedup();
        // First by resource, so that each resource is named once ...
        match merged.iter_mut().find(|other| {
            alike(other, &statement) && other.resources == statement.resources
        }) {
            Some(other) => {
                other.actions.append(&mut statement.actions);
                other.actions.sort();
                other.actions.dedup();
            }
            None => merged.push(statement),
        }
    }
    // ... then by what is allowed.
    let mut result: Vec<Statement> = Vec::new();
    for statement in merged {
        match result
            .iter_mut()
            .find(|other| alike(other, &statement) && other.actions == statement.actions)
        {
            Some(other) => {
                let new = statement.resources.into_iter();
                let new: Vec<_> = new.filter(|r| !other.resources.contains(r)).collect();
                other.resources.extend(new);
            }
            None => result.push(statement),
        }
    }
    result.sort_by(|a, b| key(a).cmp(&key(b)));
    result.into_iter().collect()
}

fn alike(a: &Statement, b: &Statement) -> bool {
    a.effect == b.effect
        && a.sid == b.sid
        && a.principals == b.principals
        && a.conditions == b.conditions
}

fn key(statement: &Statement) -> (bool, &[Text]) {
    (statement.effect == Effect::Deny, &statement.actions)
}
