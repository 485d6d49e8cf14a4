//! What is measured of rules, and the alarms of it.

use stackwright_core::{Handle, IntoValue, NodeId, Scope, Str, Value};
#[cfg(feature = "cloudwatch")]
use stackwright_core::{ResourceHandle, Text};

use super::RuleHandle;
use super::rule::OnBus;
use crate::cloudwatch::Metric;
#[cfg(feature = "cloudwatch")]
use crate::cloudwatch::{Alarm, MissingData, RecommendedAlarms};

impl RuleHandle {
    /// One of its metrics in `AWS/Events`, by name, as `TriggeredRules`.
    ///
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html>
    pub fn metric(self, name: impl IntoValue<Str>, scope: Scope<'_>) -> Metric {
        metric(self, name.into_value(), self.node(), scope)
    }

    /// How often a target could not be told, after all tries.
    pub fn failed_invocations(self, scope: Scope<'_>) -> Metric {
        self.metric("FailedInvocations", scope).sum()
    }

    /// How often an event matched.
    pub fn triggered(self, scope: Scope<'_>) -> Metric {
        self.metric("TriggeredRules", scope).sum()
    }

    /// The alarms that somebody who has to answer for it wants to have.
    ///
    /// - `FailedInvocations`: a target could not be told, after all tries.
    /// - `LostDeadLetters`: an event could not even be sent to the queue for those.
    ///
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html>
    #[cfg(feature = "cloudwatch")]
    pub fn recommended_alarms(self) -> RecommendedAlarms {
        RecommendedAlarms::of(self.node(), alarms)
    }
}

fn metric(rule: RuleHandle, name: Value<Str>, node: NodeId, scope: Scope<'_>) -> Metric {
    let own: Value<Str> = rule.rule_name().assume();
    let metric = Metric::new("AWS/Events", name);
    let bus = scope.app().data::<OnBus>(node);
    let metric = match bus {
        Some(bus) => {
            let bus: Value<Str> = bus.0.reference().assume();
            metric.dimension("EventBusName", bus)
        }
        None => metric,
    };
    metric.dimension("RuleName", own)
}

#[cfg(feature = "cloudwatch")]
fn alarms(node: NodeId, scope: Scope<'_>) -> Vec<(Text, Alarm)> {
    let rule = RuleHandle::from(stackwright_cfn::events::RuleHandle::from_node(node));
    let above_none = |name: &'static str| {
        let metric = rule.metric(name, scope).sum();
        Alarm::above(metric, 0.0).missing(MissingData::NotBreaching)
    };
    let lost = above_none("InvocationsFailedToBeSentToDlq");
    vec![
        ("FailedInvocations".into(), above_none("FailedInvocations")),
        ("LostDeadLetters".into(), lost),
    ]
}
