use stackwright_codes as codes;
use stackwright_core::{App, Fact, Handle, NodeId, Recorded, Scope};

use super::AutoScalingGroupHandle;
use crate::canonical;
use crate::keyed::{Keyed, sort_by_text};
use crate::scaling::fights;

/// What changes the size of a group, to be looked at together.
pub(crate) struct Scales {
    group: NodeId,
    by: NodeId,
    how: How,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// ECS does, as its capacity provider says.
    Managed,
    /// A policy that keeps a metric near a target.
    Tracks { takes_away: bool },
    /// A policy of steps.
    Steps { takes_away: bool },
}

impl Scales {
    /// Says that the construct of a scope changes the size of a group.
    pub(crate) fn say(group: AutoScalingGroupHandle, how: How, by: Scope<'_>) {
        by.record(Scales {
            group: canonical(by.app(), group.node()),
            by: by.node(),
            how,
        });
    }
}

impl Fact for Scales {
    const NAME: &'static str = "autoscaling/scales";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        let mut groups: Keyed<String, Vec<(Scales, _)>> = Keyed::default();
        for Recorded { fact, source } in facts {
            let path = app.identity_with_stack(fact.group);
            groups.entry(path, Vec::new).push((fact, source));
        }
        for mut all in groups.into_things() {
            // By whom, whatever was declared first.
            sort_by_text(&mut all, |(fact, _)| app.identity_with_stack(fact.by));
            let find = |how: &dyn Fn(How) -> bool| {
                let by = all.iter().find(|(fact, _)| how(fact.how));
                by.map(|(fact, _)| fact.by)
            };
            if let Some(provider) = find(&|how| how == How::Managed) {
                let path = app.scope_of(provider).path();
                for (fact, source) in all.iter().filter(|(fact, _)| fact.how != How::Managed) {
                    let message = format!("ECS scales this group already, as `{path}` says");
                    let found = codes::ECS178.finding(message);
                    app.on_line(*source, || app.scope_of(fact.by).report(found));
                }
                continue;
            }
            let tracking = find(&|how| how == How::Tracks { takes_away: true });
            let steps = find(&|how| how == How::Steps { takes_away: true });
            if let (Some(tracking), Some(steps)) = (tracking, steps) {
                fights(steps, tracking, app);
            }
        }
    }
}
