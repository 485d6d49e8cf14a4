//! What load balancers cost.

use stackwright_deployment::Balancer;

use super::{count, month};
use crate::cost::Factor;
use crate::cost::estimate::Meter;
use crate::cost::usage::{LCU, NLCU, OUT_GB};

const SERVICE: &str = "Elastic Load Balancing";

pub(super) fn load_balancer(meter: &mut Meter<'_, '_>) {
    let resource = meter.resource;
    match Balancer::of(&resource) {
        Some(Balancer::Application) => {
            let hours = (SERVICE, "Application Load Balancer");
            meter.line("load balancer", hours, [month()]);
            if let Some(used) = meter.used(&LCU) {
                let capacity = (SERVICE, "Application Load Balancer LCU");
                meter.line("capacity units", capacity, [used, month()]);
            }
        }
        Some(Balancer::Network) => {
            let hours = (SERVICE, "Network Load Balancer");
            meter.line("load balancer", hours, [month()]);
            if let Some(used) = meter.used(&NLCU) {
                let capacity = (SERVICE, "Network Load Balancer NLCU");
                meter.line("capacity units", capacity, [used, month()]);
            }
        }
        Some(Balancer::Gateway) => return meter.gap("a Gateway Load Balancer: no price is known"),
        None => return meter.unknown(&resource.get("Type")),
    }
    // Without a scheme it is one for the internet.
    let scheme = resource.get("Scheme");
    if !scheme.is_absent() && !scheme.is("internet-facing") {
        return;
    }
    let without_addresses = resource
        .get("IpAddressType")
        .is("dualstack-without-public-ipv4");
    if !without_addresses {
        let mappings = resource.get("SubnetMappings");
        let (list, of_its_own) = match mappings.is_absent() {
            true => (resource.get("Subnets"), 0),
            false => {
                let own = mappings.items().known.into_iter();
                let own = own.filter(|own| !own.get("AllocationId").is_absent());
                (mappings, own.count())
            }
        };
        // Elastic addresses are resources of their own, and counted there.
        let zones = count(meter, &list, "zones");
        let own = u32::try_from(of_its_own).map_or(0.0, f64::from);
        if let Some(zones) = zones.map(|zones| zones - own).filter(|zones| *zones > 0.0) {
            let price = ("VPC", "public IPv4 address, in use or idle");
            let factors = [Factor::new(zones, "zones"), month()];
            meter.line("public IPv4 address", price, factors);
        }
    }
    out(meter);
}

/// What it sends to the internet.
fn out(meter: &mut Meter<'_, '_>) {
    if let Some(used) = meter.used(&OUT_GB) {
        let price = (
            "Data transfer",
            "out to the internet, first 10 TB after 100 GB free",
        );
        meter.line("to the internet", price, [used]);
    }
}
