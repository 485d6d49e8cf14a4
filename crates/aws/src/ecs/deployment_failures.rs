use stackwright_cfn::events as cfn;
use stackwright_core::{Construct, Scope, Str, Value, handle, object};

use super::ServiceHandle;
use crate::iam::{GrantExt, Principal};
use crate::sns::TopicHandle;

/// Tells topics when a deployment of a service fails: no metric does.
///
/// A deployment that its circuit breaker or its alarms roll back may leave the stack as if all were
/// well, and the old tasks running.
///
/// It adds a rule of EventBridge for this one service, and lets it, and nothing else, publish to each
/// topic, by the topic's own policy.
///
/// ```
/// use stackwright_aws::ecs::{DeploymentFailures, ServiceHandle};
/// use stackwright_aws::sns::Topic;
/// # fn watch(web: stackwright_core::Scope<'_>, api: ServiceHandle) {
/// let people = web.add("OnCall", Topic::new());
/// web.add("Failures", DeploymentFailures::of(api).notify(people));
/// # }
/// ```
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html>
#[derive(Clone, Debug)]
pub struct DeploymentFailures {
    service: ServiceHandle,
    topics: Vec<TopicHandle>,
}

impl DeploymentFailures {
    /// Those of a service.
    pub fn of(service: impl Into<ServiceHandle>) -> Self {
        DeploymentFailures {
            service: service.into(),
            topics: Vec::new(),
        }
    }

    /// Tells a topic.
    pub fn notify(mut self, topic: impl Into<TopicHandle>) -> Self {
        self.topics.push(topic.into());
        self
    }
}

impl Construct for DeploymentFailures {
    type Handle = DeploymentFailuresHandle;

    fn build(self, scope: Scope<'_>) -> DeploymentFailuresHandle {
        let service: Value<Str> = self.service.service_arn().assume();
        let pattern = object!({
            "source": ["aws.ecs"],
            "detail-type": ["ECS Deployment State Change"],
            "resources": [service],
            "detail": { "eventName": ["SERVICE_DEPLOYMENT_FAILED"] },
        });
        let targets = (1..).zip(&self.topics).map(|(number, topic)| {
            cfn::rule::Target::new()
                .id(format!("Topic{number}"))
                .arn(topic.arn())
        });
        let rule = cfn::Rule::new()
            .event_pattern(pattern)
            .targets(targets.collect::<Vec<_>>());
        let rule = scope.add("Resource", rule);
        scope.set_primary(rule);
        for topic in self.topics {
            let events = Principal::service("events.amazonaws.com");
            scope.grant(events, topic.deliver(rule.arn()));
        }
        DeploymentFailuresHandle::new(scope)
    }
}

handle! {
    /// Names what tells of failed deployments.
    pub struct DeploymentFailuresHandle(cfn::RuleHandle);
}
