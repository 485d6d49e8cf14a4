//! In which subnets something stands.

use stackwright_deployment::network::subnets_of_balancer;
use stackwright_deployment::{Property, Target};

use super::super::build::{All, Seen};

/// What is drawn although nothing is known to reach it.
pub(super) const STANDING: [&str; 5] = [
    "AWS::ECS::Service",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
];

/// A subnet, as something names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Named {
    /// A resource, by its position.
    Here(usize),
    /// What no template has, as it is written.
    Elsewhere(String),
}

/// What names the subnets in which a resource stands.
pub(super) fn subnets<'d>(own: &Property<'d>) -> Vec<Property<'d>> {
    match own.resource_type() {
        "AWS::ElasticLoadBalancingV2::LoadBalancer" => subnets_of_balancer(own).known,
        "AWS::RDS::DBInstance" | "AWS::RDS::DBCluster" => {
            grouped(own, "DBSubnetGroupName", "AWS::RDS::DBSubnetGroup")
        }
        "AWS::ElastiCache::ReplicationGroup" => {
            grouped(own, "CacheSubnetGroupName", "AWS::ElastiCache::SubnetGroup")
        }
        "AWS::AutoScaling::AutoScalingGroup" => own.get("VPCZoneIdentifier").items().known,
        "AWS::ECS::Service" => {
            let placed = own.get("NetworkConfiguration/AwsvpcConfiguration");
            placed.get("Subnets").items().known
        }
        "AWS::Lambda::Function" => own.get("VpcConfig/SubnetIds").items().known,
        _ => {
            let one = own.get("SubnetId");
            match one.is_given() {
                true => vec![one],
                false => own.get("SubnetIds").items().known,
            }
        }
    }
}

/// The subnets of a group of subnets that something names.
fn grouped<'d>(own: &Property<'d>, named: &'d str, type_name: &'static str) -> Vec<Property<'d>> {
    let group = own.get(named).target_of(&[type_name]);
    group.map_or(Vec::new(), |group| group.get("SubnetIds").items().known)
}

/// What a property names: a subnet of this stack, or of one that it leads to.
pub(super) fn name<'d>(all: &All<'d>, stack: &Seen<'d>, named: &Property<'d>) -> Named {
    if let Target::Resource(resource, _) = named.target()
        && let Some(at) = stack.resource(resource.id())
    {
        return Named::Here(at);
    }
    let led = named.node().map(|node| all.led(stack, node));
    match led.unwrap_or_default().first() {
        Some((_, at)) => Named::Here(*at),
        None => Named::Elsewhere(
            named
                .node()
                .map_or_else(|| named.shown(), stackwright_change::words::value),
        ),
    }
}
