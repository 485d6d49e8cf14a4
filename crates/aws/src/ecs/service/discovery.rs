use std::time::Duration;

use stackwright_cfn::ecs as cfn;
use stackwright_codes as codes;
use stackwright_core::{Expr, IntoValue, Scope, Str, Value, With};

use super::Options;
use super::balancing::listening;
use crate::ecs::TaskHandle;
use crate::ecs::task::Exposed;
use crate::gathered;
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

/// The container and its port that are registered, where that is said.
pub(super) type Registered = Option<(Value<Str>, u16)>;

/// A name of a service in Cloud Map, for [`discover`](super::Service::discover), where there is
/// more to say than the name.
///
/// ```
/// use stackwright_aws::ecs::Discover;
/// use stackwright_aws::units::DurationExt;
///
/// let addresses = Discover::named("api").ipv6().ttl(10.seconds());
/// let ports = Discover::named("_api._tcp").srv();
/// ```
///
/// # Findings
///
/// - `ECS168`: SRV records, and a task without a port, or with several to choose from.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html>
#[derive(Clone, Debug)]
pub struct Discover {
    name: Value<Str>,
    namespace: Option<NamespaceHandle>,
    records: Vec<DnsRecord>,
    ttl: Option<Duration>,
    is_unchecked: bool,
    registered: Registered,
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
            registered: None,
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

    /// By SRV records, which have the port as well: that on which the task listens.
    pub fn srv(self) -> Self {
        self.records([DnsRecord::Srv])
    }

    /// The container and its port that SRV records have, where the task listens on several.
    pub fn container_port(mut self, container: impl IntoValue<Str>, port: u16) -> Self {
        self.registered = Some((container.into_value(), port));
        self
    }

    /// By these records.
    pub fn records(mut self, records: impl IntoIterator<Item = DnsRecord>) -> Self {
        self.records = gathered(records);
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

    pub(super) fn name(&self) -> Value<Str> {
        self.name.clone()
    }

    /// The namespace that it names, if it names one.
    pub(super) fn namespace_said(&self) -> Option<NamespaceHandle> {
        self.namespace
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

    /// What of its tasks is registered in a service of Cloud Map. By address alone, unless this has
    /// SRV records: ECS wants to know of which port then.
    pub(super) fn registry(
        &self,
        discovery: DiscoveryServiceHandle,
        task: TaskHandle,
        scope: Scope<'_>,
    ) -> cfn::service::ServiceRegistry {
        let records = discovery.records(scope).unwrap_or_default();
        let registered = match &self.discovery {
            Some(Discovery::Named(discover)) => discover.registered.clone(),
            _ => None,
        };
        let has_port = registered.is_none() && records.contains(&DnsRecord::Srv);
        let registered = match has_port {
            true => only_port(task, scope),
            false => registered,
        };
        cfn::service::ServiceRegistry::new()
            .registry_arn(discovery)
            .with(registered, |registry, (container, port)| {
                let registry = registry.container_name(container);
                registry.container_port(u32::from(port))
            })
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

/// The only port on which a task listens.
fn only_port(task: TaskHandle, scope: Scope<'_>) -> Registered {
    let exposed = scope.data::<Exposed>(task)?;
    let by = |transport| {
        let (name, mapping) = listening(&exposed, None, transport)?;
        Some((Value::from_expr(name.clone()), mapping.port.one()?))
    };
    let found = by("tcp").or_else(|| by("udp"));
    if found.is_none() {
        let message = "this service is found with its port, and it is not known which that is";
        scope.report(codes::ECS168.finding(message));
    }
    found
}
