//! Cloud Map: names by which services find each other.

mod http_namespace;
mod instance;
mod namespace;
mod private_dns_namespace;
mod public_dns_namespace;
mod service;

pub use http_namespace::HttpNamespace;
pub use instance::{DiscoveryInstance, DiscoveryInstanceHandle};
pub use namespace::{ImportedNamespace, NamespaceHandle, NamespaceKind};
pub use private_dns_namespace::PrivateDnsNamespace;
pub use public_dns_namespace::PublicDnsNamespace;
pub use service::{
    DiscoveryService, DiscoveryServiceHandle, DnsRecord, ImportedDiscoveryService, Route53Check,
};
