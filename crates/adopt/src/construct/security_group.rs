use stackwright_aws::ec2::{Peer, Port};
use stackwright_core::{Str, Value};
use stackwright_import::construct::Place;
use stackwright_template::{Map, Node};

use super::{Matcher, alone};
use crate::found::{Writing, integer, map_of, number};
use crate::said::{Drafted, Said, draft, say, text};
use crate::why::Why;

/// A group with the rules that stand in it. Rules beside it stay what they are.
pub static SECURITY_GROUP: Matcher = Matcher {
    construct: "SecurityGroup",
    type_name: "AWS::EC2::SecurityGroup",
    parts: alone,
    write,
};

fn write(group: &Writing<'_>) -> Result<Drafted, Why> {
    let vpc = group.get("VpcId").and_then(|own| group.vpc(own));
    let vpc = vpc.ok_or(Why::NoWord(
        "a VPC that is the default one, or comes after it",
    ))?;
    let mut draft = draft!(ec2::SecurityGroup::new(vpc));
    say!(draft.describe?(group.text("GroupDescription")));
    say!(draft.name?(group.text("GroupName")));
    if group.get("SecurityGroupEgress").is_none() {
        say!(draft.without_defaults());
    }
    // Rules that it has no word for are written past it, all of the property.
    for rule in rules(group, "SecurityGroupIngress") {
        let (peer, port) = (rule.peer, rule.port);
        say!(draft.allow_from(peer, port));
    }
    for rule in rules(group, "SecurityGroupEgress") {
        let (peer, port) = (rule.peer, rule.port);
        say!(draft.allow_to(peer, port));
    }
    Ok(draft.into())
}

struct Rule {
    peer: Said<Peer>,
    port: Said<Port>,
}

/// The rules of a property; none, if one of them says what the construct does not.
fn rules(group: &Writing<'_>, property: &str) -> Vec<Rule> {
    let rules = group.get(property).and_then(Node::as_list);
    let rules = rules.map(|all| all.iter().map(|own| rule(group, own)).collect());
    rules.and_then(|all: Option<_>| all).unwrap_or_default()
}

/// A rule for addresses or another group.
fn rule(group: &Writing<'_>, node: &Node) -> Option<Rule> {
    let known = [
        "CidrIp",
        "CidrIpv6",
        "SourcePrefixListId",
        "DestinationPrefixListId",
        "SourceSecurityGroupId",
        "DestinationSecurityGroupId",
        "Description",
        "FromPort",
        "IpProtocol",
        "ToPort",
    ];
    let rule = map_of(node, &known)?;
    let mut peer = peer(group, rule)?;
    match rule.get("Description").map(|own| (own, own.as_str())) {
        Some((_, Some(description))) => {
            let description = text(description);
            say!(peer.describe(description));
        }
        Some((value, None)) => {
            let value: Said<Value<Str>> = group.value(value, Place::Text);
            say!(peer.described_by(value));
        }
        None => say!(peer.without_description()),
    }
    Some(Rule {
        peer: peer.said(),
        port: port(rule)?,
    })
}

fn peer(group: &Writing<'_>, rule: &Map) -> Option<crate::said::Draft<Peer>> {
    let value = |node: &Node| -> Said<Value<Str>> { group.value(node, Place::Text) };
    if let Some(block) = rule.get("CidrIp") {
        return Some(match block.as_str() {
            Some("0.0.0.0/0") => draft!(ec2::Peer::any_ipv4()),
            _ => draft!(ec2::Peer::ipv4(value(block))),
        });
    }
    if let Some(block) = rule.get("CidrIpv6") {
        return Some(match block.as_str() {
            Some("::/0") => draft!(ec2::Peer::any_ipv6()),
            _ => draft!(ec2::Peer::ipv6(value(block))),
        });
    }
    let groups = ["SourceSecurityGroupId", "DestinationSecurityGroupId"];
    if let Some(other) = groups.iter().find_map(|name| rule.get(name)) {
        let other = group.security_group(other)?;
        return Some(draft!(ec2::Peer::group(other)));
    }
    let lists = ["SourcePrefixListId", "DestinationPrefixListId"];
    let list = lists.iter().find_map(|name| rule.get(name))?;
    let list = group.value(
        list,
        Place::Reference("AWS::EC2::PrefixList", Some("PrefixListId")),
    );
    Some(draft!(ec2::Peer::prefix_list(list)))
}

fn port(rule: &Map) -> Option<Said<Port>> {
    let bound = |name: &str| rule.get(name).map(integer);
    let protocol = rule.get("IpProtocol")?;
    let protocol = match (protocol.as_str(), integer(protocol)) {
        (Some(protocol), _) => protocol,
        (None, Some(-1)) => "-1",
        _ => return None,
    };
    let bounds = match (bound("FromPort"), bound("ToPort")) {
        (None, None) => None,
        (Some(first), Some(last)) => Some((first?, last?)),
        _ => return None,
    };
    let ports = || {
        let (first, last) = bounds?;
        Some((u16::try_from(first).ok()?, u16::try_from(last).ok()?))
    };
    let draft = match (protocol, bounds) {
        ("-1", None) => draft!(ec2::Port::all()),
        ("tcp", Some(_)) => match ports()? {
            (0, u16::MAX) => draft!(ec2::Port::all_tcp()),
            (first, last) if first == last => draft!(ec2::Port::tcp(number(first))),
            (first, last) => draft!(ec2::Port::tcp_range(number(first), number(last))),
        },
        ("udp", Some(_)) => match ports()? {
            (0, u16::MAX) => draft!(ec2::Port::all_udp()),
            (first, last) if first == last => draft!(ec2::Port::udp(number(first))),
            (first, last) => draft!(ec2::Port::udp_range(number(first), number(last))),
        },
        ("icmp", Some((-1, -1))) => draft!(ec2::Port::all_icmp()),
        ("icmp", Some((8, -1))) => draft!(ec2::Port::icmp_ping()),
        ("icmp", Some((kind, code))) => {
            let (kind, code) = (u8::try_from(kind).ok()?, u8::try_from(code).ok()?);
            draft!(ec2::Port::icmp(number(kind), number(code)))
        }
        _ => return None,
    };
    Some(draft.said())
}
