use stackwright_codes as codes;
use stackwright_core::{App, Asked, Expr, Handle, NodeId, Props, Scope, SourceLine, Str, Value};

use super::grant::report;
use super::merge::{Merged, document};
use super::{PolicyDocument, Principal, Statement};
use crate::canonical;
use crate::keyed::Keyed;

/// Where a resource keeps its own policy, which says what principals may do with it that have no
/// role: kept on the node of a construct, so that [`grant`](super::GrantExt::grant) can write
/// there.
///
/// ```
/// use stackwright_aws::iam::{GrantExt, Principal, ResourcePolicy, Statement};
/// use stackwright_core::{App, Handle, IntoValue, Json, NodeId, RawResource, Scope, Str, Value};
///
/// let app = App::new();
/// let stack = app.stack("Clicks");
/// let stream = stack.scope("Stream");
/// let resource = stream.add("Resource", RawResource::new("AWS::Kinesis::Stream"));
/// stream.set_primary(resource);
/// stream.set_data(ResourcePolicy::beside("ResourcePolicy", |stream, policy| {
///     let arn: Value<Str> = Value::attribute(stream.node(), "Arn");
///     let policy: Value<Json> = policy.into_value();
///     let policy = RawResource::new("AWS::Kinesis::ResourcePolicy")
///         .property("ResourceArn", arn)
///         .property("ResourcePolicy", policy);
///     stream.add("Policy", policy).node()
/// }));
/// let put = Statement::allow(["kinesis:PutRecord"]).on([resource.attribute::<Str>("Arn")]);
/// stack.grant(Principal::account("111122223333"), put);
/// assert_eq!(app.synth().stacks[0].template.resources().count(), 2);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ResourcePolicy {
    place: Place,
    names: Names,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    /// In this property of the resource.
    Inside(&'static str),
    /// In this property of a resource of its own, which the function adds.
    Beside(&'static str, fn(Scope<'_>, PolicyDocument) -> NodeId),
    /// In this property of a resource that is there already.
    Held(NodeId, &'static str),
}

/// What statements call the resource.
#[derive(Clone, Copy, Debug)]
enum Names {
    Itself,
    /// `*`: there is no other.
    All,
    /// They name none.
    Nothing,
    /// By this attribute of the construct.
    By(&'static str),
}

impl ResourcePolicy {
    /// A policy in a property of the resource, as `KeyPolicy`. One that the program has written
    /// there is added to.
    pub fn inside(property: &'static str) -> Self {
        ResourcePolicy {
            place: Place::Inside(property),
            names: Names::Itself,
        }
    }

    /// A policy that is a resource of its own: its property that holds the policy, and what adds
    /// it below the construct.
    pub fn beside(property: &'static str, add: fn(Scope<'_>, PolicyDocument) -> NodeId) -> Self {
        ResourcePolicy {
            place: Place::Beside(property, add),
            names: Names::Itself,
        }
    }

    /// A policy in a resource of its own that the construct has made already, as one that says more
    /// than who may do what: that resource, and its property that holds the policy.
    pub fn held_by(policy: impl Handle, property: &'static str) -> Self {
        ResourcePolicy {
            place: Place::Held(policy.node(), property),
            names: Names::Itself,
        }
    }

    /// The resource that holds it, where it is there whatever is granted: what is to be made after it
    /// depends on that.
    #[allow(dead_code, reason = "which features need it differs")]
    pub(crate) fn holder(app: &App, construct: NodeId) -> Option<NodeId> {
        let policy = app.data::<ResourcePolicy>(construct);
        let policy = policy.or_else(|| app.data(canonical(app, construct)));
        match policy?.place {
            Place::Held(holder, _) => Some(holder),
            _ => None,
        }
    }

    /// Its statements say `*` for the resource, as those of keys and secrets.
    pub fn for_all(mut self) -> Self {
        self.names = Names::All;
        self
    }

    /// Its statements name no resource, as those of image repositories.
    pub fn for_nothing(mut self) -> Self {
        self.names = Names::Nothing;
        self
    }

    /// Its statements call the resource by this attribute of the construct, which is a text: the policy
    /// of a bus is a part of the bus, which cannot ask for its own ARN.
    #[allow(dead_code, reason = "which features need it differs")]
    pub(crate) fn named_by(mut self, attribute: &'static str) -> Self {
        self.names = Names::By(attribute);
        self
    }

    /// The policy of what an expression names.
    fn of(app: &App, named: &Expr) -> Found {
        let mut found = None;
        named.walk(&mut |expr| {
            if let Expr::Get(node, _) = expr {
                found.get_or_insert(*node);
            }
        });
        let Some(node) = found else {
            return Found::Nothing;
        };
        let construct = canonical(app, node);
        let offered = |node| app.data::<ResourcePolicy>(node).map(|policy| *policy);
        if let Some(policy) = offered(node) {
            return Found::Policy(node, policy);
        }
        if let Some(policy) = offered(construct) {
            return Found::Policy(construct, policy);
        }
        match app.resource_of(node) {
            None => Found::Elsewhere,
            Some(key) if app.resources_of_type("AWS::KMS::Key").contains(&key) => {
                Found::Policy(construct, ResourcePolicy::inside("KeyPolicy").for_all())
            }
            Some(_) => Found::Nothing,
        }
    }
}

/// What has a policy of its own.
enum Found {
    /// What is named, at this node.
    Policy(NodeId, ResourcePolicy),
    /// Something imported: its policy is written where it is made.
    Elsewhere,
    /// Nothing that is named has one.
    Nothing,
}

