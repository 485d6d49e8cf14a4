use std::time::Duration;

use stackwright_cfn::ecs as cfn;
use stackwright_codes as codes;
use stackwright_core::{Expr, IntoValue, Scope, Str, Text, Value, With};

use super::Options;
use crate::servicediscovery::{
    DiscoveryService, DiscoveryServiceHandle, DnsRecord, NamespaceHandle,
};

/// How a service is found by name.
#[derive(Clone, Debug)]
pub(super) enum Discovery {
    /// By a name in the cluster's namespace, or another one.
    Named(Box<Discover>),
    Service(DiscoveryServiceHandle),
}

/// What of its tasks is registered.
#[derive(Clone, Debug, Default)]
pub(super) struct Registry {
    container: Option<(Text, Option<u16>)>,
}

impl Registry {
    pub(super) fn property(
        &self,
        service: DiscoveryServiceHandle,
    ) -> cfn::service::ServiceRegistry {
        let (container, port) = match &self.container {
            Some((container, port)) => (Some(container.clone()), *port),
            None => (None, None),
        };
        cfn::service::ServiceRegistry::new()
            .registry_arn(service)
            .with(container, |registry, name| registry.container_name(name))
            .with(port, |registry, port| {
                registry.container_port(u32::from(port))
            })
    }
}

/// A name of a service in Cloud Map, for [`discover`](super::Service::discover), where there is
/// more to say than the name.
///
/// ```
/// use stackwright_aws::ecs::Discover;
/// use stackwright_aws::units::DurationExt;
///
/// let addresses = Discover::named("api").ipv6().ttl(10.seconds());
/// let ports = Discover::named("_api._tcp").srv("app", 8080);
/// ```
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html>
#[derive(Clone, Debug)]
pub struct Discover {
    name: Value<Str>,
    namespace: Option<NamespaceHandle>,
    records: Vec<DnsRecord>,
    ttl: Option<Duration>,
    is_unchecked: bool,
    registry: Registry,
}

impl Discover {
    /// By this name in the cluster's namespace, by A records.
    pub fn named(name: impl IntoValue<Str>) -> Self {
        Discover {
            name: name.into_value(),
            namespace: None,
            records: Vec::new(),
            ttl: None,
            is_unchecked: false,
            registry: Registry::default(),
        }
    }

    /// In this namespace, in place of the cluster's.
    pub fn namespace(mut self, namespace: impl Into<NamespaceHandle>) -> Self {
        self.namespace = Some(namespace.into());
        self
    }

    /// By AAAA records beside A records, where tasks have IPv6 addresses.
    pub fn ipv6(mut self) -> Self {
        self.records = vec![DnsRecord::A, DnsRecord::Aaaa];
        self
    }

    /// By SRV records, which have the port as well: of this container, which listens on this port.
    pub fn srv(mut self, container: impl Into<Text>, port: u16) -> Self {
        self.records = vec![DnsRecord::Srv];
        self.registry.container = Some((container.into(), Some(port)));
        self
    }

    /// By these records.
    pub fn records(mut self, records: impl IntoIterator<Item = DnsRecord>) -> Self {
        self.records = records.into_iter().collect();
        self
    }

    /// How long clients believe an answer; as the
    /// [service of Cloud Map](crate::servicediscovery::DiscoveryService) has it, if this is not
    /// said.
    pub fn ttl(mut self, ttl: Duration) -> Self {
        self.ttl = Some(ttl);
        self
    }

    /// Answers with tasks whatever ECS says of their health.
    pub fn without_health_check(mut self) -> Self {
        self.is_unchecked = true;
        self
    }

    pub(super) fn into_parts(self) -> (Discovery, Registry) {
        let registry = self.registry.clone();
        (Discovery::Named(Box::new(self)), registry)
    }

    fn service(&self, namespace: NamespaceHandle) -> DiscoveryService {
        let records = (!self.records.is_empty()).then(|| self.records.clone());
        let service = DiscoveryService::new(namespace, self.name.clone())
            .with(records, |service, records| service.records(records))
            .with(self.ttl, |service, ttl| service.ttl(ttl));
        match self.is_unchecked {
            true => service.without_health_check(),
            false => service,
        }
    }
}

impl Options {
    pub(super) fn discovery_service(
        &self,
        namespace: Option<NamespaceHandle>,
        scope: Scope<'_>,
    ) -> Option<DiscoveryServiceHandle> {
        match self.discovery.as_ref()? {
            Discovery::Service(service) => Some(*service),
            Discovery::Named(discover) => {
                match discover.namespace.or(namespace) {
                    Some(namespace) => {
                        self.check_name(discover, scope);
                        Some(scope.add("Discovery", discover.service(namespace)))
                    }
                    None => {
                        let found = codes::ECS112.finding(
                            "this service is to be discovered in a cluster without a namespace",
                        );
                        scope.report(found.help(
                            "give the cluster one with `.namespace(...)`, or use `discover_by`",
                        ));
                        None
                    }
                }
            }
        }
    }

    /// Both are services of Cloud Map in the namespace, where a name is there once.
    fn check_name(&self, discover: &Discover, scope: Scope<'_>) {
        let connect = self.connect_names();
        if let Some(Expr::Str(name)) = connect.iter().find(|name| *name == discover.name.expr()) {
            let message =
                format!("this service is called `{name}` in Cloud Map and in Service Connect");
            scope.report(codes::ECS153.finding(message));
        }
    }
}
