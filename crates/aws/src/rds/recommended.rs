//! The alarms of a database.

use stackwright_core::{Handle, NodeId, ResourceHandle, Scope, Text};

use super::instance::Source;
use super::{AuroraHandle, DatabaseHandle};
use crate::cloudwatch::{Alarm, Metric, RecommendedAlarms};
use crate::units::Size;

/// Where the size of what is stored is not known.
const LITTLE: Size = Size::gib(2);

/// So much memory a database needs to do anything.
const MEMORY: Size = Size::mib(64);

impl DatabaseHandle {
    /// The alarms that somebody who has to answer for it wants to have.
    ///
    /// - `Cpu`: more than 90 percent for five minutes.
    /// - `Storage`: less than a tenth of what it began with is free, or less than 2 GiB where that is not
    ///   known.
    /// - `Memory`: less than 64 MiB are free for five minutes.
    /// - `Connections`: more than 80 percent of the
    ///   [parameter](super::DatabaseInstance::parameter) `max_connections`, where that is said as a number;
    ///   else more than is usual, by three deviations, for five minutes.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html>
    pub fn recommended_alarms(self) -> RecommendedAlarms {
        RecommendedAlarms::of(self.node(), of_instance)
    }
}

impl AuroraHandle {
    /// The alarms that somebody who has to answer for it wants to have: `Cpu`, `Memory` and `Connections`
    /// as a [single database](DatabaseHandle::recommended_alarms) has them. Its storage grows by itself.
    pub fn recommended_alarms(self) -> RecommendedAlarms {
        RecommendedAlarms::of(self.node(), of_cluster)
    }
}

fn of_instance(node: NodeId, scope: Scope<'_>) -> Vec<(Text, Alarm)> {
    let instance = stackwright_cfn::rds::DbInstanceHandle::from_node(node);
    let database = DatabaseHandle::of_instance(scope.at(instance), instance);
    let source = scope.app().data::<Source>(node);
    let tenth = source.as_ref().and_then(|source| source.storage);
    let least = tenth.map_or(bytes(LITTLE), |storage| bytes(storage) / 10.0);
    let mut alarms = common(
        database.cpu_utilization(),
        database.freeable_memory(),
        database.connections(),
        source.and_then(|source| source.connections),
    );
    let storage = Alarm::below(database.free_storage(), least);
    alarms.insert(1, ("Storage".into(), storage));
    alarms
}

fn of_cluster(node: NodeId, scope: Scope<'_>) -> Vec<(Text, Alarm)> {
    let resource = stackwright_cfn::rds::DbClusterHandle::from_node(node);
    let cluster = AuroraHandle::of_cluster(scope.at(resource), resource);
    let source = scope.app().data::<Source>(node);
    common(
        cluster.cpu_utilization(),
        cluster.freeable_memory(),
        cluster.connections(),
        source.and_then(|source| source.connections),
    )
}

fn common(
    cpu: Metric,
    memory: Metric,
    connections: Metric,
    most: Option<u32>,
) -> Vec<(Text, Alarm)> {
    let connections = match most {
        Some(most) => Alarm::above(connections, f64::from(most) * 0.8),
        None => Alarm::unusually_high(connections, 3.0),
    };
    vec![
        ("Cpu".into(), Alarm::above(cpu, 90.0).periods(5)),
        (
            "Memory".into(),
            Alarm::below(memory, bytes(MEMORY)).periods(5),
        ),
        ("Connections".into(), connections.periods(5)),
    ]
}

fn bytes(size: Size) -> f64 {
    size.as_mib() as f64 * 1024.0 * 1024.0
}
