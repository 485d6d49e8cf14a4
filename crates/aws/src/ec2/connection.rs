use std::collections::BTreeMap;

use stackwright_cfn::ec2 as cfn;
use stackwright_codes as codes;
use stackwright_core::{
    App, Diagnostic, Expr, Fact, Handle, NodeId, Props, Recorded, Resource, Scope,
};

use super::security_group::{Imported, description, lets_all_out, nothing, rule};
use super::{Port, SecurityGroupHandle};

/// Something that a security group guards: the group itself, a service, a load balancer.
///
/// A construct of one's own becomes one by naming the group of what it is made of:
///
/// ```
/// use stackwright_aws::ec2::{Connectable, SecurityGroupHandle};
/// use stackwright_aws::ecs::ServiceHandle;
/// use stackwright_core::{Handle, NodeId, Scope};
///
/// #[derive(Clone, Copy)]
/// struct ApiHandle(ServiceHandle);
///
/// impl Handle for ApiHandle {
///     fn node(self) -> NodeId {
///         self.0.node()
///     }
/// }
///
/// impl Connectable for ApiHandle {
///     fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
///         self.0.guarded_by(scope)
///     }
/// }
/// ```
pub trait Connectable: Handle {
    /// The group that guards it; nothing if that is not known, as for a service that was added
    /// as a typed resource.
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle>;
}

/// Opens ways through the network.
pub trait ConnectExt {
    /// Lets `from` reach `to` on a port.
    ///
    /// Both groups get the rule that this needs: inside them where that makes no ring and they
    /// are in one stack, as resources of their own where it would. A group that lets everything
    /// out gets no rule for what it lets out. Imported groups are left alone unless they were
    /// imported open to change.
    fn connect(self, from: impl Connectable, to: impl Connectable, port: Port);
}

impl ConnectExt for Scope<'_> {
    #[track_caller]
    fn connect(self, from: impl Connectable, to: impl Connectable, port: Port) {
        self.record(Connection {
            asks: self.node(),
            from: from.guarded_by(self).ok_or(from.node()),
            to: to.guarded_by(self).ok_or(to.node()),
            port,
        });
    }
}

/// Kept on the node of a construct that a security group guards.
pub(crate) struct Guarded {
    pub group: SecurityGroupHandle,
}

impl Guarded {
    /// The group that guards a construct.
    pub fn group(scope: Scope<'_>, construct: impl Handle) -> Option<SecurityGroupHandle> {
        scope
            .data::<Guarded>(construct)
            .map(|guarded| guarded.group)
    }
}

struct Connection {
    /// The scope in which it was asked for.
    asks: NodeId,
    from: Result<SecurityGroupHandle, NodeId>,
    to: Result<SecurityGroupHandle, NodeId>,
    port: Port,
}

impl Fact for Connection {
    const NAME: &'static str = "ec2/connection";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        // The same connection asked for twice is one. The key sorts them, too: by path, so that
        // the order of declaration does not decide which rule stands where.
        let mut unique = BTreeMap::new();
        for Recorded { fact, source } in facts {
            let (from, to) = match (fact.from, fact.to) {
                (Ok(from), Ok(to)) => (End::of(app, from), End::of(app, to)),
                (Err(node), _) | (_, Err(node)) => {
                    let mut found = unguarded(app, node);
                    found.source.push(source);
                    app.scope_of(fact.asks).report(found);
                    continue;
                }
            };
            let key = (from.path.clone(), to.path.clone(), fact.port.describe());
            unique.entry(key).or_insert((from, to, fact, source));
        }
        for (from, to, fact, source) in unique.into_values() {
            app.on_line(source, || {
                ingress(app, &from, &to, &fact);
                egress(app, &from, &to, &fact);
            });
        }
    }
}

fn unguarded(app: &App, node: NodeId) -> Diagnostic {
    let path = app.scope_of(node).path();
    let message = format!("`{path}` is connected, and its security group is not known");
    codes::EC2101
        .finding(message)
        .help("connect the group itself, or add it as a construct")
}

/// A group at one end of a connection.
struct End {
    handle: SecurityGroupHandle,
    /// The group's resource; nothing for an imported group.
    resource: Option<NodeId>,
    stack: Option<NodeId>,
    /// The whole path.
    path: String,
    /// Whether connections may add rules to it.
    is_open: bool,
    /// Whether it lets everything out as it is.
    lets_all_out: bool,
}

