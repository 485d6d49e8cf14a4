use crate::filled;
use std::time::Duration;

use stackwright_cfn::cloudwatch as cfn;
use stackwright_cfn::kind::cloudwatch::AlarmName;
use stackwright_cfn::kind::sns::TopicArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle, sub};

use super::AlarmHandle;
use crate::units::whole_seconds;

/// Goes off by what other alarms of this account and region say: one call for many of them.
///
/// ```
/// use stackwright_aws::cloudwatch::{AlarmHandle, CompositeAlarm};
/// # fn watch(web: stackwright_core::Scope<'_>, slow: AlarmHandle, hot: AlarmHandle, topic: &'static str) {
/// web.add("Unwell", CompositeAlarm::any([slow, hot]).notify(topic));
/// # }
/// ```
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html>
#[derive(Clone, Debug)]
pub struct CompositeAlarm {
    rule: Value<Str>,
    actions: Vec<Value<TopicArn>>,
    ok_actions: Vec<Value<TopicArn>>,
    suppressor: Option<(AlarmHandle, Duration, Duration)>,
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
}

impl CompositeAlarm {
    /// One that exists in this account and region, by its name.
    pub fn imported(name: impl IntoValue<Str>) -> ImportedCompositeAlarm {
        ImportedCompositeAlarm(name.into_value())
    }

    /// Goes off when one of these does, by their names or handles.
    pub fn any<A: IntoValue<AlarmName>>(alarms: impl IntoIterator<Item = A>) -> Self {
        CompositeAlarm::joined(" OR ", alarms.into_iter().map(IntoValue::into_value))
    }

    /// Goes off when all of these have.
    pub fn all<A: IntoValue<AlarmName>>(alarms: impl IntoIterator<Item = A>) -> Self {
        CompositeAlarm::joined(" AND ", alarms.into_iter().map(IntoValue::into_value))
    }

    /// Goes off by a rule, as `ALARM("slow") AND NOT ALARM("deploying")`.
    pub fn rule(rule: impl IntoValue<Str>) -> Self {
        CompositeAlarm {
            rule: rule.into_value(),
            actions: Vec::new(),
            ok_actions: Vec::new(),
            suppressor: None,
            name: None,
            description: None,
        }
    }

    fn joined(word: &'static str, alarms: impl Iterator<Item = Value<AlarmName>>) -> Self {
        let states = alarms.map(|alarm| {
            let name: Value<Str> = alarm.assume();
            sub!("ALARM(\"{name}\")")
        });
        let rule = states.reduce(|rule, state| sub!("{rule}{word}{state}"));
        CompositeAlarm::rule(rule.unwrap_or_else(|| "FALSE".into_value()))
    }

    /// Tells a topic when it goes off.
    pub fn notify(mut self, topic: impl IntoValue<TopicArn>) -> Self {
        self.actions.push(topic.into_value());
        self
    }

    /// Tells a topic when all is well again.
    pub fn notify_ok(mut self, topic: impl IntoValue<TopicArn>) -> Self {
        self.ok_actions.push(topic.into_value());
        self
    }

    /// Tells nobody while another alarm is off: waits so long for that one, and so long after it, as
    /// the one that goes off while something is deployed.
    pub fn silent_while(
        mut self,
        alarm: impl Into<AlarmHandle>,
        wait: Duration,
        after: Duration,
    ) -> Self {
        self.suppressor = Some((alarm.into(), wait, after));
        self
    }

    /// Names it. A named alarm cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what is to be done: whoever is told reads it.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }
}

impl Construct for CompositeAlarm {
    type Handle = CompositeAlarmHandle;

    fn build(self, scope: Scope<'_>) -> CompositeAlarmHandle {
        let alarm = cfn::CompositeAlarm::new()
            .alarm_rule(self.rule)
            .with(self.name, |alarm, name| alarm.alarm_name(name))
            .with(self.description, |alarm, text| {
                alarm.alarm_description(text)
            })
            .with(filled(self.actions), |alarm, arns| {
                alarm.alarm_actions(arns)
            })
            .with(filled(self.ok_actions), |alarm, arns| {
                alarm.ok_actions(arns)
            })
            .with(self.suppressor, |alarm, (suppressor, wait, after)| {
                alarm
                    .actions_suppressor(suppressor.arn())
                    .actions_suppressor_wait_period(whole_seconds(wait))
                    .actions_suppressor_extension_period(whole_seconds(after))
            });
        scope.set_primary(scope.add("Resource", alarm));
        CompositeAlarmHandle::new(scope)
    }
}

handle! {
    /// Names an alarm that goes by others.
    pub struct CompositeAlarmHandle(cfn::CompositeAlarmHandle);
}

/// An alarm about others that exists; see [`CompositeAlarm::imported`].
#[derive(Clone, Debug)]
pub struct ImportedCompositeAlarm(Value<Str>);

impl Construct for ImportedCompositeAlarm {
    type Handle = CompositeAlarmHandle;

    fn build(self, scope: Scope<'_>) -> CompositeAlarmHandle {
        let name = self.0;
        scope.define(
            "Arn",
            sub!("arn:{AWS::Partition}:cloudwatch:{AWS::Region}:{AWS::AccountId}:alarm:{name}"),
        );
        scope.define("Ref", name);
        CompositeAlarmHandle::new(scope)
    }
}
