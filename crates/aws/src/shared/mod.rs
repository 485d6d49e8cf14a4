//! What constructs of several services need.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `arn` | what an ARN says |
//! | `as_written` | what a typed resource says of itself, where no construct has kept it |
//! | `canonical` | the one node that stands for a resource, and what was imported |
//! | `conditional` | what is said of things that may not be there |
//! | `gathered` | lists, made in one function |
//! | `keyed` | what is kept by path or node, and read in that order |
//! | `names` | names of what has one in an account |
//! | `priorities` | numbers that stay when others come |

pub(crate) mod arn;
pub(crate) mod as_written;
pub(crate) mod canonical;
pub(crate) mod conditional;
pub(crate) mod gathered;
pub(crate) mod keyed;
#[cfg(any(feature = "cloudfront", feature = "elasticache", feature = "rds"))]
pub(crate) mod names;
pub(crate) mod priorities;
