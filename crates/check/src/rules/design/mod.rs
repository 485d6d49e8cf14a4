//! What deploys, and is regretted later.

use super::family;

family! {
    crate::rule::BuiltIn:
    fixed_name,
    retention,
    hard_coded_place,
    unused_export,
    untagged,
}
