//! Resources against what is known of their types.

use super::family;
use crate::schema::What;
use crate::{Findings, Model};

family! {
    crate::rule::BuiltIn:
    unknown_type,
    unknown_property,
    missing_property,
    read_only_property,
    wrong_type,
    coerced_value,
    value_not_allowed,
    pattern,
    format,
    number_range,
    length,
    item_count,
    duplicate_item,
    property_group,
    needs_property,
    excludes_property,
    combination,
    wrong_reference,
    wrong_identifier,
    map_entries,
    advice,
    parameter_value,
    perhaps_wrong_reference,
    missing_in_region,
    instance_form,
    instance_unknown,
    runtime_blocked,
    runtime_deprecated,
    service_gone,
    service_ending,
    cross_resource,
}

/// Reports what does not fit, and is more than advice, in the words that a rule has for its kind.
fn tell(model: &Model<'_>, findings: &mut Findings<'_>, words: impl Fn(&What) -> Option<String>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        if let Some(message) = words(&violation.what) {
            findings.report(violation.place(), message);
        }
    }
}
