use stackwright_cfn::servicediscovery as cfn;
use stackwright_core::{Construct, Expr, IntoValue, Json, Scope, Str, Text, Value, With, handle};

use super::DiscoveryServiceHandle;
use crate::elb::LoadBalancerHandle;

/// Something that is found by a name of Cloud Map and is no task: those register themselves.
///
/// A change of its id or of the service replaces it.
///
/// ```
/// use stackwright_aws::servicediscovery::{DiscoveryInstance, DiscoveryService, HttpNamespace};
/// # let app = stackwright_core::App::new();
/// # let stack = app.stack("Shop");
/// # let namespace = stack.add("Namespace", HttpNamespace::new("shop"));
/// let mail = stack.add("Mail", DiscoveryService::new(namespace, "mail"));
/// stack.add("Relay", DiscoveryInstance::ipv4(mail, "10.0.0.25").port(25).attribute("zone", "a"));
/// ```
///
/// <https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html>
#[derive(Clone, Debug)]
pub struct DiscoveryInstance {
    service: DiscoveryServiceHandle,
    id: Option<Value<Str>>,
    attributes: Vec<(Text, Value<Str>)>,
}

impl DiscoveryInstance {
    /// An IPv4 address, for A records.
    pub fn ipv4(service: impl Into<DiscoveryServiceHandle>, address: impl IntoValue<Str>) -> Self {
        DiscoveryInstance::other(service).attribute("AWS_INSTANCE_IPV4", address)
    }

    /// An IPv6 address, for AAAA records.
    pub fn ipv6(service: impl Into<DiscoveryServiceHandle>, address: impl IntoValue<Str>) -> Self {
        DiscoveryInstance::other(service).attribute("AWS_INSTANCE_IPV6", address)
    }

    /// Another name, for CNAME records.
    pub fn cname(service: impl Into<DiscoveryServiceHandle>, name: impl IntoValue<Str>) -> Self {
        DiscoveryInstance::other(service).attribute("AWS_INSTANCE_CNAME", name)
    }

    /// A load balancer, in a service with A or AAAA records that is
    /// [weighted](super::DiscoveryService::weighted).
    pub fn alias(
        service: impl Into<DiscoveryServiceHandle>,
        balancer: impl Into<LoadBalancerHandle>,
    ) -> Self {
        let name: Value<Str> = balancer.into().dns_name().assume();
        DiscoveryInstance::other(service).attribute("AWS_ALIAS_DNS_NAME", name)
    }

    /// What has no address: a queue, a bucket, a table, known by its attributes alone, in a
    /// service that is found by calls of the API.
    pub fn other(service: impl Into<DiscoveryServiceHandle>) -> Self {
        DiscoveryInstance {
            service: service.into(),
            id: None,
            attributes: Vec::new(),
        }
    }

    /// Its IPv6 address beside the IPv4 one.
    pub fn and_ipv6(self, address: impl IntoValue<Str>) -> Self {
        self.attribute("AWS_INSTANCE_IPV6", address)
    }

    /// The port on which it listens: needed for SRV records, known to who asks the API otherwise.
    pub fn port(self, port: u16) -> Self {
        self.attribute("AWS_INSTANCE_PORT", port.to_string())
    }

    /// Something else that is to be known of it. A key that is said again has the later value.
    pub fn attribute(mut self, key: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        let (key, value) = (key.into(), value.into_value());
        self.attributes.retain(|(known, _)| *known != key);
        self.attributes.push((key, value));
        self
    }

    /// Its id in the service, 1 to 64 characters; CloudFormation makes one, if this is not said.
    pub fn id(mut self, id: impl IntoValue<Str>) -> Self {
        self.id = Some(id.into_value());
        self
    }
}

impl Construct for DiscoveryInstance {
    type Handle = DiscoveryInstanceHandle;

    fn build(self, scope: Scope<'_>) -> DiscoveryInstanceHandle {
        let attributes = self.attributes.into_iter();
        let attributes = attributes.map(|(key, value)| (key, value.into_expr()));
        let attributes: Value<Json> = Value::from_expr(Expr::object(attributes));
        let instance = cfn::Instance::new()
            .instance_attributes(attributes)
            .with(self.id, |instance, id| instance.instance_id(id))
            .service_id(self.service);
        scope.set_primary(scope.add("Resource", instance));
        DiscoveryInstanceHandle::new(scope)
    }
}

handle! {
    /// Names an instance of Cloud Map.
    pub struct DiscoveryInstanceHandle(cfn::InstanceHandle);
}
