//! What stacks cost a month.
//!
//! [`estimate`] computes it from the dated prices of `stackwright-facts`, each with its source, and from what
//! the templates say. What scales is a [`Range`]; what is paid by use is multiplied with a [`Usage`] that
//! somebody states, or with defaults that are named. What is not known is listed and never counted as nothing.
//!
//! ```
//! use stackwright_template::Template;
//! use stackwright_view::Stack;
//! use stackwright_view::cost::{Options, estimate};
//!
//! let template = Template::from_yaml(
//!     "Resources:
//!   Web:
//!     Type: AWS::ECS::Service
//!     Properties: {TaskDefinition: !Ref Task, LaunchType: FARGATE, DesiredCount: 1}
//!   Task:
//!     Type: AWS::ECS::TaskDefinition
//!     Properties: {Cpu: 256, Memory: 512, ContainerDefinitions: [{Name: web, Image: nginx}]}
//! ",
//! )?;
//! let stack = Stack::new("Web", template).in_region(Some("us-east-1".to_owned()));
//! let month = estimate(&[stack], &Options::default());
//! // 0.25 vCPU x 730 h x $0.04048 + 0.5 GB x 730 h x $0.004445
//! assert_eq!(format!("{:.2}", month.amount().usual), "9.01");
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `estimate` | what stacks and their resources cost, and what is not known of it |
//! | `line` | a line of the bill: a price, and what it is multiplied with |
//! | `range` | numbers that scale: the least, the usual one, the most |
//! | `usage` | how much is used of what is paid by use: a file, and defaults |
//! | `advice` | what would cost less, with the amount |
//! | `compare` | environments side by side, and what changes of a month |
//! | `constructs` | what constructs come to, with all that is in them |
//! | `hours` | how many run on average where schedules scale |
//! | `free` | the types that cost nothing by themselves |
//! | `meters/` | what is paid for a resource of a type |

mod advice;
mod compare;
mod constructs;
mod estimate;
mod free;
mod hours;
mod line;
mod meters;
mod range;
pub mod usage;

pub use advice::{Advice, AdviceKind};
pub use compare::{Amount, Column, Comparison, Row};
pub use constructs::ConstructCost;
pub use estimate::{Assumed, DEFAULT_REGION, Estimate, Options, ResourceCost, StackCost, estimate};
pub use line::{Factor, Line};
pub use range::Range;
pub use stackwright_facts::Price;
pub use usage::{Usage, UsageError};

/// How many hours a month has.
pub fn hours_of_a_month() -> f64 {
    stackwright_facts::about_prices().hours_of_a_month
}

/// An amount as it is shown, as `$9.01`: rounded to cents, half a cent up; what comes to less is `<$0.01`.
pub fn dollars(amount: f64) -> String {
    // What is half a cent to people may be a little less in binary.
    let cents = (amount * 100.0 + 1e-7).round();
    match cents < 1.0 && amount > 0.0 {
        true => "<$0.01".to_owned(),
        false => format!("${:.2}", cents / 100.0),
    }
}

/// When the prices were collected, as `2026-11-28`.
pub fn collected() -> &'static str {
    &stackwright_facts::about_prices().collected
}

/// The prices that were taken for some stacks, each once.
pub fn prices<'s>(stacks: impl IntoIterator<Item = &'s StackCost>) -> Vec<&'static Price> {
    let mut all: Vec<&'static Price> = Vec::new();
    for price in stacks.into_iter().flat_map(StackCost::prices) {
        if !all.iter().any(|known| std::ptr::eq(*known, price)) {
            all.push(price);
        }
    }
    all
}
