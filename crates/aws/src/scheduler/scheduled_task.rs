use std::time::Duration;

use stackwright_cfn::kind::kms::KeyArn;
use stackwright_cfn::scheduler as cfn;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, Expr, IntoValue, Json, Props, Scope, Str, Text, Value, With, json_string,
};

use super::handle::Runs;
use super::recommended::InGroup;
use super::{ScheduleGroupHandle, ScheduledTaskHandle};
use crate::ecs::{AnyTask, ClusterHandle, RunTask, Starter, TaskHandle};
use crate::iam::{ActsBy, Grant, GrantExt, Role, RoleHandle, Statement};
use crate::schedule::{Cron, Schedule, TimeZone};
use crate::sqs::QueueHandle;
use crate::units::{whole_minutes, whole_seconds};

/// A task that is started by the clock.
///
/// Unless said otherwise: it starts at the minute; a start that fails is tried again, up to 185 times
/// within a day, as AWS does; it is in the group `default`. How the task runs is for
/// [`RunTask`] to say, [`run`](Self::run).
///
/// It adds `Role`, which Scheduler takes on for this account alone, and which may run any revision of the
/// task in this cluster, and pass its two roles to ECS; `SecurityGroup`, to which the ways of the
/// containers' links are opened, unless it is given one; and `Task`, unless it is given a task that was
/// added.
///
/// ```
/// use stackwright_aws::ecs::{CapacityProvider, ClusterHandle, ContainerOverride, TaskHandle};
/// use stackwright_aws::schedule::{Cron, TimeZone};
/// use stackwright_aws::scheduler::ScheduledTask;
/// use stackwright_aws::units::DurationExt;
/// # use stackwright_core::Scope;
/// # fn build(web: Scope<'_>, cluster: ClusterHandle, report: TaskHandle) {
/// let report = ScheduledTask::new(cluster, report)
///     .at(Cron::daily(3, 30), TimeZone::EUROPE_BERLIN)
///     .flexible(15.minutes())
///     .run(|run| {
///         run.on(CapacityProvider::fargate_spot())
///             .overriding(ContainerOverride::new("report").command(["report", "--daily"]))
///     });
/// web.add("Report", report);
/// # }
/// ```
///
/// Another [name](Self::name) replaces it.
///
/// # Findings
///
/// - `EVT101`: nobody says when, or at a time that is none.
/// - `EVT102`: something is taken from an event, of which a schedule has none.
/// - those of [`RunTask`].
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/tasks-scheduled-eventbridge-scheduler.html>
#[derive(Clone, Debug)]
pub struct ScheduledTask {
    what: What,
    input: Option<Value<Json>>,
    when: Option<(Schedule, Option<TimeZone>)>,
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
    window: Option<Duration>,
    retries: Option<u32>,
    max_age: Option<Duration>,
    letters: Option<QueueHandle>,
    group: Option<ScheduleGroupHandle>,
    start: Option<Value<Str>>,
    end: Option<Value<Str>>,
    is_off: bool,
    key: Option<Value<KeyArn>>,
    role: Option<RoleHandle>,
}

/// What is started.
#[derive(Clone, Debug)]
enum What {
    Run(Box<RunTask>),
    /// A state machine.
    #[cfg(feature = "stepfunctions")]
    Machine(crate::stepfunctions::StateMachineHandle),
}

impl ScheduledTask {
    /// Runs a task, or the task that another construct has added, in a cluster, when
    /// [`at`](Self::at), [`every`](Self::every) or [`once`](Self::once) say.
    pub fn new(cluster: impl Into<ClusterHandle>, task: impl Into<AnyTask>) -> Self {
        ScheduledTask::to_start(What::Run(Box::new(RunTask::new(cluster, task))))
    }

    /// Starts a state machine, as a `OneOffTask`: tasks that are waited for, or several. The role may then
    /// start it, and nothing else.
    ///
    /// <https://docs.aws.amazon.com/step-functions/latest/dg/using-eventbridge-scheduler.html>
    #[cfg(feature = "stepfunctions")]
    pub fn of(machine: impl Into<crate::stepfunctions::StateMachineHandle>) -> Self {
        ScheduledTask::to_start(What::Machine(machine.into()))
    }

