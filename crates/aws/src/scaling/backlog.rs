use stackwright_cfn::sqs;
use stackwright_core::{IntoValue, Str, Value, select, split};

use crate::cloudwatch::{MathExpression, Metric};
use crate::ecs::{ClusterHandle, ServiceHandle};

/// A queue whose messages are work: a typed queue, or the name or ARN of one.
#[derive(Clone, Debug)]
pub struct WatchedQueue(Value<Str>);

impl WatchedQueue {
    /// A queue by an ARN that only deployment knows. A literal ARN is taken as it is.
    pub fn by_arn(arn: impl IntoValue<Str>) -> Self {
        let parts = split(":", arn.into_value());
        WatchedQueue(select(5, parts))
    }

    fn metric(&self, name: &'static str) -> Metric {
        Metric::new("AWS/SQS", name)
            .dimension("QueueName", self.0.clone())
            .maximum()
    }
}

impl From<&str> for WatchedQueue {
    fn from(name_or_arn: &str) -> Self {
        let name = match name_or_arn.starts_with("arn:") {
            true => name_or_arn.rsplit(':').next().unwrap_or(name_or_arn),
            false => name_or_arn,
        };
        WatchedQueue(name.to_owned().into_value())
    }
}

impl From<Value<Str>> for WatchedQueue {
    fn from(name: Value<Str>) -> Self {
        WatchedQueue(name)
    }
}

impl From<sqs::QueueHandle> for WatchedQueue {
    fn from(queue: sqs::QueueHandle) -> Self {
        WatchedQueue(queue.queue_name().assume())
    }
}

/// Where it is known from how many tasks run.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum RunningTasks {
    /// From Container Insights of the cluster, which cost what CloudWatch takes for its metrics.
    ContainerInsights,
    /// From a metric of one's own.
    Metric(Box<Metric>),
}

impl From<Metric> for RunningTasks {
    fn from(metric: Metric) -> Self {
        RunningTasks::Metric(Box::new(metric))
    }
}

/// The messages that wait for each task that runs.
///
/// A division by 0 has no value, so that nothing would ever start where no task runs: then all
/// messages wait for one.
pub(super) fn per_task(queue: &WatchedQueue, tasks: Metric) -> MathExpression {
    MathExpression::new("IF(FILL(tasks, 0) > 0, visible / tasks, visible)")
        .using("visible", visible(queue))
        .using("tasks", tasks)
}

/// Whether there is a message and no task.
pub(super) fn waits_for_the_first(queue: &WatchedQueue, tasks: Metric) -> MathExpression {
    MathExpression::new("IF(visible > 0 AND FILL(tasks, 0) < 1, 1, 0)")
        .using("visible", visible(queue))
        .using("tasks", tasks)
}

fn visible(queue: &WatchedQueue) -> Metric {
    queue.metric("ApproximateNumberOfMessagesVisible")
}

impl RunningTasks {
    pub(super) fn metric(&self, service: ServiceHandle, cluster: ClusterHandle) -> Metric {
        match self {
            RunningTasks::ContainerInsights => service.running_tasks_in(cluster),
            RunningTasks::Metric(metric) => (**metric).clone(),
        }
    }
}
