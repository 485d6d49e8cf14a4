//! Network ACLs: what they let through to and from subnets.

use ipnet::IpNet;
use stackwright_template::sort_few;

use super::{Home, Subnet, block};
use crate::Property;

/// The ports that answers come back to, on the systems that tasks run on.
const ANSWERS: (f64, f64) = (32768.0, 60999.0);

/// What a network ACL keeps from going through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stops {
    /// What goes out to TCP port 443.
    Requests,
    /// The answers that come back, to TCP ports from 32768 on.
    Answers,
}

/// The network ACL that keeps what is in a subnet from HTTPS to other places, and why; nothing
/// where none does for certain.
pub fn stopped_by_acl<'d>(subnet: &Subnet<'d>) -> Option<(Property<'d>, Stops)> {
    let deployment = subnet.properties.deployment();
    let network = deployment.network();
    let associations = deployment.resources_of("AWS::EC2::SubnetNetworkAclAssociation");
    let mut own = associations.filter(|association| {
        let named = association.get("SubnetId").target_of(&["AWS::EC2::Subnet"]);
        named.is_some_and(|named| named.id() == subnet.id())
    });
    let acl = own.next()?.get("NetworkAclId");
    let acl = acl.target_of(&["AWS::EC2::NetworkAcl"])?;
    let vpc_is_closed = subnet
        .home
        .as_ref()
        .and_then(Home::here)
        .is_some_and(|vpc| network.is_closed(vpc));
    if own.next().is_some()
        || !deployment.sees_all()
        || !network.is_closed(acl.id())
        || !vpc_is_closed
    {
        return None;
    }
    if lets(&acl, true, (443.0, 443.0)) == Some(false) {
        return Some((acl, Stops::Requests));
    }
    (lets(&acl, false, ANSWERS) == Some(false)).then_some((acl, Stops::Answers))
}

/// Whether an ACL lets TCP through to some of a range of ports, wherever it goes; nothing where
/// that is not known, or depends on where.
fn lets(acl: &Property<'_>, out: bool, ports: (f64, f64)) -> Option<bool> {
    let mut entries = Vec::new();
    for entry in acl.deployment().resources_of("AWS::EC2::NetworkAclEntry") {
        let named = entry
            .get("NetworkAclId")
            .target_of(&["AWS::EC2::NetworkAcl"])?;
        let egress = entry.get("Egress");
        let is_out = if egress.is_absent() {
            false
        } else {
            egress.flag()?
        };
        if named.id() == acl.id() && is_out == out {
            entries.push((entry.get("RuleNumber").number()?, entry));
        }
    }
    sort_few(&mut entries, |one, other| one.0 < other.0);
    for (_, entry) in entries {
        let denies = entry.get("RuleAction").is("deny");
        let everywhere = match block(&entry.get("CidrBlock")) {
            Some(IpNet::V4(block)) => block.prefix_len() == 0,
            Some(IpNet::V6(_)) => continue,
            None if entry.get("CidrBlock").is_absent() => continue,
            None => false,
        };
        match (covers(&entry, ports, denies)?, denies, everywhere) {
            (true, true, true) => return Some(false),
            (true, false, true) => return Some(true),
            (true, false, false) => return None,
            _ => {}
        }
    }
    Some(false)
}

/// Whether an entry is about TCP to some of a range of ports, or to all of it.
fn covers(entry: &Property<'_>, (first, last): (f64, f64), all: bool) -> Option<bool> {
    match entry.get("Protocol").text()?.to_ascii_lowercase().as_str() {
        "-1" | "all" => return Some(true),
        "6" | "tcp" => {}
        _ => return Some(false),
    }
    let (from, to) = (entry.get("PortRange/From"), entry.get("PortRange/To"));
    let (from, to) = (from.number()?, to.number()?);
    Some(match all {
        true => from <= first && last <= to,
        false => from <= last && first <= to,
    })
}
