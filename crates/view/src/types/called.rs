//! What people call types and properties: as Rust does, as AWS CDK does, by a property, an attribute or a word alone.

use stackwright_facts::{rust, service_of, type_names};

use super::constructs::{all_makers, makers};
use super::find::plain;

/// What AWS CDK and people call types in another way than CloudFormation, constructs or typed resources do.
const CALLED: [(&str, &str); 15] = [
    ("alb", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
    ("autoscalinggroup", "AWS::AutoScaling::AutoScalingGroup"),
    ("databasecluster", "AWS::RDS::DBCluster"),
    ("databaseinstance", "AWS::RDS::DBInstance"),
    ("databaseproxy", "AWS::RDS::DBProxy"),
    ("ec2taskdefinition", "AWS::ECS::TaskDefinition"),
    ("externaltaskdefinition", "AWS::ECS::TaskDefinition"),
    ("fargatetaskdefinition", "AWS::ECS::TaskDefinition"),
    ("loadbalancer", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
    (
        "networkloadbalancer",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
    ),
    (
        "applicationloadbalancer",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
    ),
    ("nlb", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
    (
        "privatednsnamespace",
        "AWS::ServiceDiscovery::PrivateDnsNamespace",
    ),
    ("scheduledtask", "AWS::Scheduler::Schedule"),
    ("targetgroup", "AWS::ElasticLoadBalancingV2::TargetGroup"),
];

/// The shortest end of a name that is taken for what is meant.
const SHORTEST_END: usize = 5;

/// The types of a service, as `ecs` or `AWS::ECS`; those that have a construct first.
pub(super) fn of_service(name: &str) -> Vec<&'static str> {
    let lower = name.trim_end_matches(':').to_lowercase();
    let lower = lower.strip_prefix("aws::").unwrap_or(&lower);
    let is_of = |own: &&str| {
        own.split("::")
            .nth(1)
            .is_some_and(|own| own.to_lowercase() == lower)
    };
    let mut all: Vec<&'static str> = type_names().filter(is_of).collect();
    all.sort_by_key(|own| makers(own).is_empty());
    all
}

/// The types that a construct, a typed resource or AWS CDK calls so: `FargateService`, `CfnQueue`, `DatabaseInstance`.
pub(super) fn types(name: &str) -> Vec<&'static str> {
    let name = plain(name);
    let of_constructs = || {
        let made = all_makers().filter(|(_, maker)| {
            let last = maker.construct.rsplit("::").next().unwrap_or_default();
            plain(last) == name
        });
        let made: Vec<&str> = made.map(|(own, _)| own).collect();
        type_names()
            .filter(|own| made.contains(own))
            .collect::<Vec<_>>()
    };
    let made = of_constructs();
    if !made.is_empty() {
        return made;
    }
    let called = CALLED.iter().filter(|(own, _)| *own == name);
    let called: Vec<&'static str> = called.map(|(_, own)| *own).collect();
    if !called.is_empty() {
        return called;
    }
    let short = name.strip_prefix("cfn").unwrap_or(&name);
    let mut all: Vec<&'static str> = type_names()
        .filter(|own| plain(rust::short(own)) == short)
        .collect();
    all.sort_by_key(|own| makers(own).is_empty());
    all
}

/// A type and what stands behind it, where both are separated by `::` or a dot after the service: `cfn::ecs::Service`,
/// `ecs.FargateService`, `cfn::ecs::Service::launch_type`.
pub(super) fn qualified(text: &str) -> Option<(&'static str, String)> {
    let mut parts = text
        .split("::")
        .flat_map(|own| own.split(['.', '/']))
        .peekable();
    let first = parts.peek()?.to_lowercase();
    if first == "aws" || first == "cfn" {
        parts.next();
    }
    let service = plain(parts.next()?);
    let name = parts.next()?;
    let is_of = |own: &&str| {
        let module = service_of(own).map(rust::module);
        let short = own.split("::").nth(1).map(plain);
        short.as_deref() == Some(&service) || module.is_some_and(|own| plain(&own) == service)
    };
    let exact = type_names()
        .filter(is_of)
        .find(|own| plain(rust::short(own)) == plain(name));
    let found = exact.or_else(|| types(name).into_iter().find(is_of))?;
    Some((found, parts.collect::<Vec<_>>().join(".")))
}

/// The type whose name, or that of whose construct, is the end of another name: `AWS::ECS::TaskDefinition` of
/// `BatchTaskDefinition`.
pub(super) fn by_end(name: &str) -> Option<&'static str> {
    let name = plain(name);
    let constructs = all_makers().map(|(own, maker)| {
        let last = maker.construct.rsplit("::").next().unwrap_or_default();
        (own, plain(last))
    });
    let ends = |end: &str| end.len() >= SHORTEST_END && name.ends_with(end);
    let longest = constructs
        .filter(|(_, end)| ends(end))
        .max_by_key(|(_, end)| end.len());
    let longest = longest.map(|(own, end)| (own.to_owned(), end.len()));
    let typed = type_names().map(|own| (own, plain(rust::short(own))));
    let typed = typed
        .filter(|(own, end)| ends(end) && !makers(own).is_empty())
        .max_by_key(|(_, end)| end.len());
    match (longest, typed) {
        (Some((_, length)), Some((own, end))) if end.len() > length => Some(own),
        (Some((own, _)), _) => type_names().find(|name| *name == own),
        (None, typed) => typed.map(|(own, _)| own),
    }
}
