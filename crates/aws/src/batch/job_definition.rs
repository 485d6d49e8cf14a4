use crate::filled;
use std::time::Duration;

use stackwright_cfn::batch as cfn;
use stackwright_core::{
    Construct, Expr, IntoValue, Props, Scope, Str, Value, With, handle, non_empty,
};

use super::{ComputeEnvironmentHandle, JobQueueHandle, written};
use crate::ec2::Guarded;
use crate::ecs::{FargateTask, open_ways};
use crate::iam::{ActsBy, Grantee};
use crate::units::whole_seconds;

/// What jobs are: a task on Fargate, which is tried again, and stopped where it takes too long.
///
/// The containers, their size, their roles and what they are linked to are the task's, and are said there.
/// It adds what the task adds: `TaskRole`, `ExecutionRole`, `Logs`. Jobs carry its tags. Earlier revisions
/// stay active until nothing refers to them any more, as Batch has it.
///
/// The ways of its links are opened to where its jobs run: those of the queues that it is
/// [`on`](Self::on), and of [pipelines](super::BatchPipeline) that it is in.
///
/// ```
/// use stackwright_aws::batch::{JobDefinition, JobQueueHandle};
/// use stackwright_aws::ecs::{Container, FargateTask, OneMemory, TaskSize};
/// use stackwright_aws::units::DurationExt;
/// # fn build(jobs: stackwright_core::Scope<'_>, queue: JobQueueHandle) {
/// let task = FargateTask::new(TaskSize::One(OneMemory::Gib2))
///     .container(Container::new("load", "load:1").command(["load", "--all"]));
/// let load = jobs.add("Load", JobDefinition::new(task).on(queue).attempts(3).timeout(1.hours()));
/// # }
/// ```
///
/// Another [name](Self::name), and other tags, replace it.
///
/// # Findings
///
/// - `BAT101`: a container says what Batch has no word for.
/// - `BAT102`: a volume of a kind that Batch does not have.
/// - `BAT103`: one of several containers does not say how much CPU and memory it gets.
///
/// <https://docs.aws.amazon.com/batch/latest/userguide/job_definitions.html>
#[derive(Clone, Debug)]
pub struct JobDefinition {
    task: FargateTask,
    queues: Vec<JobQueueHandle>,
    name: Option<Value<Str>>,
    attempts: Option<u32>,
    ends_with: Vec<u32>,
    timeout: Option<Duration>,
    public_ip: bool,
    parameters: Vec<(String, Value<Str>)>,
}

impl JobDefinition {
    /// Jobs that run this task.
    pub fn new(task: FargateTask) -> Self {
        JobDefinition {
            task,
            queues: Vec::new(),
            name: None,
            attempts: None,
            ends_with: Vec::new(),
            timeout: None,
            public_ip: false,
            parameters: Vec::new(),
        }
    }

    /// A definition that exists, by its ARN, with its revision.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedJobDefinition {
        ImportedJobDefinition(arn.into_value())
    }

    /// A queue that its jobs are submitted to: the ways of its links are opened to where they run then.
    pub fn on(mut self, queue: impl Into<JobQueueHandle>) -> Self {
        self.queues.push(queue.into());
        self
    }

    /// Names it: at most 128 letters, digits, `-` and `_`. A named one cannot be replaced by
    /// CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// How often a job is tried: 1 to 10 times; once, if this is not said.
    pub fn attempts(mut self, times: u32) -> Self {
        self.attempts = Some(times);
        self
    }

    /// Does not try again what has ended with this exit code: at most five of them.
    pub fn not_after_exit(mut self, code: u32) -> Self {
        self.ends_with.push(code);
        self
    }

    /// Stops each try that takes longer: a minute at least; none is stopped, if this is not said.
    pub fn timeout(mut self, time: Duration) -> Self {
        self.timeout = Some(time);
        self
    }

    /// Gives jobs public addresses, which they need in public subnets.
    pub fn public_ip(mut self) -> Self {
        self.public_ip = true;
        self
    }

    /// What stands for `Ref::name` in commands, unless who submits a job says another value.
    pub fn parameter(mut self, name: impl Into<String>, value: impl IntoValue<Str>) -> Self {
        self.parameters.push((name.into(), value.into_value()));
        self
    }

    fn retry(&self) -> Option<cfn::job_definition::RetryStrategy> {
        let times = self.attempts?;
        let ends = self.ends_with.iter().map(|code| {
            cfn::job_definition::EvaluateOnExit::new()
                .action("exit")
                .on_exit_code(code.to_string())
        });
        let ends = non_empty(ends);
        Some(
            cfn::job_definition::RetryStrategy::new()
                .attempts(times)
                .with(ends, |retry, ends| retry.evaluate_on_exit(ends)),
        )
    }
}

impl Construct for JobDefinition {
    type Handle = JobDefinitionHandle;

    fn build(self, scope: Scope<'_>) -> JobDefinitionHandle {
        let retry = self.retry();
        let settled = self.task.settle_for_job(scope);
        let mut task = written::task(settled.definition, scope);
        let address = if self.public_ip {
            "ENABLED"
        } else {
            "DISABLED"
        };
        let network = Expr::object([("AssignPublicIp", Expr::from(address))]);
        task.set("NetworkConfiguration", network);
        let mut properties = Props::new();
        properties.set("TaskProperties", Expr::List(vec![Expr::Map(task)]));
        let timeout = self.timeout.map(|time| {
            let timeout = cfn::job_definition::JobTimeout::new();
            timeout.attempt_duration_seconds(whole_seconds(time))
        });
        let parameters = filled(self.parameters);
        let definition = cfn::JobDefinition::new()
            .with(self.name, |own, name| own.job_definition_name(name))
            .r#type("container")
            .platform_capabilities(["FARGATE"])
            .propagate_tags(true)
            .with(retry, |own, retry| own.retry_strategy(retry))
            .with(timeout, |own, timeout| own.timeout(timeout))
            .with(parameters, |own, parameters| own.parameters(parameters))
            .ecs_properties(Value::from_expr(Expr::Map(properties)));
        let resource = scope.add("Resource", definition);
        for target in settled.waits {
            scope.of(resource).depends_on(target);
        }
        scope.set_primary(resource);
        scope.set_data(ActsBy(settled.task_role));
        let handle = JobDefinitionHandle::new(scope);
        for queue in self.queues {
            queue.open(handle, scope);
        }
        handle
    }
}

/// A definition that exists; see [`JobDefinition::imported`].
#[derive(Clone, Debug)]
pub struct ImportedJobDefinition(Value<Str>);

impl Construct for ImportedJobDefinition {
    type Handle = JobDefinitionHandle;

    fn build(self, scope: Scope<'_>) -> JobDefinitionHandle {
        scope.define("Ref", self.0.clone());
        scope.define("JobDefinitionArn", self.0);
        JobDefinitionHandle::new(scope)
    }
}

handle! {
    /// Names a definition of jobs.
    pub struct JobDefinitionHandle(cfn::JobDefinitionHandle);
}

impl From<JobDefinitionHandle> for Grantee {
    /// Its containers: the role of its task.
    fn from(definition: JobDefinitionHandle) -> Self {
        Grantee::acting(definition)
    }
}

impl JobDefinitionHandle {
    /// Opens the ways that its containers go to where jobs run.
    pub(super) fn open_ways(self, environment: ComputeEnvironmentHandle, scope: Scope<'_>) {
        if let Some(group) = Guarded::group(scope, environment) {
            open_ways(self, scope, group);
        }
    }
}
