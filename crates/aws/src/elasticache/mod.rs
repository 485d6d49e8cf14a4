//! ElastiCache: caches that speak Valkey, in a VPC, for tasks to use.
//!
//! `access` is who may use a cache and how it is found, `ground` where it stands, `valkey` a serverless
//! one, `nodes` one of nodes, `imported` one that exists, `metrics` what is measured, `size` what nodes
//! there are.

mod access;
mod ground;
mod imported;
mod metrics;
mod nodes;
mod size;
mod valkey;

pub use access::CacheAccess;
pub use imported::ImportedValkey;
pub use nodes::{ValkeyNodes, ValkeyNodesHandle};
pub use size::CacheSize;
pub use valkey::{Valkey, ValkeyHandle};
