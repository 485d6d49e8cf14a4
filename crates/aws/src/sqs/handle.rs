use std::time::Duration;

use stackwright_cfn::sqs as cfn;
use stackwright_core::{IntoValue, Scope, Str, Value, handle};

use crate::cloudwatch::Metric;
use crate::iam::{Grant, Statement};
use crate::link::Link;
use crate::scaling::WatchedQueue;

/// Kept on a queue: where its dead letters go.
pub(super) struct Letters(pub QueueHandle);

/// Kept on a queue of the program: for how long a message that was received is hidden.
#[cfg_attr(not(feature = "patterns"), allow(dead_code, reason = "patterns ask"))]
pub(super) struct Hidden(pub Duration);

#[cfg(feature = "patterns")]
impl QueueHandle {
    /// For how long messages are hidden from others, where that is known: of queues of the program.
    pub(crate) fn hides_for(self, scope: Scope<'_>) -> Option<Duration> {
        scope.data::<Hidden>(self).map(|hidden| hidden.0)
    }
}

handle! {
    /// Names a queue.
    pub struct QueueHandle(cfn::QueueHandle);
}

impl QueueHandle {
    /// Where messages go that were received too often; nothing where they go nowhere, and where that
    /// is not known.
    pub fn dead_letters(self, scope: Scope<'_>) -> Option<QueueHandle> {
        scope.data::<Letters>(self).map(|letters| letters.0)
    }

    /// A link for who takes messages and deletes them: the right, that of the key, and its URL as
    /// `.._URL`.
    ///
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html>
    pub fn consume(self) -> Link {
        let take = [
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ReceiveMessage",
        ];
        self.link(self.right(&take).decrypting(self))
    }

    /// A link for who sends messages: the right, that of the key, and its URL as `.._URL`.
    ///
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html>
    pub fn send(self) -> Link {
        let send = [
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:SendMessage",
        ];
        self.link(self.right(&send).encrypting(self))
    }

    /// A link for who throws all messages away: the right, and its URL as `.._URL`.
    pub fn purge(self) -> Link {
        let purge = [
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:PurgeQueue",
        ];
        self.link(self.right(&purge))
    }

    /// The right of a service to send, for what has this ARN and nothing else:
    /// `stack.grant(Principal::service("events.amazonaws.com"), jobs.deliver(rule.arn()))`. It stands in
    /// the policy of the queue, and that of the key, which knows no more than the service.
    ///
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-examples-of-sqs-policies.html>
    pub fn deliver(self, source: impl IntoValue<Str>) -> Grant {
        let send = Statement::allow(["sqs:SendMessage"]).on([self.arn()]);
        let send = send.when("ArnEquals", "aws:SourceArn", source);
        Grant::from(send).encrypting(self)
    }

    fn right(self, actions: &[&'static str]) -> Grant {
        Statement::allow(actions.iter().copied())
            .on([self.arn()])
            .into()
    }

    fn link(self, rights: Grant) -> Link {
        Link::to(self).right(rights).env("URL", self.reference())
    }

    /// One of its metrics in `AWS/SQS`, by name, as `NumberOfMessagesSent`.
    ///
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html>
    pub fn metric(self, name: impl IntoValue<Str>) -> Metric {
        let queue: Value<Str> = self.queue_name().assume();
        Metric::new("AWS/SQS", name).dimension("QueueName", queue)
    }

    /// How many messages wait to be received: the most of a period.
    pub fn visible_messages(self) -> Metric {
        self.metric("ApproximateNumberOfMessagesVisible").maximum()
    }

    /// How many messages were received and are not deleted yet: the most of a period.
    pub fn messages_in_flight(self) -> Metric {
        self.metric("ApproximateNumberOfMessagesNotVisible")
            .maximum()
    }

    /// How long the oldest message waits, in seconds: the longest of a period.
    pub fn oldest_message(self) -> Metric {
        self.metric("ApproximateAgeOfOldestMessage").maximum()
    }

    /// How many messages are sent.
    pub fn messages_sent(self) -> Metric {
        self.metric("NumberOfMessagesSent").sum()
    }

    /// How many messages are deleted, because they were handled.
    pub fn messages_deleted(self) -> Metric {
        self.metric("NumberOfMessagesDeleted").sum()
    }
}

impl From<QueueHandle> for WatchedQueue {
    fn from(queue: QueueHandle) -> Self {
        queue.resource().into()
    }
}
