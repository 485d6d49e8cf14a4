//! Networks: what they come to, what stays, and what people fell into elsewhere.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `endpoints` | ways to services of AWS, and which of them tasks need |
//! | `groups` | security groups: whose addresses, which ports, and what rules say |
//! | `records` | flow logs |
//! | `others` | network ACLs, keys, placement groups, services for other VPCs |
//! | `vpc` | subnets, their addresses and zones, and how they get out |
//! | `growth` | what stays where it is when a VPC changes |
//! | `selection` | which subnets something stands in |

pub(crate) mod endpoints;
pub(crate) mod groups;
pub(crate) mod growth;
pub(crate) mod others;
pub(crate) mod records;
pub(crate) mod selection;
pub(crate) mod vpc;

use stackwright::check::{Options, check_app};
use stackwright::prelude::*;

use super::{at, ids, made, made_of, nginx, only, small};

/// The checker has nothing to say about this program, not even advice; alarms are another story.
#[track_caller]
fn quiet(build: impl FnOnce(&App)) {
    let app = App::new();
    build(&app);
    let mut said = check_app(app.synth(), &Options::new()).diagnostics;
    said.retain(|found| found.code != "OPS437");
    let said: Vec<String> = said.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}
