use std::time::Duration;

use stackwright_cfn::servicediscovery as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, handle};

use super::NamespaceHandle;
use crate::units::whole_seconds;

/// A name in a namespace that answers with the addresses of healthy tasks.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html>
#[derive(Clone, Debug)]
pub struct DiscoveryService {
    namespace: NamespaceHandle,
    name: Value<Str>,
    ttl: Duration,
}

impl DiscoveryService {
    /// `name` in this namespace, with A records that are good for a minute.
    pub fn new(namespace: impl Into<NamespaceHandle>, name: impl IntoValue<Str>) -> Self {
        DiscoveryService {
            namespace: namespace.into(),
            name: name.into_value(),
            ttl: Duration::from_secs(60),
        }
    }

    /// How long an answer is good.
    pub fn ttl(mut self, ttl: Duration) -> Self {
        self.ttl = ttl;
        self
    }
}

impl Construct for DiscoveryService {
    type Handle = DiscoveryServiceHandle;

    fn build(self, scope: Scope<'_>) -> DiscoveryServiceHandle {
        let record = cfn::service::DnsRecord::new()
            .r#type(cfn::service::DnsRecordType::A)
            .ttl(whole_seconds(self.ttl));
        // ECS reports the health of its tasks itself.
        let health = cfn::service::HealthCheckCustomConfig::new().failure_threshold(1);
        let service = cfn::Service::new()
            .name(self.name)
            .dns_config(
                cfn::service::DnsConfig::new()
                    .dns_records([record])
                    .namespace_id(self.namespace.resource()),
            )
            .health_check_custom_config(health);
        scope.set_primary(scope.add("Resource", service));
        DiscoveryServiceHandle::new(scope)
    }
}

handle! {
    /// Names a service of Cloud Map.
    pub struct DiscoveryServiceHandle(cfn::ServiceHandle);
}
