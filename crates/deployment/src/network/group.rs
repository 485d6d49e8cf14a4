//! Security groups: who may reach whom.

use ipnet::IpNet;
use stackwright_template::hash::HashMap;

use super::foreign::Foreign;
use super::strangers::HandedOut;
use super::{Home, Network, block};
use crate::flows::Door;
use crate::{Answer, Deployment, Property, Target};

/// A security group, as it is told.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupId<'d> {
    /// One of this template, by its logical id.
    Here(&'d str),
    /// The one that a VPC of this template comes with.
    DefaultOf(&'d str),
    /// One that this template does not have.
    Named(Foreign<'d>),
}

/// A security group of this template, with its rules.
#[derive(Default)]
pub struct Group<'d> {
    /// What may come in.
    pub ingress: Rules<'d>,
    /// What may go out.
    pub egress: Rules<'d>,
}

/// The rules of a group for one direction.
#[derive(Default)]
pub struct Rules<'d> {
    /// Those that are known.
    pub known: Vec<Permission<'d>>,
    /// Whether there are no others.
    pub complete: bool,
}

/// A rule of a security group.
#[derive(Clone)]
pub struct Permission<'d> {
    /// The entry in the group, or the resource that adds it; nothing for what AWS adds.
    pub properties: Option<Property<'d>>,
    /// The ports that it opens.
    pub ports: Ports,
    /// Whom it opens them for.
    pub peer: Peer<'d>,
}

/// Which ports of which protocol.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ports {
    /// Everything.
    All,
    /// The ports of one protocol, from one to another.
    Range(Protocol, f64, f64),
    /// A protocol without ports.
    Other,
    /// It is known at deployment only.
    Unknown,
}

/// A protocol that has ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
}

/// Whom a rule lets through.
#[derive(Clone, Debug, PartialEq)]
pub enum Peer<'d> {
    /// Addresses.
    Block(IpNet),
    /// What has a security group.
    Group(GroupId<'d>),
    /// A prefix list, or what is known at deployment only.
    Unknown,
}

/// Which way traffic goes, seen from a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// In: ingress rules decide.
    In,
    /// Out: egress rules decide.
    Out,
}

/// The security groups of something.
#[derive(Clone)]
pub struct Groups<'d> {
    /// Those that are known.
    pub known: Vec<GroupId<'d>>,
    /// Whether there are no others.
    pub complete: bool,
}

/// What is at one end of a connection.
#[derive(Clone)]
pub struct Party<'d> {
    /// Its security groups.
    pub groups: Groups<'d>,
    /// Blocks that its addresses lie in; none where one is not known.
    pub blocks: Vec<IpNet>,
}

impl<'d> GroupId<'d> {
    /// The group that a property refers to.
    pub fn of(named: &Property<'d>) -> Option<Self> {
        match named.target() {
            Target::Resource(resource, attribute) => match (resource.resource_type(), attribute) {
                ("AWS::EC2::SecurityGroup", None | Some("GroupId" | "Id")) => {
                    Some(GroupId::Here(resource.id()))
                }
                ("AWS::EC2::VPC", Some("DefaultSecurityGroup")) => {
                    Some(GroupId::DefaultOf(resource.id()))
                }
                _ => Foreign::of(named).map(GroupId::Named),
            },
            _ => Foreign::of(named).map(GroupId::Named),
        }
    }

    /// Whether it is the same group.
    pub fn is(&self, other: &GroupId<'d>) -> Answer {
        match (self, other) {
            (GroupId::Named(own), GroupId::Named(other)) => own.is(other),
            (GroupId::Named(id), _) | (_, GroupId::Named(id)) => match id.is_older() {
                true => Answer::No,
                false => Answer::Unknown,
            },
            _ => (self == other).into(),
        }
    }
}

impl<'d> Groups<'d> {
    /// Those that a property lists. What lists none has the one that its VPC comes with.
    pub fn of(named: Property<'d>, vpc: Option<&Home<'d>>) -> Self {
        let items = named.items();
        if items.known.is_empty() && items.complete {
            let own = vpc.and_then(Home::here).map(GroupId::DefaultOf);
            return Groups {
                complete: own.is_some(),
                known: own.into_iter().collect(),
            };
        }
        let known: Vec<GroupId<'d>> = items.known.iter().filter_map(GroupId::of).collect();
        Groups {
            complete: items.complete && known.len() == items.known.len(),
            known,
        }
    }

    /// None at all.
    pub fn none() -> Self {
        Groups {
            known: Vec::new(),
            complete: true,
        }
    }

    /// Whether nothing is filtered, for want of any.
    pub fn is_none(&self) -> bool {
        self.known.is_empty() && self.complete
    }

