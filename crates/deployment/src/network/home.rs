//! Which VPC something is in.

use super::foreign::Foreign;
use super::subnets_of_balancer;
use crate::{Answer, Deployment, Property, Target};

/// How far references to what has a VPC are followed.
const DEEP: usize = 4;

/// A VPC, as it is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Home<'d> {
    /// One of this template, by its logical id.
    Here(&'d str),
    /// The default VPC of the account.
    Default,
    /// One that this template does not have.
    Named(Foreign<'d>),
}

impl<'d> Home<'d> {
    /// Whether two are not the same VPC.
    pub fn differs(&self, other: &Home<'d>) -> Answer {
        match (self, other) {
            (Home::Here(own), Home::Here(other)) => (own != other).into(),
            (Home::Default, Home::Default) => Answer::No,
            // What this stack makes is not the account's default.
            (Home::Here(_), Home::Default) | (Home::Default, Home::Here(_)) => Answer::Yes,
            (Home::Here(_), Home::Named(id)) | (Home::Named(id), Home::Here(_)) => {
                match id.is_older() {
                    true => Answer::Yes,
                    false => Answer::Unknown,
                }
            }
            (Home::Named(own), Home::Named(other)) => !own.is(other),
            (Home::Default, Home::Named(_)) | (Home::Named(_), Home::Default) => Answer::Unknown,
        }
    }

    /// Its logical id, where it stands in this template.
    pub fn here(&self) -> Option<&'d str> {
        match self {
            Home::Here(id) => Some(id),
            _ => None,
        }
    }
}

impl<'d> Deployment<'d> {
    /// The VPC that a property names.
    pub fn home(&'d self, named: &Property<'d>) -> Option<Home<'d>> {
        self.home_named(named, DEEP)
    }

    /// The VPC that a resource is in.
    pub fn home_of(&'d self, resource: &Property<'d>) -> Option<Home<'d>> {
        self.home_within(resource, DEEP)
    }

    fn home_named(&'d self, named: &Property<'d>, deep: usize) -> Option<Home<'d>> {
        match named.target() {
            Target::Resource(vpc, None | Some("VpcId"))
                if vpc.resource_type() == "AWS::EC2::VPC" =>
            {
                Some(Home::Here(vpc.id()))
            }
            Target::Resource(resource, Some("VpcId")) => {
                self.home_within(&resource, deep.checked_sub(1)?)
            }
            _ => Foreign::of(named).map(Home::Named),
        }
    }

    fn home_within(&'d self, resource: &Property<'d>, deep: usize) -> Option<Home<'d>> {
        let through_subnet = |named: Property<'d>| {
            let subnet = named.target_of(&["AWS::EC2::Subnet"])?;
            self.home_within(&subnet, deep.checked_sub(1)?)
        };
        match resource.resource_type() {
            "AWS::ElasticLoadBalancingV2::LoadBalancer" => {
                let subnets = subnets_of_balancer(resource).known;
                subnets.into_iter().find_map(through_subnet)
            }
            "AWS::ServiceDiscovery::PrivateDnsNamespace" => {
                self.home_named(&resource.get("Vpc"), deep)
            }
            "AWS::EFS::MountTarget" | "AWS::EC2::NatGateway" => {
                through_subnet(resource.get("SubnetId"))
            }
            "AWS::EC2::SecurityGroup" if resource.get("VpcId").is_absent() => Some(Home::Default),
            _ => self.home_named(&resource.get("VpcId"), deep),
        }
    }
}
