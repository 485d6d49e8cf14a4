//! Blocks of addresses.

use ipnet::IpNet;

use super::{Home, Subnet};
use crate::{Answer, Deployment, Property};

/// The block of addresses that a property is, where that is known.
pub fn block(property: &Property<'_>) -> Option<IpNet> {
    property.text()?.trim().parse().ok()
}

/// The blocks of IPv4 addresses of a VPC of this template; nothing where one is not known.
pub fn blocks_of_vpc<'d>(deployment: &'d Deployment<'d>, vpc: &str) -> Option<Vec<IpNet>> {
    let own = deployment.resource(vpc)?.get("CidrBlock");
    let mut blocks = vec![block(&own)?];
    for further in deployment.resources_of("AWS::EC2::VPCCidrBlock") {
        let of_vpc = deployment.home(&further.get("VpcId"));
        match of_vpc?.differs(&Home::Here(deployment.resource(vpc)?.id())) {
            Answer::Yes => continue,
            Answer::No => {}
            Answer::Unknown => return None,
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
pub fn blocks_of<'d>(
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

/// Whether a block has no addresses of the internet.
pub fn is_private(block: &IpNet) -> bool {
    const PRIVATE: [([u8; 4], u8); 6] = [
        ([10, 0, 0, 0], 8),
        ([172, 16, 0, 0], 12),
        ([192, 168, 0, 0], 16),
        ([100, 64, 0, 0], 10),
        ([127, 0, 0, 0], 8),
        ([169, 254, 0, 0], 16),
    ];
    PRIVATE.iter().any(|(address, bits)| {
        let range = ipnet::Ipv4Net::new((*address).into(), *bits);
        range.is_ok_and(|range| IpNet::V4(range).contains(block))
    })
}
