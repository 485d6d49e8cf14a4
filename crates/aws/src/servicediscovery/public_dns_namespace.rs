use std::time::Duration;

use stackwright_cfn::servicediscovery as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With};

use super::namespace::NamespaceName;
use super::{ImportedNamespace, NamespaceHandle, NamespaceKind};
use crate::units::whole_seconds;

/// Names that are answered from everywhere, as `services.example.com`.
///
/// It adds a public hosted zone to the account. Names resolve once the domain is registered and its
/// name servers are those of the zone. A change of the name replaces it. It cannot be deleted while
/// there are services or instances in it.
///
/// ```
/// use stackwright_aws::servicediscovery::PublicDnsNamespace;
/// # let app = stackwright_core::App::new();
/// # let stack = app.stack("Shop");
/// stack.add("Names", PublicDnsNamespace::new("services.example.com"));
/// ```
///
/// <https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html>
#[derive(Clone, Debug)]
pub struct PublicDnsNamespace {
    name: Value<Str>,
    description: Option<Value<Str>>,
    missing_ttl: Option<Duration>,
}

impl PublicDnsNamespace {
    /// The names below `name`.
    pub fn new(name: impl IntoValue<Str>) -> Self {
        PublicDnsNamespace {
            name: name.into_value(),
            description: None,
            missing_ttl: None,
        }
    }

    /// A namespace that exists: by its id, as `ns-0a1b2c3d4e5f`, or by its ARN.
    pub fn imported(id_or_arn: impl IntoValue<Str>) -> ImportedNamespace {
        ImportedNamespace::new(NamespaceKind::PublicDns, id_or_arn.into_value())
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// How long resolvers believe that a name is not there: the time to live of the zone's SOA
    /// record. As Cloud Map sets it, if this is not said.
    pub fn missing_ttl(mut self, ttl: Duration) -> Self {
        self.missing_ttl = Some(ttl);
        self
    }
}

impl Construct for PublicDnsNamespace {
    type Handle = NamespaceHandle;

    fn build(self, scope: Scope<'_>) -> NamespaceHandle {
        use cfn::public_dns_namespace::{Properties, PublicDnsPropertiesMutable, Soa};

        let namespace = cfn::PublicDnsNamespace::new()
            .name(self.name.clone())
            .with(self.description, |namespace, text| {
                namespace.description(text)
            })
            .with(self.missing_ttl, |namespace, ttl| {
                let soa = Soa::new().ttl(whole_seconds(ttl));
                let dns = PublicDnsPropertiesMutable::new().soa(soa);
                namespace.properties(Properties::new().dns_properties(dns))
            });
        scope.set_primary(scope.add("Resource", namespace));
        scope.set_data(NamespaceName(self.name));
        NamespaceHandle::new(scope, NamespaceKind::PublicDns)
    }
}
