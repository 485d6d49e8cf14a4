use stackwright_cfn::kind::ecs::HttpNamespaceArnOrPrivateDnsNamespaceArnOrPublicDnsNamespaceArn as NamespaceArn;
use stackwright_cfn::kind::servicediscovery::HttpNamespaceIdOrPrivateDnsNamespaceIdOrPublicDnsNamespaceId as NamespaceId;
use stackwright_cfn::servicediscovery as cfn;
use stackwright_core::{
    Construct, Expr, Handle, IntoValue, NodeId, ResourceHandle, Scope, Str, Value, sub,
};

/// How names in a namespace are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NamespaceKind {
    /// By calls of the API, and by Service Connect.
    Http,
    /// By DNS inside a VPC as well.
    PrivateDns,
    /// By DNS from everywhere as well.
    PublicDns,
}

/// Names a namespace of any kind: for Service Connect, which wants its ARN, and for services of
/// Cloud Map, which want its id.
///
/// Both take the handle as it is, so that nobody passes a name, of which Amazon ECS would make a
/// second namespace: <https://github.com/aws/aws-cdk/issues/25616>.
#[derive(Clone, Copy, Debug)]
pub struct NamespaceHandle {
    node: NodeId,
    kind: NamespaceKind,
}

impl NamespaceHandle {
    pub(super) fn new(scope: Scope<'_>, kind: NamespaceKind) -> Self {
        let node = scope.node();
        NamespaceHandle { node, kind }
    }

    /// How its names are looked up.
    pub fn kind(self) -> NamespaceKind {
        self.kind
    }

    /// Its id, as `ns-0a1b2c3d4e5f`.
    pub fn id(self) -> Value<NamespaceId> {
        Value::attribute(self.node, "Id")
    }

    /// Its ARN.
    pub fn arn(self) -> Value<NamespaceArn> {
        Value::attribute(self.node, "Arn")
    }

    /// What `Ref` returns: its id.
    pub fn reference(self) -> Value<NamespaceId> {
        Value::reference(self.node)
    }

    /// The resource of a [private namespace](super::PrivateDnsNamespace), to `edit` it.
    pub fn private_dns(self) -> Option<cfn::PrivateDnsNamespaceHandle> {
        let is_it = self.kind == NamespaceKind::PrivateDns;
        is_it.then(|| cfn::PrivateDnsNamespaceHandle::from_node(self.node))
    }

    /// The resource of a [public namespace](super::PublicDnsNamespace), to `edit` it.
    pub fn public_dns(self) -> Option<cfn::PublicDnsNamespaceHandle> {
        let is_it = self.kind == NamespaceKind::PublicDns;
        is_it.then(|| cfn::PublicDnsNamespaceHandle::from_node(self.node))
    }

    /// The resource of an [HTTP namespace](super::HttpNamespace), to `edit` it.
    pub fn http(self) -> Option<cfn::HttpNamespaceHandle> {
        let is_it = self.kind == NamespaceKind::Http;
        is_it.then(|| cfn::HttpNamespaceHandle::from_node(self.node))
    }
}

/// Kept on a namespace: what names in it end in.
pub(super) struct NamespaceName(pub Value<Str>);

impl NamespaceHandle {
    /// What names in it end in, as `shop.internal`, where that is known: of one that was imported, if it
    /// is [said](ImportedNamespace::name).
    pub fn name(self, scope: Scope<'_>) -> Option<Value<Str>> {
        scope.data::<NamespaceName>(self).map(|name| name.0.clone())
    }
}

impl Handle for NamespaceHandle {
    fn node(self) -> NodeId {
        self.node
    }
}

impl IntoValue<NamespaceId> for NamespaceHandle {
    fn into_value(self) -> Value<NamespaceId> {
        self.reference()
    }
}

impl IntoValue<NamespaceArn> for NamespaceHandle {
    fn into_value(self) -> Value<NamespaceArn> {
        self.arn()
    }
}

/// A typed resource of one's own takes a construct's place.
macro_rules! from_typed {
    ($($handle:ident => $kind:ident;)*) => {
        $(impl From<cfn::$handle> for NamespaceHandle {
            fn from(handle: cfn::$handle) -> Self {
                let node = handle.node();
                NamespaceHandle { node, kind: NamespaceKind::$kind }
            }
        })*
    };
}

from_typed! {
    HttpNamespaceHandle => Http;
    PrivateDnsNamespaceHandle => PrivateDns;
    PublicDnsNamespaceHandle => PublicDns;
}

/// A namespace that exists; see [`PrivateDnsNamespace::imported`](super::PrivateDnsNamespace::imported).
#[derive(Clone, Debug)]
pub struct ImportedNamespace {
    kind: NamespaceKind,
    id: Value<Str>,
    arn: Value<Str>,
    name: Option<Value<Str>>,
}

impl ImportedNamespace {
    pub(super) fn new(kind: NamespaceKind, id_or_arn: Value<Str>) -> Self {
        let (id, arn) = id_and_arn(id_or_arn, "namespace");
        ImportedNamespace {
            kind,
            id,
            arn,
            name: None,
        }
    }

    /// What names in it end in, as `shop.internal`, for those who [call](crate::ecs::ServiceHandle::call)
    /// services in it.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Its ARN, where the id is an expression and it is not of this account and region.
    pub fn arn(mut self, arn: impl IntoValue<Str>) -> Self {
        self.arn = arn.into_value();
        self
    }
}

impl Construct for ImportedNamespace {
    type Handle = NamespaceHandle;

    fn build(self, scope: Scope<'_>) -> NamespaceHandle {
        scope.define("Arn", self.arn);
        scope.define("Id", self.id.clone());
        scope.define("Ref", self.id);
        if let Some(name) = self.name {
            scope.set_data(NamespaceName(name));
        }
        NamespaceHandle::new(scope, self.kind)
    }
}

/// Id and ARN of something of Cloud Map from one of them: a text that begins like an ARN is one,
/// all else is the id of what is in this account and region.
pub(super) fn id_and_arn(given: Value<Str>, what: &'static str) -> (Value<Str>, Value<Str>) {
    let literal = match given.expr() {
        Expr::Str(text) if text.starts_with("arn:") => {
            let id = text.rsplit_once('/').map(|(_, id)| id.to_owned());
            Some(id.unwrap_or_default())
        }
        _ => None,
    };
    match literal {
        Some(id) => (id.into_value(), given),
        None => {
            let id = given.clone();
            let arn = sub!(
                "arn:{AWS::Partition}:servicediscovery:{AWS::Region}:{AWS::AccountId}:{what}/{id}"
            );
            (given, arn)
        }
    }
}
