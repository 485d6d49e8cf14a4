use stackwright_codes as codes;
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value};

use super::policy::name_of;
use super::said::{Action, What};
use super::target::Scaled;
use super::{Bounds, NewBounds, ScalableTargetHandle};
use crate::ecs::ServiceHandle;
use crate::schedule::{Cron, Schedule, TimeZone, time_of_day};

/// Changes the bounds of capacity by the clock.
///
/// Each action says its time zone. Actions are of the target of the service, which other scaling
/// may share; what tracks a metric works within the bounds of the last action. They are told by
/// name: the path of the construct and what the action is called. Where nothing else scales the
/// service, say its bounds with [`between`](Self::between).
///
/// A deployment that changes the target sets the bounds to what they are without a schedule, until
/// the next action.
///
/// ```
/// use stackwright_aws::ecs::ServiceHandle;
/// use stackwright_aws::scaling::ScheduledScaling;
/// use stackwright_aws::schedule::{Cron, TimeZone};
/// # fn scaled(stack: stackwright_core::Scope<'_>, api: ServiceHandle, tests: ServiceHandle) {
/// let rush = ScheduledScaling::new(api)
///     .action("Morning", Cron::on_weekdays(8, 0), TimeZone::EUROPE_BERLIN, 10..)
///     .action("Evening", Cron::on_weekdays(18, 0), TimeZone::EUROPE_BERLIN, 2..);
/// stack.add("Rush", rush.between(2..=40));
/// let nights = ScheduledScaling::new(tests).between(1..=2);
/// stack.add("Nights", nights.off_at_night("20:00", "07:00", TimeZone::EUROPE_BERLIN));
/// # }
/// ```
///
/// Findings: `ECS191` (other bounds), `ECS195` (nobody says the bounds), `ECS199` (a time that is
/// none, two actions of one name).
///
/// <https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scheduled-scaling.html>
#[derive(Clone, Debug)]
pub struct ScheduledScaling {
    scaled: Scaled,
    actions: Vec<Said>,
}

#[derive(Clone, Debug)]
struct Said {
    name: Text,
    when: When,
    zone: TimeZone,
    /// Nothing stands for the bounds that the target has otherwise.
    bounds: Option<NewBounds>,
    start: Option<Value<Str>>,
    end: Option<Value<Str>>,
}

#[derive(Clone, Debug)]
enum When {
    Schedule(Schedule),
    /// Every day, at a time as `07:30`.
    Daily(Text),
}

impl ScheduledScaling {
    /// Scales a service.
    pub fn new(service: impl Into<ServiceHandle>) -> Self {
        ScheduledScaling {
            scaled: Scaled::service(service, None),
            actions: Vec::new(),
        }
    }

    /// Scales what is no service of Amazon ECS.
    pub fn of(target: impl Into<ScalableTargetHandle>) -> Self {
        ScheduledScaling {
            scaled: Scaled::Target(target.into()),
            actions: Vec::new(),
        }
    }

    /// Between which numbers capacity moves where no schedule says otherwise, if nothing else that
    /// scales the service says it.
    pub fn between(mut self, bounds: impl Into<Bounds>) -> Self {
        if let Scaled::Service(_, of_service) = &mut self.scaled {
            *of_service = Some(bounds.into());
        }
        self
    }

    /// Sets both bounds (`2..=10`), the lower one (`2..`) or the upper one (`..=10`) at these times.
    pub fn action(
        mut self,
        name: impl Into<Text>,
        when: impl Into<Schedule>,
        zone: TimeZone,
        bounds: impl Into<NewBounds>,
    ) -> Self {
        let when = When::Schedule(when.into());
        let bounds = Some(bounds.into());
        self.actions
            .push(Said::new(name.into(), when, zone, bounds));
        self
    }

    /// Begins and ends the action that was said last, at moments as `2026-12-01T00:00:00Z`.
    pub fn from_until(mut self, start: impl IntoValue<Str>, end: impl IntoValue<Str>) -> Self {
        if let Some(action) = self.actions.last_mut() {
            action.start = Some(start.into_value());
            action.end = Some(end.into_value());
        }
        self
    }

    /// Runs nothing from one time of the day, as `20:00`, to another, as `07:00`: the actions
    /// `NightBegins` and `NightEnds`. In the morning the bounds are what they are otherwise.
    pub fn off_at_night(
        mut self,
        from: impl Into<Text>,
        to: impl Into<Text>,
        zone: TimeZone,
    ) -> Self {
        let nothing = Some(NewBounds::from(0..=0));
        let (from, to) = (When::Daily(from.into()), When::Daily(to.into()));
        let begins = Said::new("NightBegins".into(), from, zone.clone(), nothing);
        self.actions.push(begins);
        self.actions
            .push(Said::new("NightEnds".into(), to, zone, None));
        self
    }
}

impl Said {
    fn new(name: Text, when: When, zone: TimeZone, bounds: Option<NewBounds>) -> Self {
        Said {
            name,
            when,
            zone,
            bounds,
            start: None,
            end: None,
        }
    }
}

impl Construct for ScheduledScaling {
    type Handle = ScalableTargetHandle;

    fn build(self, scope: Scope<'_>) -> ScalableTargetHandle {
        let target = self.scaled.target(None, scope);
        let mut names: Vec<Text> = Vec::new();
        for action in self.actions {
            if names.contains(&action.name) {
                let message = format!("two actions of the name `{}`", action.name);
                let found = codes::ECS199.finding(message);
                scope.report(found.help("give each a name of its own"));
                continue;
            }
            names.push(action.name.clone());
            let schedule = match action.when.schedule() {
                Ok(schedule) => schedule,
                Err(fault) => {
                    no_time(fault, scope);
                    continue;
                }
            };
            let written = Action {
                name: name_of(scope.scope(action.name)),
                schedule,
                zone: action.zone.into_value(),
                bounds: action.bounds,
                start: action.start,
                end: action.end,
            };
            target.say(What::Action(written), scope);
        }
        scope.set_primary(target);
        ScalableTargetHandle::new(scope)
    }
}

/// A time that is none, or that what is scaled cannot have.
pub(crate) fn no_time(fault: String, scope: Scope<'_>) {
    let found = codes::ECS199.finding(fault);
    scope.report(found.help("say a time as AWS reads it, as `Cron::daily(7, 30)`"));
}

impl When {
    fn schedule(&self) -> Result<String, String> {
        let schedule = match self {
            When::Schedule(schedule) => schedule.clone(),
            When::Daily(time) => match time_of_day(time) {
                Some((hour, minute)) => Cron::daily(hour, minute).into(),
                None => return Err(format!("`{time}` is no time of the day")),
            },
        };
        match schedule.fault() {
            Some(fault) => Err(fault),
            None => Ok(schedule.expression()),
        }
    }
}
