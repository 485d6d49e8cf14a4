use stackwright_aws::elb::TargetHealthCheck;
use stackwright_core::{Str, Value};
use stackwright_import::construct::Place;
use stackwright_template::Node;

use super::super::{Matcher, alone};
use super::attributes;
use crate::found::{Writing, integer, number, seconds};
use crate::said::{Drafted, Said, draft, say, text};
use crate::why::Why;

/// Where requests over HTTP are sent: to addresses or instances.
pub static TARGET_GROUP: Matcher = Matcher {
    construct: "TargetGroup",
    type_name: "AWS::ElasticLoadBalancingV2::TargetGroup",
    parts: alone,
    write,
};

fn write(group: &Writing<'_>) -> Result<Drafted, Why> {
    let word = |name: &str| group.get(name).and_then(Node::as_str);
    let port = group
        .integer("Port")
        .and_then(|port| u16::try_from(port).ok());
    let port = number(port.ok_or(Why::NoWord("a port that is known at deployment only"))?);
    let port = match word("Protocol") {
        Some("HTTP") => draft!(ec2::Port::http(port)).said(),
        Some("HTTPS") => draft!(ec2::Port::https(port)).said(),
        _ => {
            return Err(Why::NoWord(
                "a target group of a network load balancer, or of a function",
            ));
        }
    };
    let vpc = group.get("VpcId").and_then(|own| group.vpc(own));
    let vpc = vpc.ok_or(Why::NoWord("a VPC that comes after it"))?;
    let mut draft = match word("TargetType") {
        Some("ip") => draft!(elb::TargetGroup::new(vpc, port)),
        None | Some("instance") => draft!(elb::TargetGroup::instances(vpc, port)),
        Some(_) => return Err(Why::NoWord("what its targets are")),
    };
    let attributes = attributes(group.get("TargetGroupAttributes")).unwrap_or_default();
    let delay = attributes.iter().find(|(key, _)| *key == DELAY);
    let delay = delay.and_then(|(_, value)| integer(value));
    let check = check(group);
    if delay.is_none() || check.is_none() {
        say!(draft.without_defaults());
    }
    say!(draft.name?(group.text("Name")));
    if let Some(delay) = delay.filter(|delay| check.is_none() || *delay != 30) {
        say!(draft.deregistration_delay?(
            u64::try_from(delay).ok().and_then(seconds)
        ));
    }
    say!(draft.health_check?(check));
    for (key, value) in attributes {
        if key != DELAY || delay.is_none() {
            let (key, value) = (text(key), group.value::<Str>(value, Place::Text));
            say!(draft.attribute(key, value));
        }
    }
    match word("ProtocolVersion") {
        Some("HTTP2") => say!(draft.http2()),
        Some("GRPC") => say!(draft.grpc()),
        _ => {}
    }
    Ok(draft.into())
}

const DELAY: &str = "deregistration_delay.timeout_seconds";

/// The check for health, where it asks for a path.
fn check(group: &Writing<'_>) -> Option<Said<TargetHealthCheck>> {
    let path: Said<Value<Str>> = group.text("HealthCheckPath")?;
    let mut draft = draft!(elb::TargetHealthCheck::path(path));
    let count = |name: &str| group.integer(name).and_then(|own| u32::try_from(own).ok());
    let time = |name: &str| count(name).map(u64::from);
    let codes = group
        .get("Matcher")
        .and_then(|own| own.get("HttpCode")?.as_str());
    let (interval, timeout) = (
        time("HealthCheckIntervalSeconds"),
        time("HealthCheckTimeoutSeconds"),
    );
    let (healthy, unhealthy) = (
        count("HealthyThresholdCount"),
        count("UnhealthyThresholdCount"),
    );
    // What the construct says where nothing is said.
    let usual = (Some(30), Some(5), Some(2), Some(3), Some("200"));
    if (interval, timeout, healthy, unhealthy, codes) == usual {
        return Some(draft.said());
    }
    let whole = interval.is_some() && timeout.is_some() && healthy.is_some();
    let is_whole = whole && unhealthy.is_some() && codes.is_some();
    if !is_whole {
        say!(draft.without_defaults());
    }
    say!(draft.every?(interval.and_then(seconds)));
    say!(draft.timeout?(timeout.and_then(seconds)));
    say!(draft.healthy_threshold?(healthy.map(number)));
    say!(draft.unhealthy_threshold?(unhealthy.map(number)));
    say!(draft.codes?(codes.map(text)));
    Some(draft.said())
}
