//! What a template says is known and meant. These rules run last, when it is known what the
//! others have found, and nothing of them can be acknowledged.

use super::family;

family! {
    crate::rule::BuiltIn:
    malformed,
    no_reason,
    unknown_code,
    unknown_id,
    unused,
}
