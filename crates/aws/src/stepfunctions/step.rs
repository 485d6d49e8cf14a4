use std::time::Duration;

use stackwright_core::Text;

#[cfg(feature = "batch")]
use crate::batch::{JobDefinitionHandle, JobQueueHandle};
use crate::ecs::RunTask;

/// One of the steps of a [`OneOffTask`](super::OneOffTask): a task that is run, and waited for.
///
/// Its name is that of its state: other steps have other names (`SFN101`).
///
/// ```
/// use stackwright_aws::ecs::{ClusterHandle, RunTask, TaskHandle};
/// use stackwright_aws::stepfunctions::Step;
/// use stackwright_aws::units::DurationExt;
/// # fn step(cluster: ClusterHandle, bill: TaskHandle) -> Step {
/// Step::new("Bill", RunTask::new(cluster, bill))
///     .after(10.minutes())
///     .retries(2, 1.minutes())
///     .timeout(1.hours())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Step {
    pub(super) name: Text,
    pub(super) work: Work,
    pub(super) wait: Option<Duration>,
    pub(super) retries: Option<(u32, Duration)>,
    pub(super) timeout: Option<Duration>,
}

/// What a step does.
#[derive(Clone, Debug)]
pub(super) enum Work {
    Run(Box<RunTask>),
    /// A job of this kind, in this queue.
    #[cfg(feature = "batch")]
    Job(JobQueueHandle, JobDefinitionHandle),
}

impl Step {
    /// Runs a task; the next step begins when it has ended, without an error.
    pub fn new(name: impl Into<Text>, run: RunTask) -> Self {
        Step::of(name.into(), Work::Run(Box::new(run)))
    }

    /// Submits a job to a queue of AWS Batch; the next step begins when it has ended, without an error. It
    /// has the name of the step.
    ///
    /// <https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html>
    #[cfg(feature = "batch")]
    pub fn job(
        name: impl Into<Text>,
        queue: impl Into<JobQueueHandle>,
        job: impl Into<JobDefinitionHandle>,
    ) -> Self {
        Step::of(name.into(), Work::Job(queue.into(), job.into()))
    }

    fn of(name: Text, work: Work) -> Self {
        Step {
            name,
            work,
            wait: None,
            retries: None,
            timeout: None,
        }
    }

    /// Waits before it for so long. Adds the state `BeforeX`.
    pub fn after(mut self, time: Duration) -> Self {
        self.wait = Some(time);
        self
    }

    /// Tries again so often what has failed, for the first time after this while, then after twice as
    /// long each time. A task that ends with an error has failed, too.
    pub fn retries(mut self, times: u32, first: Duration) -> Self {
        self.retries = Some((times, first));
        self
    }

    /// Stops it, and fails, where it runs for longer.
    pub fn timeout(mut self, time: Duration) -> Self {
        self.timeout = Some(time);
        self
    }
}
