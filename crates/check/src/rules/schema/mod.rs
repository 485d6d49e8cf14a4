//! Resources against what is known of their types.
//!
//! # Files
//!
//! A file a rule, named after what it looks at. `docs/rules.md` lists them all, with what is wrong
//! in a few words; `git grep 'code: "CODE"'` finds the file of a code.

mod advice;
mod coerced_value;
mod combination;
mod cross_resource;
mod duplicate_item;
mod excludes_property;
mod format;
mod instance_form;
mod instance_unknown;
mod item_count;
mod length;
mod local_path;
mod map_entries;
mod missing_in_region;
mod missing_property;
mod needs_property;
mod number_range;
mod parameter_value;
mod pattern;
mod perhaps_wrong_reference;
mod property_group;
mod read_only_property;
mod runtime_blocked;
mod runtime_deprecated;
mod service_ending;
mod service_gone;
mod unknown_property;
mod unknown_type;
mod value_not_allowed;
mod wrong_identifier;
mod wrong_reference;
mod wrong_type;

pub(crate) use instance_form::{Unlisted, unlisted};

use crate::schema::What;
use crate::{Findings, Model};

/// The rules of this family, in the order in which their findings are listed.
pub(super) static RULES: &[&crate::rule::BuiltIn] = &[
    &unknown_type::RULE,
    &unknown_property::RULE,
    &missing_property::RULE,
    &read_only_property::RULE,
    &wrong_type::RULE,
    &coerced_value::RULE,
    &value_not_allowed::RULE,
    &pattern::RULE,
    &format::RULE,
    &number_range::RULE,
    &length::RULE,
    &item_count::RULE,
    &duplicate_item::RULE,
    &property_group::RULE,
    &needs_property::RULE,
    &excludes_property::RULE,
    &combination::RULE,
    &wrong_reference::RULE,
    &wrong_identifier::RULE,
    &map_entries::RULE,
    &advice::RULE,
    &parameter_value::RULE,
    &perhaps_wrong_reference::RULE,
    &missing_in_region::RULE,
    &instance_form::RULE,
    &instance_unknown::RULE,
    &runtime_blocked::RULE,
    &runtime_deprecated::RULE,
    &service_gone::RULE,
    &service_ending::RULE,
    &cross_resource::RULE,
    &local_path::RULE,
];

/// Reports what does not fit, and is more than advice, in the words that a rule has for its kind.
fn tell(model: &Model<'_>, findings: &mut Findings<'_>, words: impl Fn(&What) -> Option<String>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        if let Some(message) = words(&violation.what) {
            findings.report(violation.place(), message);
        }
    }
}
