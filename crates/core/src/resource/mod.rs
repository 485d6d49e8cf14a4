//! Resources: what every type of them has in common.

mod asked;
mod data;
mod policy;
mod raw;
mod settings;

use stackwright_template::Text;

pub use asked::{Asked, AskedIn};
pub use policy::{
    AutoScalingInstanceRefresh, AutoScalingRollingUpdate, CreationPolicy, DeletionPolicy,
    UpdatePolicy, UpdateReplacePolicy,
};
pub use raw::{RawHandle, RawResource};
pub use settings::Settings;

pub(crate) use data::ResourceData;

use crate::value::Props;
use crate::{Construct, Handle, NodeId, Scope};

/// What is known of a resource type, apart from its properties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceMeta {
    /// The type, as `AWS::ECS::Cluster`.
    pub type_name: Text,
    /// Where tags go, if the type takes any.
    pub tags: Option<TagProperty>,
    /// The attributes that are lists; across stacks they travel joined.
    pub list_attributes: &'static [&'static str],
    /// The properties a change of which, or of a part of them, may replace the resource.
    pub replacing: &'static [&'static str],
}

impl ResourceMeta {
    /// A type of which no more is known than its name.
    pub(crate) fn untyped(type_name: impl Into<Text>) -> Self {
        ResourceMeta {
            type_name: type_name.into(),
            tags: None,
            list_attributes: &[],
            replacing: &[],
        }
    }
}

/// The property that holds the tags of a resource type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagProperty {
    /// Its name, mostly `Tags`.
    pub name: &'static str,
    /// What it looks like.
    pub shape: TagShape,
}

/// How a resource type writes its tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TagShape {
    /// `[{"Key": .., "Value": ..}]`
    List,
    /// The same with `"PropagateAtLaunch": true`, for Auto Scaling groups.
    AutoScalingGroup,
    /// `[{"TagKey": .., "TagValue": ..}]`
    LowLevelList,
    /// `{"key": "value"}`
    Map,
}

/// A typed resource: all of its required properties are set.
///
/// Implemented by the generated types; see [`RawResource`] for what they do not cover.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be added to a scope",
    label = "not a construct, or a resource that is not complete",
    note = "`Missing<...>` in a type names a required property that is not set"
)]
pub trait Resource: Sized {
    /// What is known of the type.
    const META: ResourceMeta;

    /// Names a resource of this type.
    type Handle: ResourceHandle<Resource = Self>;

    /// The properties that were set.
    fn into_props(self) -> Props;

    /// The resource with these properties.
    fn from_props(props: Props) -> Self;
}

/// Names a resource of a known type.
pub trait ResourceHandle: Handle {
    /// The type that it names.
    type Resource: Resource;

    /// The handle of a node that holds such a resource.
    fn from_node(node: NodeId) -> Self;
}

impl<R: Resource> Construct for R {
    type Handle = R::Handle;

    fn build(self, scope: Scope<'_>) -> R::Handle {
        scope.become_resource(R::META, self.into_props());
        R::Handle::from_node(scope.node())
    }
}
