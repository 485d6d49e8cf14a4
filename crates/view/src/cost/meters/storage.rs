//! What buckets, file systems and repositories of images cost.

use crate::cost::estimate::Meter;
use crate::cost::usage::{BUCKET_GB, FILES_GB, IMAGES_GB};

pub(super) fn bucket(meter: &mut Meter<'_, '_>) {
    if let Some(used) = meter.used(&BUCKET_GB) {
        meter.line("storage", ("S3", "Standard storage, first 50 TB"), [used]);
    }
    meter.gap("requests to it: no price is known");
}

pub(super) fn file_system(meter: &mut Meter<'_, '_>) {
    if !meter.resource.get("AvailabilityZoneName").is_absent() {
        return meter.gap("a file system in one zone: no price is known");
    }
    if let Some(used) = meter.used(&FILES_GB) {
        meter.line("storage", ("EFS", "Standard (regional) storage"), [used]);
    }
    let throughput = meter.resource.get("ThroughputMode");
    if throughput.is("elastic") || throughput.is("provisioned") {
        meter.gap("its throughput: no price is known");
    }
}

pub(super) fn repository(meter: &mut Meter<'_, '_>) {
    if let Some(used) = meter.used(&IMAGES_GB) {
        meter.line("images", ("ECR", "private repository storage"), [used]);
    }
}
