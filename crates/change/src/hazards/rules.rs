//! Rules of security groups that move: between the inside and the outside of a group, or to another id.

use stackwright_template::{Call, Node, Resource};

use super::Hazard;
use crate::side::{Side, items};
use crate::words::value;

/// Where a rule stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RulePlace {
    /// Inside of the group itself.
    Inside,
    /// In a resource beside the group, with this id.
    Beside(String),
}

/// A rule of a security group, whatever the form it is written in.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// The logical id of the group, or what stands for it.
    pub group: String,
    pub inwards: bool,
    /// The protocol, as `tcp`; `all` for every one.
    pub protocol: String,
    /// The ports, as `80` or `80-90`; empty where there are none.
    pub ports: String,
    /// Who is at the other end.
    pub peer: String,
    pub place: RulePlace,
}

impl Rule {
    /// Whether it is the same rule of the same group, wherever it stands.
    pub fn is(&self, other: &Rule) -> bool {
        self.group == other.group
            && self.inwards == other.inwards
            && self.protocol == other.protocol
            && self.ports == other.ports
            && self.peer == other.peer
    }

    /// The rule in few words.
    pub fn words(&self) -> String {
        let way = if self.inwards { "from" } else { "to" };
        match self.ports.is_empty() {
            true => format!("{} {way} {}", self.protocol, self.peer),
            false => format!("{} {} {way} {}", self.protocol, self.ports, self.peer),
        }
    }
}

pub(super) fn find(earlier: &Side<'_>, later: &Side<'_>, found: &mut Vec<Hazard>) {
    let (before, after) = (of(earlier), of(later));
    for was in &before {
        // A copy that stays keeps the rule, and one that was there before is no other one.
        let mut copies = after.iter().filter(|now| now.is(was));
        let Some(first) = copies.next() else {
            continue;
        };
        let stays = |now: &Rule| now.place == was.place;
        if stays(first) || copies.any(stays) {
            continue;
        }
        found.push(Hazard::RuleMoves {
            group: was.group.clone(),
            rule: was.words(),
            from: was.place.clone(),
            to: first.place.clone(),
        });
    }
    gaps(&before, &after, found);
}

/// Adds the rules in groups that go while one beside the group, that is new, lets a part of the same through.
fn gaps(before: &[Rule], after: &[Rule], found: &mut Vec<Hazard>) {
    let is_new = |now: &&Rule| !before.iter().any(|was| was.is(now));
    let inside = before.iter().filter(|was| was.place == RulePlace::Inside);
    for was in inside.filter(|was| !after.iter().any(|now| now.is(was))) {
        // Another rule that stays, or comes in the group itself, may let it through all the while.
        let covers = |now: &Rule, all: &[Rule]| {
            let stays = |own: &&Rule| {
                own.place == RulePlace::Inside || before.iter().any(|before| before.is(own))
            };
            all.iter().filter(stays).any(|own| lets(own, now))
        };
        let then = after
            .iter()
            .filter(is_new)
            .find_map(|now| match &now.place {
                RulePlace::Beside(id) if lets(was, now) && !covers(now, after) => Some(id.clone()),
                _ => None,
            });
        if let Some(then) = then {
            found.push(Hazard::WayCloses {
                group: was.group.clone(),
                rule: was.words(),
                then,
                inwards: was.inwards,
            });
        }
    }
}

/// Whether a rule lets all of another one through.
fn lets(wide: &Rule, narrow: &Rule) -> bool {
    let ports = |ports: &str| {
        let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
        Some((first.parse::<i64>().ok()?, last.parse::<i64>().ok()?))
    };
    let is_anybody = matches!(wide.peer.as_str(), "0.0.0.0/0");
    let has_ports = wide.protocol == "all"
        || wide.protocol == narrow.protocol
            && (wide.ports == narrow.ports
                || ports(&wide.ports)
                    .zip(ports(&narrow.ports))
                    .is_some_and(|((first, last), (from, to))| first <= from && to <= last));
    wide.group == narrow.group
        && wide.inwards == narrow.inwards
        && (wide.peer == narrow.peer || is_anybody)
        && has_ports
}

/// All rules of a template.
pub(crate) fn of(side: &Side<'_>) -> Vec<Rule> {
    let mut rules = Vec::new();
    for resource in side.template.resources() {
        match resource.resource_type() {
            Some("AWS::EC2::SecurityGroup") => {
                let both = [
                    ("SecurityGroupIngress", true),
                    ("SecurityGroupEgress", false),
                ];
                for (name, inwards) in both {
                    let listed = side.property(resource, name);
                    for node in items(listed.as_ref()) {
                        let place = RulePlace::Inside;
                        rules.extend(rule(node, resource.id().to_owned(), inwards, place));
                    }
                }
            }
            Some("AWS::EC2::SecurityGroupIngress") => rules.extend(beside(side, resource, true)),
            Some("AWS::EC2::SecurityGroupEgress") => rules.extend(beside(side, resource, false)),
            _ => {}
        }
    }
    rules
}

fn beside(side: &Side<'_>, resource: Resource<'_>, inwards: bool) -> Option<Rule> {
    let properties = side.former.form(resource.get("Properties")?)?;
    let group = group(properties.get("GroupId")?);
    rule(
        &properties,
        group,
        inwards,
        RulePlace::Beside(resource.id().to_owned()),
    )
}

fn rule(node: &Node, group_of: String, inwards: bool, place: RulePlace) -> Option<Rule> {
    let text = |name: &str| node.get(name).and_then(crate::form::word);
    let protocol = match text("IpProtocol")?.to_ascii_lowercase().as_str() {
        "-1" | "all" => "all".to_owned(),
        "6" => "tcp".to_owned(),
        "17" => "udp".to_owned(),
        "1" => "icmp".to_owned(),
        other => other.to_owned(),
    };
    let shown = |name: &str| node.get(name).map(value).unwrap_or_default();
    let (from, to) = (shown("FromPort"), shown("ToPort"));
    let ports = match protocol.as_str() {
        "all" => String::new(),
        _ if from == to => from,
        _ => format!("{from}-{to}"),
    };
    let peers = [
        "CidrIp",
        "CidrIpv6",
        "SourcePrefixListId",
        "DestinationPrefixListId",
    ];
    let blocks = peers.iter().find_map(|name| node.get(name).map(value));
    let groups = [
        "SourceSecurityGroupId",
        "DestinationSecurityGroupId",
        "SourceSecurityGroupName",
    ];
    let peer = blocks.or_else(|| groups.iter().find_map(|name| node.get(name).map(group)))?;
    Some(Rule {
        group: group_of,
        inwards,
        protocol,
        ports,
        peer,
        place,
    })
}

/// The group that a reference means: its logical id, whether by `Ref` or by `GroupId`.
fn group(node: &Node) -> String {
    let call = node.as_call();
    let referred = call.and_then(Call::reference);
    let attribute = call.and_then(Call::get_att);
    match (referred, attribute) {
        (Some(id), _) => id.to_owned(),
        (None, Some(found)) if found.attribute.as_str() == Some("GroupId") => {
            found.resource.to_owned()
        }
        _ => value(node),
    }
}
