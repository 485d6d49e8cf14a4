use std::collections::BTreeMap;

use stackwright_cfn::iam as cfn;
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_codes::{self as codes, Code};
use stackwright_core::{
    App, Attribute, Expr, Fact, Handle, IntoValue, NodeId, Piece, Recorded, Scope, SourceLine,
    Value, sub,
};

use super::{Effect, PolicyDocument, RoleHandle, Statement};

/// The name of the policy inside a role that holds what it was granted.
const INLINE: &str = "Grants";

/// The name of the policy beside a role. Both are inline policies to IAM: with the same name,
/// one would overwrite the other.
const BESIDE: &str = "LateGrants";

/// Rights that constructs offer: `repository.pull()`, `secret.read()`.
#[derive(Clone, Debug, Default)]
pub struct Grant {
    pub(crate) statements: Vec<Statement>,
    /// Constructs whose content must be decrypted, if a key of one's own encrypts it.
    encrypted: Vec<NodeId>,
}

/// Kept on the node of a construct whose content a key of one's own encrypts.
pub(crate) struct EncryptedWith {
    pub key: Value<KeyArn>,
    /// The service that decrypts, as `secretsmanager`.
    pub service: &'static str,
}

impl Grant {
    /// Both.
    pub fn and(mut self, other: impl Into<Grant>) -> Self {
        let other = other.into();
        self.statements.extend(other.statements);
        self.encrypted.extend(other.encrypted);
        self
    }

    /// The same, with the right to decrypt the content of a construct.
    pub(crate) fn decrypting(mut self, construct: impl Handle) -> Self {
        self.encrypted.push(construct.node());
        self
    }

    /// Everything that it says, now that it is known what encrypts what.
    fn into_statements(self, scope: Scope<'_>) -> Vec<Statement> {
        let mut statements = self.statements;
        for construct in self.encrypted {
            if let Some(encrypted) = scope.data::<EncryptedWith>(construct) {
                let service = encrypted.service;
                // The key may be used through the service only, not by itself.
                let through = sub!("{service}.{AWS::Region}.amazonaws.com");
                statements.push(
                    Statement::allow(["kms:Decrypt"])
                        .on([encrypted.key.clone()])
                        .when("StringEquals", "kms:ViaService", through),
                );
            }
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
            encrypted: Vec::new(),
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
    /// Where the role is in another stack that this one needs, that policy is in this one.
    ///
    /// A role that was imported is left alone.
    fn grant(self, role: impl Into<RoleHandle>, rights: impl Into<Grant>);
}

impl GrantExt for Scope<'_> {
    #[track_caller]
    fn grant(self, role: impl Into<RoleHandle>, rights: impl Into<Grant>) {
        self.record(Granted {
            role: role.into().node(),
            statements: rights.into().into_statements(self),
        });
    }
}

struct Granted {
    role: NodeId,
    statements: Vec<Statement>,
}

/// A role and what it was granted.
struct Rights {
    /// What the user calls it; the policies beside it stand below this.
    role: NodeId,
    resource: NodeId,
    statements: Vec<Statement>,
}

impl Fact for Granted {
    const NAME: &'static str = "iam/grant";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        // By path, so that the order of declaration does not decide which right stands where.
        let mut by_role: BTreeMap<String, Rights> = BTreeMap::new();
        for Recorded { fact, source } in facts {
            check(app, &fact, source);
            // An imported role has no resource and is left alone.
            let Some(resource) = app.resource_of(fact.role) else {
                continue;
            };
            let rights = by_role
                .entry(app.scope_of(resource).path())
                .or_insert_with(|| Rights {
                    role: fact.role,
                    resource,
                    statements: Vec::new(),
                });
            rights.statements.extend(fact.statements);
        }
        for rights in by_role.into_values() {
            rights.lower(app);
        }
    }
}

/// What IAM would refuse in a policy of a role.
fn check(app: &App, granted: &Granted, source: SourceLine) {
    let report = |code: &Code, message: String, help: &str| {
        let mut found = code.finding(message).help(help);
        found.source.push(source);
        app.scope_of(granted.role).report(found);
    };
    for statement in &granted.statements {
        let actions = statement.actions.join("`, `");
        if !statement.principals.is_empty() {
            report(
                &codes::IAM101,
                format!("the right to `{actions}` is granted to a role and names a principal"),
                "leave `.to(...)` out: what a role is granted is for whoever has the role",
            );
        }
        if statement.resources.is_empty() {
            report(
                &codes::IAM102,
                format!("the right to `{actions}` is granted without a resource"),
                "name what it is for with `.on([...])`",
            );
        }
    }
}

/// Where a right is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Inside the role.
    Inside,
    /// In a policy beside the role, because it names something that needs the role.
    Beside,
    /// In a policy in this stack, because it needs the role's stack already.
    Stack(NodeId),
}

impl Rights {
    fn lower(self, app: &App) {
        let mut by_place: BTreeMap<Place, Vec<Statement>> = BTreeMap::new();
        let takes_policies = takes_policies(app, self.resource);
        for statement in self.statements {
            let place = match place(app, &statement, self.resource) {
                Place::Inside if !takes_policies => Place::Beside,
                place => place,
            };
            by_place.entry(place).or_default().push(statement);
        }
        for (place, statements) in by_place {
            let document = merge(app, statements);
            let role = app.scope_of(self.role);
            match place {
                Place::Inside => add_inline(app, self.resource, document),
                Place::Beside => add_policy(
                    role,
                    "Grants".into(),
                    BESIDE.into(),
                    self.resource,
                    document,
                ),
                Place::Stack(stack) => {
                    let stack = app.scope_of(stack);
                    let letters = |text: String| -> String {
                        text.chars().filter(char::is_ascii_alphanumeric).collect()
                    };
                    let id = format!("{}Grants", letters(role.path()));
                    let name = format!("{INLINE}Of{}", letters(stack.path()));
                    add_policy(stack, id, name, self.resource, document);
                }
            }
        }
    }
}

