use stackwright_cfn::servicediscovery as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With};

use super::{ImportedNamespace, NamespaceHandle, NamespaceKind};

/// Names that are looked up by calls of the API: what Service Connect needs, and no more.
///
/// It costs no hosted zone, and its name is found by no DNS. A change of the name replaces it. It
/// cannot be deleted while there are services or instances in it.
///
/// ```
/// use stackwright_aws::servicediscovery::HttpNamespace;
/// # let app = stackwright_core::App::new();
/// let stack = app.stack("Shop");
/// let namespace = stack.add("Namespace", HttpNamespace::new("shop"));
/// # let _ = namespace.arn();
/// ```
///
/// <https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html>
#[derive(Clone, Debug)]
pub struct HttpNamespace {
    name: Value<Str>,
    description: Option<Value<Str>>,
}

impl HttpNamespace {
    /// A namespace of this name: 1 to 1024 printable characters without spaces.
    pub fn new(name: impl IntoValue<Str>) -> Self {
        HttpNamespace {
            name: name.into_value(),
            description: None,
        }
    }

    /// A namespace that exists: by its id, as `ns-0a1b2c3d4e5f`, or by its ARN.
    pub fn imported(id_or_arn: impl IntoValue<Str>) -> ImportedNamespace {
        ImportedNamespace::new(NamespaceKind::Http, id_or_arn.into_value())
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }
}

impl Construct for HttpNamespace {
    type Handle = NamespaceHandle;

    fn build(self, scope: Scope<'_>) -> NamespaceHandle {
        let namespace = cfn::HttpNamespace::new()
            .name(self.name)
            .with(self.description, |namespace, text| {
                namespace.description(text)
            });
        scope.set_primary(scope.add("Resource", namespace));
        NamespaceHandle::new(scope, NamespaceKind::Http)
    }
}
