use stackwright_cfn::batch as cfn;
use stackwright_core::{
    Construct, Handle, IntoValue, Scope, Str, Value, With, handle, select, split, sub,
};

use super::{ComputeEnvironmentHandle, JobDefinitionHandle};
use crate::gathered;
use crate::iam::{Grant, Statement};
use crate::link::Link;

/// Where jobs wait until one of the environments has room for them.
///
/// ```
/// use stackwright_aws::batch::{ComputeEnvironmentHandle, JobQueue};
/// # fn build(jobs: stackwright_core::Scope<'_>, fargate: ComputeEnvironmentHandle, spot: ComputeEnvironmentHandle) {
/// let queue = jobs.add("Queue", JobQueue::new(spot).or_else(fargate));
/// # }
/// ```
///
/// Another [name](Self::name), and other tags, replace it.
///
/// <https://docs.aws.amazon.com/batch/latest/userguide/job_queues.html>
#[derive(Clone, Debug)]
pub struct JobQueue {
    environments: Vec<ComputeEnvironmentHandle>,
    priority: u32,
    name: Option<Value<Str>>,
    is_off: bool,
}

impl JobQueue {
    /// A queue for this environment.
    pub fn new(environment: impl Into<ComputeEnvironmentHandle>) -> Self {
        JobQueue {
            environments: vec![environment.into()],
            priority: 1,
            name: None,
            is_off: false,
        }
    }

    /// A queue that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedJobQueue {
        ImportedJobQueue(arn.into_value())
    }

    /// Another environment, where those before have no room: at most three in all.
    pub fn or_else(mut self, environment: impl Into<ComputeEnvironmentHandle>) -> Self {
        self.environments.push(environment.into());
        self
    }

    /// Which queue of one environment comes first: the one with the higher number, up to 1,000; it is 1,
    /// if this is not said.
    pub fn priority(mut self, number: u32) -> Self {
        self.priority = number;
        self
    }

    /// Names it. A named queue cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Takes no more jobs, until this is taken out again.
    pub fn disabled(mut self) -> Self {
        self.is_off = true;
        self
    }
}

/// Kept on a queue: where its jobs run.
pub(super) struct RunsOn(pub Vec<ComputeEnvironmentHandle>);

impl Construct for JobQueue {
    type Handle = JobQueueHandle;

    fn build(self, scope: Scope<'_>) -> JobQueueHandle {
        let order = (1..).zip(&self.environments).map(|(number, environment)| {
            cfn::job_queue::ComputeEnvironmentOrder::new()
                .order(number)
                .compute_environment(environment.reference())
        });
        let state = match self.is_off {
            true => cfn::job_queue::State::Disabled,
            false => cfn::job_queue::State::Enabled,
        };
        let queue = cfn::JobQueue::new()
            .with(self.name, |queue, name| queue.job_queue_name(name))
            .priority(self.priority)
            .state(state)
            .compute_environment_order(gathered(order));
        scope.set_primary(scope.add("Resource", queue));
        scope.set_data(RunsOn(self.environments));
        JobQueueHandle::new(scope)
    }
}

/// A queue that exists; see [`JobQueue::imported`].
#[derive(Clone, Debug)]
pub struct ImportedJobQueue(Value<Str>);

impl Construct for ImportedJobQueue {
    type Handle = JobQueueHandle;

    fn build(self, scope: Scope<'_>) -> JobQueueHandle {
        scope.define("Ref", self.0.clone());
        scope.define("JobQueueArn", self.0);
        JobQueueHandle::new(scope)
    }
}

handle! {
    /// Names a queue of jobs.
    pub struct JobQueueHandle(cfn::JobQueueHandle);
}

impl JobQueueHandle {
    /// Its ARN.
    pub fn arn(self) -> Value<Str> {
        self.reference().assume()
    }

    /// A link for who submits jobs of this kind here: the right, for any revision of the definition, and
    /// the two ARNs, `.._QUEUE` and `.._DEFINITION`.
    ///
    /// <https://docs.aws.amazon.com/batch/latest/userguide/batch-supported-iam-actions-resources.html>
    pub fn submit(self, definition: impl Into<JobDefinitionHandle>) -> Link {
        let definition = definition.into();
        Link::to(self)
            .right(self.submits(definition))
            .env("QUEUE", self.arn())
            .env("DEFINITION", definition.reference())
    }

    /// The right of that.
    pub(crate) fn submits(self, definition: JobDefinitionHandle) -> Grant {
        let arn: Value<Str> = definition.reference().assume();
        // `job-definition/name` of `arn:aws:batch:region:account:job-definition/name:revision`.
        let name: Value<Str> = select(5, split(":", arn));
        let revisions: Value<Str> =
            sub!("arn:{AWS::Partition}:batch:{AWS::Region}:{AWS::AccountId}:{name}:*");
        let submit = Statement::allow(["batch:SubmitJob"]);
        Grant::from(submit.on([revisions, self.arn()]))
    }

    /// Opens the ways of a definition to where its jobs run.
    pub(crate) fn open(self, definition: JobDefinitionHandle, scope: Scope<'_>) {
        let Some(runs) = scope.app().data::<RunsOn>(self.node()) else {
            return;
        };
        for environment in &runs.0 {
            definition.open_ways(*environment, scope);
        }
    }
}
