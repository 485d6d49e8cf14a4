//! What hosted zones, HTTP APIs and distributions cost.

use crate::cost::Factor;
use crate::cost::estimate::Meter;
use crate::cost::usage::{API_REQUESTS, CDN_GB, CDN_REQUESTS, QUERIES};

/// A hosted zone, or the namespace that makes one.
pub(super) fn zone(meter: &mut Meter<'_, '_>) {
    let service = "Route 53";
    let zone = Factor::new(1.0, "zone");
    meter.line("hosted zone", (service, "hosted zone, first 25"), [zone]);
    if let Some(used) = meter.used(&QUERIES) {
        let item = "standard queries, first billion";
        meter.line("queries", (service, item), [used]);
    }
}

pub(super) fn api(meter: &mut Meter<'_, '_>) {
    if meter.resource.get("ProtocolType").is("WEBSOCKET") {
        return meter.gap("an API of WebSockets: no price is known");
    }
    if let Some(used) = meter.used(&API_REQUESTS) {
        let price = ("API Gateway", "HTTP API requests, first 300 million");
        meter.line("requests", price, [used]);
    }
}

pub(super) fn distribution(meter: &mut Meter<'_, '_>) {
    let service = "CloudFront";
    // Where the requests come from decides; those of the region's own part of the world are taken.
    let part = match meter.region {
        region if region.starts_with("us-") || region.starts_with("ca-") => Some("North America"),
        region if region.starts_with("eu-") => Some("Europe"),
        "ap-northeast-1" => Some("Japan"),
        _ => None,
    };
    let Some(part) = part else {
        return meter.gap("requests to edges of this part of the world: no price is known");
    };
    meter.note(format!(
        "counted as if all of its visitors came to edges in {part}"
    ));
    if let Some(used) = meter.used(&CDN_REQUESTS) {
        let item = format!("HTTPS requests, {part} edge");
        meter.line("requests", (service, &item), [used]);
    }
    match part {
        "Japan" => meter.gap("what it sends out from edges in Japan: no price is known"),
        _ => {
            if let Some(used) = meter.used(&CDN_GB) {
                let item = "data out, North America and Europe edges, first 10 TB after 1 TB free";
                meter.line("to the internet", (service, item), [used]);
            }
        }
    }
}
