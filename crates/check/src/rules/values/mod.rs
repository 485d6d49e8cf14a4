//! Values of single resources that AWS refuses, though their schemas allow them.
//!
//! # Files
//!
//! A file a rule, named after what it looks at. `docs/rules.md` lists them all, with what is wrong
//! in a few words; `git grep 'code: "CODE"'` finds the file of a code.

mod backup_lifecycle;
mod bounds;
mod bucket_name;
mod deployment_order;
mod duplicate_identifier;
mod duplicate_name;
mod duplicate_tag;
mod endpoint_twice;
mod event_source;
mod key_policy;
mod lifecycle_days;
mod origin;
mod pipeline_artifact;
mod pipeline_source;
mod plain_password;
mod policy_name_twice;
mod policy_quota;
mod policy_size;
mod record_value;
mod record_zone;
mod redrive_target;
mod reserved_name;
mod reserved_tag;
mod rule_target;
mod schedule;
mod schedule_never;
mod table_key;
mod tag_count;
mod time_zone;
mod validation_domain;

use stackwright_facts::TagShape;

use crate::deployment::{Deployment, Items, Property};

/// The rules of this family, in the order in which their findings are listed.
pub(super) static RULES: &[&crate::deployment::DeploymentRule] = &[
    &duplicate_tag::RULE,
    &reserved_tag::RULE,
    &tag_count::RULE,
    &duplicate_name::RULE,
    &bounds::RULE,
    &table_key::RULE,
    &bucket_name::RULE,
    &reserved_name::RULE,
    &record_value::RULE,
    &record_zone::RULE,
    &validation_domain::RULE,
    &schedule::RULE,
    &pipeline_source::RULE,
    &pipeline_artifact::RULE,
    &origin::RULE,
    &duplicate_identifier::RULE,
    &endpoint_twice::RULE,
    &plain_password::RULE,
    &backup_lifecycle::RULE,
    &redrive_target::RULE,
    &event_source::RULE,
    &rule_target::RULE,
    &key_policy::RULE,
    &lifecycle_days::RULE,
    &deployment_order::RULE,
    &policy_size::RULE,
    &policy_quota::RULE,
    &policy_name_twice::RULE,
    &time_zone::RULE,
    &schedule_never::RULE,
];

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
