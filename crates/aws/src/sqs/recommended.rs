//! The alarms of a queue.

use stackwright_core::{Handle, NodeId, ResourceHandle, Scope, Text};

use super::QueueHandle;
use crate::cloudwatch::{Alarm, RecommendedAlarms};

/// For how long a message may wait, in seconds, unless somebody says something else.
const WAIT: f64 = 15.0 * 60.0;

impl QueueHandle {
    /// The alarms that somebody who has to answer for it wants to have.
    ///
    /// - `Age`: the oldest message waits for more than a quarter of an hour, for five minutes.
    /// - `DeadLetters`: its queue of dead letters, where it has one, is not empty.
    ///
    /// <https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html>
    pub fn recommended_alarms(self) -> RecommendedAlarms {
        RecommendedAlarms::of(self.node(), alarms)
    }
}

fn alarms(node: NodeId, scope: Scope<'_>) -> Vec<(Text, Alarm)> {
    let queue = QueueHandle::from(stackwright_cfn::sqs::QueueHandle::from_node(node));
    let age = Alarm::above(queue.oldest_message(), WAIT).periods(5);
    let mut alarms = vec![("Age".into(), age)];
    if let Some(letters) = queue.dead_letters(scope) {
        let alarm = Alarm::above(letters.visible_messages(), 0.0);
        alarms.push(("DeadLetters".into(), alarm));
    }
    alarms
}
