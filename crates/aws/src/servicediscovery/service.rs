use std::time::Duration;

use stackwright_cfn::servicediscovery as cfn;
use stackwright_codes as codes;
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value, With, handle, sort_few};

use super::namespace::id_and_arn;
use super::{NamespaceHandle, NamespaceKind};
use crate::units::whole_seconds;
use crate::{filled, gathered};

/// A name in a namespace that answers with the addresses of healthy tasks.
///
/// Unless said otherwise: in a namespace with DNS it has A records that are good for a minute, in
/// an [HTTP namespace](super::HttpNamespace) none; and who registers an instance says how it
/// fares, as Amazon ECS does of its tasks. A change of the name, of the namespace, of the kinds of
/// records or of who says how instances fare replaces it.
///
/// ```
/// use stackwright_aws::servicediscovery::{DiscoveryService, DnsRecord, PublicDnsNamespace};
/// # let app = stackwright_core::App::new();
/// # let stack = app.stack("Shop");
/// let namespace = stack.add("Namespace", PublicDnsNamespace::new("services.example.com"));
/// let web = DiscoveryService::new(namespace, "web").records([DnsRecord::A, DnsRecord::Aaaa]);
/// stack.add("Web", web);
/// ```
///
/// Findings: `ECS198` (records where there is no DNS).
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html>
#[derive(Clone, Debug)]
pub struct DiscoveryService {
    namespace: NamespaceHandle,
    name: Value<Str>,
    description: Option<Value<Str>>,
    ttl: Duration,
    records: Option<Vec<DnsRecord>>,
    api_only: bool,
    weighted: bool,
    health: Health,
    attributes: Vec<(Text, Value<Str>)>,
}

/// What a name answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DnsRecord {
    /// IPv4 addresses.
    A,
    /// IPv6 addresses.
    Aaaa,
    /// Another name. It takes no other record beside it.
    Cname,
    /// Ports, and names of the hosts: what tasks in the network modes `bridge` and `host` have.
    Srv,
}

/// Who says how instances fare.
#[derive(Clone, Debug)]
enum Health {
    /// Whoever registers them.
    Custom,
    Route53(Route53Check),
    Nobody,
}

/// How Route 53 asks instances how they fare: over the internet, so in a
/// [public namespace](super::PublicDnsNamespace) or an HTTP one only (`OPS452`).
///
/// <https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckConfig.html>
#[derive(Clone, Debug)]
pub struct Route53Check {
    kind: cfn::service::HealthCheckConfigType,
    path: Option<Value<Str>>,
    failures: Option<u32>,
}

impl Route53Check {
    /// By a request over HTTP for this path.
    pub fn http(path: impl IntoValue<Str>) -> Self {
        let kind = cfn::service::HealthCheckConfigType::Http;
        Route53Check::new(kind, Some(path.into_value()))
    }

    /// By a request over HTTPS for this path. Certificates are not looked at.
    pub fn https(path: impl IntoValue<Str>) -> Self {
        let kind = cfn::service::HealthCheckConfigType::Https;
        Route53Check::new(kind, Some(path.into_value()))
    }

    /// By a connection.
    pub fn tcp() -> Self {
        Route53Check::new(cfn::service::HealthCheckConfigType::Tcp, None)
    }

    fn new(kind: cfn::service::HealthCheckConfigType, path: Option<Value<Str>>) -> Self {
        Route53Check {
            kind,
            path,
            failures: None,
        }
    }

    /// How many answers in a row it takes to change its mind: 1 to 10; 1, if this is not said.
    pub fn failures(mut self, count: u32) -> Self {
        self.failures = Some(count);
        self
    }
}

impl DiscoveryService {
    /// `name` in this namespace.
    pub fn new(namespace: impl Into<NamespaceHandle>, name: impl IntoValue<Str>) -> Self {
        DiscoveryService {
            namespace: namespace.into(),
            name: name.into_value(),
            description: None,
            ttl: Duration::from_secs(60),
            records: None,
            api_only: false,
            weighted: false,
            health: Health::Custom,
            attributes: Vec::new(),
        }
    }

    /// A service of Cloud Map that exists: by its id, as `srv-0a1b2c3d4e5f`, or by its ARN.
    pub fn imported(id_or_arn: impl IntoValue<Str>) -> ImportedDiscoveryService {
        ImportedDiscoveryService {
            service: id_or_arn.into_value(),
            records: vec![DnsRecord::A],
        }
    }

    /// What the name answers with; A records, if this is not said.
    pub fn records(mut self, records: impl IntoIterator<Item = DnsRecord>) -> Self {
        self.records = Some(in_order(records));
        self
    }

    /// How long an answer is good; a minute, if this is not said.
    pub fn ttl(mut self, ttl: Duration) -> Self {
        self.ttl = ttl;
        self
    }

    /// Answers with one instance at random, instead of up to eight of them: what a service needs
    /// whose instances are load balancers. A service with CNAME records does so anyway.
    pub fn weighted(mut self) -> Self {
        self.weighted = true;
        self
    }

    /// Is found by calls of the API only, though the namespace has DNS.
    pub fn api_only(mut self) -> Self {
        self.api_only = true;
        self
    }

