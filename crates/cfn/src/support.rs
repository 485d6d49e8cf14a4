//! What the generated code is written with. One short path for all, so that no name of
//! CloudFormation's can be mistaken for one of ours.

pub use std::marker::PhantomData;

pub use stackwright_core::{
    Attribute, Bool, Expr, Float, Handle, Int, IntoValue, Json, List, MapOf, NodeId,
    ParameterHandle, ParameterKind, Props, ReferenceKind, Resource, ResourceHandle, ResourceMeta,
    Str, TagProperty, TagShape, Text, TextKind, Value,
};

pub use crate::{Missing, Set};

/// Sets a property.
#[inline]
pub fn put<K>(mut props: Props, name: &'static str, value: impl IntoValue<K>) -> Props {
    props.set(name, value.into_value().into_expr());
    props
}

/// A nested object as a value.
pub fn object<K>(props: Props) -> Value<K> {
    Value::from_expr(Expr::Map(props))
}

/// A word of an enum as a value.
pub fn text<K>(text: Text) -> Value<K> {
    Value::from_expr(Expr::Str(text))
}

/// An attribute whose name has a part that the caller chooses.
#[allow(dead_code, reason = "only some services have such attributes")]
pub fn named<K>(node: NodeId, prefix: &str, name: &str) -> Value<K> {
    Value::from_expr(Expr::Get(node, Attribute::Named(format!("{prefix}{name}").into())))
}
