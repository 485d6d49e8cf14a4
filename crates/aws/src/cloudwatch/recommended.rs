use stackwright_cfn::kind::sns::TopicArn;
use stackwright_core::{Construct, IntoValue, NodeId, Scope, Text, Value};

use super::{Alarm, AlarmHandle};
use crate::ecs::ServiceHandle;

/// What makes alarms, with their names, once it is known what there is to watch.
type Find = fn(NodeId, Scope<'_>) -> Vec<(Text, Alarm)>;

/// What is said more about an alarm.
type Change = fn(Alarm) -> Alarm;

/// The alarms that somebody who has to answer for something wants to have of it: of a service, a queue, a
/// database, a cache, a load balancer.
///
/// What each watches, and from what on, says what makes them, as
/// [`ServiceHandle::recommended_alarms`](crate::ecs::ServiceHandle::recommended_alarms). They are named
/// by what they watch, as `Cpu`, and those of one place of several also by that, as
/// `UnhealthyHostsTargetGroup`; each can be [left out](Self::without) or [changed](Self::change).
///
/// ```
/// use stackwright_aws::ecs::ServiceHandle;
/// # fn watch(web: stackwright_core::Scope<'_>, api: ServiceHandle, topic: &'static str) {
/// let alarms = api.recommended_alarms().notify(topic).without("Memory");
/// web.add("Alarms", alarms.change("Cpu", |alarm| alarm.periods(10)));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct RecommendedAlarms {
    of: NodeId,
    find: Find,
    topics: Vec<Value<TopicArn>>,
    without: Vec<Text>,
    changes: Vec<(Text, Change)>,
    /// The service whose deployments they fail.
    fails: Option<ServiceHandle>,
}

impl RecommendedAlarms {
    pub(crate) fn of(of: NodeId, find: Find) -> Self {
        RecommendedAlarms {
            of,
            find,
            topics: Vec::new(),
            without: Vec::new(),
            changes: Vec::new(),
            fails: None,
        }
    }

    /// Tells a topic when one of them goes off, and when all is well again.
    pub fn notify(mut self, topic: impl IntoValue<TopicArn>) -> Self {
        self.topics.push(topic.into_value());
        self
    }

    /// Leaves out those whose name begins so.
    pub fn without(mut self, name: impl Into<Text>) -> Self {
        self.without.push(name.into());
        self
    }

    /// Says more about those whose name begins so.
    pub fn change(mut self, name: impl Into<Text>, change: fn(Alarm) -> Alarm) -> Self {
        self.changes.push((name.into(), change));
        self
    }

    /// Fails deployments of a service, and rolls them back, when one of them goes off. One that is off
    /// when a deployment begins is not looked at during it.
    ///
    /// The service waits for those beside it, and says the names of those that watch it as texts, so that
    /// it does not wait for these.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html>
    pub fn fail_deployments_of(mut self, service: impl Into<ServiceHandle>) -> Self {
        self.fails = Some(service.into());
        self
    }
}

impl Construct for RecommendedAlarms {
    type Handle = RecommendedAlarmsHandle;

    fn build(self, scope: Scope<'_>) -> RecommendedAlarmsHandle {
        let mut made = Vec::new();
        for (name, mut alarm) in (self.find)(self.of, scope) {
            if self
                .without
                .iter()
                .any(|left| name.starts_with(left.as_ref()))
            {
                continue;
            }
            for topic in &self.topics {
                alarm = alarm.notify(topic.clone()).notify_ok(topic.clone());
            }
            for (of, change) in &self.changes {
                if name.starts_with(of.as_ref()) {
                    alarm = change(alarm);
                }
            }
            made.push(scope.add(name, alarm));
        }
        if let Some(service) = self.fails {
            service.failed_by(&made, scope);
        }
        RecommendedAlarmsHandle(scope.node())
    }
}

/// Names alarms of something.
#[derive(Clone, Copy, Debug)]
pub struct RecommendedAlarmsHandle(NodeId);

impl stackwright_core::Handle for RecommendedAlarmsHandle {
    fn node(self) -> NodeId {
        self.0
    }
}

impl RecommendedAlarmsHandle {
    /// One of them, by what it is named, as `Cpu`.
    pub fn alarm(self, scope: Scope<'_>, name: &str) -> Option<AlarmHandle> {
        use stackwright_core::ResourceHandle;

        let node = scope.at(self.0).find(name)?;
        Some(stackwright_cfn::cloudwatch::AlarmHandle::from_node(node).into())
    }
}
