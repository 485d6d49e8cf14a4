//! What a template says is known and meant. These rules run last, when it is known what the
//! others have found, and nothing of them can be acknowledged.

mod malformed;
mod no_reason;
mod retired_code;
mod unknown_code;
mod unknown_id;
mod unused;

/// The rules of this family, in the order in which their findings are listed.
pub(super) static RULES: &[&crate::rule::BuiltIn] = &[
    &malformed::RULE,
    &no_reason::RULE,
    &unknown_code::RULE,
    &unknown_id::RULE,
    &unused::RULE,
    &retired_code::RULE,
];
