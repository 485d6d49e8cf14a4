//! What CloudWatch measures of databases.
//!
//! <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html>

use stackwright_core::{IntoValue, Str};

use super::{AuroraHandle, DatabaseHandle};
use crate::cloudwatch::Metric;

impl DatabaseHandle {
    /// One of its metrics in `AWS/RDS`, by name, as `DiskQueueDepth`: its average by the minute,
    /// unless the metric says otherwise.
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        Metric::new("AWS/RDS", name).dimension("DBInstanceIdentifier", self.reference())
    }

    /// How much of its CPU it uses, in percent.
    pub fn cpu_utilization(self) -> Metric {
        self.metric("CPUUtilization")
    }

    /// How much storage is left, in bytes.
    pub fn free_storage(self) -> Metric {
        self.metric("FreeStorageSpace").minimum()
    }

    /// How much memory is left, in bytes.
    pub fn freeable_memory(self) -> Metric {
        self.metric("FreeableMemory").minimum()
    }

    /// How many clients are connected.
    pub fn connections(self) -> Metric {
        self.metric("DatabaseConnections").maximum()
    }

    /// How long a read takes, in seconds.
    pub fn read_latency(self) -> Metric {
        self.metric("ReadLatency")
    }

    /// How long a write takes, in seconds.
    pub fn write_latency(self) -> Metric {
        self.metric("WriteLatency")
    }

    /// How far a copy that is [read from](super::ReadReplica) is behind, in seconds.
    pub fn replica_lag(self) -> Metric {
        self.metric("ReplicaLag").maximum()
    }
}

impl AuroraHandle {
    /// One of the metrics of the whole cluster in `AWS/RDS`, by name, as `VolumeBytesUsed`: its average
    /// by the minute, unless the metric says otherwise.
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html>
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        Metric::new("AWS/RDS", name).dimension("DBClusterIdentifier", self.reference())
    }

    /// How much of their CPU its instances use, in percent.
    pub fn cpu_utilization(self) -> Metric {
        self.metric("CPUUtilization")
    }

    /// How much memory is left, in bytes.
    pub fn freeable_memory(self) -> Metric {
        self.metric("FreeableMemory").minimum()
    }

    /// How many clients are connected.
    pub fn connections(self) -> Metric {
        self.metric("DatabaseConnections").maximum()
    }

    /// How many units its serverless instances are.
    pub fn serverless_capacity(self) -> Metric {
        self.metric("ServerlessDatabaseCapacity").maximum()
    }
}