    fn to_start(what: What) -> Self {
        ScheduledTask {
            what,
            input: None,
            when: None,
            name: None,
            description: None,
            window: None,
            retries: None,
            max_age: None,
            letters: None,
            group: None,
            start: None,
            end: None,
            is_off: false,
            key: None,
            role: None,
        }
    }

    /// By the clock of a time zone: `.at(Cron::daily(3, 30), TimeZone::EUROPE_BERLIN)`. What falls into
    /// the hour that is skipped in spring does not start on that day; in autumn it starts once.
    ///
    /// <https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html>
    pub fn at(mut self, cron: Cron, zone: TimeZone) -> Self {
        self.when = Some((Schedule::Cron(cron), Some(zone)));
        self
    }

    /// Again and again after this time, of whole minutes, from when it is deployed, or
    /// [starts](Self::starting).
    pub fn every(mut self, time: Duration) -> Self {
        self.when = Some((Schedule::Rate(time), None));
        self
    }

    /// Once, at a moment as `2026-12-24T18:00:00`. The schedule stays after it, and does nothing.
    pub fn once(mut self, moment: impl Into<Text>, zone: TimeZone) -> Self {
        self.when = Some((Schedule::at(moment), Some(zone)));
        self
    }

    /// How the task runs: `.run(|run| run.on(CapacityProvider::fargate_spot()))`.
    pub fn run(mut self, how: impl FnOnce(RunTask) -> RunTask) -> Self {
        self.what = match self.what {
            What::Run(run) => What::Run(Box::new(how(*run))),
            #[cfg(feature = "stepfunctions")]
            machine => machine,
        };
        self
    }

    /// What a state machine is started with.
    #[cfg(feature = "stepfunctions")]
    pub fn input(mut self, value: impl IntoValue<Json>) -> Self {
        self.input = Some(value.into_value());
        self
    }

    /// Names it: at most 64 letters, digits, `.`, `-` and `_`. A named schedule cannot be replaced by
    /// CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for. At most 512 characters.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// Starts at any moment of a window after its time, so that not everything starts at once: a
    /// minute to a day.
    ///
    /// <https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-flexible-time-windows.html>
    pub fn flexible(mut self, window: Duration) -> Self {
        self.window = Some(window);
        self
    }

    /// How often a start that fails is tried again: at most 185 times, which it is, if this is not
    /// said. That a task ends with an error is no failed start.
    pub fn retries(mut self, times: u32) -> Self {
        self.retries = Some(times);
        self
    }

    /// How late a start may be before it is given up: a minute to a day, which it is, if this is not
    /// said.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = Some(age);
        self
    }

    /// Where a start goes that was given up, with why. The role gets the right to send there, and that
    /// of the key.
    ///
    /// <https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html>
    pub fn dead_letters_to(mut self, queue: impl Into<QueueHandle>) -> Self {
        self.letters = Some(queue.into());
        self
    }

    /// The group that it belongs to; `default`, if this is not said.
    pub fn group(mut self, group: impl Into<ScheduleGroupHandle>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// From when on, as `2026-12-01T00:00:00Z`; from when it is deployed, if this is not said.
    pub fn starting(mut self, moment: impl IntoValue<Str>) -> Self {
        self.start = Some(moment.into_value());
        self
    }

    /// Until when, as `2027-01-01T00:00:00Z`; for ever, if this is not said.
    pub fn ending(mut self, moment: impl IntoValue<Str>) -> Self {
        self.end = Some(moment.into_value());
        self
    }

    /// Starts nothing, until this is taken out again.
    pub fn disabled(mut self) -> Self {
        self.is_off = true;
        self
    }

    /// Encrypts what is kept of it with a key of one's own, whose policy has to let the role use it.
    ///
    /// <https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html>
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// The role that Scheduler takes on, in place of one of its own. What it needs is granted to it.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }
}

impl Construct for ScheduledTask {
    type Handle = ScheduledTaskHandle;

