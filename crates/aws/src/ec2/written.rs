use std::collections::HashMap;

use stackwright_core::{App, Expr, NodeId, Props, Text};

use super::Port;
use super::rules::End;
use super::security_group::Imported;

/// Into a group, or out of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Direction {
    Ingress,
    Egress,
}

impl Direction {
    /// The property of a rule that names the group at the other end.
    pub fn peer(self) -> &'static str {
        match self {
            Direction::Ingress => "SourceSecurityGroupId",
            Direction::Egress => "DestinationSecurityGroupId",
        }
    }

    /// The property of a group that holds its rules, and the type of one beside it.
    fn places(self) -> (&'static str, &'static str) {
        match self {
            Direction::Ingress => ("SecurityGroupIngress", "AWS::EC2::SecurityGroupIngress"),
            Direction::Egress => ("SecurityGroupEgress", "AWS::EC2::SecurityGroupEgress"),
        }
    }
}

/// Which group is meant, whatever names it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    Node(NodeId),
    Id(Text),
}

impl Key {
    pub fn of(app: &App, node: NodeId) -> Self {
        let imported = app.data::<Imported>(node);
        match imported.as_ref().map(|imported| &imported.id) {
            Some(Expr::Str(id)) => Key::Id(id.clone()),
            _ => Key::Node(app.resource_of(node).unwrap_or(node)),
        }
    }

    /// Whether it is known by its id, so that several imports may be one group.
    pub fn is_imported(&self) -> bool {
        matches!(self, Key::Id(_))
    }

    fn of_expr(app: &App, group: &Expr) -> Option<Self> {
        match group {
            Expr::Str(id) => Some(Key::Id(id.clone())),
            Expr::Get(node, _) => Some(Key::of(app, *node)),
            _ => None,
        }
    }
}

/// The rules between groups that the program has written itself, inside them or beside them.
pub(super) struct Written<'a> {
    app: &'a App,
    rules: HashMap<Rule, Vec<Own>>,
}

type Rule = (Direction, Key, Key, Ports);

/// Where a rule stands that the program has written itself.
enum Own {
    /// Inside its group: it is there with the group.
    Inside,
    /// As a resource, which may be there under a condition.
    Beside(NodeId),
}

/// What a rule of the program's own means for a connection that says the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// It is there wherever the connection is.
    Always,
    /// There is one under conditions, which need not hold where the connection is needed.
    Sometimes,
    Never,
}

/// The protocol, the first and the last port.
type Ports = (Text, Option<(i64, i64)>);

impl<'a> Written<'a> {
    pub fn of(app: &'a App) -> Self {
        let mut rules: HashMap<Rule, Vec<Own>> = HashMap::new();
        for direction in [Direction::Ingress, Direction::Egress] {
            let (property, type_name) = direction.places();
            let mut add = |group: Option<Key>, rule: &Props, own: Own| {
                let peer = rule.get(direction.peer());
                let peer = peer.and_then(|peer| Key::of_expr(app, peer));
                if let (Some(group), Some(peer), Some(ports)) = (group, peer, ports(rule)) {
                    let rule = (direction, group, peer, ports);
                    rules.entry(rule).or_default().push(own);
                }
            };
            for group in app.resources_of_type("AWS::EC2::SecurityGroup") {
                app.read_props(group, |props| {
                    if let Some(Expr::List(inside)) = props.get(property) {
                        for rule in inside {
                            if let Expr::Map(rule) = rule {
                                add(Some(Key::Node(group)), rule, Own::Inside);
                            }
                        }
                    }
                });
            }
            for node in app.resources_of_type(type_name) {
                app.read_props(node, |rule| {
                    let group = rule.get("GroupId");
                    let group = group.and_then(|group| Key::of_expr(app, group));
                    add(group, rule, Own::Beside(node));
                });
            }
        }
        Written { app, rules }
    }

    /// Whether there is such a rule of a group about another.
    pub fn says(&self, direction: Direction, group: &End, other: &End, port: Port) -> Says {
        if self.rules.is_empty() {
            return Says::Never;
        }
        let range = port
            .numbers()
            .map(|(first, last)| (first.into(), last.into()));
        let ports = (Text::Borrowed(port.protocol()), range);
        let rule = (direction, group.key.clone(), other.key.clone(), ports);
        let Some(owns) = self.rules.get(&rule) else {
            return Says::Never;
        };
        let is_always = |own: &Own| match own {
            Own::Inside => true,
            Own::Beside(rule) => self.is_there_with(*rule, [group, other]),
        };
        match owns.iter().any(is_always) {
            true => Says::Always,
            false => Says::Sometimes,
        }
    }

    /// Whether a rule is there wherever both groups are, as the connection is.
    fn is_there_with(&self, rule: NodeId, ends: [&End; 2]) -> bool {
        let stack = self.app.scope_of(rule).stack_node();
        let mut open = stack.map_or_else(Vec::new, |stack| self.app.conditions_beyond(rule, stack));
        for end in ends {
            // Another stack does not know these conditions.
            if self.app.scope_of(end.node).stack_node() == stack {
                let beyond = self.app.conditions_beyond(rule, end.node);
                open.retain(|condition| beyond.contains(condition));
            }
        }
        open.is_empty()
    }
}

/// The ports of a rule, as far as they are known.
fn ports(rule: &Props) -> Option<Ports> {
    let protocol: Text = match rule.get("IpProtocol")? {
        Expr::Str(protocol) => match protocol.as_ref() {
            "6" => "tcp".into(),
            "17" => "udp".into(),
            "1" => "icmp".into(),
            "58" => "icmpv6".into(),
            other => other.to_ascii_lowercase().into(),
        },
        Expr::Int(6) => "tcp".into(),
        Expr::Int(17) => "udp".into(),
        Expr::Int(-1) => "-1".into(),
        _ => return None,
    };
    // Of these a rule is for everything.
    if matches!(protocol.as_ref(), "-1" | "50" | "51") {
        return Some((protocol, None));
    }
    match (rule.get("FromPort")?, rule.get("ToPort")?) {
        (Expr::Int(first), Expr::Int(last)) => Some((protocol, Some((*first, *last)))),
        _ => None,
    }
}
