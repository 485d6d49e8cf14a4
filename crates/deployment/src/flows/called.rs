//! What tasks ask of other services, whose names their containers are told.

use std::collections::HashMap;

use super::{Door, End, Flow, Verdict};
use crate::network::Protocol;
use crate::{Deployment, Property, Purpose, Service};

/// What the services are called by, in lower case.
pub(super) type Names<'d> = HashMap<String, Vec<Name<'d>>>;

/// A name by which a service is called.
pub(super) struct Name<'d> {
    /// The port of an alias of Service Connect, which has it with the name, and that of the tasks behind.
    alias: Option<(f64, Option<f64>)>,
    service: &'d Service<'d>,
}

const DISCOVERY: &str = "AWS::ServiceDiscovery::Service";
const NAMESPACES: [&str; 2] = [
    "AWS::ServiceDiscovery::PrivateDnsNamespace",
    "AWS::ServiceDiscovery::PublicDnsNamespace",
];

/// The names of services. Where there are none, no variable is read, whose value a condition may choose.
pub(super) fn names<'d>(deployment: &'d Deployment<'d>) -> Names<'d> {
    let services = deployment.services().iter();
    let services = services.filter(|service| service.is_awsvpc() == Some(true));
    let mut names = Names::new();
    let mut called = |host: &str, alias, service| {
        let names = names.entry(host.to_ascii_lowercase()).or_default();
        names.push(Name { alias, service });
    };
    for service in services {
        for registry in service.properties.get("ServiceRegistries").items().known {
            let discovery = registry.get("RegistryArn").target_of(&[DISCOVERY]);
            if let Some(host) = discovery.and_then(|discovery| host(&discovery)) {
                called(&host, None, service);
            }
        }
        let connect = service.properties.get("ServiceConnectConfiguration");
        if connect.get("Enabled").flag() != Some(true) {
            continue;
        }
        for served in connect.get("Services").items().known {
            let behind = port_of(service, &served.get("PortName"));
            for alias in served.get("ClientAliases").items().known {
                if let (Some(host), Some(port)) =
                    (alias.get("DnsName").text(), alias.get("Port").number())
                {
                    called(&host, Some((port, behind)), service);
                }
            }
        }
    }
    names
}

/// The whole name of a service of Cloud Map.
fn host(discovery: &Property<'_>) -> Option<String> {
    let within = discovery.get("DnsConfig/NamespaceId");
    let within = match within.is_given() {
        true => within,
        false => discovery.get("NamespaceId"),
    };
    let namespace = within.target_of(&NAMESPACES)?;
    let (name, domain) = (discovery.get("Name").text()?, namespace.get("Name").text()?);
    Some(format!("{name}.{domain}"))
}

/// The port of the tasks that has a name.
fn port_of<'d>(service: &Service<'d>, name: &Property<'d>) -> Option<f64> {
    let ports = ports(service).into_iter();
    let mut named = ports.filter(|(_, own)| own.equals(name) == Some(true));
    named.next()?.0.number()
}

/// The ports that the containers of a service listen on, with their names.
fn ports<'d>(service: &Service<'d>) -> Vec<(Property<'d>, Property<'d>)> {
    let containers = service.task.into_iter().flat_map(|task| &task.containers);
    let mappings = containers.flat_map(|container| container.get("PortMappings").items().known);
    let ports = mappings.map(|mapping| (mapping.get("ContainerPort"), mapping.get("Name")));
    ports.collect()
}

pub(super) fn add<'d>(service: &'d Service<'d>, names: &Names<'d>, flows: &mut Vec<Flow<'d>>) {
    let containers = service.task.map(|task| task.containers.iter());
    for container in containers.into_iter().flatten() {
        for variable in container.get("Environment").items().known {
            let value = variable.get("Value");
            let Some(text) = value.text() else {
                continue;
            };
            let Some(address) = Address::of(&text) else {
                continue;
            };
            let named = names.get(&address.host.to_ascii_lowercase());
            let mut doors = named
                .into_iter()
                .flatten()
                .filter_map(|name| Some((name, name.door(&address)?)));
            let Some((name, door)) = doors.next() else {
                continue;
            };
            let party = name.service.party();
            flows.push(Flow {
                from: End::Tasks(service),
                to: End::Tasks(name.service),
                door,
                purpose: Purpose::Talk {
                    container: container.name().shown(),
                    variable: variable.get("Name").shown(),
                },
                because: value,
                tasks: Some(service),
                verdict: Verdict::between(
                    value.deployment().network(),
                    &service.party(),
                    door,
                    &party,
                ),
            });
        }
    }
}

impl Name<'_> {
    /// Where an address leads that has the name.
    fn door(&self, address: &Address<'_>) -> Option<Door> {
        let port = address.port.map(f64::from).or(match address.scheme {
            Some("http") => Some(80.0),
            Some("https") => Some(443.0),
            _ => None,
        });
        let tcp = |port| Door::at(Protocol::Tcp, port);
        match self.alias {
            // Another port under a name of Service Connect is of nobody.
            Some((alias, behind)) => (port == Some(alias)).then(|| tcp(behind?)).flatten(),
            None => match port {
                Some(port) => tcp(port),
                None => match ports(self.service).as_slice() {
                    [(only, _)] => tcp(only.number()?),
                    _ => None,
                },
            },
        }
    }
}

/// A host that a text names, with the scheme and the port: as `http://api.shop.internal:8080/v1`, or the host
/// alone.
struct Address<'t> {
    scheme: Option<&'t str>,
    host: &'t str,
    port: Option<u16>,
}

impl<'t> Address<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) => (Some(scheme), rest),
            None => (None, text),
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        let place = authority
            .rsplit_once('@')
            .map_or(authority, |(_, place)| place);
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse().ok()?)),
            None => (place, None),
        };
        Some(Self { scheme, host, port })
    }
}
