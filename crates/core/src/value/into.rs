use std::borrow::Cow;
use std::collections::BTreeMap;

use stackwright_template::Text;

use super::{
    Bool, Expr, Float, Int, Json, JsonType, List, MapOf, Props, ReferenceKind, Str, TextKind, Value,
};

/// What can stand where CloudFormation wants a `K`.
///
/// A literal of the right type, a [`Value`] of the kind, a parameter, or the handle of a
/// resource that provides it: the handle picks `Ref` or `Fn::GetAtt` by itself.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand where CloudFormation wants `{K}`",
    label = "not a `{K}`",
    note = "`Missing<...>` in a type names a required property that is not set",
    note = "a word that an enum lacks is its `Other`; a reference that is known to be of this kind \
            says so with `Value::assume`"
)]
pub trait IntoValue<K> {
    /// The value.
    fn into_value(self) -> Value<K>;
}

impl<K> IntoValue<K> for Value<K> {
    #[inline]
    fn into_value(self) -> Value<K> {
        self
    }
}

/// Every kind of text is text: an ARN can stand where any string can.
impl<K: ReferenceKind> IntoValue<Str> for Value<K> {
    #[inline]
    fn into_value(self) -> Value<Str> {
        self.assume()
    }
}

impl<K, T: Clone + IntoValue<K>> IntoValue<K> for &T {
    #[inline]
    fn into_value(self) -> Value<K> {
        self.clone().into_value()
    }
}

impl<K: TextKind> IntoValue<K> for &'static str {
    #[inline]
    fn into_value(self) -> Value<K> {
        Value::from_expr(Expr::Str(Cow::Borrowed(self)))
    }
}

impl<K: TextKind> IntoValue<K> for String {
    #[inline]
    fn into_value(self) -> Value<K> {
        Value::from_expr(Expr::Str(Cow::Owned(self)))
    }
}

impl<K: TextKind> IntoValue<K> for Text {
    #[inline]
    fn into_value(self) -> Value<K> {
        Value::from_expr(Expr::Str(self))
    }
}

/// A whole number, exactly: beyond `i64` it is one that JSON text can hold and a template cannot.
macro_rules! integer {
    ($value:expr) => {
        match i64::try_from($value) {
            Ok(number) => Expr::Int(number),
            Err(_) => Expr::Uint($value as u64),
        }
    };
}

