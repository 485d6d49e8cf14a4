//! ElastiCache: caches that speak Valkey, in a VPC, for tasks to use.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `access` | who may use a cache, and how it is found |
//! | `imported` | caches that exist |
//! | `metrics` | what is measured of them |
//! | `nodes` | caches of nodes |
//! | `recommended` | the alarms of a cache |
//! | `size` | types of nodes |
//! | `valkey` | serverless caches |

mod access;
mod imported;
mod metrics;
mod nodes;
#[cfg(feature = "cloudwatch")]
mod recommended;
mod size;
mod valkey;

pub use access::CacheAccess;
pub use imported::{ImportedValkey, ImportedValkeyNodes};
pub use nodes::{ValkeyNodes, ValkeyNodesHandle};
pub use size::CacheSize;
pub use valkey::{Valkey, ValkeyHandle};
