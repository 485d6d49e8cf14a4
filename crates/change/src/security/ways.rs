//! Which ways into and out of security groups open or close.

use ipnet::IpNet;
use stackwright_template::Resource;

use crate::hazards::RulePlace;
use crate::hazards::rules::{self, Rule};
use crate::side::{Side, items};

/// A way into or out of a security group that opens or closes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Opening {
    /// The group, by its logical id or what stands for it.
    pub group: String,
    /// Whether it is for what comes in; for what goes out otherwise.
    pub inwards: bool,
    /// The protocol, as `tcp`; `all` for every one.
    pub protocol: String,
    /// The ports, as `80` or `80-90`; empty where there are none.
    pub ports: String,
    /// Who is at the other end: a block of addresses, a group, a list of prefixes.
    pub peer: String,
    /// The blocks inside of it for which nothing changes: they stay open, or were open before.
    pub but: Vec<String>,
    /// Whether it opens; it closes otherwise.
    pub opens: bool,
}

impl Opening {
    /// Whether anybody is at the other end.
    pub fn is_for_all(&self) -> bool {
        matches!(self.peer.as_str(), "0.0.0.0/0" | "::/0")
    }
}

pub(super) fn compare(earlier: &Side<'_>, later: &Side<'_>) -> Vec<Opening> {
    let (mut before, mut after) = (rules::of(earlier), rules::of(later));
    add_unsaid((earlier, &mut before), (later, &mut after));
    before.retain(|rule| !is_for_nobody(rule));
    after.retain(|rule| !is_for_nobody(rule));
    let mut openings = Vec::new();
    for (own, other, opens) in [(&after, &before, true), (&before, &after, false)] {
        for rule in own.iter() {
            for ports in uncovered(rule, other) {
                let but = inside(rule, &ports, other);
                let opening = Opening {
                    group: rule.group.clone(),
                    inwards: rule.inwards,
                    protocol: rule.protocol.clone(),
                    ports,
                    peer: rule.peer.clone(),
                    but,
                    opens,
                };
                if !openings.contains(&opening) {
                    openings.push(opening);
                }
            }
        }
    }
    openings
}

/// The ports of a rule that no other one says as well; nothing where others say all of it.
fn uncovered(rule: &Rule, others: &[Rule]) -> Vec<String> {
    let whole = || vec![rule.ports.clone()];
    if others.iter().any(|other| other.is(rule)) {
        return Vec::new();
    }
    let mut wider = others.iter().filter(|other| is_wider(other, rule));
    let Some(range) = range(&rule.ports).filter(|_| rule.protocol != "all") else {
        let says = |other: &Rule| other.protocol == "all" || other.ports == rule.ports;
        return match wider.any(says) {
            true => Vec::new(),
            false => whole(),
        };
    };
    let mut left = vec![range];
    for other in wider {
        let Some((first, last)) = self::range(&other.ports).filter(|_| other.protocol != "all")
        else {
            match other.protocol == "all" {
                true => return Vec::new(),
                false => continue,
            }
        };
        let without = |(from, to): (i64, i64)| {
            let below = (from, to.min(first.saturating_sub(1)));
            let above = (from.max(last.saturating_add(1)), to);
            [below, above].into_iter().filter(|(from, to)| from <= to)
        };
        left = left.into_iter().flat_map(without).collect();
    }
    let shown = left.into_iter().map(|(from, to)| match from == to {
        true => from.to_string(),
        false => format!("{from}-{to}"),
    });
    shown.collect()
}

/// Whether a rule lets nobody through, as that which constructs write where nothing may leave: a VPC has no
/// broadcast.
///
/// <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
fn is_for_nobody(rule: &Rule) -> bool {
    rule.peer == "255.255.255.255/32"
}

/// The blocks in that of a rule for which others say all of these ports, but for those in one another.
fn inside(rule: &Rule, ports: &str, others: &[Rule]) -> Vec<String> {
    let says = |other: &Rule| {
        let all = other.protocol == "all" || other.ports == ports;
        let covers = range(&other.ports).zip(range(ports));
        all || covers.is_some_and(|((first, last), (from, to))| first <= from && to <= last)
    };
    let is_inside = |other: &&Rule| {
        other.group == rule.group
            && other.inwards == rule.inwards
            && (other.protocol == "all" || other.protocol == rule.protocol)
            && other.peer != rule.peer
            && contains(&rule.peer, &other.peer)
            && says(other)
    };
    let mut blocks: Vec<&str> = others
        .iter()
        .filter(is_inside)
        .map(|own| own.peer.as_str())
        .collect();
    blocks.sort_unstable();
    blocks.dedup();
    let is_in_another = |block: &str| {
        blocks
            .iter()
            .any(|own| *own != block && contains(own, block))
    };
    let outermost = blocks.iter().filter(|block| !is_in_another(block));
    outermost.map(|block| (*block).to_owned()).collect()
}

/// Whether a rule is of the same group and way, and of all protocols and addresses of another one.
fn is_wider(wide: &Rule, narrow: &Rule) -> bool {
    let protocol = wide.protocol == "all" || wide.protocol == narrow.protocol;
    wide.group == narrow.group
        && wide.inwards == narrow.inwards
        && protocol
        && (wide.peer == narrow.peer || contains(&wide.peer, &narrow.peer))
}

/// Whether a block of addresses holds another one.
fn contains(wide: &str, narrow: &str) -> bool {
    let (wide, narrow) = (wide.parse::<IpNet>(), narrow.parse::<IpNet>());
    matches!((wide, narrow), (Ok(wide), Ok(narrow)) if wide.contains(&narrow))
}

fn range(ports: &str) -> Option<(i64, i64)> {
    let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// Adds that a group which says nothing of what goes out lets everything out, of groups that stay.
///
/// Whether that goes once a rule beside the group is there is not said clearly, and nothing is added then.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html>
fn add_unsaid(
    (earlier, before): (&Side<'_>, &mut Vec<Rule>),
    (later, after): (&Side<'_>, &mut Vec<Rule>),
) {
    for now in later.template.resources() {
        let Some(was) = earlier.template.resource(now.id()) else {
            continue;
        };
        let is_group = |own: Resource<'_>| own.resource_type() == Some("AWS::EC2::SecurityGroup");
        let has_beside = |rules: &[Rule]| {
            rules.iter().any(|rule| {
                rule.group == now.id() && !rule.inwards && rule.place != RulePlace::Inside
            })
        };
        if !is_group(was) || !is_group(now) || has_beside(before) || has_beside(after) {
            continue;
        }
        let everything = || Rule {
            group: now.id().to_owned(),
            inwards: false,
            protocol: "all".to_owned(),
            ports: String::new(),
            peer: "0.0.0.0/0".to_owned(),
            place: RulePlace::Inside,
        };
        let says_nothing = |side: &Side<'_>, own: Resource<'_>| {
            let listed = side.property(own, "SecurityGroupEgress");
            items(listed.as_ref()).is_empty()
        };
        if says_nothing(earlier, was) {
            before.push(everything());
        }
        if says_nothing(later, now) {
            after.push(everything());
        }
    }
}