/// Where a statement belongs: inside the role, unless it names something that needs the role
/// itself, or something of a stack that needs the role's stack; that would close a ring.
fn place(app: &App, statement: &Statement, role: NodeId) -> Place {
    let conditions = statement.conditions.iter().map(|(_, _, value)| value);
    let mut named = Vec::new();
    for value in statement.resources.iter().chain(conditions) {
        value.walk(&mut |expr| {
            if let Expr::Get(node, _) = expr {
                named.push(*node);
            }
        });
    }
    let home = app.scope_of(role).stack_node();
    let is_abroad =
        |stack: &NodeId| home.is_some_and(|home| *stack != home && app.needs(*stack, home));
    let stacks = named
        .iter()
        .filter_map(|node| app.scope_of(*node).stack_node());
    if let Some(stack) = stacks.into_iter().find(is_abroad) {
        return Place::Stack(stack);
    }
    let needs_role = |node: &NodeId| app.resource_of(*node) == Some(role) || app.needs(*node, role);
    match named.iter().any(needs_role) {
        true => Place::Beside,
        false => Place::Inside,
    }
}

/// Whether a policy can be added inside a role: not where all of them are one expression.
fn takes_policies(app: &App, role: NodeId) -> bool {
    let mut takes = false;
    app.scope_of(role).edit_props(role, |props| {
        takes = matches!(props.get("Policies"), None | Some(Expr::List(_)));
    });
    takes
}

fn add_inline(app: &App, role: NodeId, document: PolicyDocument) {
    let policy = cfn::role::Policy::new()
        .policy_name(INLINE)
        .policy_document(document)
        .into_value()
        .into_expr();
    app.scope_of(role).edit_props(role, |props| {
        if let Expr::List(policies) = props.get_or_insert("Policies", Expr::List(Vec::new())) {
            policies.push(policy);
        }
    });
}

/// A policy of its own, for which everything in its stack waits that uses the role.
fn add_policy(scope: Scope<'_>, id: String, name: String, role: NodeId, document: PolicyDocument) {
    let app = scope.app();
    let users = app.users_of(role);
    let handle = RoleHandle::new(app.scope_of(role));
    let policy = scope.add(
        id,
        cfn::Policy::new()
            .policy_name(name)
            .policy_document(document)
            .roles([handle.reference()]),
    );
    for user in users {
        let is_here = app.scope_of(user).stack_node() == scope.stack_node();
        if is_here && !app.needs(policy.node(), user) {
            scope.of(user).depends_on(policy);
        }
    }
}

/// Statements that say the same of the same are one; actions, resources and statements are
/// sorted.
fn merge(app: &App, statements: Vec<Statement>) -> PolicyDocument {
    // First by resource, so that each resource is named once ...
    let mut merged: Vec<Statement> = Vec::new();
    for mut statement in statements {
        sort(app, &mut statement);
        match merged
            .iter_mut()
            .find(|other| alike(other, &statement) && other.resources == statement.resources)
        {
            Some(other) => {
                other.actions.append(&mut statement.actions);
                sort(app, other);
            }
            None => merged.push(statement),
        }
    }
    // ... then by what is allowed.
    let mut result: Vec<Statement> = Vec::new();
    for mut statement in merged {
        match result
            .iter_mut()
            .find(|other| alike(other, &statement) && other.actions == statement.actions)
        {
            Some(other) => {
                other.resources.append(&mut statement.resources);
                sort(app, other);
            }
            None => result.push(statement),
        }
    }
    result.sort_by_cached_key(|statement| {
        (
            statement.effect == Effect::Deny,
            statement.actions.clone(),
            said(app, &statement.resources),
            said(app, statement.conditions.iter().map(|(_, _, value)| value)),
        )
    });
    result.into_iter().collect()
}

fn sort(app: &App, statement: &mut Statement) {
    statement.actions.sort();
    statement.actions.dedup();
    statement
        .resources
        .sort_by_cached_key(|resource| said(app, [resource]));
    statement.resources.dedup();
}

fn alike(a: &Statement, b: &Statement) -> bool {
    a.effect == b.effect
        && a.sid == b.sid
        && a.principals == b.principals
        && a.conditions == b.conditions
}

/// What expressions say, to sort by: with paths in place of nodes, whose numbers depend on the
/// order of declaration.
fn said<'e>(app: &App, exprs: impl IntoIterator<Item = &'e Expr>) -> String {
    let mut text = String::new();
    for expr in exprs {
        expr.walk(&mut |expr| match expr {
            Expr::Str(literal) => text.push_str(literal),
            Expr::Get(node, attribute) => {
                text.push_str(&app.scope_of(*node).path());
                if let Attribute::Named(name) = attribute {
                    text.push_str(name);
                }
            }
            Expr::Sub(pieces) => pieces.iter().for_each(|piece| match piece {
                Piece::Text(literal) => text.push_str(literal),
                Piece::Value { name, .. } => text.push_str(name),
            }),
            _ => {}
        });
        text.push('\n');
    }
    text
}
