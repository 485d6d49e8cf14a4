//! Why a port is open, or is shut.

use stackwright_deployment::network::{Direction, GroupId, Peer, Permission, Ports, Protocol};
use stackwright_deployment::{End, Flow, Property};

use super::answer::{Reason, Seen, State};
use crate::graph::words;

/// Rules that stand beside their groups.
const RULES: [&str; 2] = [
    "AWS::EC2::SecurityGroupIngress",
    "AWS::EC2::SecurityGroupEgress",
];

/// Who has to reach whom on a port, and which rules open it; of a resource, its own alone.
pub(super) fn why<'d>(seen: Seen<'d>, of: Option<&str>, number: u32) -> Vec<Reason> {
    let deployment = seen.deployment;
    let mut reasons = Vec::new();
    let mut groups: Vec<String> = Vec::new();
    for flow in deployment.flows() {
        let ends = [flow.from.id(), flow.to.id()];
        let is_meant = of.is_none_or(|of| ends.contains(&Some(of)) || flow.because.id() == of);
        if is_meant && (flow.door.first..=flow.door.last).contains(&number) {
            reasons.push(of_flow(seen, flow));
        }
    }
    // The groups that a resource has, where the question is about one.
    if let Some(of) = of {
        groups.push(of.to_owned());
        let model = deployment.model();
        groups.extend(
            model
                .edges()
                .iter()
                .filter(|edge| edge.from == of)
                .map(|edge| edge.to.to_owned()),
        );
    }
    let asked = of.and_then(|of| deployment.resource(of));
    let is_rule = asked.is_some_and(|own| RULES.contains(&own.resource_type()));
    for group in deployment.resources_of("AWS::EC2::SecurityGroup") {
        if of.is_some() && !groups.iter().any(|own| own == group.id()) {
            continue;
        }
        let network = deployment.network();
        let Some(rules) = network.group(&GroupId::Here(group.id())) else {
            continue;
        };
        for direction in [Direction::In, Direction::Out] {
            for rule in &rules.rules(direction).known {
                // Of a rule that is a resource itself, not what else its group lets in.
                let rule_of = rule.properties.as_ref().map(Property::id);
                if is_rule && rule_of != of {
                    continue;
                }
                let Some(ports) = opens(rule, number) else {
                    continue;
                };
                // That all goes out everywhere is no answer to why one port is open.
                if direction == Direction::Out && rule.ports == Ports::All && of.is_none() {
                    continue;
                }
                let way = match direction {
                    Direction::In => "lets in",
                    Direction::Out => "lets out to",
                };
                let what = format!(
                    "{} {way} {} on {ports}",
                    group.id(),
                    peer(&rule.peer, direction)
                );
                let mut reason = seen.reason(group.id(), what, State::Yes);
                if let Some(properties) = &rule.properties {
                    reason = reason.because(seen.quote("the rule", properties));
                }
                let reason = reason.because(seen.quote("the group", &group));
                // What AWS adds stands for both kinds of addresses.
                if !reasons.contains(&reason) {
                    reasons.push(reason);
                }
            }
        }
    }
    reasons
}

pub(super) fn of_flow<'d>(seen: Seen<'d>, flow: &Flow<'d>) -> Reason {
    let door = words::door(flow.door);
    let purpose = words::purpose(&flow.purpose);
    let what = format!(
        "{} has to reach {} on {door}, {purpose}",
        end(&flow.from),
        end(&flow.to)
    );
    let (state, verdict) = match (flow.is_open(), flow.is_shut()) {
        (true, _) => (State::Yes, "and does".to_owned()),
        (_, true) => {
            let barriers: Vec<String> = flow.barriers().iter().map(words::barrier).collect();
            (State::No, format!("and does not: {}", barriers.join("; ")))
        }
        _ => (State::Unknown, "which is decided at deployment".to_owned()),
    };
    let because = &flow.because;
    let reason = seen.reason(because.id(), format!("{what}, {verdict}"), state);
    let mut reason = reason.because(seen.quote("asked for by", because));
    // What is in another stack is named with it.
    for (role, end) in [("from", &flow.from), ("to", &flow.to)] {
        let other = end.id().and_then(|id| seen.deployment.resource(id));
        if let Some(other) = other.filter(|own| seen.stack_of(own.id()) != reason.stack) {
            reason = reason.because(seen.quote(role, &other));
        }
    }
    reason
}

fn end(end: &End<'_>) -> String {
    let other = match end {
        End::Clients => "whoever sends requests",
        End::Outside => "AWS or a registry",
        _ => "something in another template",
    };
    end.id().unwrap_or(other).to_owned()
}

/// The ports of a rule that has this one, in words.
fn opens(rule: &Permission<'_>, number: u32) -> Option<String> {
    match rule.ports {
        Ports::All => Some("all ports".to_owned()),
        Ports::Range(protocol, first, last) => {
            let number = f64::from(number);
            let protocol_name = match protocol {
                Protocol::Tcp => "tcp",
                Protocol::Udp => "udp",
            };
            let shown = match first == last {
                true => format!("{protocol_name} {first}"),
                false => format!("{protocol_name} {first}-{last}"),
            };
            (first..=last).contains(&number).then_some(shown)
        }
        Ports::Other | Ports::Unknown => None,
    }
}

fn peer(peer: &Peer<'_>, direction: Direction) -> String {
    match (peer, direction) {
        (Peer::Block(block), Direction::In) if block.prefix_len() == 0 => "everybody".to_owned(),
        (Peer::Block(block), Direction::Out) if block.prefix_len() == 0 => "everywhere".to_owned(),
        (Peer::Block(block), _) => block.to_string(),
        (Peer::Group(GroupId::Here(id)), _) => format!("what has {id}"),
        (Peer::Group(GroupId::DefaultOf(vpc)), _) => format!("what has the default group of {vpc}"),
        (Peer::Group(GroupId::Named(_)), _) => "what has a group of another template".to_owned(),
        (Peer::Unknown, Direction::In) => "whom deployment decides".to_owned(),
        (Peer::Unknown, Direction::Out) => "where deployment decides".to_owned(),
    }
}
