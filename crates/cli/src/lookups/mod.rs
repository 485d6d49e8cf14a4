//! What is looked up in accounts, by the AWS command line, and the file that keeps it.
//!
//! | file | what it answers |
//! |---|---|
//! | `aws` | how the AWS command line is asked |
//! | `providers` | what is asked for each kind of look-up, and what is kept of the answer |
//! | `vpc` | the same of networks |
//! | `file` | `cdk.context.json` |

mod aws;
mod file;
mod providers;
mod vpc;

pub(crate) use aws::Aws;
pub(crate) use file::{ContextFile, beside_manifest};
pub(crate) use providers::{is_known, look_up};
