use crate::filled;
use stackwright_cfn::applicationautoscaling as cfn;
use stackwright_cfn::kind::iam::RoleArn;
use stackwright_codes as codes;
use stackwright_core::{App, Fact, NodeId, Recorded, ResourceHandle, Str, Value};

use super::fast::Fast;
use super::policy::fights;
use super::{Bounds, NewBounds};
use crate::keyed::{Keyed, sort_by_text};

/// Something that a construct says of a scalable target. Whoever scales a service, it has one
/// target, which is written when all is said.
pub(super) struct Said {
    pub target: NodeId,
    /// The construct that says it.
    pub by: NodeId,
    pub what: What,
}

pub(super) enum What {
    Bounds(Bounds),
    Role(Value<RoleArn>),
    /// A policy, and what it pulls at.
    Pulls(Pull),
    Action(Action),
    Suspended(Suspended),
    /// A metric of a service that is to come every 20 seconds.
    Fast(Fast),
}

/// What a policy does to the number of tasks.
#[derive(Clone, Copy)]
pub(super) enum Pull {
    /// Keeps a metric near a target: adds, and takes away unless it is told not to.
    Tracking {
        takes_away: bool,
        /// Whether the metric has values where there are no tasks.
        is_there_at_nothing: bool,
    },
    /// Adds or takes away in steps.
    Steps {
        takes_away: bool,
    },
    Predicts,
}

/// What a schedule does.
pub(super) struct Action {
    pub name: Value<Str>,
    pub schedule: String,
    pub zone: Value<Str>,
    /// Nothing stands for the bounds that the target has otherwise.
    pub bounds: Option<NewBounds>,
    pub start: Option<Value<Str>>,
    pub end: Option<Value<Str>>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Suspended {
    pub scale_in: bool,
    pub scale_out: bool,
    pub schedules: bool,
}

impl Fact for Said {
    const NAME: &'static str = "scaling/target";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        let mut targets: Keyed<String, Vec<Said>> = Keyed::default();
        for Recorded { fact, .. } in facts {
            let path = app.identity_with_stack(fact.target);
            targets.entry(path, Vec::new).push(fact);
        }
        for mut said in targets.into_things() {
            // By whom, whatever was declared first; what one says stays in its order.
            sort_by_text(&mut said, |said| app.identity_with_stack(said.by));
            lower(said, app);
        }
    }
}

/// All that is said of one target.
fn lower(said: Vec<Said>, app: &App) {
    let Some(target) = said.first().map(|said| said.target) else {
        return;
    };
    let bounds = one(&said, app, "bounds", |what| match what {
        What::Bounds(bounds) => Some((bounds.clone(), bounds.shown())),
        _ => None,
    });
    let role = one(&said, app, "roles", |what| match what {
        What::Role(role) => Some((role.clone(), "another".to_owned())),
        _ => None,
    });
    check(&said, bounds.as_ref(), app);
    let (mut actions, mut fast) = (Vec::new(), Vec::new());
    let mut suspended = Suspended::default();
    let mut is_suspended = false;
    for said in said {
        match said.what {
            What::Action(action) => actions.push(action.written(bounds.as_ref())),
            What::Fast(metric) => fast.push(metric),
            What::Suspended(more) => {
                is_suspended = true;
                suspended.scale_in |= more.scale_in;
                suspended.scale_out |= more.scale_out;
                suspended.schedules |= more.schedules;
            }
            What::Bounds(_) | What::Role(_) | What::Pulls(_) => {}
        }
    }
    Fast::lower(fast, app);
    // An imported one is not ours to change.
    if app.resource_of(target).is_none() {
        return;
    }
    let handle = cfn::ScalableTargetHandle::from_node(target);
    app.scope_of(target).edit(handle, |target| {
        let target = match bounds {
            Some(bounds) => target.min_capacity(bounds.min).max_capacity(bounds.max),
            None => target,
        };
        let target = match role {
            Some(role) => target.role_arn(role),
            None => target,
        };
        let target = match filled(actions) {
            Some(actions) => target.scheduled_actions(actions),
            None => target,
        };
        if !is_suspended {
            return target;
        }
        target.suspended_state(
            cfn::scalable_target::SuspendedState::new()
                .dynamic_scaling_in_suspended(suspended.scale_in)
                .dynamic_scaling_out_suspended(suspended.scale_out)
                .scheduled_scaling_suspended(suspended.schedules),
        )
    });
}

