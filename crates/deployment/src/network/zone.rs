//! Availability zones.

use stackwright_template::{Function, Node};

use super::Subnet;
use crate::text::Text;
use crate::{Answer, Property};

/// An Availability Zone, as it is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Zone<'d> {
    /// One of `Fn::GetAZs`, by its number.
    Nth(usize),
    /// By its name, such as `us-east-1a`.
    Named(Text<'d>),
    /// By its id, such as `use1-az1`.
    Id(Text<'d>),
}

impl<'d> Zone<'d> {
    /// The zone that a subnet says it is in.
    pub(super) fn of(subnet: &Property<'d>) -> Option<Self> {
        let named = subnet.get("AvailabilityZone");
        if named.is_absent() {
            return subnet.get("AvailabilityZoneId").symbolic().map(Zone::Id);
        }
        match named.node().and_then(nth) {
            Some(index) => Some(Zone::Nth(index)),
            None => named.symbolic().map(Zone::Named),
        }
    }

    /// Whether it is the same zone.
    pub fn is(&self, other: &Zone<'d>) -> Answer {
        match (self, other) {
            (Zone::Nth(own), Zone::Nth(other)) => (own == other).into(),
            (Zone::Named(own), Zone::Named(other)) | (Zone::Id(own), Zone::Id(other)) => {
                own.equals(other).into()
            }
            _ => Answer::Unknown,
        }
    }
}

/// Which of the zones of `Fn::GetAZs` a function selects.
fn nth(node: &Node) -> Option<usize> {
    let select = node.as_call()?.select()?;
    let zones = select.values.as_call()?;
    if zones.function != Function::GetAZs {
        return None;
    }
    match select.index.as_str() {
        Some(text) => text.trim().parse().ok(),
        None => usize::try_from(select.index.as_number()?.as_i64()?).ok(),
    }
}

/// Whether all of these subnets are certain to be in one zone.
pub fn all_in_one(subnets: &[&Subnet<'_>]) -> bool {
    let Some((first, rest)) = subnets.split_first() else {
        return false;
    };
    let Some(zone) = &first.zone else {
        return rest.is_empty();
    };
    let is_same = |subnet: &&Subnet<'_>| {
        let other = subnet.zone.as_ref();
        other.is_some_and(|other| zone.is(other).is_yes())
    };
    rest.iter().all(is_same)
}

/// Whether a zone is certain not to be among those of others.
pub fn none_is<'d, 'z>(
    zone: &Zone<'d>,
    mut others: impl Iterator<Item = Option<&'z Zone<'d>>>,
) -> bool
where
    'd: 'z,
{
    others.all(|other| other.is_some_and(|other| zone.is(other).is_no()))
}
