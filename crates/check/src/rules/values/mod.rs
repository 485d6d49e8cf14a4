//! Values of single resources that AWS refuses, though their schemas allow them.

use stackwright_facts::TagShape;

use super::family;
use crate::Place;
use crate::deployment::{Deployment, Items, Property};

family! {
    crate::deployment::DeploymentRule:
    duplicate_tag,
    reserved_tag,
    tag_count,
    duplicate_name,
    bounds,
    table_key,
    bucket_name,
    reserved_name,
    record_value,
    record_zone,
    schedule,
    pipeline_source,
    pipeline_artifact,
    origin,
    duplicate_identifier,
    endpoint_twice,
    plain_password,
    backup_lifecycle,
    redrive_target,
    event_source,
    rule_target,
    key_policy,
    lifecycle_days,
    deployment_order,
}

/// The property that holds the tags of a resource.
fn tags_property<'d>(resource: &Property<'d>) -> Option<Property<'d>> {
    let facts = resource.facts()?;
    Some(resource.get(&facts.tags.as_ref()?.property))
}

/// The tags of a resource: items with `Key` and `Value`, or entries of a map.
fn tags_of<'d>(resource: &Property<'d>) -> Items<'d> {
    let facts = resource.facts();
    let shape = facts.and_then(|facts| Some(facts.tags.as_ref()?.shape));
    match (tags_property(resource), shape) {
        (Some(tags), Some(TagShape::Map)) => tags.entries(),
        (Some(tags), Some(TagShape::KeyValueList | TagShape::AutoScalingList)) => tags.items(),
        _ => Items {
            known: Vec::new(),
            complete: false,
        },
    }
}

/// Every record of Route 53, by itself or in a group.
fn records<'d>(deployment: &'d Deployment<'d>) -> impl Iterator<Item = Property<'d>> {
    let groups = deployment.resources_of("AWS::Route53::RecordSetGroup");
    let grouped = groups.flat_map(|group| group.get("RecordSets").items().known);
    deployment
        .resources_of("AWS::Route53::RecordSet")
        .chain(grouped)
}

/// Whether the schema of the resource type says already that something is wrong at a place.
fn is_told(deployment: &Deployment<'_>, place: &Place) -> bool {
    let violations = deployment.model().violations();
    violations
        .iter()
        .any(|violation| violation.path == place.path())
}
