//! What the generated code is written with. One short path for all, so that no name of
//! CloudFormation's can be mistaken for one of ours.

#![allow(
    dead_code,
    unused_imports,
    reason = "which of these are used is a matter of features"
)]

pub use std::fmt::{Debug, Formatter, Result as FmtResult};
pub use std::marker::PhantomData;

pub use stackwright_core::{
    Attribute, Bool, Expr, Float, Handle, Int, IntoValue, Json, List, MapOf, NodeId,
    ParameterHandle, ParameterKind, Props, ReferenceKind, Resource, ResourceHandle, ResourceMeta,
    Str, TagProperty, TagShape, Text, TextKind, Value,
};

pub use crate::{Missing, Set};

/// Sets a property. The setters make the expression themselves, so that this is there once and not for
/// every type of value.
pub fn put(mut props: Props, name: &'static str, value: Expr) -> Props {
    props.set(name, value);
    props
}

/// Shows a resource or a nested object: its name and the properties that are set.
pub fn debug(name: &str, props: &Props, f: &mut Formatter<'_>) -> FmtResult {
    let mut object = f.debug_struct(name);
    for (name, value) in props.iter() {
        object.field(name, value);
    }
    object.finish()
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
pub fn named<K>(node: NodeId, prefix: &str, name: &str) -> Value<K> {
    Value::from_expr(Expr::Get(
        node,
        Attribute::Named(format!("{prefix}{name}").into()),
    ))
}
