use stackwright_cfn::servicediscovery as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use crate::ec2::VpcHandle;

/// Names that are answered inside a VPC only, as `shop.local`.
///
/// <https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html>
#[derive(Clone, Debug)]
pub struct PrivateDnsNamespace {
    name: Value<Str>,
    vpc: VpcHandle,
    description: Option<Value<Str>>,
}

impl PrivateDnsNamespace {
    /// The names below `name`, in this VPC.
    pub fn new(name: impl IntoValue<Str>, vpc: impl Into<VpcHandle>) -> Self {
        PrivateDnsNamespace {
            name: name.into_value(),
            vpc: vpc.into(),
            description: None,
        }
    }

    /// A namespace that exists, by its id, as `ns-0a1b2c3d4e5f`.
    pub fn imported(id: impl IntoValue<Str>) -> ImportedNamespace {
        ImportedNamespace(id.into_value())
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }
}

impl Construct for PrivateDnsNamespace {
    type Handle = NamespaceHandle;

    fn build(self, scope: Scope<'_>) -> NamespaceHandle {
        let namespace = cfn::PrivateDnsNamespace::new()
            .name(self.name)
            .vpc(self.vpc)
            .with(self.description, |namespace, text| {
                namespace.description(text)
            });
        scope.set_primary(scope.add("Resource", namespace));
        NamespaceHandle::new(scope)
    }
}

/// A namespace that exists; see [`PrivateDnsNamespace::imported`].
#[derive(Clone, Debug)]
pub struct ImportedNamespace(Value<Str>);

impl Construct for ImportedNamespace {
    type Handle = NamespaceHandle;

    fn build(self, scope: Scope<'_>) -> NamespaceHandle {
        scope.define("Id", self.0.clone());
        scope.define("Ref", self.0);
        NamespaceHandle::new(scope)
    }
}

handle! {
    /// Names a namespace.
    pub struct NamespaceHandle(cfn::PrivateDnsNamespaceHandle);
}
