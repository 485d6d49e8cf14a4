use std::borrow::Cow;
use std::rc::Rc;

use stackwright_cfn::ec2 as cfn;
use stackwright_codes as codes;
use stackwright_core::{App, Attribute, Expr, Handle, NodeId, Resource, Scope, SourceLine};

use super::connection::Waiting;
use super::security_group::{Imported, description, lets_all_out, rule};
use super::written::{Direction, Key, Says, Written};
use super::{Port, SecurityGroupHandle};
use crate::canonical;
use crate::keyed::{Keyed, Names, sort_by_text};

/// What connections come to: rules as resources of their own, and who waits for them.
///
/// A rule has one form, whatever else is connected. Were some of them inside their groups, a new
/// connection could move one out or in; CloudFormation would then first make the new one, which
/// EC2 takes for the old, and revoke it with the old one.
pub(super) struct Rules<'a> {
    app: &'a App,
    /// Every group that was named, by the node that names it.
    ends: Keyed<NodeId, Rc<End>>,
    ways: Vec<Way>,
    waiting: Vec<Waiting>,
}

/// One group that may reach another.
struct Way {
    from: Rc<End>,
    to: Rc<End>,
    port: Port,
    source: SourceLine,
}

impl Way {
    /// What ways are sorted by: the end of a line goes before all that paths have.
    fn order(&self) -> String {
        let port = self.port.describe();
        format!("{}\n{}\n{port}", self.from.path, self.to.path)
    }

    fn is(&self, other: &Way) -> bool {
        let is_one = |one: &Rc<End>, other: &Rc<End>| one.path == other.path;
        is_one(&self.from, &other.from)
            && is_one(&self.to, &other.to)
            && (self.port == other.port || self.port.describe() == other.port.describe())
    }
}

/// A group at one end of a connection.
pub(super) struct End {
    /// The construct, or the typed resource: rules stand below it.
    pub node: NodeId,
    /// Which group it is: of two imports of one group it is the same.
    pub key: Key,
    stack: Option<NodeId>,
    /// What ids are made of, below the stack.
    identity: String,
    /// The same with the stack, to sort by.
    path: String,
    /// Whether connections may add rules to it.
    is_open: bool,
    /// Whether it lets everything out as it is; of an imported group that is not known.
    lets_all_out: bool,
}

impl End {
    fn of(app: &App, handle: SecurityGroupHandle) -> Self {
        let node = canonical(app, handle.node());
        let stack = app.scope_of(node).stack_node();
        End {
            node,
            key: Key::of(app, node),
            stack,
            identity: app.identity_path(node),
            path: app.identity_with_stack(node),
            is_open: match app.data::<Imported>(node) {
                Some(imported) => imported.is_open_to_change,
                None => app.resource_of(node).is_some(),
            },
            lets_all_out: app.read_props(node, lets_all_out).unwrap_or(false),
        }
    }

    /// What ids and texts of a stack call it: with the name of its own stack, if that is another.
    fn name(&self, app: &App, from: Option<NodeId>) -> Cow<'_, str> {
        match self.stack == from {
            true => Cow::Borrowed(&self.identity),
            false => Cow::Owned(app.identity_within_stage(self.node)),
        }
    }

    /// A text for which group it is.
    fn told_apart(&self) -> String {
        match &self.key {
            Key::Node(_) => format!("of {}", self.path),
            Key::Id(id) => format!("by {id}"),
        }
    }

    /// Its id, named as AWS CDK does in rules.
    fn id(&self) -> Expr {
        Expr::Get(self.node, Attribute::Named("GroupId".into()))
    }
}

/// What a direction calls things.
struct Words {
    /// The id of a rule below its group.
    id: &'static str,
    /// The id of a rule below the group at the other end.
    far_id: &'static str,
    /// What a description calls it.
    text: &'static str,
}

impl Words {
    fn of(direction: Direction) -> Self {
        match direction {
            Direction::Ingress => Words {
                id: "IngressFrom",
                far_id: "IngressOf",
                text: "from",
            },
            Direction::Egress => Words {
                id: "EgressTo",
                far_id: "EgressOf",
                text: "to",
            },
        }
    }
}