/// What all who say it say; a finding where they differ.
fn one<T: PartialEq>(
    said: &[Said],
    app: &App,
    what: &str,
    read: impl Fn(&What) -> Option<(T, String)>,
) -> Option<T> {
    let mut values = said
        .iter()
        .filter_map(|said| Some((said.by, read(&said.what)?)));
    let (first, (value, shown)) = values.next()?;
    for (by, (other, other_shown)) in values {
        if other != value {
            let first = app.scope_of(first).path();
            let message =
                format!("other {what} of one target: {other_shown} here, {shown} at `{first}`");
            let found = codes::ECS191.finding(message);
            app.scope_of(by)
                .report(found.help("say the same in both places"));
        }
    }
    Some(value)
}

/// What pulls in two directions, and what never comes back.
fn check(said: &[Said], bounds: Option<&Bounds>, app: &App) {
    let pulls = || {
        said.iter().filter_map(|said| match said.what {
            What::Pulls(pull) => Some((said.by, pull)),
            _ => None,
        })
    };
    if bounds.is_none()
        && let Some(first) = said.first()
        && app.resource_of(first.target).is_some()
    {
        let found =
            codes::ECS195.finding("a service is scaled, and nobody says between which numbers");
        app.scope_of(first.target)
            .report(found.help("say it with `.between(1..=10)`, or where a metric scales it"));
    }
    let tracking = pulls().find(|(_, pull)| {
        matches!(
            pull,
            Pull::Tracking {
                takes_away: true,
                ..
            }
        )
    });
    let steps = pulls().find(|(_, pull)| matches!(pull, Pull::Steps { takes_away: true }));
    if let (Some((tracking, _)), Some((steps, _))) = (tracking, steps) {
        fights(steps, tracking, app);
    }
    let comes_back = pulls().any(|(_, pull)| {
        !matches!(
            pull,
            Pull::Tracking {
                is_there_at_nothing: false,
                ..
            }
        )
    });
    let schedules = || {
        said.iter().filter_map(|said| match &said.what {
            What::Action(action) => Some((said.by, action.bounds.as_ref())),
            _ => None,
        })
    };
    // A schedule that ends with nothing and begins with no less than nothing is the same.
    let goes = schedules().any(|(_, bounds)| bounds.is_some_and(NewBounds::is_nothing));
    let wakes = schedules().any(|(_, bounds)| bounds.is_some_and(NewBounds::is_something));
    let by_clock = schedules().next().filter(|_| goes && !wakes);
    let first = pulls().next().map(|(by, _)| by);
    if bounds.is_some_and(Bounds::is_from_nothing)
        && !comes_back
        && let Some(by) = first.or(by_clock.map(|(by, _)| by))
    {
        let message = "there may be no task, and then there is no metric that would bring one back";
        let found = codes::ECS194.finding(message);
        app.scope_of(by).report(found.help(
            "keep one task, or scale by what is there without tasks, as `.backlog_per_task(...)`",
        ));
    }
}

impl Action {
    fn written(self, of_target: Option<&Bounds>) -> cfn::scalable_target::ScheduledAction {
        let bounds = self
            .bounds
            .or_else(|| of_target.map(|bounds| bounds.clone().into()));
        let mut change = cfn::scalable_target::ScalableTargetAction::new();
        if let Some(min) = bounds.as_ref().and_then(|bounds| bounds.min.clone()) {
            change = change.min_capacity(min);
        }
        if let Some(max) = bounds.and_then(|bounds| bounds.max) {
            change = change.max_capacity(max);
        }
        let mut action = cfn::scalable_target::ScheduledAction::new()
            .scheduled_action_name(self.name)
            .schedule(self.schedule)
            .timezone(self.zone)
            .scalable_target_action(change);
        if let Some(start) = self.start {
            action = action.start_time(start);
        }
        if let Some(end) = self.end {
            action = action.end_time(end);
        }
        action
    }
}
