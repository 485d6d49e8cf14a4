use std::time::Duration;

use stackwright_core::{Handle, IntoValue, Json, NodeId, Str, Text, Value};

use super::{ApiDestinationHandle, EventBusHandle};
use crate::ecs::RunTask;
use crate::iam::{Grant, Statement};
#[cfg(feature = "kinesis")]
use crate::kinesis::StreamHandle;
use crate::logs::LogGroupHandle;
use crate::sns::TopicHandle;
use crate::sqs::QueueHandle;

/// Where a rule sends what matches, and what it says there: the whole event, unless something else is
/// said.
///
/// Queues, topics, log groups, buses, pages and [runs of tasks](RunTask) are taken as they are,
/// `.to(jobs)`; what is to be said besides begins with `Target::from(jobs)`. It is told apart from the
/// others of its rule by the id of what it is, unless it is [named](Self::named).
///
/// ```
/// use stackwright_aws::ecs::{ClusterHandle, ContainerOverride, RunTask, TaskHandle};
/// use stackwright_aws::events::Target;
/// use stackwright_aws::sqs::QueueHandle;
/// use stackwright_aws::units::DurationExt;
/// # fn targets(jobs: QueueHandle, cluster: ClusterHandle, bill: TaskHandle) {
/// let to_jobs = Target::from(jobs)
///     .path("order", "$.detail.order")
///     .template("{ \"order\": <order> }")
///     .max_age(1.hours());
/// let bill = RunTask::new(cluster, bill)
///     .overriding(ContainerOverride::new("bill").env_from("ORDER", "$.detail.order"));
/// let to_task = Target::from(bill);
/// # }
/// ```
///
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html>
#[derive(Clone, Debug)]
pub struct Target {
    pub(super) to: To,
    pub(super) name: Option<Text>,
    pub(super) said: Said,
    pub(super) paths: Vec<(Text, Text)>,
    pub(super) letters: Option<QueueHandle>,
    pub(super) retries: Option<u32>,
    pub(super) max_age: Option<Duration>,
    pub(super) message_group: Option<Value<Str>>,
}

#[derive(Clone, Debug)]
pub(super) enum To {
    Queue(QueueHandle),
    Topic(TopicHandle),
    Logs(LogGroupHandle),
    Task(Box<RunTask>),
    /// A function, which lets the rule.
    Function(Value<Str>),
    /// What the rule reaches by its role.
    ByRole(ByRole),
}

#[derive(Clone, Debug)]
pub(super) struct ByRole {
    pub arn: Value<Str>,
    pub right: Grant,
    /// What it is told apart by: a construct, or a name.
    pub construct: Option<NodeId>,
    pub name: &'static str,
    pub partition_key: Option<Text>,
}

/// What is said to a target.
#[derive(Clone, Debug)]
pub(super) enum Said {
    Event,
    /// The same, whatever the event is.
    Constant(Value<Json>),
    /// A part of the event.
    Part(Text),
    /// A text with parts of the event in it.
    Template(Value<Str>),
}

impl Target {
    fn new(to: To) -> Self {
        Target {
            to,
            name: None,
            said: Said::Event,
            paths: Vec::new(),
            letters: None,
            retries: None,
            max_age: None,
            message_group: None,
        }
    }

    /// A function, by its ARN. It adds a permission, named after the target: `FunctionPermission`.
    pub fn function(arn: impl IntoValue<Str>) -> Self {
        Target::new(To::Function(arn.into_value()))
    }

    /// Whatever else takes events, by its ARN, with the right that the role of the rule needs for it, as
    /// `firehose:PutRecord`.
    pub fn other(name: &'static str, arn: impl IntoValue<Str>, right: impl Into<Grant>) -> Self {
        Target::by_role(ByRole {
            arn: arn.into_value(),
            right: right.into(),
            construct: None,
            name,
            partition_key: None,
        })
    }

    fn by_role(by: ByRole) -> Self {
        Target::new(To::ByRole(by))
    }