    /// Lets Route 53 say how instances fare, instead of who registers them.
    pub fn health_check(mut self, check: Route53Check) -> Self {
        self.health = Health::Route53(check);
        self
    }

    /// Takes every instance for healthy.
    pub fn without_health_check(mut self) -> Self {
        self.health = Health::Nobody;
        self
    }

    /// Says something about the service to who asks the API: at most 30 keys of letters, digits
    /// and underscores.
    pub fn attribute(mut self, key: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.attributes.push((key.into(), value.into_value()));
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }
}

impl Construct for DiscoveryService {
    type Handle = DiscoveryServiceHandle;

    fn build(self, scope: Scope<'_>) -> DiscoveryServiceHandle {
        let has_dns = self.namespace.kind() != NamespaceKind::Http;
        if self.records.is_some() && (self.api_only || !has_dns) {
            let message = match has_dns {
                true => "records of a service that is to be found by calls of the API only",
                false => "records of a service in an HTTP namespace, which has no DNS",
            };
            let found = codes::ECS198.finding(message);
            scope.report(found.help("leave the records out, or take a namespace with DNS"));
        }
        let records = match has_dns && !self.api_only {
            true => self.records.unwrap_or_else(|| vec![DnsRecord::A]),
            false => Vec::new(),
        };
        let service = cfn::Service::new()
            .name(self.name)
            .with(self.description, |service, text| service.description(text));
        let weighted = self.weighted || records.contains(&DnsRecord::Cname);
        let service = if records.is_empty() {
            let service = service.namespace_id(self.namespace);
            service.with(
                has_dns.then_some(cfn::service::Type::Http),
                |service, http| service.r#type(http),
            )
        } else {
            let written = records.iter().map(|record| {
                let record = cfn::service::DnsRecord::new().r#type(record.written());
                record.ttl(whole_seconds(self.ttl))
            });
            let policy = cfn::service::RoutingPolicy::Weighted;
            service.dns_config(
                cfn::service::DnsConfig::new()
                    .dns_records(gathered(written))
                    .namespace_id(self.namespace)
                    .with(weighted.then_some(policy), |config, policy| {
                        config.routing_policy(policy)
                    }),
            )
        };
        let service = match self.health {
            Health::Custom => service.health_check_custom_config(
                cfn::service::HealthCheckCustomConfig::new().failure_threshold(1),
            ),
            Health::Route53(check) => service.health_check_config(
                cfn::service::HealthCheckConfig::new()
                    .r#type(check.kind)
                    .with(check.path, |config, path| config.resource_path(path))
                    .with(check.failures, |config, count| {
                        config.failure_threshold(count)
                    }),
            ),
            Health::Nobody => service,
        };
        let service = service.with(filled(self.attributes), |service, attributes| {
            service.service_attributes(attributes)
        });
        scope.set_primary(scope.add("Resource", service));
        scope.set_data(Records(records));
        DiscoveryServiceHandle::new(scope)
    }
}

impl DnsRecord {
    fn written(self) -> cfn::service::DnsRecordType {
        match self {
            DnsRecord::A => cfn::service::DnsRecordType::A,
            DnsRecord::Aaaa => cfn::service::DnsRecordType::Aaaa,
            DnsRecord::Cname => cfn::service::DnsRecordType::Cname,
            DnsRecord::Srv => cfn::service::DnsRecordType::Srv,
        }
    }
}

/// In one order, whatever was said first; each once.
fn in_order(records: impl IntoIterator<Item = DnsRecord>) -> Vec<DnsRecord> {
    let mut records: Vec<DnsRecord> = gathered(records);
    sort_few(&mut records, |one, other| one < other);
    records.dedup();
    records
}

/// What a service answers with: for who registers in it.
struct Records(Vec<DnsRecord>);

/// A service of Cloud Map that exists; see [`DiscoveryService::imported`].
#[derive(Clone, Debug)]
pub struct ImportedDiscoveryService {
    service: Value<Str>,
    records: Vec<DnsRecord>,
}

impl ImportedDiscoveryService {
    /// What it answers with, which decides what is registered in it: A records, if this is not
    /// said.
    pub fn records(mut self, records: impl IntoIterator<Item = DnsRecord>) -> Self {
        self.records = in_order(records);
        self
    }
}

impl Construct for ImportedDiscoveryService {
    type Handle = DiscoveryServiceHandle;

    fn build(self, scope: Scope<'_>) -> DiscoveryServiceHandle {
        let (id, arn) = id_and_arn(self.service, "service");
        scope.define("Arn", arn);
        scope.define("Id", id.clone());
        scope.define("Ref", id);
        scope.set_data(Records(self.records));
        DiscoveryServiceHandle::new(scope)
    }
}

handle! {
    /// Names a service of Cloud Map.
    pub struct DiscoveryServiceHandle(cfn::ServiceHandle);
}

impl DiscoveryServiceHandle {
    /// What it answers with, if that is known. Who registers in one with SRV records says a port.
    pub fn records(self, scope: Scope<'_>) -> Option<Vec<DnsRecord>> {
        let records = scope.data::<Records>(self)?;
        Some(records.0.clone())
    }
}
