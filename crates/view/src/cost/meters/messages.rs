//! What queues, topics and buses cost.

use crate::cost::estimate::Meter;
use crate::cost::usage::{EVENTS, QUEUE_REQUESTS, TOPIC_REQUESTS};

pub(super) fn queue(meter: &mut Meter<'_, '_>) {
    let item = match meter.resource.get("FifoQueue").flag() {
        Some(true) => "FIFO queue requests",
        _ => "standard queue requests",
    };
    if let Some(used) = meter.used(&QUEUE_REQUESTS) {
        meter.line("requests", ("SQS", item), [used]);
    }
}

pub(super) fn topic(meter: &mut Meter<'_, '_>) {
    if meter.resource.get("FifoTopic").flag() == Some(true) {
        return meter.gap("a FIFO topic: no price is known");
    }
    if let Some(used) = meter.used(&TOPIC_REQUESTS) {
        let item = "standard topic requests after the first million";
        meter.line("messages", ("SNS", item), [used]);
    }
}

pub(super) fn bus(meter: &mut Meter<'_, '_>) {
    if let Some(used) = meter.used(&EVENTS) {
        meter.line("events", ("EventBridge", "custom events"), [used]);
    }
}
