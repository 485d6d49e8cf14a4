//! Look-ups: what exists in an account, found by what it is called instead of by its id.
//!
//! What is found is kept in `cdk.context.json`, which is committed: the same program gives the same
//! templates everywhere, and nothing is asked of an account while it is synthesized. `cargo run --
//! context` looks up what is not there yet (`APP136`), by the AWS command line; the AWS CDK command
//! line does by itself. AWS CDK gives values that stand for what is missing, and some of them were
//! deployed; here nothing is written until all is there.
//!
//! A stack says its [environment](stackwright_core::Stack::environment) before something is looked up
//! in it (`APP137`). What must not be read by everybody who sees the program does not belong there.
//!
//! <https://docs.aws.amazon.com/cdk/v2/guide/context.html>
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `network` | VPCs and their subnets, Availability Zones |
//! | `balancer` | load balancers and listeners |
//! | `names` | hosted zones |
//! | `image` | machine images |
//! | `parameter` | what parameters of Systems Manager say now |

mod balancer;
#[cfg(feature = "autoscaling")]
mod image;
#[cfg(feature = "route53")]
mod names;
mod network;
mod parameter;

pub use balancer::{ListenerLookup, LoadBalancerBy, LoadBalancerLookup};
#[cfg(feature = "autoscaling")]
pub use image::NewestImage;
#[cfg(feature = "route53")]
pub use names::HostedZoneLookup;
pub use network::{VpcBy, VpcLookup, account_zones};
pub use parameter::SsmParameterLookup;

use stackwright_core::{Answer, IntoValue, Str, Value, import_value};

/// What stands for what is not known yet: a finding keeps it from being written.
fn unknown<K>() -> Value<K> {
    import_value("not looked up")
}

/// The text itself, or what stands for it.
fn or_unknown(found: Option<&str>) -> Value<Str> {
    found.map_or_else(unknown, |text| text.to_owned().into_value())
}

/// A text of an answer.
fn text<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer
        .get(name)
        .and_then(Answer::as_str)
        .unwrap_or_default()
}

fn list<'a>(answer: &'a Answer, name: &str) -> &'a [Answer] {
    answer
        .get(name)
        .and_then(Answer::as_array)
        .map_or(&[], Vec::as_slice)
}
