//! What it takes to deploy CloudFormation stacks, and the commands that do it.
//!
//! [`Plan::of`] says of stacks in which order they are deployed and why, what has to be acknowledged,
//! given and published before, what is near a quota, what one deployment cannot do, and what is said to the
//! AWS CDK command line or to that of AWS. Nothing is deployed here, and nothing is asked of AWS.
//!
//! Answers are types; [`words`] alone puts them into English.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `stack` | what is to be deployed, and where |
//! | `assembly` | the stacks of a cloud assembly, wherever its files are |
//! | `plan` | what it takes: all that follows |
//! | `order` | which stack is deployed after which, and why |
//! | `capabilities` | what has to be acknowledged |
//! | `quotas` | how near a stack is to what CloudFormation takes |
//! | `steps` | what one deployment cannot do |
//! | `command/` | what is said to command lines, and how a shell is told of it |
//! | `mapping/` | files that tell clients which resource is which: imports, refactorings |
//! | `script` | the commands as a script of the shell |
//! | `words` | all of that in English |

mod assembly;
mod capabilities;
mod command;
pub mod mapping;
mod order;
mod plan;
mod quotas;
mod script;
mod stack;
mod steps;
pub mod words;

pub use assembly::{AssemblyError, Files};
pub use capabilities::{Asked, Asker, Capability};
pub use command::{Client, Command, Note, Part, Purpose, Spread, Word};
pub use order::{After, Reason};
pub use plan::{Given, Missing, Options, Plan, Planned};
pub use quotas::{Counted, Quota};
pub use stack::{Asset, AssetKind, Stack, Stacks};
pub use steps::{Remedy, Step};