impl<'a> Rules<'a> {
    pub fn new(app: &'a App) -> Self {
        Rules {
            app,
            ends: Keyed::default(),
            ways: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// Asks for a way. The same one asked for twice is one.
    pub fn open(
        &mut self,
        from: SecurityGroupHandle,
        to: SecurityGroupHandle,
        port: Port,
        source: SourceLine,
    ) {
        let (from, to) = (self.end(from), self.end(to));
        self.ways.push(Way {
            from,
            to,
            port,
            source,
        });
    }

    /// Makes something after the rules of the group that it runs behind.
    pub fn wait(&mut self, waiting: Waiting) {
        self.waiting.push(waiting);
    }

    fn end(&mut self, handle: SecurityGroupHandle) -> Rc<End> {
        let app = self.app;
        let new = || Rc::new(End::of(app, handle));
        Rc::clone(self.ends.entry(handle.node(), new))
    }

    /// Adds the rules that are asked for.
    pub fn write(mut self) {
        if self.ways.is_empty() {
            return;
        }
        let app = self.app;
        // By path, so that the order of declaration does not decide the order of the rules.
        sort_by_text(&mut self.ways, Way::order);
        self.ways.dedup_by(|later, first| later.is(first));
        let order = Order::of(app, self.ways.iter());
        let written = Written::of(app);
        let mut queue = Queue::of(app, self.waiting);
        // A group that is imported twice is one group, and gets a rule once: below the import whose
        // path comes first.
        let mut open = Names::default();
        for way in self.ways {
            let mut rules = Vec::with_capacity(2);
            if way.to.is_open {
                rules.push((&way.to, &way.from, Direction::Ingress));
            }
            if way.from.is_open && !way.from.lets_all_out {
                rules.push((&way.from, &way.to, Direction::Egress));
            }
            app.on_line(way.source, || {
                for (group, other, direction) in rules {
                    if [group, other].iter().any(|end| end.key.is_imported()) {
                        let rule = [
                            Words::of(direction).id,
                            &group.told_apart(),
                            &other.told_apart(),
                            &way.port.describe(),
                        ];
                        if !open.insert(rule.join("\0").into()) {
                            continue;
                        }
                    }
                    let stack = order.later(group.stack, other.stack);
                    let (place, id) = place(app, stack, group, other, way.port, direction);
                    let scope = app.scope_of(place.node);
                    if scope.find(&id).is_some() {
                        // An earlier synthesis of the same program has added it.
                        continue;
                    }
                    let says = written.says(direction, group, other, way.port);
                    if says != Says::Never {
                        report_twice(app, &way, direction, says);
                    }
                    if says != Says::Always {
                        let rule = add(scope, id, group, other, way.port, direction);
                        // Where one of the groups is not there, there is nothing to open.
                        scope.of(rule).only_with(group.node).only_with(other.node);
                        queue.wait_for(rule, stack, [group, other]);
                    }
                }
            });
        }
    }
}

/// Where a rule stands: in a stack that one of the two groups is in, below its own group, or below
/// the one at the other end.
fn place<'g>(
    app: &App,
    stack: Option<NodeId>,
    group: &'g End,
    other: &'g End,
    port: Port,
    direction: Direction,
) -> (&'g End, String) {
    let words = Words::of(direction);
    let (place, word, name) = match group.stack == stack {
        true => (group, words.id, other.name(app, stack)),
        false => (other, words.far_id, group.name(app, stack)),
    };
    // With the separators, so that the hash of the id tells `A/B` from `AB`.
    let id = [word, &name.replace('/', "."), ".", &port.id()].concat();
    (place, id)
}

/// Adds a rule of a group below a scope.
fn add(
    scope: Scope<'_>,
    id: String,
    group: &End,
    other: &End,
    port: Port,
    direction: Direction,
) -> NodeId {
    let name = other.name(scope.app(), group.stack);
    let text = [&port.describe(), Words::of(direction).text, &name].join(" ");
    let mut rule = rule(
        port,
        direction.peer(),
        other.id(),
        Some(Expr::from(description(&text))),
    );
    rule.set("GroupId", group.id());
    match direction {
        Direction::Ingress => {
            let rule = cfn::SecurityGroupIngress::from_props(rule);
            scope.add(id, rule).node()
        }
        Direction::Egress => {
            let rule = cfn::SecurityGroupEgress::from_props(rule);
            scope.add(id, rule).node()
        }
    }
}

fn report_twice(app: &App, way: &Way, direction: Direction, says: Says) {
    let (from, to, port) = (&way.from.path, &way.to.path, way.port.describe());
    let rule = match says {
        Says::Sometimes => "a rule of its own, under a condition",
        _ => "a rule of its own",
    };
    let message = match direction {
        Direction::Ingress => {
            format!("`{to}` lets {port} in from `{from}` by {rule}, and is connected")
        }
        Direction::Egress => {
            format!("`{from}` lets {port} out to `{to}` by {rule}, and is connected")
        }
    };
    let mut found = codes::EC2102.finding(message);
    found.source.push(way.source);
    app.scope_of(way.from.node).report(found);
}

/// Which of two stacks is deployed later. It is where a rule between them stands: whatever is
/// connected, it can refer to the other, and the order in which stacks need each other stays.
struct Order {
    /// Known where some rule is between stacks.
    ranks: Keyed<NodeId, usize>,
}

impl Order {
    fn of<'w>(app: &App, mut ways: impl Iterator<Item = &'w Way>) -> Self {
        let crosses = ways.any(|way| way.from.stack != way.to.stack);
        let stacks = if crosses {
            app.stack_order()
        } else {
            Vec::new()
        };
        let mut ranks = Keyed::default();
        for (rank, stack) in stacks.into_iter().enumerate() {
            ranks.entry(stack, || rank);
        }
        Order { ranks }
    }

