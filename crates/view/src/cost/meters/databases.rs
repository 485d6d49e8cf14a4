//! What databases cost.

use super::month;
use crate::cost::estimate::Meter;
use crate::cost::usage::{ACU, DATABASE_GB};
use crate::cost::{Factor, Range};

const POSTGRES: &str = "RDS PostgreSQL";

pub(super) fn instance(meter: &mut Meter<'_, '_>) {
    let resource = meter.resource;
    let class = resource.get("DBInstanceClass");
    let Some(class) = class.text() else {
        return meter.unknown(&class);
    };
    if &*class == "db.serverless" {
        return serverless(meter);
    }
    let engine = resource.get("Engine");
    match engine.text().as_deref() {
        Some("postgres") => {}
        Some(other) => {
            let shown = format!("`{class}` with the engine `{other}`: no price is known");
            return meter.gap(shown);
        }
        None => return meter.unknown(&engine),
    }
    let is_double = resource.get("MultiAZ").flag() == Some(true);
    let single = format!("{class}, Single-AZ");
    let double = format!("{class}, Multi-AZ");
    let hours = meter.hours();
    let factor = meter.price(POSTGRES, "Multi-AZ factor on the instance price");
    match (is_double, meter.price(POSTGRES, &double), factor) {
        (true, None, Some(factor)) => {
            let zones = Factor::new(factor.price, "zones");
            meter.line("instance", (POSTGRES, &single), [zones, hours]);
        }
        (true, ..) => meter.line("instance", (POSTGRES, &double), [hours]),
        (false, ..) => meter.line("instance", (POSTGRES, &single), [hours]),
    }
    let storage = resource.get("StorageType");
    if !storage.is("gp3") {
        let kind = storage.text();
        let kind = kind.as_deref().unwrap_or("gp2, where none is named");
        return meter.gap(format!("storage of type {kind}: no price is known"));
    }
    let Some(least) = meter.number(&resource.get("AllocatedStorage"), None) else {
        return;
    };
    let most = meter.number(&resource.get("MaxAllocatedStorage"), Some(least));
    let size = Range::new(least, least, most.unwrap_or(least));
    let item = match is_double {
        true => "gp3 storage, Multi-AZ",
        false => "gp3 storage, Single-AZ",
    };
    meter.line("storage", (POSTGRES, item), [Factor::new(size, "GB")]);
}

/// An instance of Aurora Serverless v2, which scales within the limits of its cluster.
fn serverless(meter: &mut Meter<'_, '_>) {
    let named = meter.resource.get("DBClusterIdentifier");
    let Some(cluster) = named.target_of(&["AWS::RDS::DBCluster"]) else {
        return meter
            .gap("its cluster, which has the limits of its capacity, is not in this template");
    };
    let limits = cluster.get("ServerlessV2ScalingConfiguration");
    let least = meter.number(&limits.get("MinCapacity"), Some(0.5));
    let (Some(least), Some(most)) = (least, meter.number(&limits.get("MaxCapacity"), None)) else {
        return meter.gap("the limits of its capacity are not known");
    };
    let usual = meter.said(&ACU);
    if usual.is_none() {
        meter.gap(format!(
            "{}: say `{}`; counted at the least",
            ACU.what, ACU.key
        ));
    }
    let usual = usual.unwrap_or(least).clamp(least.min(most), most);
    let units = Factor::new(Range::new(least, usual, most), ACU.unit);
    let price = ("Aurora", "Serverless v2 capacity, Standard");
    meter.line("capacity", price, [units, month()]);
}

pub(super) fn cluster(meter: &mut Meter<'_, '_>) {
    let resource = meter.resource;
    let engine = resource.get("Engine");
    match engine.text() {
        Some(text) if text.starts_with("aurora") => {}
        Some(text) => return meter.gap(format!("a cluster of `{text}`: no price is known")),
        None => return meter.unknown(&engine),
    }
    if resource.get("StorageType").is("aurora-iopt1") {
        return meter.gap("storage of type aurora-iopt1: no price is known");
    }
    if let Some(used) = meter.used(&DATABASE_GB) {
        meter.line("storage", ("Aurora", "storage, Standard"), [used]);
    }
    meter.gap("requests to storage: no price is known");
}
