//! What stands in the other sections, by logical id.

use crate::compare::Comparison;
use crate::matcher::Matcher;
use crate::resources::one_is;
use crate::template::{Found, Template, there_are};

/// In place of a logical id: whichever there is.
const ANY_ID: &str = "*";

/// The two questions about each section.
macro_rules! sections {
    ($($section:literal, $what:literal, $has:ident, $find:ident, $such_as:literal;)*) => {
        impl Template {
            $(
                #[doc = concat!("There is ", $what, " with this logical id, or with any for `*`, that is like this: ", $such_as, ".")]
                ///
                /// # Panics
                /// When it is not there, or differs; the message shows how.
                #[track_caller]
                pub fn $has(&self, id: &str, matcher: impl Into<Matcher>) {
                    self.has_entry($section, $what, id, &matcher.into());
                }

                #[doc = concat!("The ", $section, " that are like this, in order.")]
                pub fn $find(&self, matcher: impl Into<Matcher>) -> Vec<Found> {
                    let matcher = matcher.into();
                    let mut found = self.entries($section);
                    found.retain(|found| Comparison::of(&matcher, Some(&found.value)).fits());
                    found
                }
            )*
        }
    };
}

sections! {
    "Outputs", "an output", has_output, find_outputs, "`Value`, `Export`, ...";
    "Parameters", "a parameter", has_parameter, find_parameters, "`Type`, `Default`, ...";
    "Mappings", "a mapping", has_mapping, find_mappings, "a map of maps";
    "Conditions", "a condition", has_condition, find_conditions, "a function, as `{ \"Fn::Equals\": [...] }`";
}

impl Template {
    #[track_caller]
    fn has_entry(&self, section: &str, what: &str, id: &str, matcher: &Matcher) {
        let mut found = self.entries(section);
        let all = there_are(found.iter().map(|found| found.id.as_str()));
        if id != ANY_ID {
            found.retain(|found| found.id == id);
            if found.is_empty() {
                panic!("{}: there is not {what} `{id}`; {all}", self.name);
            }
        }
        if let Err(closest) = one_is(&found, matcher) {
            panic!("{}: there is not {what} as expected; {closest}", self.name);
        }
    }

    fn entries(&self, section: &str) -> Vec<Found> {
        let entries = self.section(section).into_iter().flatten();
        let found = entries.map(|(id, value)| Found {
            id: id.clone(),
            value: value.clone(),
        });
        found.collect()
    }
}