    /// Whether a group is among them.
    pub fn contains(&self, group: &GroupId<'d>) -> Answer {
        let others = (!self.complete).then_some(Answer::Unknown);
        Answer::any(self.known.iter().map(|own| own.is(group)).chain(others))
    }
}

impl Ports {
    fn of(rule: &Property<'_>) -> Self {
        let Some(protocol) = rule.get("IpProtocol").text() else {
            return Ports::Unknown;
        };
        let protocol = match protocol.to_ascii_lowercase().as_str() {
            "-1" | "all" => return Ports::All,
            "tcp" | "6" => Protocol::Tcp,
            "udp" | "17" => Protocol::Udp,
            _ => return Ports::Other,
        };
        let (from, to) = (rule.get("FromPort"), rule.get("ToPort"));
        match (from.number(), to.number()) {
            (Some(from), Some(to)) if (0.0..=to).contains(&from) => {
                Ports::Range(protocol, from, to)
            }
            _ => Ports::Unknown,
        }
    }

    /// Whether some of the ports of a door are among them.
    pub fn touch(self, door: Door) -> Answer {
        match self {
            Ports::All => Answer::Yes,
            Ports::Range(own, from, to) => {
                let (first, last) = (f64::from(door.first), f64::from(door.last));
                (own == door.protocol && from <= last && first <= to).into()
            }
            Ports::Other => Answer::No,
            Ports::Unknown => Answer::Unknown,
        }
    }
}

impl<'d> Peer<'d> {
    fn of(rule: &Property<'d>, group: &'d str) -> Self {
        let first = |names: [&'d str; 2]| {
            let given = names.into_iter().map(|name| rule.get(name));
            given.into_iter().find(Property::is_given)
        };
        let own_block = first(["CidrIp", "CidrIpv6"]);
        let own_block = own_block.as_ref().and_then(block).map(Peer::Block);
        let of_group = || GroupId::of(&rule.get(group)).map(Peer::Group);
        own_block.or_else(of_group).unwrap_or(Peer::Unknown)
    }

    /// Whether it is one end of a connection.
    pub fn is(&self, party: &Party<'d>) -> Answer {
        match self {
            Peer::Block(IpNet::V4(block)) if block.prefix_len() == 0 => Answer::Yes,
            Peer::Block(own) => {
                let mut parts = party.blocks.iter();
                let certain = !party.blocks.is_empty();
                if certain && party.blocks.iter().all(|part| own.contains(part)) {
                    Answer::Yes
                } else if certain && !parts.any(|part| own.contains(part) || part.contains(own)) {
                    Answer::No
                } else {
                    Answer::Unknown
                }
            }
            Peer::Group(group) => party.groups.contains(group),
            Peer::Unknown => Answer::Unknown,
        }
    }
}

impl<'d> Permission<'d> {
    fn of(properties: Property<'d>, direction: Direction) -> Self {
        let group = match direction {
            Direction::In => "SourceSecurityGroupId",
            Direction::Out => "DestinationSecurityGroupId",
        };
        Permission {
            properties: Some(properties),
            ports: Ports::of(&properties),
            peer: Peer::of(&properties, group),
        }
    }

    /// What a group has that says nothing of its egress.
    fn everything() -> Vec<Self> {
        let anywhere = [
            IpNet::V4(ipnet::Ipv4Net::default()),
            IpNet::V6(ipnet::Ipv6Net::default()),
        ];
        let permission = |block| Permission {
            properties: None,
            ports: Ports::All,
            peer: Peer::Block(block),
        };
        anywhere.map(permission).into()
    }
}

impl<'d> Group<'d> {
    /// Its rules for one direction.
    pub fn rules(&self, direction: Direction) -> &Rules<'d> {
        match direction {
            Direction::In => &self.ingress,
            Direction::Out => &self.egress,
        }
    }

    fn rules_mut(&mut self, direction: Direction) -> &mut Rules<'d> {
        match direction {
            Direction::In => &mut self.ingress,
            Direction::Out => &mut self.egress,
        }
    }
}

impl<'d> Network<'d> {
    /// Whether one of some groups lets a connection through that fits. What has no groups at all
    /// filters nothing.
    pub fn allow(
        &self,
        groups: &Groups<'d>,
        direction: Direction,
        fits: impl Fn(&Permission<'d>) -> Answer,
    ) -> Answer {
        if groups.is_none() {
            return Answer::Yes;
        }
        let others = |complete: bool| (!complete).then_some(Answer::Unknown);
        let of_group = |id: &GroupId<'d>| match self.group(id).map(|group| group.rules(direction)) {
            Some(rules) => Answer::any(rules.known.iter().map(&fits).chain(others(rules.complete))),
            None => Answer::Unknown,
        };
        Answer::any(
            groups
                .known
                .iter()
                .map(of_group)
                .chain(others(groups.complete)),
        )
    }

