//! The network of a deployment: VPCs, subnets and their routes, endpoints, security groups.
//!
//! Every answer is yes, no, or not known. What stands in the template is known; what parameters,
//! imports or other stacks decide is not, and neither is what other stacks, custom resources or
//! modules can reach: they may add routes, endpoints and rules of their own.

mod balancer;
mod endpoint;
mod files;
mod foreign;
mod group;
mod home;
mod probe;
mod reach;
mod strangers;
mod subnet;
mod task;
mod zone;

use std::collections::HashMap;

use ipnet::IpNet;
use stackwright_template::Severity;

use strangers::HandedOut;

use super::{Deployment, Property, Service, Target};
use crate::Findings;
pub(crate) use balancer::{party_of_balancer, subnets_of_balancer};
pub(crate) use endpoint::{Endpoint, Useless, is_layers};
pub(crate) use files::{mount_targets, party_of_mount_target, volumes};
pub(crate) use group::{
    Direction, Group, GroupId, Groups, Party, Peer, Permission, Ports, Protocol, every_permission,
};
pub(crate) use home::Home;
pub(crate) use probe::probes;
pub(crate) use reach::Stuck;
pub(crate) use subnet::{Exits, Subnet, TARGETS, is_private};
pub(crate) use zone::{Zone, all_in_one, none_is};

/// The network, indexed by logical ids.
pub(crate) struct Network<'d> {
    subnets: HashMap<&'d str, Subnet<'d>>,
    /// That of a VPC under the id of the VPC.
    groups: HashMap<&'d str, Group<'d>>,
    endpoints: Vec<Endpoint<'d>>,
    handed_out: HandedOut<'d>,
}

impl<'d> Deployment<'d> {
    /// The network.
    pub(crate) fn network(&'d self) -> &'d Network<'d> {
        self.network.get_or_init(|| {
            let handed_out = HandedOut::of(self);
            Network {
                subnets: subnet::all(self, &handed_out),
                groups: group::all(self, &handed_out),
                endpoints: endpoint::all(self),
                handed_out,
            }
        })
    }
}

impl<'d> Network<'d> {
    /// The subnet that a property refers to, where this template has it.
    pub(crate) fn subnet(&self, named: &Property<'d>) -> Option<&Subnet<'d>> {
        let subnet = named.target_of(&["AWS::EC2::Subnet"])?;
        self.subnets.get(subnet.id())
    }

    /// The subnet with a logical id.
    pub(crate) fn subnet_of(&self, id: &str) -> Option<&Subnet<'d>> {
        self.subnets.get(id)
    }

    /// The security group with an id, where this template has it.
    pub(crate) fn group(&self, id: &GroupId<'d>) -> Option<&Group<'d>> {
        match id {
            GroupId::Here(id) | GroupId::DefaultOf(id) => self.groups.get(id),
            GroupId::Named(_) => None,
        }
    }

    /// Whether nobody but this template can have changed what a resource holds.
    pub(crate) fn is_closed(&self, id: &str) -> bool {
        !self.handed_out.has(id)
    }
}

/// Reports what is missing. Where the template has such things but this deployment leaves some of
/// them out, whoever chooses it may know of another way: that is a warning.
pub(crate) fn report_missing<'d>(
    deployment: &'d Deployment<'d>,
    types: &[&str],
    findings: &mut Findings<'_>,
    report: impl FnOnce(&mut Findings<'_>),
) {
    let resources = deployment.model().template().resources();
    let written = resources.filter_map(|resource| resource.resource_type());
    let written = written.filter(|name| types.contains(name)).count();
    let made = types
        .iter()
        .map(|name| deployment.resources_of(name).count());
    match written > made.sum() {
        true => findings.milder(
            Severity::Warning,
            ", as the conditions may turn out",
            report,
        ),
        false => report(findings),
    }
}

/// The same of what keeps tasks of a service from running: where it starts without any, it is
/// made.
pub(crate) fn report_stopped<'d>(
    service: &Service<'d>,
    types: &[&str],
    findings: &mut Findings<'_>,
    report: impl FnOnce(&mut Findings<'_>),
) {
    match service.starts_empty() {
        true => findings.milder(Severity::Warning, ", once it has tasks", report),
        false => report_missing(service.properties.deployment(), types, findings, report),
    }
}

/// What leads out of a subnet.
pub(crate) const WAYS: &[&str] = &[
    "AWS::EC2::NatGateway",
    "AWS::EC2::Route",
    "AWS::EC2::SubnetRouteTableAssociation",
    "AWS::EC2::VPCEndpoint",
];

/// What opens security groups.
pub(crate) const DOORS: &[&str] = &[
    "AWS::EC2::SecurityGroupEgress",
    "AWS::EC2::SecurityGroupIngress",
];

/// The block of addresses that a property is, where that is known.
pub(crate) fn block(property: &Property<'_>) -> Option<IpNet> {
    property.text()?.trim().parse().ok()
}

/// The blocks of IPv4 addresses of a VPC of this template; nothing where one is not known.
pub(crate) fn blocks_of_vpc<'d>(deployment: &'d Deployment<'d>, vpc: &str) -> Option<Vec<IpNet>> {
    let own = deployment.resource(vpc)?.get("CidrBlock");
    let mut blocks = vec![block(&own)?];
    for further in deployment.resources_of("AWS::EC2::VPCCidrBlock") {
        let of_vpc = deployment.home(&further.get("VpcId"));
        match of_vpc?.differs(&Home::Here(deployment.resource(vpc)?.id())) {
            Some(true) => continue,
            Some(false) => {}
            None => return None,
        }
        let cidr = further.get("CidrBlock");
        match cidr.is_absent() {
            // It is one of IPv6, or has its addresses from a pool.
            true if further.get("Ipv4IpamPoolId").is_absent() => {}
            true => return None,
            false => blocks.push(block(&cidr)?),
        }
    }
    deployment.sees_all().then_some(blocks)
}