    fn later(&self, one: Option<NodeId>, other: Option<NodeId>) -> Option<NodeId> {
        let rank = |stack: &Option<NodeId>| stack.and_then(|stack| self.ranks.get(&stack));
        match one == other {
            true => one,
            false => [one, other].into_iter().max_by_key(rank).flatten(),
        }
    }
}

/// What runs behind which group, and waits for its rules: a task that starts without them fails,
/// and CloudFormation sees nothing that would make it wait.
struct Queue<'a> {
    app: &'a App,
    /// Sorted by the group.
    by_group: Vec<(Key, Vec<NodeId>)>,
    /// By what waits, whether a group needs it, so that waiting would be a ring.
    rings: Keyed<NodeId, Vec<(NodeId, bool)>>,
}

impl<'a> Queue<'a> {
    fn of(app: &'a App, waiting: Vec<Waiting>) -> Self {
        let mut by_group: Vec<(Key, Vec<NodeId>)> = Vec::new();
        for Waiting { what, group } in waiting {
            if let Some(what) = app.resource_of(what) {
                let key = Key::of(app, group.node());
                match by_group.binary_search_by(|(own, _)| own.cmp(&key)) {
                    Ok(at) => by_group[at].1.push(what),
                    Err(at) => by_group.insert(at, (key, vec![what])),
                }
            }
        }
        Queue {
            app,
            by_group,
            rings: Keyed::default(),
        }
    }

    /// Makes wait whatever runs behind one of the groups of a rule and is in its stack.
    fn wait_for(&mut self, rule: NodeId, stack: Option<NodeId>, groups: [&End; 2]) {
        let app = self.app;
        for group in groups {
            let found = self
                .by_group
                .binary_search_by(|(own, _)| own.cmp(&group.key));
            let Ok(found) = found else { continue };
            let rings = &mut self.rings;
            for &what in &self.by_group[found].1 {
                let scope = app.scope_of(what);
                if scope.stack_node() == stack
                    && !groups.into_iter().any(|end| is_ring(app, rings, end, what))
                {
                    scope.of(what).depends_on(rule);
                }
            }
        }
    }
}

/// Whether the group of an end needs what is to wait for its rules. The group itself: the rules below
/// it need nothing but groups.
fn is_ring(
    app: &App,
    known: &mut Keyed<NodeId, Vec<(NodeId, bool)>>,
    end: &End,
    what: NodeId,
) -> bool {
    let group = app.resource_of(end.node).unwrap_or(end.node);
    let known = known.entry(what, Vec::new);
    if let Some((_, is_ring)) = known.iter().find(|(of, _)| *of == group) {
        return *is_ring;
    }
    let is_ring = app.needs(group, what);
    known.push((group, is_ring));
    is_ring
}
