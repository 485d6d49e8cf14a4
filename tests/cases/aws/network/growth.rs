use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value as Json;
use stackwright::prelude::*;
use stackwright_assert::Template;

use super::made;

/// Every resource of a template, by logical id.
fn resources(template: &Template) -> BTreeMap<String, Json> {
    let all = template.json()["Resources"].as_object().expect("resources");
    all.iter()
        .map(|(id, one)| (id.clone(), one.clone()))
        .collect()
}

/// What a VPC may be asked for that must not touch what stands.
#[derive(Clone, Copy, Debug)]
struct Plan {
    zones: u8,
    nat: u8,
    isolated: bool,
    ipv6: bool,
}

impl Plan {
    fn template(self, block: Option<u8>) -> Template {
        made(|stack| {
            let vpc = match block {
                Some(prefix) => Vpc::new(format!("10.0.0.0/{prefix}")),
                None => Vpc::new(stack.add("Block", Parameter::string())),
            };
            let nat = [Nat::None, Nat::One, Nat::PerZone, Nat::Regional];
            let vpc = vpc.zones(self.zones).nat(nat[usize::from(self.nat)]);
            let vpc = if self.isolated { vpc.isolated() } else { vpc };
            stack.add("Vpc", if self.ipv6 { vpc.ipv6() } else { vpc });
        })
    }
}

fn plans() -> impl Strategy<Value = (Plan, Plan, Option<u8>)> {
    let block = prop::option::of(16..=24_u8);
    (
        block,
        1..=8_u8,
        0..=7_u8,
        0..4_u8,
        prop::array::uniform3(prop::bool::ANY),
    )
        .prop_map(|(block, zones, more, nat, [isolated, later, ipv6])| {
            let room = if block.is_some_and(|prefix| prefix > 22) {
                4
            } else {
                8
            };
            let zones = zones.min(room);
            let plan = Plan {
                zones,
                nat,
                isolated,
                ipv6,
            };
            let grown = Plan {
                zones: (zones + more).min(room),
                isolated: isolated || later,
                ..plan
            };
            (plan, grown, block)
        })
}

fn cases(count: u32) -> ProptestConfig {
    ProptestConfig {
        cases: count,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// aws-cdk 6683, 28369, 2087: another zone, or another kind of subnets, shifts the addresses of
/// those that stand, and replaces them. Here not one byte of what stands changes.
#[test]
pub(crate) fn a_zone_or_a_kind_more_moves_nothing() {
    proptest!(cases(120), |((plan, grown, block) in plans())| {
        let (before, after) = (plan.template(block), grown.template(block));
        let after = resources(&after);
        for (id, resource) in resources(&before) {
            match resource["Type"] == "AWS::EC2::VPCEndpoint" {
                // A route that every table has: it is in one more, in place.
                true => prop_assert!(grows(&resource, &after[&id]), "{}", id),
                false => prop_assert_eq!(Some(&resource), after.get(&id), "{}", id),
            }
        }
    });
}

/// Whether an endpoint differs in more tables alone.
fn grows(before: &Json, after: &Json) -> bool {
    let tables = |endpoint: &Json| endpoint["Properties"]["RouteTableIds"].clone();
    let (own, more) = (tables(before), tables(after));
    let more = more.as_array().expect("tables");
    let mut same = after.clone();
    same["Properties"]["RouteTableIds"] = own.clone();
    let mut own = own.as_array().expect("tables").iter();
    same == *before && own.all(|table| more.contains(table))
}

/// Another way of NAT is a matter of routes: subnets and their tables stay as they are.
#[test]
pub(crate) fn another_nat_moves_no_subnet() {
    proptest!(cases(60), |((plan, _, block) in plans(), nat in 0..4_u8)| {
        let (before, after) = (plan.template(block), Plan { nat, ..plan }.template(block));
        let after = resources(&after);
        for (id, resource) in resources(&before) {
            let stays = ["AWS::EC2::Subnet", "AWS::EC2::RouteTable", "AWS::EC2::VPC"];
            if stays.iter().any(|of_type| resource["Type"] == *of_type) {
                prop_assert_eq!(Some(&resource), after.get(&id), "{}", id);
            }
        }
    });
}
