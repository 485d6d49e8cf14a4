use stackwright_codes as codes;
use stackwright_core::{App, Fact, Handle, NodeId, Recorded, Scope, SourceLine};

use super::rules::Rules;
use super::{Port, SecurityGroup, SecurityGroupHandle, VpcHandle};
use crate::keyed::sort_by_text;
use crate::{as_written, canonical};

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
pub trait Connectable: Handle + 'static {
    /// The group that guards it; nothing if that is not known, as for a service that was added
    /// as a typed resource. It is asked once the program is over, so a construct may be connected
    /// before it has its group.
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle>;

    /// The only ports that it listens on, where that is known; `EC2103` tells who connects on another.
    fn listens_on(self) -> Option<Port> {
        None
    }
}

/// Opens ways through the network.
pub trait ConnectExt {
    /// Lets `from` reach `to` on a port.
    ///
    /// Both groups get the rule that this needs, as a resource of its own: what else is connected
    /// never changes it. It stands below its group; where the groups are in two stacks, in the
    /// one of these that is deployed later. A group that lets everything out gets no rule for what
    /// it lets out, and a rule that the program has written itself is not written again, unless it is
    /// there under conditions that the connection does not have. Imported groups are left alone unless
    /// they were imported open to change; a group that is imported twice gets a rule once. A service
    /// that one of the groups guards is made after the rules. Where one of the groups is there under a
    /// condition only ([`Scope::when`]), so are the rules.
    ///
    /// The ids of the rules are made of what the ids of both groups are made of, and of the port:
    /// `EgressToService.SecurityGroup.Tcp3000` below the one and
    /// `IngressFromAlb.SecurityGroup.Tcp3000` below the other.
    ///
    /// # Findings
    ///
    /// - `APP103`: one of them is of another app.
    /// - `EC2101`: the group of one of them is not known.
    /// - `EC2102`: a rule that the program has written itself says the same.
    ///
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
    fn connect(self, from: impl Connectable, to: impl Connectable, port: Port);
}

impl ConnectExt for Scope<'_> {
    #[track_caller]
    fn connect(self, from: impl Connectable, to: impl Connectable, port: Port) {
        if self.is_of_this_app(from) && self.is_of_this_app(to) {
            self.record(Relation::Connected(Connection {
                asks: self.node(),
                from: Connected::new(from),
                to: Connected::new(to),
                port,
            }));
        }
    }
}

/// Kept on the node of a construct that a security group guards, so that its handle can be
/// [connected](ConnectExt::connect).
///
/// ```
/// use stackwright_aws::ec2::{Guarded, SecurityGroup, VpcHandle};
/// use stackwright_core::Scope;
///
/// fn build(scope: Scope<'_>, vpc: VpcHandle) {
///     let group = scope.add("SecurityGroup", SecurityGroup::new(vpc));
///     Guarded::by(scope, group);
/// }
/// ```
pub struct Guarded {
    group: SecurityGroupHandle,
}

impl Guarded {
    /// Says which group guards the construct of a scope: the one that connections open.
    pub fn by(scope: Scope<'_>, group: SecurityGroupHandle) {
        scope.set_data(Guarded { group });
    }

    /// The group that guards the construct of a scope: the given one, or else one of its own,
    /// `SecurityGroup`, which lets nothing out.
    pub(crate) fn by_own(
        scope: Scope<'_>,
        vpc: VpcHandle,
        given: Option<SecurityGroupHandle>,
    ) -> SecurityGroupHandle {
        let group = given.unwrap_or_else(|| {
            let group = SecurityGroup::new(vpc).without_outbound();
            scope.add("SecurityGroup", group)
        });
        Guarded::by(scope, group);
        group
    }

    /// Says that the construct of a scope runs behind a group, and is to be made after the rules
    /// that connections give it.
    pub fn waits(scope: Scope<'_>, group: SecurityGroupHandle) {
        let what = scope.node();
        scope.record(Relation::Waits(Waiting { what, group }));
    }

    /// Says that the construct of a scope runs behind these groups: connections open the first, and it
    /// is made after the rules of all, because what starts before the rules that it needs fails.
    pub(crate) fn by_all(scope: Scope<'_>, groups: &[SecurityGroupHandle]) {
        if let Some(group) = groups.first() {
            Guarded::by(scope, *group);
        }
        for group in groups {
            Guarded::waits(scope, *group);
        }
    }

