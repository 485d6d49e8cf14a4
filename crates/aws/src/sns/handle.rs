use stackwright_cfn::sns as cfn;
use stackwright_core::{IntoValue, Str, Value, handle};

use crate::cloudwatch::Metric;
use crate::iam::{Grant, Statement};
use crate::link::Link;

handle! {
    /// Names a topic.
    pub struct TopicHandle(cfn::TopicHandle);
}

impl TopicHandle {
    /// Its ARN.
    pub fn arn(self) -> Value<Str> {
        self.reference().assume()
    }

    /// A link for who publishes: the right, that of the key, and its ARN as `.._ARN`.
    ///
    /// <https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html>
    pub fn publish(self) -> Link {
        let publish = Statement::allow(["sns:Publish"]).on([self.arn()]);
        Link::to(self)
            .right(Grant::from(publish).encrypting(self))
            .env("ARN", self.arn())
    }

    /// The right of a service to publish, for what has this ARN and nothing else:
    /// `stack.grant(Principal::service("events.amazonaws.com"), orders.deliver(rule.arn()))`. It stands
    /// in the policy of the topic, and that of the key, which knows no more than the service.
    ///
    /// <https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html>
    pub fn deliver(self, source: impl IntoValue<Str>) -> Grant {
        let publish = Statement::allow(["sns:Publish"]).on([self.arn()]);
        let publish = publish.when("ArnEquals", "aws:SourceArn", source);
        Grant::from(publish).encrypting(self)
    }

    /// One of its metrics in `AWS/SNS`, by name, as `PublishSize`.
    ///
    /// <https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html>
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        let topic: Value<Str> = self.topic_name().assume();
        Metric::new("AWS/SNS", name).dimension("TopicName", topic)
    }

    /// How many messages are published.
    pub fn messages_published(self) -> Metric {
        self.metric("NumberOfMessagesPublished").sum()
    }

    /// How many subscribers could not be told.
    pub fn notifications_failed(self) -> Metric {
        self.metric("NumberOfNotificationsFailed").sum()
    }
}
