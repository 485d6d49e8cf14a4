use stackwright_codes as codes;
use stackwright_core::{Scope, Str, Value};

use super::Options;
use crate::servicediscovery::{DiscoveryService, DiscoveryServiceHandle, NamespaceHandle};

/// How a service is found by name.
#[derive(Clone, Debug)]
pub(super) enum Discovery {
    /// By a name in the cluster's namespace.
    Named(Value<Str>),
    Service(DiscoveryServiceHandle),
}

impl Options {
    pub(super) fn discovery_service(
        &self,
        namespace: Option<NamespaceHandle>,
        scope: Scope<'_>,
    ) -> Option<DiscoveryServiceHandle> {
        match (self.discovery.as_ref()?, namespace) {
            (Discovery::Service(service), _) => Some(*service),
            (Discovery::Named(name), Some(namespace)) => {
                Some(scope.add("Discovery", DiscoveryService::new(namespace, name)))
            }
            (Discovery::Named(_), None) => {
                let found = codes::ECS112
                    .finding("this service is to be discovered in a cluster without a namespace");
                scope.report(
                    found.help("give the cluster one with `.namespace(...)`, or use `discover_by`"),
                );
                None
            }
        }
    }
}
