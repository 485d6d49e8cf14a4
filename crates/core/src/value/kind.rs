use std::marker::PhantomData;

/// A kind whose values are text, so that a literal string can be one.
///
/// A kind says what a [`Value`](super::Value) stands for. It is a type without values: one of
/// the basic kinds here, or a generated one, as `VpcId` or `RoleArn`.
pub trait TextKind {}

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

impl TextKind for Str {}

/// Text is JSON, too.
impl TextKind for Json {}
