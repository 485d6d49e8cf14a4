use std::marker::PhantomData;

/// What a [`Value`](super::Value) stands for.
///
/// Implemented by the basic kinds here and by the generated reference kinds (`VpcId`,
/// `RoleArn`, ...). The name is CloudFormation's and appears in messages.
pub trait Kind {
    /// The name that a message uses.
    const NAME: &'static str;
}

/// A kind whose values are text, so that a literal string can be one.
pub trait TextKind: Kind {}

/// A kind of text that says what it names, as `VpcId` or `RoleArn`: more than [`Str`].
pub trait ReferenceKind: TextKind {}

/// A string of no special kind.
pub enum Str {}

/// A whole number.
pub enum Int {}

/// A number, whole or not.
pub enum Float {}

/// A truth value.
pub enum Bool {}

/// A value that CloudFormation does not describe further: any JSON.
pub enum Json {}

/// A list of values of kind `K`.
pub struct List<K>(PhantomData<fn() -> K>);

/// A map from names to values of kind `K`.
pub struct MapOf<K>(PhantomData<fn() -> K>);

macro_rules! kinds {
    ($($kind:ty => $name:literal;)*) => {$(
        impl Kind for $kind {
            const NAME: &'static str = $name;
        }
    )*};
}

kinds! {
    Str => "String";
    Int => "Integer";
    Float => "Number";
    Bool => "Boolean";
    Json => "Json";
}

impl<K: Kind> Kind for List<K> {
    const NAME: &'static str = "List";
}

impl<K: Kind> Kind for MapOf<K> {
    const NAME: &'static str = "Map";
}

impl TextKind for Str {}
