//! The alarms of a cache.

use stackwright_core::{Handle, NodeId, ResourceHandle, Scope, Text};

use super::{ValkeyHandle, ValkeyNodesHandle};
use crate::cloudwatch::{Alarm, MissingData, RecommendedAlarms};

impl ValkeyHandle {
    /// The alarms that somebody who has to answer for it wants to have.
    ///
    /// - `Throttled`: requests are refused, for five minutes.
    /// - `Evictions`: keys are thrown out to make room, for five minutes.
    ///
    /// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html>
    pub fn recommended_alarms(self) -> RecommendedAlarms {
        RecommendedAlarms::of(self.node(), of_serverless)
    }
}

impl ValkeyNodesHandle {
    /// The alarms that somebody who has to answer for it wants to have, of its first node.
    ///
    /// - `Cpu`: the one processor that Valkey uses is busy to more than 90 percent for five minutes.
    /// - `Memory`: more than 90 percent are used, for five minutes.
    /// - `Evictions`: keys are thrown out to make room, for five minutes.
    ///
    /// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html>
    pub fn recommended_alarms(self) -> RecommendedAlarms {
        RecommendedAlarms::of(self.node(), of_nodes)
    }
}

fn of_serverless(node: NodeId, _: Scope<'_>) -> Vec<(Text, Alarm)> {
    let cache = stackwright_cfn::elasticache::ServerlessCacheHandle::from_node(node);
    let cache = ValkeyHandle::from(cache);
    let counted = |alarm: Alarm| alarm.periods(5).missing(MissingData::NotBreaching);
    vec![
        (
            "Throttled".into(),
            counted(Alarm::above(cache.throttled(), 0.0)),
        ),
        (
            "Evictions".into(),
            counted(Alarm::above(cache.evictions(), 0.0)),
        ),
    ]
}

fn of_nodes(node: NodeId, _: Scope<'_>) -> Vec<(Text, Alarm)> {
    let cache = stackwright_cfn::elasticache::ReplicationGroupHandle::from_node(node);
    let cache = ValkeyNodesHandle::from(cache);
    let busy = Alarm::above(cache.engine_cpu_utilization(), 90.0);
    let full = Alarm::above(cache.memory_utilization(), 90.0);
    let evicted = Alarm::above(cache.evictions(), 0.0).missing(MissingData::NotBreaching);
    vec![
        ("Cpu".into(), busy.periods(5)),
        ("Memory".into(), full.periods(5)),
        ("Evictions".into(), evicted.periods(5)),
    ]
}