    /// The same, by the construct's node.
    pub(crate) fn of_node(scope: Scope<'_>, construct: NodeId) -> Option<SecurityGroupHandle> {
        let app = scope.app();
        let told = app.data::<Guarded>(construct).map(|guarded| guarded.group);
        told.or_else(|| as_written::group(app, construct))
    }

    /// The group that guards a construct; of a typed resource, the first that its properties name.
    pub fn group(scope: Scope<'_>, construct: impl Handle) -> Option<SecurityGroupHandle> {
        Guarded::of_node(scope, construct.node())
    }
}

/// Kept on the node of what learns of what it reaches when it starts, as a service in Service
/// Connect: where both ends of a connection are such, the one that reaches is made after the other.
pub(crate) struct StartsInOrder;

/// Has what reaches be made after what it reaches, unless that needs it already. In the order of
/// their paths, so that it does not matter which was declared first.
fn start_in_order(app: &App, mut pairs: Vec<(NodeId, NodeId)>) {
    let path = |node| app.identity_with_stack(node);
    sort_by_text(&mut pairs, |(from, to)| [path(*from), path(*to)].join("\0"));
    pairs.dedup();
    for (from, to) in pairs {
        let (Some(first), Some(later)) = (app.resource_of(to), app.resource_of(from)) else {
            continue;
        };
        let scope = app.scope_of(later);
        let is_near = scope.stack_node() == app.scope_of(first).stack_node();
        if is_near && first != later && !app.needs(first, later) {
            scope.of(later).depends_on(first);
        }
    }
}

/// What is said about security groups, to be lowered together.
enum Relation {
    Connected(Connection),
    Waits(Waiting),
}

/// Something that runs behind a group.
pub(super) struct Waiting {
    pub what: NodeId,
    pub group: SecurityGroupHandle,
}

struct Connection {
    /// The scope in which it was asked for.
    asks: NodeId,
    from: Connected,
    to: Connected,
    port: Port,
}

/// One of two that are connected; its group is asked for when all of the program is there.
struct Connected {
    node: NodeId,
    listens_on: Option<Port>,
    group: Box<dyn FnOnce(Scope<'_>) -> Option<SecurityGroupHandle>>,
}

impl Connected {
    fn new(handle: impl Connectable) -> Self {
        Connected {
            node: handle.node(),
            listens_on: handle.listens_on(),
            group: Box::new(move |scope| handle.guarded_by(scope)),
        }
    }

    /// The group, or the node that has none.
    fn group(self, app: &App) -> Result<SecurityGroupHandle, NodeId> {
        (self.group)(app.scope_of(self.node)).ok_or(self.node)
    }
}

impl Fact for Relation {
    /// After the rights, so that it is known which stack needs which.
    const NAME: &'static str = "network/connection";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        let mut rules = Rules::new(app);
        let mut pairs = Vec::new();
        for Recorded { fact, source } in facts {
            match fact {
                Relation::Connected(connection) => {
                    pairs.extend(connection.in_order(app));
                    connection.ask(app, source, &mut rules);
                }
                Relation::Waits(waiting) => rules.wait(waiting),
            }
        }
        rules.write();
        start_in_order(app, pairs);
    }
}

impl Connection {
    /// Both ends, if one is to start after the other.
    fn in_order(&self, app: &App) -> Option<(NodeId, NodeId)> {
        let starts = |node| {
            let node = canonical(app, node);
            app.data::<StartsInOrder>(node).map(|_| node)
        };
        Some((starts(self.from.node)?, starts(self.to.node)?))
    }

    fn ask(self, app: &App, source: SourceLine, rules: &mut Rules<'_>) {
        if let Some(only) = self.to.listens_on
            && !self.port.meets(only)
        {
            let path = app.scope_of(self.to.node).path();
            let message = format!(
                "`{path}` is connected on {}, and listens on {}",
                self.port.describe(),
                only.describe()
            );
            let mut found = codes::EC2103.finding(message);
            found.source.push(source);
            app.scope_of(self.asks).report(found);
        }
        match (self.from.group(app), self.to.group(app)) {
            (Ok(from), Ok(to)) => rules.open(from, to, self.port, source),
            (Err(node), _) | (_, Err(node)) => {
                let path = app.scope_of(node).path();
                let message = format!("`{path}` is connected, and its security group is not known");
                let mut found = codes::EC2101
                    .finding(message)
                    .help("connect the group itself, or add it as a construct");
                found.source.push(source);
                app.scope_of(self.asks).report(found);
            }
        }
    }
}