    fn build(self, scope: Scope<'_>) -> ScheduledTaskHandle {
        let settled = self.what.settle(scope);
        let role = self
            .role
            .unwrap_or_else(|| scope.add("Role", Role::of_this_account("scheduler.amazonaws.com")));
        scope.grant(role, settled.right);
        if let Some(queue) = self.letters {
            scope.grant(role, queue.send());
        }
        if let Some(key) = &self.key {
            let through = Statement::allow(["kms:Decrypt"]).on([key.clone()]);
            scope.grant(role, through);
        }
        let input = self.input.map(json_string).or(settled.input);
        let letters = self.letters.map(|queue| {
            let config = cfn::schedule::DeadLetterConfig::new();
            config.arn(queue.arn())
        });
        let retry = (self.retries.is_some() || self.max_age.is_some()).then(|| {
            cfn::schedule::RetryPolicy::new()
                .with(self.retries, |policy, times| {
                    policy.maximum_retry_attempts(times)
                })
                .with(self.max_age, |policy, age| {
                    policy.maximum_event_age_in_seconds(whole_seconds(age))
                })
        });
        let target = cfn::schedule::Target::new()
            .arn(settled.arn)
            .role_arn(role)
            .with(settled.parameters, |target, own| {
                target.ecs_parameters(Value::from_expr(Expr::Map(own)))
            })
            .with(input, |target, input| target.input(input))
            .with(retry, |target, policy| target.retry_policy(policy))
            .with(letters, |target, queue| target.dead_letter_config(queue));
        let window = cfn::schedule::FlexibleTimeWindow::new();
        let window = match self.window {
            Some(time) => window
                .mode(cfn::schedule::Mode::Flexible)
                .maximum_window_in_minutes(whole_minutes(time)),
            None => window.mode(cfn::schedule::Mode::Off),
        };
        let (expression, zone) = time_of(self.when, scope);
        let state = self.is_off.then_some(cfn::schedule::State::Disabled);
        let schedule = cfn::Schedule::new()
            .with(self.name, |schedule, name| schedule.name(name))
            .with(self.description, |schedule, text| {
                schedule.description(text)
            })
            .with(self.group, |schedule, group| {
                schedule.group_name(group.reference())
            })
            .schedule_expression(expression)
            .with(zone, |schedule, zone| {
                schedule.schedule_expression_timezone(zone)
            })
            .with(self.start, |schedule, moment| schedule.start_date(moment))
            .with(self.end, |schedule, moment| schedule.end_date(moment))
            .with(state, |schedule, state| schedule.state(state))
            .with(self.key, |schedule, key| schedule.kms_key_arn(key))
            .flexible_time_window(window)
            .target(target);
        scope.set_primary(scope.add("Resource", schedule));
        if let Some(group) = self.group {
            scope.set_data(InGroup(group.reference().assume()));
        }
        if let Some(task) = settled.task {
            scope.set_data(Runs(task));
            scope.set_data(ActsBy(task.task_role()));
        }
        ScheduledTaskHandle::new(scope)
    }
}

/// What is started, now that it is known where it stands.
struct Settled {
    arn: Value<Str>,
    right: Grant,
    task: Option<TaskHandle>,
    parameters: Option<Props>,
    input: Option<Value<Str>>,
}

impl What {
    fn settle(self, scope: Scope<'_>) -> Settled {
        match self {
            What::Run(run) => {
                let run = run.settle("Task".into(), Starter::Schedule, scope);
                if let Some(path) = run.paths().first() {
                    let message =
                        format!("`{path}` is taken from an event, and a schedule has none");
                    scope.report(codes::EVT102.finding(message));
                }
                let nothing = |path: Text| (Text::from("value"), Expr::Str(path));
                let input = run.overrides(Starter::Schedule, &nothing);
                Settled {
                    arn: run.cluster.arn().assume(),
                    right: run.right(),
                    task: Some(run.task),
                    parameters: Some(run.parameters()),
                    input: input.map(json_string),
                }
            }
            #[cfg(feature = "stepfunctions")]
            What::Machine(machine) => Settled {
                arn: machine.arn().assume(),
                right: machine.start().into(),
                task: None,
                parameters: None,
                input: None,
            },
        }
    }
}

/// When that is, as Scheduler reads it; told where it is at no time.
fn time_of(
    when: Option<(Schedule, Option<TimeZone>)>,
    scope: Scope<'_>,
) -> (String, Option<TimeZone>) {
    let Some((schedule, zone)) = when else {
        let message = "nobody says when this task starts";
        scope.report(codes::EVT101.finding(message));
        // It is written nowhere.
        return (
            Schedule::rate(Duration::from_secs(24 * 60 * 60)).expression(),
            None,
        );
    };
    if let Some(fault) = schedule.fault() {
        scope.report(codes::EVT101.finding(fault));
    }
    (schedule.expression(), zone)
}
