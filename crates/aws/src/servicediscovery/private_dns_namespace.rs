use std::time::Duration;

use stackwright_cfn::servicediscovery as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With};

use super::namespace::NamespaceName;
use super::{ImportedNamespace, NamespaceHandle, NamespaceKind};
use crate::ec2::VpcHandle;
use crate::units::whole_seconds;

/// Names that are answered inside a VPC only, as `shop.local`.
///
/// A change of the name or of the VPC replaces it. It cannot be deleted while there are services
/// or instances in it.
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::servicediscovery::PrivateDnsNamespace;
/// # let app = stackwright_core::App::new();
/// # let stack = app.stack("Shop");
/// let vpc = stack.add("Vpc", Vpc::imported("vpc-0a1b2c3d"));
/// stack.add("Names", PrivateDnsNamespace::new("shop.local", vpc));
/// ```
///
/// <https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html>
#[derive(Clone, Debug)]
pub struct PrivateDnsNamespace {
    name: Value<Str>,
    vpc: VpcHandle,
    description: Option<Value<Str>>,
    missing_ttl: Option<Duration>,
}

impl PrivateDnsNamespace {
    /// The names below `name`, in this VPC.
    pub fn new(name: impl IntoValue<Str>, vpc: impl Into<VpcHandle>) -> Self {
        PrivateDnsNamespace {
            name: name.into_value(),
            vpc: vpc.into(),
            description: None,
            missing_ttl: None,
        }
    }

    /// A namespace that exists: by its id, as `ns-0a1b2c3d4e5f`, or by its ARN.
    pub fn imported(id_or_arn: impl IntoValue<Str>) -> ImportedNamespace {
        ImportedNamespace::new(NamespaceKind::PrivateDns, id_or_arn.into_value())
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

impl Construct for PrivateDnsNamespace {
    type Handle = NamespaceHandle;

    fn build(self, scope: Scope<'_>) -> NamespaceHandle {
        use cfn::private_dns_namespace::{PrivateDnsPropertiesMutable, Properties, Soa};

        let namespace = cfn::PrivateDnsNamespace::new()
            .name(self.name.clone())
            .vpc(self.vpc)
            .with(self.description, |namespace, text| {
                namespace.description(text)
            })
            .with(self.missing_ttl, |namespace, ttl| {
                let soa = Soa::new().ttl(whole_seconds(ttl));
                let dns = PrivateDnsPropertiesMutable::new().soa(soa);
                namespace.properties(Properties::new().dns_properties(dns))
            });
        scope.set_primary(scope.add("Resource", namespace));
        scope.set_data(NamespaceName(self.name));
        NamespaceHandle::new(scope, NamespaceKind::PrivateDns)
    }
}
