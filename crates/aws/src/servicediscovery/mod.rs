//! Cloud Map: names by which services find each other.

mod namespace;
mod service;

pub use namespace::{ImportedNamespace, NamespaceHandle, PrivateDnsNamespace};
pub use service::{DiscoveryService, DiscoveryServiceHandle};
