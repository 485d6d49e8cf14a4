//! Listeners that stop sending to a target group before the rule that takes over is made.

use stackwright_template::Resource;

use super::Hazard;
use crate::side::{Side, items};
use crate::words::value;
use crate::{Change, Kind};

const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";
const RULE: &str = "AWS::ElasticLoadBalancingV2::ListenerRule";

pub(super) fn find(earlier: &Side<'_>, later: &Side<'_>, change: &Change, found: &mut Vec<Hazard>) {
    let listeners = change.resources.iter().filter(|resource| {
        resource.type_name == LISTENER && matches!(resource.kind, Kind::Changed { .. })
    });
    for listener in listeners {
        let id = &listener.id;
        let (before, after) = (earlier.template.resource(id), later.template.resource(id));
        let (Some(before), Some(after)) = (before, after) else {
            continue;
        };
        let sends = forwarded(later, after, "DefaultActions");
        for group in forwarded(earlier, before, "DefaultActions") {
            if sends.contains(&group) || rule(earlier, id, &group).is_some() {
                continue;
            }
            if let Some(rule) = rule(later, id, &group) {
                found.push(Hazard::ForwardMoves {
                    id: id.clone(),
                    group,
                    rule,
                });
            }
        }
    }
}

/// The first rule of a listener that sends to a target group.
fn rule(side: &Side<'_>, listener: &str, group: &String) -> Option<String> {
    let is_of = |rule: Resource<'_>| {
        let arn = side.property(rule, "ListenerArn");
        arn.is_some_and(|arn| arn.references().iter().any(|own| own.target == listener))
    };
    let mut rules = side.template.resources();
    let rule = rules.find(|rule| {
        rule.resource_type() == Some(RULE)
            && is_of(*rule)
            && forwarded(side, *rule, "Actions").contains(group)
    });
    rule.map(|rule| rule.id().to_owned())
}

/// The target groups that actions send to, as the template names them.
fn forwarded(side: &Side<'_>, resource: Resource<'_>, name: &str) -> Vec<String> {
    let actions = side.property(resource, name);
    let mut groups = Vec::new();
    for action in items(actions.as_ref()) {
        groups.extend(action.get("TargetGroupArn").map(value));
        let config = action.get("ForwardConfig");
        let several = config.and_then(|config| config.get("TargetGroups"));
        let several = items(several).into_iter();
        groups.extend(several.filter_map(|group| group.get("TargetGroupArn").map(value)));
    }
    groups
}