    /// What a construct of this ARN is, which the role of the rule may do this with.
    pub(crate) fn construct(
        construct: impl Handle,
        arn: Value<Str>,
        action: &'static str,
        name: &'static str,
    ) -> Self {
        Target::by_role(ByRole {
            right: Statement::allow([action]).on([arn.clone()]).into(),
            arn,
            construct: Some(construct.node()),
            name,
            partition_key: None,
        })
    }

    /// Records of a stream, told apart by what stands at a path of the event, as `$.detail.order`.
    #[cfg(feature = "kinesis")]
    pub fn stream(stream: impl Into<StreamHandle>, partition_key: impl Into<Text>) -> Self {
        let stream = stream.into();
        let right = Grant::from(Statement::allow(["kinesis:PutRecord"]).on([stream.arn()]));
        Target::by_role(ByRole {
            arn: stream.arn().assume(),
            right: right.encrypting(stream),
            construct: Some(stream.node()),
            name: "Stream",
            partition_key: Some(partition_key.into()),
        })
    }

    /// Names it, to be told apart from the others of its rule: at most 64 letters, digits, `.`, `-` and
    /// `_`.
    pub fn named(mut self, name: impl Into<Text>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Says this instead of the event.
    pub fn input(mut self, value: impl IntoValue<Json>) -> Self {
        self.said = Said::Constant(value.into_value());
        self
    }

    /// Says a part of the event, as `$.detail`.
    pub fn part(mut self, path: impl Into<Text>) -> Self {
        self.said = Said::Part(path.into());
        self
    }

    /// Calls what stands at a path of the event by a name, for the [template](Self::template).
    pub fn path(mut self, name: impl Into<Text>, path: impl Into<Text>) -> Self {
        self.paths.push((name.into(), path.into()));
        self
    }

    /// Says this text, with `<name>` for what [`path`](Self::path) calls so: a text in quotes, `"<order>
    /// is paid"`, or JSON, in which what is named brings its own quotes, `{ "order": <order> }`.
    /// `EVT104`, if nothing is called so.
    ///
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html>
    pub fn template(mut self, text: impl IntoValue<Str>) -> Self {
        self.said = Said::Template(text.into_value());
        self
    }

    /// Where events go that could not be delivered, with why. The queue lets the rule.
    ///
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html>
    pub fn dead_letters_to(mut self, queue: impl Into<QueueHandle>) -> Self {
        self.letters = Some(queue.into());
        self
    }

    /// How often a delivery that fails is tried again: at most 185 times, which it is, if this is not
    /// said.
    pub fn retries(mut self, times: u32) -> Self {
        self.retries = Some(times);
        self
    }

    /// How long it is tried: a minute to a day, which it is, if this is not said.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = Some(age);
        self
    }

    /// The group of the messages of a queue that is first-in, first-out.
    pub fn message_group(mut self, group: impl IntoValue<Str>) -> Self {
        self.message_group = Some(group.into_value());
        self
    }
}

impl From<QueueHandle> for Target {
    fn from(queue: QueueHandle) -> Self {
        Target::new(To::Queue(queue))
    }
}

impl From<TopicHandle> for Target {
    fn from(topic: TopicHandle) -> Self {
        Target::new(To::Topic(topic))
    }
}

impl From<LogGroupHandle> for Target {
    /// Its policy, which the group then has, is one of the 10 that an account has in a region.
    fn from(group: LogGroupHandle) -> Self {
        Target::new(To::Logs(group))
    }
}

impl From<RunTask> for Target {
    fn from(run: RunTask) -> Self {
        Target::new(To::Task(Box::new(run)))
    }
}

impl From<EventBusHandle> for Target {
    fn from(bus: EventBusHandle) -> Self {
        Target::construct(bus, bus.arn().assume(), "events:PutEvents", "Bus")
    }
}

impl From<ApiDestinationHandle> for Target {
    fn from(page: ApiDestinationHandle) -> Self {
        let (own, action) = (page.arn().assume(), "events:InvokeApiDestination");
        Target::construct(page, own, action, "ApiDestination")
    }
}
