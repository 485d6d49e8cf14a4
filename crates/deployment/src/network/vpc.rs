//! VPCs: their internet gateways, and their names.

use super::Home;
use crate::{Deployment, Property, Target};

/// The attachments of an internet gateway, each with its VPC.
pub fn attachments<'d>(
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
pub fn dns_missing(vpc: &Property<'_>) -> Option<&'static str> {
    let hostnames = vpc.get("EnableDnsHostnames");
    if hostnames.is_absent() || hostnames.flag() == Some(false) {
        return Some("EnableDnsHostnames");
    }
    (vpc.get("EnableDnsSupport").flag() == Some(false)).then_some("EnableDnsSupport")
}
