//! What CloudWatch measures of services and clusters.
//!
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html>

use stackwright_core::{IntoValue, Str, Value, select, split};

use super::{ClusterHandle, ServiceHandle};
use crate::cloudwatch::Metric;

impl ServiceHandle {
    /// One of its metrics in `AWS/ECS`, by name, as `EBSFilesystemUtilization`: its average by the
    /// minute, unless the metric says otherwise.
    ///
    /// ```
    /// use stackwright_aws::ecs::ServiceHandle;
    /// use stackwright_aws::scaling::StepScaling;
    /// # fn scaled(stack: stackwright_core::Scope<'_>, api: ServiceHandle) {
    /// let full = api.metric("EBSFilesystemUtilization").maximum();
    /// stack.add("Steps", StepScaling::new(api, 1..=4, full).at_least(80, 1));
    /// # }
    /// ```
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html>
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        let metric = Metric::new("AWS/ECS", name);
        of_service(metric, self.cluster_name(), self.name().assume())
    }

    /// How much of the CPU that its tasks have they use, in percent. Without a limit of their own,
    /// on instances, that can be more than 100.
    pub fn cpu_utilization(self) -> Metric {
        self.metric("CPUUtilization")
    }

    /// How much of the memory that its tasks have they use, in percent.
    pub fn memory_utilization(self) -> Metric {
        self.metric("MemoryUtilization")
    }

    /// One of its metrics in `ECS/ContainerInsights`, by name, as `PendingTaskCount`. There are
    /// values where the cluster has [Container
    /// Insights](super::Cluster::container_insights) only.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html>
    pub fn insights_metric(self, name: impl IntoValue<Str>) -> Metric {
        let metric = Metric::new(INSIGHTS, name);
        of_service(metric, self.cluster_name(), self.name().assume())
    }

    /// How many of its tasks run, by Container Insights.
    pub fn running_tasks(self) -> Metric {
        self.insights_metric(RUNNING)
    }

    /// How many of its tasks are to run, by Container Insights.
    pub fn desired_tasks(self) -> Metric {
        self.insights_metric("DesiredTaskCount")
    }

    /// The same, of a cluster that is known as a construct.
    pub(crate) fn running_tasks_in(self, cluster: ClusterHandle) -> Metric {
        let cluster: Value<Str> = cluster.reference().assume();
        of_service(
            Metric::new(INSIGHTS, RUNNING),
            cluster,
            self.name().assume(),
        )
    }

    /// The ARN has it, whoever made the service: `arn:aws:ecs:region:account:service/cluster/name`.
    fn cluster_name(self) -> Value<Str> {
        select(1, split("/", self.service_arn().assume::<Str>()))
    }
}

impl ClusterHandle {
    /// One of its metrics in `AWS/ECS`, by name.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html>
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        let cluster: Value<Str> = self.reference().assume();
        Metric::new("AWS/ECS", name).dimension("ClusterName", cluster)
    }

    /// How much of the CPU of its instances tasks use, in percent. A cluster without instances
    /// of one's own has no such values: ask its [services](ServiceHandle::cpu_utilization).
    pub fn cpu_utilization(self) -> Metric {
        self.metric("CPUUtilization")
    }

    /// How much of the memory of its instances tasks use, in percent; of instances only.
    pub fn memory_utilization(self) -> Metric {
        self.metric("MemoryUtilization")
    }

    /// How much of the CPU of its instances is kept for tasks, in percent; of instances only.
    pub fn cpu_reservation(self) -> Metric {
        self.metric("CPUReservation")
    }

    /// How much of the memory of its instances is kept for tasks, in percent; of instances only.
    pub fn memory_reservation(self) -> Metric {
        self.metric("MemoryReservation")
    }

    /// One of its metrics in `ECS/ContainerInsights`, by name, as `TaskCount`. There are values
    /// where it has [Container Insights](super::Cluster::container_insights) only.
    ///
    /// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html>
    pub fn insights_metric(self, name: impl IntoValue<Str>) -> Metric {
        let cluster: Value<Str> = self.reference().assume();
        Metric::new(INSIGHTS, name).dimension("ClusterName", cluster)
    }
}

const INSIGHTS: &str = "ECS/ContainerInsights";
const RUNNING: &str = "RunningTaskCount";

fn of_service(metric: Metric, cluster: Value<Str>, service: Value<Str>) -> Metric {
    metric
        .dimension("ClusterName", cluster)
        .dimension("ServiceName", service)
}
