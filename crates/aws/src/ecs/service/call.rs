//! How others call a service by its name.

use stackwright_codes as codes;
use stackwright_core::{Handle, IntoValue, Scope, Str, Value, sub};

use super::balancing::listening;
use super::discovery::Discovery;
use super::{Options, ServiceHandle};
use crate::ec2::{ApplicationProtocol, ConnectExt, Port, SecurityGroupHandle};
use crate::ecs::task::Exposed;
use crate::ecs::{TaskHandle, Way};
use crate::link::Link;
use crate::servicediscovery::NamespaceHandle;

/// The attribute that says where a service is called.
const URL: &str = "CallUrl";

/// Kept on a service that others can call: the port of its tasks.
struct Called(Port);

impl Options {
    /// Keeps by which name and on which port others call the service.
    pub(super) fn keep_name(
        &self,
        namespace: Option<NamespaceHandle>,
        task: TaskHandle,
        scope: Scope<'_>,
    ) {
        let called = self.called(namespace, task, scope);
        let url = called.as_ref().map(|(url, _)| url.clone());
        scope.define(URL, url.unwrap_or_else(|| "".into_value()));
        if let Some((_, port)) = called {
            scope.set_data(Called(port));
        }
    }

    fn called(
        &self,
        namespace: Option<NamespaceHandle>,
        task: TaskHandle,
        scope: Scope<'_>,
    ) -> Option<(Value<Str>, Port)> {
        let exposed = scope.data::<Exposed>(task)?;
        if let Some((name, alias, port)) = self.first_alias() {
            let named = exposed.named.iter().find(|(own, _)| *own == name)?;
            return Some((url(named.1, &alias, port), named.1));
        }
        let Some(Discovery::Named(discover)) = &self.discovery else {
            return None;
        };
        let namespace = discover.namespace_said().or(namespace)?.name(scope)?;
        let (_, mapping) = listening(&exposed, None, "tcp")?;
        let service = discover.name();
        let host = sub!("{service}.{namespace}");
        Some((url(mapping.port, &host, mapping.port.one()?), mapping.port))
    }
}

fn url(port: Port, host: &Value<Str>, number: u16) -> Value<Str> {
    match port.application() {
        Some(ApplicationProtocol::Https) => sub!("https://{host}:{number}"),
        _ => sub!("http://{host}:{number}"),
    }
}

impl ServiceHandle {
    /// A link for who calls it by its name: the way to its tasks, and its URL as `.._URL`, as
    /// `http://api.shop.internal:8080`.
    ///
    /// The name is the first one that it has in Service Connect, which the caller has to be in as well,
    /// or that in Cloud Map; the port is that of the alias, or the only one of its task.
    ///
    /// ```
    /// use stackwright_aws::ecs::{ClusterHandle, Container, FargateService, FargateTask};
    /// # fn build(shop: stackwright_core::Scope<'_>, cluster: ClusterHandle, prices: FargateTask, web: Container) {
    /// let prices = FargateService::new(cluster, prices).discover_as("prices");
    /// let prices = shop.add("Prices", prices);
    /// let web = web.link(prices.call()); // the way, and PRICES_URL
    /// # }
    /// ```
    ///
    /// # Findings
    ///
    /// - `ECS145`: nobody can call it by a name.
    pub fn call(self) -> Link {
        let url = Value::<Str>::attribute(self.node(), URL);
        let way = Way::opened_by(self.node(), move |scope, group| open(self, scope, group));
        Link::to(self).on_way(way).env("URL", url)
    }
}

#[cfg(feature = "patterns")]
impl ServiceHandle {
    /// Lets another service call it.
    pub(crate) fn open_to(self, caller: ServiceHandle, scope: Scope<'_>) {
        if let Some(group) = caller.security_group(scope) {
            open(self, scope, group);
        }
    }
}

fn open(service: ServiceHandle, scope: Scope<'_>, group: SecurityGroupHandle) {
    match scope.data::<Called>(service) {
        Some(called) => scope.connect(group, service, called.0),
        None => {
            let path = scope.at(service).path();
            let message = format!("`{path}` is called, and has no name or no one port");
            let found = codes::ECS145.finding(message);
            scope.report(found.help(
                "make it known with `.discover_as(...)` in a namespace, or with Service Connect, and let \
                 one port be open",
            ));
        }
    }
}
