//! Names that a new resource wants while the old one still has them.

use stackwright_facts::{PropertyKind, ReplacementOrder, ResourceType, Update};
use stackwright_template::Resource;

use super::{Hazard, data::reason};
use crate::difference::Typed;
use crate::side::Side;
use crate::words::value;
use crate::{Change, Effect, Kind, ResourceChange};

pub(super) fn find(earlier: &Side<'_>, later: &Side<'_>, change: &Change, found: &mut Vec<Hazard>) {
    for resource in &change.resources {
        let Some(facts) = Typed::of(&resource.type_name).facts() else {
            continue;
        };
        // What goes first leaves its name.
        if facts.replacement_order == Some(ReplacementOrder::DeleteThenCreate) {
            continue;
        }
        let Some(now) = later.template.resource(&resource.id) else {
            continue;
        };
        match &resource.kind {
            Kind::Changed { .. } if resource.effect >= Effect::MayReplace => {
                let Some(was) = earlier.template.resource(&resource.id) else {
                    continue;
                };
                if let Some((property, name)) = same_name(facts, earlier, later, was, now)
                    && !is_elsewhere(resource, property)
                {
                    let id = resource.id.clone();
                    let (because, _) = reason(resource);
                    found.push(
                        match resource.type_name.starts_with("AWS::ServiceDiscovery::") {
                            true => Hazard::DiscoveryChanges { id, name, because },
                            false => Hazard::NameTaken {
                                id,
                                property: property.to_owned(),
                                name,
                                because,
                                surely: resource.effect == Effect::Replaces,
                            },
                        },
                    );
                }
            }
            Kind::Added | Kind::Moved { .. } => {
                let gone = earlier.template.resources().find_map(|was| {
                    let stays = later.template.resource(was.id()).is_some();
                    if stays || was.resource_type() != now.resource_type() {
                        return None;
                    }
                    let (property, name) = same_name(facts, earlier, later, was, now)?;
                    Some((was.id(), property, name))
                });
                if let Some((from, property, name)) = gone {
                    found.push(Hazard::NameMoves {
                        id: resource.id.clone(),
                        from: from.to_owned(),
                        property: property.to_owned(),
                        name,
                    });
                }
            }
            _ => {}
        }
    }
}

/// Within what the names of a type are unique, where that is less than an account's region.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html>
const WITHIN: [(&str, &str); 1] = [("AWS::ECS::Service", "Cluster")];

/// Whether a name that is written as it was is another one, or one in another place: it names what is
/// replaced itself, or stands within it, as the policy of a bucket and a service of a cluster do.
fn is_elsewhere(resource: &ResourceChange, name: &str) -> bool {
    let within = WITHIN.iter().find(|(own, _)| *own == resource.type_name);
    resource.properties.iter().any(|property| {
        let first = property.path.first();
        let is_one = first == Some(name) || within.is_some_and(|(_, place)| first == Some(*place));
        is_one && property.effect == Effect::Replaces
    })
}

/// The property that names a resource, and the name, where it is given on both sides and the same.
pub(crate) fn same_name<'r>(
    facts: &ResourceType,
    earlier: &Side<'_>,
    later: &Side<'_>,
    was: Resource<'_>,
    now: Resource<'r>,
) -> Option<(&'r str, String)> {
    let property = name_of(now, facts)?;
    let (before, after) = (
        earlier.property(was, property)?,
        later.property(now, property)?,
    );
    (before == after).then(|| (property, value(&after)))
}

/// The property that names a resource of its type, where it is given.
fn name_of<'r>(resource: Resource<'r>, facts: &ResourceType) -> Option<&'r str> {
    let last = resource.resource_type()?.rsplit("::").next()?;
    let given = resource.properties()?.keys().map(|key| key.as_str());
    let mut names = given.filter(|name| {
        let own = name
            .strip_suffix("Name")
            .is_some_and(|own| own.is_empty() || own == last);
        let reference = facts.reference.as_ref();
        let identifies = reference.is_some_and(|value| value.name() == *name);
        (own || identifies)
            && facts.properties.get(name).is_some_and(|property| {
                property.update == Update::Replacement && property.kind == PropertyKind::String
            })
    });
    names.next()
}
