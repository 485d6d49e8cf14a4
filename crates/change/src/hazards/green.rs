//! Green deployments that AWS CodeDeploy does for a stack, in an update that changes something else, too.

use stackwright_template::{Node, Section, Template};

use super::Hazard;
use crate::side::Side;
use crate::{Cause, Change, Effect, Kind, ResourceChange};

/// What starts a green deployment where it is replaced.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/about-blue-green-deployments.html>
const STARTS: [&str; 2] = ["AWS::ECS::TaskDefinition", "AWS::ECS::TaskSet"];

pub(super) fn find(earlier: &Side<'_>, later: &Side<'_>, change: &Change, found: &mut Vec<Hazard>) {
    if !has_hook(earlier.template) || !has_hook(later.template) {
        return;
    }
    let starts = |resource: &&ResourceChange| STARTS.contains(&resource.type_name.as_str());
    let replaces = |resource: &&ResourceChange| {
        matches!(resource.kind, Kind::Changed { .. }) && resource.effect == Effect::Replaces
    };
    let mut resources = change.resources.iter();
    let Some(first) = resources.find(|resource| starts(resource) && replaces(resource)) else {
        return;
    };
    let others = change.resources.iter().filter(|resource| !starts(resource));
    let others: Vec<String> = others
        .filter(|resource| changes_itself(resource))
        .map(|resource| resource.id.clone())
        .collect();
    if !others.is_empty() {
        found.push(Hazard::GreenWithOthers {
            id: first.id.clone(),
            others,
        });
    }
}

/// Whether a resource changes by itself, and not only because it refers to what does.
fn changes_itself(resource: &ResourceChange) -> bool {
    let written = |cause: &Cause| !matches!(cause, Cause::Follows { .. });
    match resource.kind {
        Kind::Changed { .. } => {
            let mut properties = resource.properties.iter();
            properties.any(|own| own.effect > Effect::None && written(&own.cause))
        }
        _ => true,
    }
}

fn has_hook(template: &Template) -> bool {
    let hooks = template.section(Section::Hooks).and_then(Node::as_map);
    let mut types = hooks.into_iter().flat_map(|hooks| hooks.iter());
    types.any(|(_, hook)| {
        hook.get("Type").and_then(Node::as_str) == Some("AWS::CodeDeploy::BlueGreen")
    })
}
