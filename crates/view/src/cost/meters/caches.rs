//! What caches cost.

use stackwright_deployment::Property;

use super::month;
use crate::cost::estimate::Meter;
use crate::cost::usage::CACHE_GB;
use crate::cost::{Factor, Range};

const SERVICE: &str = "ElastiCache";

/// What the price list calls an engine; a gap where there is no price for it.
fn engine(meter: &mut Meter<'_, '_>, engine: &Property<'_>) -> Option<&'static str> {
    match engine.text().as_deref() {
        Some("valkey") => Some("Valkey"),
        Some("redis") => Some("Redis OSS"),
        // A replication group without one.
        None if engine.is_absent() => Some("Redis OSS"),
        Some(other) => {
            meter.gap(format!("the engine `{other}`: no price is known"));
            None
        }
        None => {
            meter.unknown(engine);
            None
        }
    }
}

fn nodes(meter: &mut Meter<'_, '_>, nodes: f64) {
    let resource = meter.resource;
    let kind = resource.get("CacheNodeType");
    let Some(kind) = kind.text() else {
        return meter.unknown(&kind);
    };
    if let Some(engine) = engine(meter, &resource.get("Engine")) {
        let item = format!("{kind}, {engine}");
        let factors = [Factor::new(nodes, "nodes"), meter.hours()];
        meter.line("nodes", (SERVICE, &item), factors);
    }
}

pub(super) fn cluster(meter: &mut Meter<'_, '_>) {
    let count = meter.resource.get("NumCacheNodes");
    if let Some(count) = meter.number(&count, Some(1.0)) {
        nodes(meter, count);
    }
}

pub(super) fn replication_group(meter: &mut Meter<'_, '_>) {
    let resource = meter.resource;
    let whole = resource.get("NumCacheClusters");
    let count = match whole.is_absent() {
        false => meter.number(&whole, None),
        true => {
            let groups = meter.number(&resource.get("NumNodeGroups"), Some(1.0));
            let replicas = meter.number(&resource.get("ReplicasPerNodeGroup"), Some(0.0));
            groups
                .zip(replicas)
                .map(|(groups, replicas)| groups * (replicas + 1.0))
        }
    };
    if let Some(count) = count {
        nodes(meter, count);
    }
}

pub(super) fn serverless(meter: &mut Meter<'_, '_>) {
    let resource = meter.resource;
    let Some(engine) = engine(meter, &resource.get("Engine")) else {
        return;
    };
    let limits = resource.get("CacheUsageLimits/DataStorage");
    let least = meter
        .number(&limits.get("Minimum"), Some(0.0))
        .unwrap_or(0.0);
    if let Some(used) = meter.used(&CACHE_GB) {
        let held = used.number.usual;
        let most = meter
            .number(&limits.get("Maximum"), Some(held))
            .unwrap_or(held);
        let usual = held.max(least);
        let held = Range::new(usual, usual, most.max(usual));
        let item = format!("Serverless data, {engine}");
        let factors = [Factor::new(held, "GB"), month()];
        meter.line("data", (SERVICE, &item), factors);
    }
    meter.gap("ElastiCache processing units: no price is known");
}
