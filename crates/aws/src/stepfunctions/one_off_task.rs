use std::time::Duration;

use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value};

use super::step::Work;
use super::{ImportedStateMachine, StateMachineHandle, Step};
use crate::ecs::{AnyTask, ClusterHandle, RunTask};
use crate::iam::RoleHandle;
use crate::logs::LogGroupHandle;
use crate::sns::TopicHandle;

/// A task that somebody starts now and then, as a migration, and that is waited for; or several, one
/// after the other.
///
/// It is a state machine: who starts it sees whether the task has ended well, and what is said to it
/// reaches the containers, `env_from("ORDER", "$.order")`. Each step gets what the machine was started
/// with. How a task runs is for [`RunTask`] to say, [`run`](Self::run).
///
/// It adds `Role`, which Step Functions takes on for this account alone, with the rights that waiting for
/// a task needs, and no others: to run any revision of it in its cluster and pass its two roles, to look
/// at tasks of the cluster and stop them, and to write the one rule by which Step Functions hears of
/// them; `SecurityGroup`, one for all its tasks, unless they are given one; and `Task`, unless it is given
/// a task that was added.
///
/// ```
/// use stackwright_aws::ecs::{ClusterHandle, RunTask, TaskHandle};
/// use stackwright_aws::sns::TopicHandle;
/// use stackwright_aws::stepfunctions::{OneOffTask, Step};
/// use stackwright_aws::units::DurationExt;
/// # use stackwright_core::Scope;
/// # fn build(web: Scope<'_>, cluster: ClusterHandle, migrate: TaskHandle, warm: TaskHandle, ops: TopicHandle) {
/// let migrate = OneOffTask::new(cluster, migrate)
///     .then(Step::new("Warm", RunTask::new(cluster, warm)).retries(2, 1.minutes()))
///     .timeout(2.hours())
///     .on_failure(ops);
/// let migrate = web.add("Migrate", migrate);
/// # let _ = migrate.start();
/// # }
/// ```
///
/// Another [name](Self::name) replaces it.
///
/// # Findings
///
/// - `SFN101`: two steps of one name.
/// - those of [`RunTask`].
///
/// <https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html>
#[derive(Clone, Debug)]
pub struct OneOffTask {
    pub(super) steps: Vec<Step>,
    pub(super) name: Option<Value<Str>>,
    pub(super) timeout: Option<Duration>,
    pub(super) tells: Option<TopicHandle>,
    pub(super) logs: Option<LogGroupHandle>,
    pub(super) is_traced: bool,
    pub(super) key: Option<Value<KeyArn>>,
    pub(super) role: Option<RoleHandle>,
}

impl OneOffTask {
    /// Runs a task, or the task that another construct has added, in a cluster: the step `Task`.
    pub fn new(cluster: impl Into<ClusterHandle>, task: impl Into<AnyTask>) -> Self {
        OneOffTask::of(Step::new("Task", RunTask::new(cluster, task)))
    }

    /// Begins with this step.
    pub fn of(step: Step) -> Self {
        OneOffTask {
            steps: vec![step],
            name: None,
            timeout: None,
            tells: None,
            logs: None,
            is_traced: false,
            key: None,
            role: None,
        }
    }

    /// A state machine that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedStateMachine {
        ImportedStateMachine(arn.into_value())
    }

    /// How the first task runs: `.run(|run| run.on(CapacityProvider::fargate_spot()))`.
    pub fn run(self, how: impl FnOnce(RunTask) -> RunTask) -> Self {
        self.first(|mut step| {
            step.work = match step.work {
                Work::Run(run) => Work::Run(Box::new(how(*run))),
                #[cfg(feature = "batch")]
                job => job,
            };
            step
        })
    }

    /// What else is said of the first step: `.first(|step| step.retries(2, 1.minutes()))`.
    pub fn first(mut self, how: impl FnOnce(Step) -> Step) -> Self {
        if !self.steps.is_empty() {
            let step = how(self.steps.remove(0));
            self.steps.insert(0, step);
        }
        self
    }

    /// Another step, once those before have ended well.
    pub fn then(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// Names it: at most 80 letters, digits, `-` and `_`. A named state machine cannot be replaced by
    /// CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Fails where all of it takes longer; it may take up to a year, if this is not said, which is what
    /// Step Functions has.
    pub fn timeout(mut self, time: Duration) -> Self {
        self.timeout = Some(time);
        self
    }

    /// Tells a topic when it has failed, and why. Adds the states `TellFailure` and `Failed`; the role may
    /// publish, and use the topic's key.
    pub fn on_failure(mut self, topic: impl Into<TopicHandle>) -> Self {
        self.tells = Some(topic.into());
        self
    }

    /// Writes to a log group what happens in it, with what is said to it. Step Functions keeps that for 90
    /// days itself.
    ///
    /// Delivery of logs knows no narrower resource than all, so the role has these rights for all.
    ///
    /// <https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html>
    pub fn logs(mut self, group: impl Into<LogGroupHandle>) -> Self {
        self.logs = Some(group.into());
        self
    }

    /// Shows in AWS X-Ray what takes how long.
    pub fn traced(mut self) -> Self {
        self.is_traced = true;
        self
    }

    /// Encrypts what is kept of it with a key of one's own. The role may use it.
    ///
    /// <https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html>
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// The role that Step Functions takes on, in place of one of its own. What it needs is granted to it.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }
}

impl Construct for OneOffTask {
    type Handle = StateMachineHandle;

    fn build(self, scope: Scope<'_>) -> StateMachineHandle {
        self.lower(scope)
    }
}