    /// Whether some groups let a connection to or from a party through.
    pub fn open(
        &self,
        groups: &Groups<'d>,
        direction: Direction,
        door: Door,
        party: &Party<'d>,
    ) -> Answer {
        self.allow(groups, direction, |permission| {
            match permission.ports.touch(door) {
                Answer::No => Answer::No,
                touches => touches.and(permission.peer.is(party)),
            }
        })
    }
}

/// Every security group, with the rules that stand inside of it and those that are added; that of
/// a VPC under the logical id of the VPC.
pub(super) fn all<'d>(
    deployment: &'d Deployment<'d>,
    handed_out: &HandedOut<'d>,
) -> HashMap<&'d str, Group<'d>> {
    let mut groups = HashMap::default();
    let sees_all = deployment.sees_all();
    for properties in deployment.resources_of("AWS::EC2::SecurityGroup") {
        let closed = sees_all && !handed_out.has(properties.id());
        let rules = |list: &'d str, direction| {
            let items = properties.get(list).items();
            let permission = |item| Permission::of(item, direction);
            Rules {
                complete: closed && items.complete,
                known: items.known.into_iter().map(permission).collect(),
            }
        };
        let group = Group {
            ingress: rules("SecurityGroupIngress", Direction::In),
            egress: rules("SecurityGroupEgress", Direction::Out),
        };
        groups.insert(properties.id(), group);
    }
    for vpc in deployment.resources_of("AWS::EC2::VPC") {
        let itself = Permission {
            properties: None,
            ports: Ports::All,
            peer: Peer::Group(GroupId::DefaultOf(vpc.id())),
        };
        let complete = sees_all && !handed_out.has_default_group(vpc.id());
        let rules = |known| Rules { known, complete };
        let group = Group {
            ingress: rules(vec![itself]),
            egress: rules(Permission::everything()),
        };
        groups.insert(vpc.id(), group);
    }
    let says_nothing = |group: &Group<'_>| group.egress.known.is_empty() && group.egress.complete;
    let silent: Vec<&str> = groups
        .iter()
        .filter(|(_, group)| says_nothing(group))
        .map(|(id, _)| *id)
        .collect();
    add_resources(deployment, &mut groups);
    for id in silent {
        if let Some(group) = groups.get_mut(id) {
            match group.egress.known.is_empty() {
                true => group.egress.known = Permission::everything(),
                // Whether AWS's own rule goes once another is added is not said clearly.
                false => group.egress.complete = false,
            }
        }
    }
    groups
}

/// The rules that are resources of their own.
fn add_resources<'d>(deployment: &'d Deployment<'d>, groups: &mut HashMap<&'d str, Group<'d>>) {
    let kinds = [
        ("AWS::EC2::SecurityGroupIngress", Direction::In),
        ("AWS::EC2::SecurityGroupEgress", Direction::Out),
    ];
    for (name, direction) in kinds {
        for rule in deployment.resources_of(name) {
            let named = match rule.get("GroupId") {
                id if id.is_absent() => rule.get("GroupName"),
                id => id,
            };
            let group = match GroupId::of(&named) {
                Some(GroupId::Here(id) | GroupId::DefaultOf(id)) => groups.get_mut(id),
                // A group of this stack has no id that anybody could have written down.
                Some(GroupId::Named(_)) if rule.get("GroupName").is_absent() => continue,
                _ => None,
            };
            match group {
                Some(group) => {
                    let rules = group.rules_mut(direction);
                    rules.known.push(Permission::of(rule, direction));
                }
                None => {
                    for group in groups.values_mut() {
                        group.rules_mut(direction).complete = false;
                    }
                }
            }
        }
    }
}

/// Every rule of every security group, as the template writes it.
pub fn every_permission<'d>(deployment: &'d Deployment<'d>) -> impl Iterator<Item = Property<'d>> {
    let groups = deployment.resources_of("AWS::EC2::SecurityGroup");
    let inside = groups.flat_map(|group| {
        let lists = ["SecurityGroupIngress", "SecurityGroupEgress"];
        lists.map(|list| group.get(list).items().known)
    });
    let own = [
        "AWS::EC2::SecurityGroupIngress",
        "AWS::EC2::SecurityGroupEgress",
    ];
    let own = own.map(|name| deployment.resources_of(name));
    inside.flatten().chain(own.into_iter().flatten())
}
