use stackwright_template::Text;

use super::{ResourceMeta, TagProperty, TagShape};
use crate::value::{Attribute, Expr, IntoValue, Json, Props, Value};
use crate::{Construct, Handle, NodeId, Scope};

/// A resource of any type, without types: custom resources, and what AWS added yesterday.
///
/// ```
/// use serde_json::json;
/// use stackwright_core::{App, RawResource, Str, Value};
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let thing = stack.add(
///     "Thing",
///     RawResource::new("Custom::Thing").property("Size", json!(3)),
/// );
/// let arn: Value<Str> = thing.attribute("Arn");
/// ```
#[derive(Clone, Debug)]
pub struct RawResource {
    meta: ResourceMeta,
    props: Props,
}

impl RawResource {
    /// A resource of this type, as `Custom::Thing`.
    pub fn new(type_name: impl Into<Text>) -> Self {
        RawResource {
            meta: ResourceMeta::untyped(type_name),
            props: Props::new(),
        }
    }

    /// Sets a property, in CloudFormation's name.
    pub fn property(mut self, name: impl Into<Text>, value: impl IntoValue<Json>) -> Self {
        self.props.set(name, value.into_value().into_expr());
        self
    }

    /// Says which of its attributes are lists, as `["DnsEntries"]` of an `AWS::EC2::VPCEndpoint`.
    ///
    /// What is exported is text, so a list that another stack uses is joined on the way there and
    /// split again. Typed resources know theirs.
    pub fn list_attributes(mut self, names: &'static [&'static str]) -> Self {
        self.meta.list_attributes = names;
        self
    }

    /// Says which of its properties replace it when they change, so that
    /// [`weak_references`](crate::App::weak_references) leaves them alone. Typed resources know theirs.
    pub fn replacing(mut self, names: &'static [&'static str]) -> Self {
        self.meta.replacing = names;
        self
    }

    /// Lets tags of the scopes above reach it, in the property `Tags` of this shape.
    pub fn taggable(mut self, shape: TagShape) -> Self {
        self.meta.tags = Some(TagProperty {
            name: "Tags",
            shape,
        });
        self
    }
}

impl Construct for RawResource {
    type Handle = RawHandle;

    fn build(self, scope: Scope<'_>) -> RawHandle {
        scope.become_resource(self.meta, self.props);
        RawHandle(scope.node())
    }
}

/// Names a resource of any type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RawHandle(NodeId);

impl RawHandle {
    /// The handle of a node that holds such a resource, or whose main resource is one.
    pub fn from_node(node: NodeId) -> Self {
        RawHandle(node)
    }

    /// What `Ref` returns, taken for a `K`.
    pub fn reference<K>(self) -> Value<K> {
        Value::reference(self.0)
    }

    /// What `Fn::GetAtt` returns for `name`, taken for a `K`.
    pub fn attribute<K>(self, name: impl Into<Text>) -> Value<K> {
        Value::from_expr(Expr::Get(self.0, Attribute::Named(name.into())))
    }
}

impl Handle for RawHandle {
    fn node(self) -> NodeId {
        self.0
    }
}
