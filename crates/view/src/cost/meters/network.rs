//! What NAT gateways, endpoints and addresses cost.

use super::{count, month};
use crate::cost::Factor;
use crate::cost::estimate::Meter;
use crate::cost::usage::{ENDPOINT_GB, NAT_GB, ZONES};

pub(super) fn nat_gateway(meter: &mut Meter<'_, '_>) {
    let resource = meter.resource;
    let is_regional = resource.get("AvailabilityMode").is("regional");
    let data = match is_regional {
        true => "NAT gateway (regional) data processed",
        false => "NAT gateway data processed",
    };
    match is_regional {
        true => {
            if let Some(zones) = meter.used(&ZONES) {
                let price = ("VPC", "NAT gateway (regional), per zone it is active in");
                meter.line("NAT gateway", price, [zones, month()]);
            }
        }
        false => meter.line("NAT gateway", ("VPC", "NAT gateway (zonal)"), [month()]),
    }
    if let Some(used) = meter.used(&NAT_GB) {
        meter.line("data through it", ("VPC", data), [used]);
    }
    if !resource.get("ConnectivityType").is("private") {
        meter.gap("what it sends to the internet");
    }
}

pub(super) fn address(meter: &mut Meter<'_, '_>) {
    let price = ("VPC", "public IPv4 address, in use or idle");
    meter.line("public IPv4 address", price, [month()]);
}

pub(super) fn endpoint(meter: &mut Meter<'_, '_>) {
    let resource = meter.resource;
    let kind = resource.get("VpcEndpointType");
    match kind.text().as_deref() {
        Some("Interface") => {}
        // Those of S3 and DynamoDB cost nothing.
        Some("Gateway") => return,
        None if kind.is_absent() => return,
        Some(other) => {
            return meter.gap(format!("an endpoint of type `{other}`: no price is known"));
        }
        None => return meter.unknown(&kind),
    }
    if let Some(zones) = count(meter, &resource.get("SubnetIds"), "zones") {
        let price = ("VPC", "interface endpoint, per zone");
        let factors = [Factor::new(zones, "zones"), month()];
        meter.line("endpoint", price, factors);
    }
    if let Some(used) = meter.used(&ENDPOINT_GB) {
        let price = ("VPC", "interface endpoint data processed, first PB");
        meter.line("data through it", price, [used]);
    }
}
