use std::collections::BTreeMap;

use stackwright_cfn::ec2 as cfn;
use stackwright_core::{App, Expr, Fact, Handle, NodeId, Recorded, Resource, Scope, Value};

use super::security_group::{Rules, description, rule};
use super::{Port, SecurityGroupHandle};

/// Something with a security group around it: a group, a service, a load balancer.
pub trait Connectable: Handle {}

/// Opens ways through the network.
pub trait ConnectExt {
    /// Lets `from` reach `to` on a port.
    ///
    /// Both groups get the rule that this needs: inside them where that makes no ring and they
    /// are in one stack, as resources of their own where it would. Imported groups are left
    /// alone unless they were imported open to change.
    fn connect(self, from: impl Connectable, to: impl Connectable, port: Port);
}

impl ConnectExt for Scope<'_> {
    #[track_caller]
    fn connect(self, from: impl Connectable, to: impl Connectable, port: Port) {
        self.record(Connection {
            asks: self.node(),
            from: from.node(),
            to: to.node(),
            port,
        });
    }
}

/// Kept on the node of a construct that a security group guards.
pub(crate) struct Guarded {
    pub group: SecurityGroupHandle,
}

struct Connection {
    /// The scope in which it was asked for.
    asks: NodeId,
    from: NodeId,
    to: NodeId,
    port: Port,
}

/// A group at one end of a connection.
#[derive(Clone, Copy)]
struct End {
    handle: SecurityGroupHandle,
    /// The group's resource; nothing for an imported group.
    resource: Option<NodeId>,
    stack: Option<NodeId>,
    allows_all_outbound: bool,
    is_open_to_change: bool,
}

impl End {
    fn of(app: &App, node: NodeId) -> Self {
        let handle = match app.data::<Guarded>(node) {
            Some(guarded) => guarded.group,
            None => SecurityGroupHandle::new(app.scope_of(node)),
        };
        // A typed group of the user's own carries no notes: its rules can be added to, and what
        // it lets out is its own affair.
        let rules = app.data::<Rules>(handle.node());
        End {
            handle,
            resource: app.resource_of(handle.node()),
            stack: app.scope_of(handle.node()).stack_node(),
            allows_all_outbound: rules.as_ref().is_none_or(|r| r.allows_all_outbound),
            is_open_to_change: rules.as_ref().is_none_or(|r| r.is_open_to_change),
        }
    }

    fn path(self, app: &App) -> String {
        app.scope_of(self.handle.node()).path()
    }
}

impl Fact for Connection {
    const NAME: &'static str = "ec2/connection";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        // The same connection asked for twice is one; the key also sorts them.
        let mut unique = BTreeMap::new();
        for Recorded { fact, .. } in facts {
            let (from, to) = (End::of(app, fact.from), End::of(app, fact.to));
            let key = (from.handle.node(), to.handle.node(), fact.port.describe());
            unique.entry(key).or_insert((from, to, fact));
        }
        for (from, to, fact) in unique.into_values() {
            ingress(app, from, to, &fact);
            egress(app, from, to, &fact);
        }
    }
}

fn ingress(app: &App, from: End, to: End, fact: &Connection) {
    if !to.is_open_to_change {
        return;
    }
    let text = description(&format!("{} from {}", fact.port.describe(), from.path(app)));
    let source = from.handle.reference().into_expr();
    let inline = rule(fact.port, "SourceSecurityGroupId", source, Some(text));
    if add_inline(app, to, from, "SecurityGroupIngress", &inline) {
        return;
    }
    let id = format!("IngressFrom{}{}", from.path(app), fact.port.describe());
    standalone::<cfn::SecurityGroupIngress>(app, to, from, fact, &id, inline);
}

fn egress(app: &App, from: End, to: End, fact: &Connection) {
    if from.allows_all_outbound || !from.is_open_to_change {
        return;
    }
    let text = description(&format!("{} to {}", fact.port.describe(), to.path(app)));
    let target = to.handle.reference().into_expr();
    let inline = rule(fact.port, "DestinationSecurityGroupId", target, Some(text));
    if add_inline(app, from, to, "SecurityGroupEgress", &inline) {
        return;
    }
    let id = format!("EgressTo{}{}", to.path(app), fact.port.describe());
    standalone::<cfn::SecurityGroupEgress>(app, from, to, fact, &id, inline);
}

/// Puts a rule inside a group, unless that would close a ring or cross stacks.
fn add_inline(app: &App, group: End, other: End, property: &'static str, rule: &Expr) -> bool {
    let Some(resource) = group.resource else { return false };
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
            rules.push(rule.clone());
            added = true;
        }
    });
    added
}

/// A rule as a resource: beside its group, or in the stack that asks where the groups are in
/// different ones.
fn standalone<R: Resource>(
    app: &App,
    group: End,
    other: End,
    fact: &Connection,
    id: &str,
    rule: Expr,
) {
    let place = match group.stack == other.stack && group.resource.is_some() {
        true => group.handle.node(),
        false => fact.asks,
    };
    let Expr::Map(mut props) = rule else { return };
    let id_value: Value<stackwright_cfn::kind::ec2::SecurityGroupId> = group.handle.reference();
    props.set("GroupId", id_value.into_expr());
    app.scope_of(place).add(id.to_owned(), R::from_props(props));
}
