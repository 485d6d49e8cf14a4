//! What becomes public, or is it no more.

use stackwright_template::{Node, Resource};

use crate::form::word;
use crate::side::Side;

/// That a resource becomes public, or is it no more.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exposure {
    /// The resource.
    pub id: String,
    /// In which way.
    pub how: Public,
    /// Whether it becomes public; it is no more otherwise.
    pub becomes: bool,
}

/// In which way something is public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Public {
    /// A load balancer with addresses that the internet reaches.
    InternetFacing,
    /// A database or cluster with a public address.
    Accessible,
    /// Tasks or instances with public addresses.
    Addresses,
    /// A subnet that gives public addresses.
    Subnet,
    /// A function that anybody may call by its URL.
    FunctionUrl,
    /// A bucket whose access control list lets everybody read or write.
    Bucket,
    /// A bucket that no longer refuses public policies and lists.
    Unblocked,
    /// A route to the internet.
    Route,
    /// A security group that lets in every address.
    Group,
}

pub(super) fn compare(earlier: &Side<'_>, later: &Side<'_>) -> Vec<Exposure> {
    let (before, after) = (all(earlier), all(later));
    let mut exposures = Vec::new();
    for (own, other, becomes) in [(&after, &before, true), (&before, &after, false)] {
        for (id, how) in own.iter().filter(|one| !other.contains(one)) {
            exposures.push(Exposure {
                id: id.clone(),
                how: *how,
                becomes,
            });
        }
    }
    exposures
}

fn all(side: &Side<'_>) -> Vec<(String, Public)> {
    let mut found: Vec<(String, Public)> = side
        .template
        .resources()
        .filter_map(|resource| Some((resource.id().to_owned(), public(side, resource)?)))
        .collect();
    for rule in crate::hazards::rules::of(side) {
        let is_open = rule.inwards && matches!(rule.peer.as_str(), "0.0.0.0/0" | "::/0");
        let one = (rule.group, Public::Group);
        if is_open && !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

fn public(side: &Side<'_>, resource: Resource<'_>) -> Option<Public> {
    let is = |name: &str, wanted: &str| {
        let found = side.word(resource, name);
        found.is_some_and(|found| found.eq_ignore_ascii_case(wanted))
    };
    match resource.resource_type()? {
        // Load balancers are public unless it is said.
        "AWS::ElasticLoadBalancingV2::LoadBalancer" => {
            let is_open = resource.property("Scheme").is_none() || is("Scheme", "internet-facing");
            is_open.then_some(Public::InternetFacing)
        }
        "AWS::RDS::DBInstance" | "AWS::Redshift::Cluster" | "AWS::RDS::DBCluster" => {
            is("PubliclyAccessible", "true").then_some(Public::Accessible)
        }
        "AWS::EC2::Subnet" => is("MapPublicIpOnLaunch", "true").then_some(Public::Subnet),
        "AWS::Lambda::Url" => is("AuthType", "NONE").then_some(Public::FunctionUrl),
        "AWS::ECS::Service" => {
            let network = side.property(resource, "NetworkConfiguration")?;
            let assign = network.get("AwsvpcConfiguration")?.get("AssignPublicIp");
            (assign.and_then(Node::as_str) == Some("ENABLED")).then_some(Public::Addresses)
        }
        "AWS::EC2::Route" => {
            let leads = resource.property("GatewayId").is_some()
                && (is("DestinationCidrBlock", "0.0.0.0/0")
                    || is("DestinationIpv6CidrBlock", "::/0"));
            leads.then_some(Public::Route)
        }
        "AWS::S3::Bucket" => {
            let list = side.word(resource, "AccessControl").unwrap_or_default();
            if matches!(list.as_str(), "PublicRead" | "PublicReadWrite") {
                return Some(Public::Bucket);
            }
            let block = side.property(resource, "PublicAccessBlockConfiguration")?;
            let off = [
                "BlockPublicAcls",
                "BlockPublicPolicy",
                "IgnorePublicAcls",
                "RestrictPublicBuckets",
            ];
            let is_off = |name: &str| block.get(name).and_then(word).as_deref() == Some("false");
            off.iter()
                .any(|name| is_off(name))
                .then_some(Public::Unblocked)
        }
        _ => None,
    }
}