impl End {
    fn of(app: &App, handle: SecurityGroupHandle) -> Self {
        let scope = app.scope_of(handle.node());
        let resource = app.resource_of(handle.node());
        let is_open = match app.data::<Imported>(handle.node()) {
            Some(imported) => imported.is_open_to_change,
            None => resource.is_some(),
        };
        // Of an imported group it is not known.
        let mut all = false;
        if let Some(resource) = resource {
            scope.edit_props(resource, |props| all = lets_all_out(props));
        }
        End {
            handle,
            resource,
            stack: scope.stack_node(),
            path: scope.path(),
            is_open,
            lets_all_out: all,
        }
    }

    /// What it is called from within a stack: its path, without the stack's own.
    fn name(&self, app: &App, from: Option<NodeId>) -> &str {
        let stack = self.stack.filter(|stack| from == Some(*stack));
        stack
            .and_then(|stack| self.path.strip_prefix(&app.scope_of(stack).path()))
            .map_or(self.path.as_str(), |path| path.trim_start_matches('/'))
    }
}

fn ingress(app: &App, from: &End, to: &End, fact: &Connection) {
    if to.is_open {
        let words = Words {
            property: "SecurityGroupIngress",
            peer: "SourceSecurityGroupId",
            id: "IngressFrom",
            description: "from",
        };
        open::<cfn::SecurityGroupIngress>(app, to, from, fact, &words);
    }
}

fn egress(app: &App, from: &End, to: &End, fact: &Connection) {
    if from.is_open && !from.lets_all_out {
        let words = Words {
            property: "SecurityGroupEgress",
            peer: "DestinationSecurityGroupId",
            id: "EgressTo",
            description: "to",
        };
        open::<cfn::SecurityGroupEgress>(app, from, to, fact, &words);
    }
}

/// What a direction calls things.
struct Words {
    /// The property of the group that holds the rules.
    property: &'static str,
    /// The property of a rule that names the group at the other end.
    peer: &'static str,
    id: &'static str,
    description: &'static str,
}

/// Adds a rule to a group: inside it, or as a resource of type `R`.
fn open<R: Resource>(app: &App, group: &End, other: &End, fact: &Connection, words: &Words) {
    let name = other.name(app, group.stack);
    let text = format!("{} {} {name}", fact.port.describe(), words.description);
    let peer = other.handle.reference().into_expr();
    let rule = rule(fact.port, words.peer, peer, Some(description(&text)));
    if !add_inline(app, group, other, words.property, &rule) {
        standalone::<R>(app, group, other, fact, words, rule);
    }
}

/// Puts a rule inside a group, unless that would close a ring or cross stacks.
fn add_inline(app: &App, group: &End, other: &End, property: &'static str, rule: &Props) -> bool {
    let Some(resource) = group.resource else {
        return false;
    };
    let is_ring = match other.resource {
        Some(other) => other == resource || app.needs(other, resource),
        None => false,
    };
    if is_ring || group.stack != other.stack {
        return false;
    }
    let mut added = false;
    app.scope_of(resource).edit_props(resource, |props| {
        if let Expr::List(rules) = props.get_or_insert(property, Expr::List(Vec::new())) {
            // Something may leave now: the rule that stood for nothing has done its work.
            rules.retain(|rule| *rule != nothing());
            rules.push(Expr::Map(rule.clone()));
            added = true;
        }
    });
    added
}

/// A rule as a resource: below its group, or in the stack that asks where the groups are in
/// different ones.
fn standalone<R: Resource>(
    app: &App,
    group: &End,
    other: &End,
    fact: &Connection,
    words: &Words,
    mut rule: Props,
) {
    let is_below = group.stack == other.stack && group.resource.is_some();
    let place = app.scope_of(if is_below {
        group.handle.node()
    } else {
        fact.asks
    });
    let here = place.stack_node();
    let owner = if is_below { "" } else { group.name(app, here) };
    let text = format!(
        "{owner}{}{}{}",
        words.id,
        other.name(app, here),
        fact.port.id()
    );
    let id: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    rule.set("GroupId", group.handle.reference().into_expr());
    place.add(id, R::from_props(rule));
}