/// Blocks that the addresses in some subnets lie in; none where that is not known.
fn blocks_of<'d>(
    deployment: &'d Deployment<'d>,
    subnets: &[Property<'d>],
    complete: bool,
    vpc: Option<&Home<'d>>,
) -> Vec<IpNet> {
    let network = deployment.network();
    let own = |named: &Property<'d>| network.subnet(named).and_then(Subnet::block);
    let blocks: Option<Vec<IpNet>> = subnets.iter().map(own).collect();
    let blocks = blocks.filter(|blocks| complete && !blocks.is_empty());
    let of_vpc = || blocks_of_vpc(deployment, vpc?.here()?);
    blocks.or_else(of_vpc).unwrap_or_default()
}

/// What a property names, as a message calls it.
pub(crate) fn called(named: &Property<'_>) -> String {
    match named.target() {
        // Outputs of nested stacks are many things.
        Target::Resource(resource, _) if !resource.resource_type().ends_with("::Stack") => {
            format!("`{}`", resource.id())
        }
        _ => format!("`{}`", named.shown()),
    }
}

/// Whether one of several is so, where that is known.
pub(crate) fn any(answers: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = true;
    for answer in answers {
        match answer {
            Some(true) => return Some(true),
            Some(false) => {}
            None => known = false,
        }
    }
    known.then_some(false)
}

/// Whether both are so, where that is known.
pub(crate) fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// The attachments of an internet gateway, each with its VPC.
pub(crate) fn attachments<'d>(
    deployment: &'d Deployment<'d>,
    gateway: &Property<'d>,
) -> Vec<(Property<'d>, Option<Home<'d>>)> {
    let attachments = deployment.resources_of("AWS::EC2::VPCGatewayAttachment");
    let of_gateway = attachments.filter(|attachment| {
        let named = attachment.get("InternetGatewayId");
        match named.target() {
            Target::Resource(resource, _) => resource.id() == gateway.id(),
            Target::Text(_) => false,
            Target::Unknown => named.is_given(),
        }
    });
    let with_vpc = of_gateway.map(|attachment| (attachment, deployment.home_of(&attachment)));
    with_vpc.collect()
}

/// What a VPC lacks for private names to be found in it, where that is certain.
pub(crate) fn dns_missing(vpc: &Property<'_>) -> Option<&'static str> {
    let hostnames = vpc.get("EnableDnsHostnames");
    if hostnames.is_absent() || hostnames.flag() == Some(false) {
        return Some("EnableDnsHostnames");
    }
    (vpc.get("EnableDnsSupport").flag() == Some(false)).then_some("EnableDnsSupport")
}
