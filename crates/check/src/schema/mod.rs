//! The facts, interpreted: one walk over the resources finds all that does not fit, whatever the
//! number of rules; each rule of the family then words its kind of violation.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `walk` | what stands where a value of some kind belongs |
//! | `trail` | where the walk is |
//! | `objects` | which properties are there, missing, unknown |
//! | `limits` | whether a value is within its limits |
//! | `groups` | whether lists, and properties together, are |
//! | `scenarios` | whether limits over several properties hold, in every branch |
//! | `references` | whether what is referred to belongs there |
//! | `identifiers` | what an identifier of Amazon EC2 identifies |
//! | `pattern`, `ecma` | whether a text has a pattern, in which syntax |
//! | `format` | whether it has a format |
//! | `violation` | what does not fit, as data |

mod ecma;
mod format;
mod groups;
mod identifiers;
mod limits;
mod objects;
mod pattern;
mod references;
mod scenarios;
mod trail;
mod violation;
mod walk;

pub(crate) use format::said as format_said;
pub(crate) use limits::{in_words, or, some_of};
pub(crate) use pattern::matches;
pub(crate) use violation::{Violation, What};
pub(crate) use walk::{short, shown};

use crate::Model;
use crate::model::bodies;

/// Everything in the template's resources that does not fit their types.
pub(crate) fn violations(model: &Model<'_>) -> Vec<Violation> {
    let mut engine = walk::Engine::new(model);
    for resource in bodies(model.template()) {
        engine.resource(&resource);
    }
    engine.into_violations()
}
