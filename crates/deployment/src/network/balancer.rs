//! Load balancers in the network.

use super::{Groups, Party, blocks_of};
use crate::{Balancer, Items, Property};

/// The subnets of a load balancer.
pub fn subnets_of_balancer<'d>(balancer: &Property<'d>) -> Items<'d> {
    let mut items = balancer.get("Subnets").items();
    let mappings = balancer.get("SubnetMappings").items();
    items.complete &= mappings.complete;
    let of_mapping = |mapping: &Property<'d>| mapping.get("SubnetId");
    items.known.extend(mappings.known.iter().map(of_mapping));
    items
}

/// What a load balancer is when it sends requests.
pub fn party_of_balancer<'d>(balancer: &Property<'d>) -> Party<'d> {
    let deployment = balancer.deployment();
    let home = deployment.home_of(balancer);
    let named = balancer.get("SecurityGroups");
    let groups = match Balancer::of(balancer) {
        // Only an application load balancer gets a group that it does not ask for.
        Some(Balancer::Network | Balancer::Gateway) if named.is_absent() => Groups::none(),
        Some(_) => Groups::of(named, home.as_ref()),
        None => Groups::of(named, None),
    };
    let subnets = subnets_of_balancer(balancer);
    Party {
        groups,
        blocks: blocks_of(deployment, &subnets.known, subnets.complete, home.as_ref()),
    }
}
