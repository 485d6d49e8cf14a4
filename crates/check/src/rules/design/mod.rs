//! What deploys, and is regretted later.

mod fixed_name;
mod hard_coded_place;
mod retention;
mod untagged;
mod unused_export;
mod weak_in_fixed;

/// The rules of this family, in the order in which their findings are listed.
pub(super) static RULES: &[&crate::rule::BuiltIn] = &[
    &fixed_name::RULE,
    &retention::RULE,
    &hard_coded_place::RULE,
    &unused_export::RULE,
    &untagged::RULE,
    &weak_in_fixed::RULE,
];
