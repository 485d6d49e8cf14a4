//! The facts, interpreted: one walk over the resources finds all that does not fit, whatever the
//! number of rules; each rule of the family then words its kind of violation.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `walk` | the way through a resource: which value is held against which property, and its kind |
//! | `causes` | what follows from another violation, and is not told beside it |
//! | `trail` | where the walk is |
//! | `objects` | properties that are missing, unknown, or not to be given |
//! | `limits` | limits on a value: range, length, pattern, what is allowed |
//! | `groups` | limits on a list, on properties that stand together, and on limits made of others |
//! | `scenarios` | limits across properties, for each combination of conditions |
//! | `format` | formats of texts: addresses, blocks, times |
//! | `identifiers` | a written id that is that of something else, as `vpc-...` for a subnet |
//! | `packaged` | files beside the template, which a command uploads |
//! | `references` | a reference to the wrong type, or to the wrong attribute |
//! | `classes` | patterns that say which letters follow each other, and no more |
//! | `pattern` | whether a text matches a pattern |
//! | `ecma` | how a pattern of ECMAScript's or Java's becomes one that can be compiled here |
//! | `violation` | what the walk finds, as data |

mod causes;
mod classes;
mod ecma;
mod format;
mod groups;
mod identifiers;
mod limits;
mod objects;
mod packaged;
mod pattern;
mod references;
mod scenarios;
mod trail;
mod violation;
mod walk;

pub(crate) use format::said as format_said;
pub(crate) use groups::TOGETHER;
pub(crate) use limits::{in_words, or, some_of};
pub(crate) use pattern::matches;
pub(crate) use violation::{Violation, What};
pub(crate) use walk::{short, shown};

use crate::Model;

/// Everything in the template's resources that does not fit their types.
pub(crate) fn violations(model: &Model<'_>) -> Vec<Violation> {
    // What CloudFormation gets is the macro's business: names, kinds and what is required.
    if model.is_rewritten() {
        return Vec::new();
    }
    let mut engine = walk::Engine::new(model);
    for resource in model.bodies() {
        engine.resource(resource);
    }
    engine.into_violations()
}
