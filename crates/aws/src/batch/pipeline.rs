use stackwright_core::{Construct, Scope, Text};

use super::{JobDefinitionHandle, JobQueueHandle};
use crate::stepfunctions::{OneOffTask, StateMachineHandle, Step};

/// Jobs one after the other: each is submitted when the one before has ended well.
///
/// It is a state machine, as a [`OneOffTask`] is, and what else can be said of that is said to it,
/// [`steps`](Self::steps). Its role may submit these jobs to this queue, ask for them and stop them, where
/// the pipeline is stopped.
///
/// ```
/// use stackwright_aws::batch::{BatchPipeline, JobDefinitionHandle, JobQueueHandle};
/// use stackwright_aws::sns::TopicHandle;
/// use stackwright_aws::units::DurationExt;
/// # fn build(jobs: stackwright_core::Scope<'_>, queue: JobQueueHandle, load: JobDefinitionHandle, report: JobDefinitionHandle, ops: TopicHandle) {
/// let nightly = BatchPipeline::new(queue, "Load", load)
///     .then("Report", report)
///     .steps(|steps| steps.timeout(6.hours()).on_failure(ops));
/// jobs.add("Nightly", nightly);
/// # }
/// ```
///
/// Findings: those of [`OneOffTask`].
///
/// <https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html>
#[derive(Clone, Debug)]
pub struct BatchPipeline {
    queue: JobQueueHandle,
    steps: OneOffTask,
}

impl BatchPipeline {
    /// Begins with this job, in a queue.
    pub fn new(
        queue: impl Into<JobQueueHandle>,
        name: impl Into<Text>,
        job: impl Into<JobDefinitionHandle>,
    ) -> Self {
        let queue = queue.into();
        BatchPipeline {
            queue,
            steps: OneOffTask::of(Step::job(name, queue, job)),
        }
    }

    /// Another job, once those before have ended well.
    pub fn then(mut self, name: impl Into<Text>, job: impl Into<JobDefinitionHandle>) -> Self {
        self.steps = self.steps.then(Step::job(name, self.queue, job));
        self
    }

    /// What else is said of the steps together: how long they may take, who is told.
    pub fn steps(mut self, how: impl FnOnce(OneOffTask) -> OneOffTask) -> Self {
        self.steps = how(self.steps);
        self
    }
}

impl Construct for BatchPipeline {
    type Handle = StateMachineHandle;

    fn build(self, scope: Scope<'_>) -> StateMachineHandle {
        self.steps.build(scope)
    }
}
