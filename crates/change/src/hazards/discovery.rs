//! Services and namespaces of AWS Cloud Map that are made anew, or answer otherwise, under the same name.

use stackwright_template::{Node, Resource};

use super::Hazard;
use crate::side::Side;
use crate::words::value;
use crate::{Change, Kind, Path};

const SERVICE: &str = "AWS::ServiceDiscovery::Service";

pub(super) fn find(earlier: &Side<'_>, later: &Side<'_>, change: &Change, found: &mut Vec<Hazard>) {
    for resource in &change.resources {
        let Some(now) = later.template.resource(&resource.id) else {
            continue;
        };
        match &resource.kind {
            Kind::Changed { .. } if resource.type_name == SERVICE => {
                let Some(was) = earlier.template.resource(&resource.id) else {
                    continue;
                };
                // What is replaced is told with its reason.
                let is_told = found.iter().any(
                    |one| matches!(one, Hazard::DiscoveryChanges { id, .. } if *id == resource.id),
                );
                let same = earlier.property(was, "Name") == later.property(now, "Name");
                if same && !is_told && types(earlier, was) != types(later, now) {
                    found.push(Hazard::DiscoveryChanges {
                        id: resource.id.clone(),
                        name: name(later, now).unwrap_or_else(|| resource.id.clone()),
                        because: Path::of("DnsConfig").key("DnsRecords"),
                    });
                }
            }
            Kind::Added if is_namespace(&resource.type_name) => {
                let Some(name) = name(later, now) else {
                    continue;
                };
                // One of the same type is told as a name that moves.
                let gone = earlier.template.resources().any(|was| {
                    let other = was.resource_type().unwrap_or_default();
                    later.template.resource(was.id()).is_none()
                        && is_namespace(other)
                        && other != resource.type_name
                        && self::name(earlier, was).as_ref() == Some(&name)
                });
                if gone {
                    found.push(Hazard::DiscoveryChanges {
                        id: resource.id.clone(),
                        name,
                        because: Path::of("Type"),
                    });
                }
            }
            _ => {}
        }
    }
}

fn is_namespace(type_name: &str) -> bool {
    type_name.starts_with("AWS::ServiceDiscovery::") && type_name.ends_with("Namespace")
}

fn name(side: &Side<'_>, resource: Resource<'_>) -> Option<String> {
    side.property(resource, "Name").as_ref().map(value)
}

/// The types of the records that a service has, in order.
fn types(side: &Side<'_>, service: Resource<'_>) -> Vec<String> {
    let config = side.property(service, "DnsConfig");
    let records = config.as_ref().and_then(|config| config.get("DnsRecords"));
    let records = records.and_then(Node::as_list).unwrap_or_default();
    let types = records.iter().filter_map(|record| record.get("Type"));
    let mut types: Vec<String> = types.map(value).collect();
    types.sort_unstable();
    types
}
