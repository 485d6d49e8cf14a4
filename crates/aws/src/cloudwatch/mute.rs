use std::time::Duration;

use stackwright_cfn::cloudwatch as cfn;
use stackwright_cfn::kind::cloudwatch::AlarmName;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use crate::schedule::{Cron, TimeZone};

/// Has alarms tell nobody at times when things are done on purpose: they still go off, and what they
/// say is there to be read.
///
/// ```
/// use stackwright_aws::cloudwatch::{AlarmHandle, MuteRule};
/// use stackwright_aws::schedule::{Cron, TimeZone};
/// use stackwright_aws::units::DurationExt;
/// # fn watch(web: stackwright_core::Scope<'_>, hot: AlarmHandle) {
/// let nights = MuteRule::new([hot], Cron::daily(3, 0), TimeZone::EUROPE_BERLIN, 2.hours());
/// web.add("Backups", nights);
/// # }
/// ```
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarmmuterule.html>
#[derive(Clone, Debug)]
pub struct MuteRule {
    alarms: Vec<Value<Str>>,
    schedule: Value<Str>,
    zone: Value<Str>,
    lasts: Duration,
    description: Option<Value<Str>>,
}

impl MuteRule {
    /// These alarms, by their names or handles, from times on, for so long each.
    pub fn new<A: IntoValue<AlarmName>>(
        alarms: impl IntoIterator<Item = A>,
        from: Cron,
        zone: TimeZone,
        lasts: Duration,
    ) -> Self {
        let alarms = alarms.into_iter().map(|alarm| alarm.into_value().assume());
        MuteRule {
            alarms: alarms.collect(),
            schedule: format!("cron({from})").into_value(),
            zone: zone.into_value(),
            lasts,
            description: None,
        }
    }

    /// Says what is done then.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }
}

/// As ISO 8601 has it: `PT2H30M`.
fn iso(time: Duration) -> String {
    let minutes = time.as_secs().div_ceil(60);
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("PT{hours}H"),
        (0, minutes) => format!("PT{minutes}M"),
        (hours, minutes) => format!("PT{hours}H{minutes}M"),
    }
}

impl Construct for MuteRule {
    type Handle = MuteRuleHandle;

    fn build(self, scope: Scope<'_>) -> MuteRuleHandle {
        use cfn::alarm_mute_rule as part;

        let schedule = part::Schedule::new()
            .expression(self.schedule)
            .duration(iso(self.lasts))
            .timezone(self.zone);
        let rule = cfn::AlarmMuteRule::new()
            .rule(part::Rule::new().schedule(schedule))
            .mute_targets(part::MuteTargets::new().alarm_names(self.alarms))
            .with(self.description, |rule, text| rule.description(text));
        scope.set_primary(scope.add("Resource", rule));
        MuteRuleHandle::new(scope)
    }
}

handle! {
    /// Names a rule that mutes alarms.
    pub struct MuteRuleHandle(cfn::AlarmMuteRuleHandle);
}
