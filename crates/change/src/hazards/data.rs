//! Data that is lost.

use super::{Hazard, Lost};
use crate::{Cause, Change, Effect, Kind, Path, ResourceChange};

pub(super) fn find(change: &Change, found: &mut Vec<Hazard>) {
    for resource in change
        .resources
        .iter()
        .filter(|resource| resource.loses_data())
    {
        let how = match &resource.kind {
            Kind::Removed(_) => Lost::Removed,
            Kind::Moved { from, .. } => Lost::Moved { from: from.clone() },
            _ => {
                let (because, follows) = reason(resource);
                match resource.effect {
                    Effect::Replaces => Lost::Replaced { because, follows },
                    _ => Lost::Perhaps { because, follows },
                }
            }
        };
        found.push(Hazard::DataLost {
            id: resource.id.clone(),
            type_name: resource.type_name.clone(),
            how,
        });
    }
}

/// The property that does the most to a resource, and what it follows.
pub(super) fn reason(resource: &ResourceChange) -> (Path, Option<String>) {
    let mut properties = resource.properties.iter();
    let strongest = properties.find(|property| property.effect == resource.effect);
    match strongest {
        _ if resource.effect < Effect::MayReplace => (Path::of("Condition"), None),
        Some(property) => {
            let follows = match &property.cause {
                Cause::Follows { target, .. } => Some(target.clone()),
                Cause::Written | Cause::Weakened => None,
            };
            (property.path.clone(), follows)
        }
        None => (Path::default(), None),
    }
}
