//! What secrets, parameters and keys cost.

use crate::cost::Factor;
use crate::cost::estimate::Meter;
use crate::cost::usage::{KMS_REQUESTS, SECRET_CALLS};

pub(super) fn secret(meter: &mut Meter<'_, '_>) {
    let service = "Secrets Manager";
    let copies = meter.resource.get("ReplicaRegions").items();
    if !copies.known.is_empty() || !copies.complete {
        meter.gap("its copies in other regions are not counted");
    }
    meter.line("secret", (service, "secret"), [Factor::new(1.0, "secret")]);
    if let Some(used) = meter.used(&SECRET_CALLS) {
        meter.line("calls", (service, "API calls"), [used]);
    }
}

pub(super) fn parameter(meter: &mut Meter<'_, '_>) {
    // Standard ones cost nothing.
    if meter.resource.get("Tier").is("Advanced") {
        let price = ("Systems Manager", "advanced parameter");
        meter.line("parameter", price, [Factor::new(1.0, "parameter")]);
        meter.gap("calls of an advanced parameter are not counted");
    }
}

pub(super) fn key(meter: &mut Meter<'_, '_>) {
    meter.line(
        "key",
        ("KMS", "customer managed key"),
        [Factor::new(1.0, "key")],
    );
    if let Some(used) = meter.used(&KMS_REQUESTS) {
        meter.line("requests", ("KMS", "requests"), [used]);
    }
}
