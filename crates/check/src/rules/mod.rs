//! The built-in rules: a folder a family, a file a rule.
//!
//! To add one, write its file (declaration, examples, check), name it in the family's list, and
//! put at least one more bad and one more good template below `tests/data/<code>/`.

mod schema;
mod template;

use crate::Rule;

/// Names the files of a family: each becomes a module, and its `RULE` part of the list.
macro_rules! family {
    ($($file:ident),* $(,)?) => {
        $(mod $file;)*

        /// The rules of this family, by code.
        pub(super) static RULES: &[&crate::rule::BuiltIn] = &[$(&$file::RULE),*];
    };
}
use family;

/// Every built-in rule, family by family, in the order of the codes.
pub fn rules() -> impl Iterator<Item = &'static dyn Rule> {
    let families = [template::RULES, schema::RULES];
    families
        .into_iter()
        .flatten()
        .map(|rule| *rule as &'static dyn Rule)
}

/// The built-in rule with this code.
pub fn rule(code: &str) -> Option<&'static dyn Rule> {
    rules().find(|rule| rule.declaration().code == code)
}
