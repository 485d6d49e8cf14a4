use stackwright_aws::ec2::SubnetKind;
use stackwright_aws::elb::AddressType;
use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_core::{List, Str, Value};
use stackwright_import::construct::Place;
use stackwright_template::Node;

use super::super::{Matcher, alone};
use super::attributes;
use crate::found::Writing;
use crate::said::{Drafted, Said, draft, say, text, variant};
use crate::why::Why;

/// A load balancer of applications, which its groups guard: they stand beside it.
pub static BALANCER: Matcher = Matcher {
    construct: "ApplicationLoadBalancer",
    type_name: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    parts: alone,
    write,
};

/// Whether header fields that no standard allows are taken out, which the construct says.
const INVALID: &str = "routing.http.drop_invalid_header_fields.enabled";

fn write(balancer: &Writing<'_>) -> Result<Drafted, Why> {
    let word = |name: &str| balancer.get(name).and_then(Node::as_str);
    if !matches!(word("Type"), None | Some("application")) {
        return Err(Why::NoWord("a load balancer of connections"));
    }
    let vpc = balancer.only_vpc();
    let vpc = vpc.ok_or(Why::NoWord("a VPC that is not the only one before it"))?;
    let is_own = vpc.value;
    let mut draft = draft!(elb::ApplicationLoadBalancer::new(vpc));
    say!(draft.name?(balancer.text("Name")));
    let faces = word("Scheme") != Some("internal");
    if faces {
        say!(draft.internet_facing());
    }
    let subnets = balancer.get("Subnets");
    let subnets = subnets.ok_or(Why::NoWord("subnets with addresses"))?;
    let kind = balancer.kind_of(is_own, subnets);
    let usual = match faces {
        true => SubnetKind::Public,
        false => SubnetKind::Private,
    };
    match kind {
        Some(kind) if kind == usual => {}
        Some(kind) => {
            let kind = variant("ec2", "SubnetKind", kind);
            say!(draft.subnets(kind));
        }
        None => {
            let place = Place::References("AWS::EC2::Subnet", None);
            let subnets: Said<Value<List<SubnetId>>> = balancer.value(subnets, place);
            say!(draft.subnets(subnets));
        }
    }
    let groups = balancer.get("SecurityGroups").and_then(Node::as_list);
    let groups = groups.ok_or(Why::NoWord("the default group of its VPC"))?;
    for (index, group) in groups.iter().enumerate() {
        let group = balancer.security_group(group);
        let group = group.ok_or(Why::NoWord("a security group that comes after it"))?;
        match index {
            0 => say!(draft.security_group(group)),
            _ => say!(draft.add_security_group(group)),
        }
    }
    let address = match word("IpAddressType") {
        Some("ipv4") => Some(AddressType::Ipv4),
        Some("dualstack") => Some(AddressType::DualStack),
        Some("dualstack-without-public-ipv4") => Some(AddressType::DualStackWithoutPublicIpv4),
        _ => None,
    };
    say!(draft.address_type?(address.map(|own| variant(
        "elb",
        "AddressType",
        own
    ))));
    let attributes = attributes(balancer.get("LoadBalancerAttributes")).unwrap_or_default();
    if !attributes.iter().any(|(key, _)| *key == INVALID) {
        say!(draft.without_defaults());
    }
    for (key, value) in attributes {
        match (key, value.as_str()) {
            (INVALID, Some("true")) => {}
            ("deletion_protection.enabled", Some("true")) => say!(draft.deletion_protection()),
            _ => {
                let (key, value) = (text(key), balancer.value::<Str>(value, Place::Text));
                say!(draft.attribute(key, value));
            }
        }
    }
    Ok(draft.into())
}