/// The rights of principals, by what they are rights to.
#[derive(Default)]
pub(super) struct Policies {
    by_path: Keyed<String, Own>,
}

struct Own {
    node: NodeId,
    policy: ResourcePolicy,
    /// Each with the line that granted it.
    statements: Vec<(Statement, SourceLine)>,
    source: SourceLine,
}

/// Kept on a node whose policy an earlier synthesis has written.
struct Held {
    statements: Vec<(Statement, SourceLine)>,
    /// What the program had written there.
    own: Option<Expr>,
    /// The resource that holds it, where that is one of its own.
    beside: Option<NodeId>,
}

impl Policies {
    /// Adds what a principal is granted.
    pub fn add(
        &mut self,
        app: &App,
        asks: NodeId,
        principal: &Principal,
        statements: Vec<Statement>,
        source: SourceLine,
    ) {
        let mut is_placed = false;
        let mut lost = Vec::new();
        for statement in statements {
            for resource in &statement.resources {
                match ResourcePolicy::of(app, resource) {
                    Found::Policy(node, policy) => {
                        is_placed = true;
                        let mut statement = statement.clone().to(principal.clone());
                        statement.resources = match policy.names {
                            Names::Itself => vec![resource.clone()],
                            Names::All => vec![Expr::from("*")],
                            Names::Nothing => Vec::new(),
                            Names::By(attribute) => {
                                let own: Value<Str> = Value::attribute(node, attribute);
                                vec![own.into_expr()]
                            }
                        };
                        let path = app.identity_with_stack(node);
                        let own = self.by_path.entry(path, || Own {
                            node,
                            policy,
                            statements: Vec::new(),
                            source,
                        });
                        own.statements.push((statement, source));
                    }
                    Found::Elsewhere => is_placed = true,
                    Found::Nothing => lost.push((resource.clone(), statement.actions.join("`, `"))),
                }
            }
        }
        for (resource, actions) in lost {
            // What is for everything, as logging in, comes along with what is for something.
            if resource.as_str() == Some("*") && is_placed {
                continue;
            }
            let message = format!(
                "the right to `{actions}` is granted to `{}`, and what it is for has no policy of its own",
                principal.name()
            );
            report(app, asks, &codes::IAM104, message, source);
        }
    }

    /// Writes the policies.
    pub fn lower(self, app: &App) {
        for own in self.by_path.into_things() {
            own.lower(app);
        }
    }
}

impl Own {
    fn lower(self, app: &App) {
        let Own { node, policy, .. } = self;
        let scope = app.scope_of(node);
        let before = app.data::<Held>(node);
        let mut statements = self.statements;
        statements.extend(before.iter().flat_map(|held| held.statements.clone()));
        let rights = Merged::of(app, &statements).into_rights();
        let (document, mut asked) = document(&rights.iter().collect::<Vec<_>>());
        let mut held = Held {
            statements,
            own: None,
            beside: None,
        };
        let mut write_into = |holder: NodeId, property: &'static str| {
            held.own = match &before {
                Some(before) => before.own.clone(),
                None => app
                    .read_props(holder, |props| props.get(property).cloned())
                    .flatten(),
            };
            match together(held.own.clone(), document.clone(), &mut asked) {
                Some(whole) => scope.edit_props(holder, |props| props.set(property, whole)),
                None => {
                    let message = format!(
                        "`{}` is granted to somebody, and its policy is not written out",
                        scope.path()
                    );
                    report(app, node, &codes::IAM104, message, self.source);
                }
            }
        };
        let written = match policy.place {
            Place::Inside(property) => {
                write_into(node, property);
                (node, property)
            }
            Place::Held(holder, property) => {
                write_into(holder, property);
                (holder, property)
            }
            Place::Beside(property, add) => {
                let made = before.and_then(|held| held.beside);
                let holder = match made {
                    Some(made) => {
                        let document = document.into_expr();
                        scope.edit_props(made, |props| props.set(property, document));
                        made
                    }
                    None => add(scope, document),
                };
                held.beside = Some(holder);
                (holder, property)
            }
        };
        let (holder, property) = written;
        scope
            .at(holder)
            .set_asked(format!("{property}/Statement"), asked);
        scope.set_data(held);
    }
}

/// A policy that is there, with what is added to it; nothing if it is an expression. Who asked for it is told
/// where that stands then.
fn together(own: Option<Expr>, added: PolicyDocument, asked: &mut [Asked]) -> Option<Expr> {
    let added = added.into_expr();
    let Some(mut own) = own else {
        return Some(added);
    };
    let (Expr::Map(policy), Expr::Map(added)) = (&mut own, &added) else {
        return None;
    };
    let mut statements = listed(policy)?;
    let mut places = Vec::new();
    for statement in listed(added)? {
        let place = statements.iter().position(|own| *own == statement);
        places.push(place.unwrap_or(statements.len()));
        if place.is_none() {
            statements.push(statement);
        }
    }
    for one in asked {
        one.item = places.get(one.item).copied().unwrap_or(one.item);
    }
    policy.set("Statement", Expr::List(statements));
    Some(own)
}

fn listed(policy: &Props) -> Option<Vec<Expr>> {
    match policy.get("Statement")? {
        Expr::List(statements) => Some(statements.clone()),
        statement @ Expr::Map(_) => Some(vec![statement.clone()]),
        _ => None,
    }
}
