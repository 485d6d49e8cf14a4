//! What CloudWatch measures of caches.
//!
//! <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html>
//! <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html>

use stackwright_core::{IntoValue, Str, sub};

use super::{ValkeyHandle, ValkeyNodesHandle};
use crate::cloudwatch::Metric;

impl ValkeyHandle {
    /// One of its metrics in `AWS/ElastiCache`, by name, as `CacheHitRate`: its average by the minute,
    /// unless the metric says otherwise.
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        // The dimension has the name in small letters, which it has by itself.
        Metric::new("AWS/ElastiCache", name).dimension("clusterId", self.reference())
    }

    /// How much it holds, in bytes.
    pub fn bytes_used(self) -> Metric {
        self.metric("BytesUsedForCache").maximum()
    }

    /// How many units it does for what it is asked.
    pub fn units(self) -> Metric {
        self.metric("ElastiCacheProcessingUnits").sum()
    }

    /// How many requests are refused, because there were too many.
    pub fn throttled(self) -> Metric {
        self.metric("ThrottledCmds").sum()
    }

    /// How many keys were thrown out to make room.
    pub fn evictions(self) -> Metric {
        self.metric("Evictions").sum()
    }
}

impl ValkeyNodesHandle {
    /// One of the metrics of its first node in `AWS/ElastiCache`, by name, as `CurrConnections`. Each
    /// node has its own: those of the others are called `-002` and so on.
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        let group = self.reference();
        let node = sub!("{group}-001");
        Metric::new("AWS/ElastiCache", name).dimension("CacheClusterId", node)
    }

    /// How much of its one processor that it uses the first node does use, in percent.
    pub fn engine_cpu_utilization(self) -> Metric {
        self.metric("EngineCPUUtilization")
    }

    /// How much of its memory the first node uses, in percent.
    pub fn memory_utilization(self) -> Metric {
        self.metric("DatabaseMemoryUsagePercentage").maximum()
    }

    /// How many keys the first node threw out to make room.
    pub fn evictions(self) -> Metric {
        self.metric("Evictions").sum()
    }
}