macro_rules! integers {
    ($($int:ty)*) => {$(
        impl IntoValue<Int> for $int {
            #[inline]
            fn into_value(self) -> Value<Int> {
                Value::from_expr(integer!(self))
            }
        }

        impl IntoValue<Float> for $int {
            #[inline]
            fn into_value(self) -> Value<Float> {
                Value::from_expr(integer!(self))
            }
        }

        impl IntoValue<Json> for $int {
            #[inline]
            fn into_value(self) -> Value<Json> {
                Value::from_expr(integer!(self))
            }
        }

        /// Where CloudFormation wants text, a number is written as text.
        impl IntoValue<Str> for $int {
            #[inline]
            fn into_value(self) -> Value<Str> {
                Value::from_expr(Expr::Str(self.to_string().into()))
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }

impl IntoValue<Float> for f64 {
    #[inline]
    fn into_value(self) -> Value<Float> {
        Value::from_expr(Expr::Float(self))
    }
}

impl IntoValue<Json> for f64 {
    #[inline]
    fn into_value(self) -> Value<Json> {
        Value::from_expr(Expr::Float(self))
    }
}

impl IntoValue<Json> for bool {
    #[inline]
    fn into_value(self) -> Value<Json> {
        Value::from_expr(Expr::Bool(self))
    }
}

impl IntoValue<Bool> for bool {
    #[inline]
    fn into_value(self) -> Value<Bool> {
        Value::from_expr(Expr::Bool(self))
    }
}

impl IntoValue<Float> for Value<Int> {
    #[inline]
    fn into_value(self) -> Value<Float> {
        self.assume()
    }
}

impl IntoValue<Int> for Value<Float> {
    #[inline]
    fn into_value(self) -> Value<Int> {
        self.assume()
    }
}

impl IntoValue<Json> for serde_json::Value {
    #[inline]
    fn into_value(self) -> Value<Json> {
        Value::from_expr(self.into())
    }
}

impl IntoValue<Json> for Value<Str> {
    #[inline]
    fn into_value(self) -> Value<Json> {
        self.assume()
    }
}

impl<K: ReferenceKind> IntoValue<Json> for Value<K> {
    #[inline]
    fn into_value(self) -> Value<Json> {
        self.assume()
    }
}

macro_rules! json {
    ($([$($param:tt)*] $kind:ty => $json:ident;)*) => {$(
        impl<$($param)*> IntoValue<Json> for Value<$kind> {
            #[inline]
            fn into_value(self) -> Value<Json> {
                Value::from_expr(self.into_expr().typed(JsonType::$json))
            }
        }
    )*};
}

// What the kind says is kept: JSON text has quotes around text only.
json! {
    [] Int => Number;
    [] Float => Number;
    [] Bool => Bool;
    [K] List<K> => List;
    [K] MapOf<K> => Object;
}

impl<V: IntoValue<Json>> IntoValue<Json> for Vec<V> {
    #[inline]
    fn into_value(self) -> Value<Json> {
        list::<Json, _>(self).assume()
    }
}

impl<V: IntoValue<Json>, const N: usize> IntoValue<Json> for [V; N] {
    #[inline]
    fn into_value(self) -> Value<Json> {
        list::<Json, _>(Vec::from(self)).assume()
    }
}

impl IntoValue<Json> for Expr {
    #[inline]
    fn into_value(self) -> Value<Json> {
        Value::from_expr(self)
    }
}

impl IntoValue<Json> for Props {
    #[inline]
    fn into_value(self) -> Value<Json> {
        Value::from_expr(Expr::Map(self))
    }
}

impl<K, V: IntoValue<K>> IntoValue<List<K>> for Vec<V> {
    #[inline]
    fn into_value(self) -> Value<List<K>> {
        list(self)
    }
}

impl<K, V: IntoValue<K>, const N: usize> IntoValue<List<K>> for [V; N] {
    #[inline]
    fn into_value(self) -> Value<List<K>> {
        list(Vec::from(self))
    }
}

impl<K: ReferenceKind> IntoValue<List<Str>> for Value<List<K>> {
    #[inline]
    fn into_value(self) -> Value<List<Str>> {
        self.assume()
    }
}

impl<K, N: Into<Text>, V: IntoValue<K>> IntoValue<MapOf<K>> for Vec<(N, V)> {
    #[inline]
    fn into_value(self) -> Value<MapOf<K>> {
        map(self)
    }
}

impl<K, L: Into<Text>, V: IntoValue<K>, const N: usize> IntoValue<MapOf<K>> for [(L, V); N] {
    #[inline]
    fn into_value(self) -> Value<MapOf<K>> {
        map(self)
    }
}

impl<K, N: Into<Text>, V: IntoValue<K>> IntoValue<MapOf<K>> for BTreeMap<N, V> {
    #[inline]
    fn into_value(self) -> Value<MapOf<K>> {
        map(self)
    }
}

fn list<K, V: IntoValue<K>>(mut items: Vec<V>) -> Value<List<K>> {
    // From behind, and no iterator: every type of items has a copy of this in the crate that names it,
    // and what iterators are made of is ten times as much to compile.
    let mut list = Vec::with_capacity(items.len());
    while let Some(item) = items.pop() {
        list.push(item.into_value().into_expr());
    }
    list.reverse();
    Value::from_expr(Expr::List(list))
}

fn map<K, N: Into<Text>, V: IntoValue<K>>(
    entries: impl IntoIterator<Item = (N, V)>,
) -> Value<MapOf<K>> {
    let mut map = Props::new();
    for (name, value) in entries {
        map.set(name, value.into_value().into_expr());
    }
    Value::from_expr(Expr::Map(map))
}
