use stackwright_template::Text;

use super::element_handle;
use crate::graph::Kind;
use crate::value::{Expr, IntoValue, Json, Props, Str, Value, find_in_map};
use crate::{Construct, Scope};

/// A table with two keys: a machine image by region and architecture, a size by environment.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html>
///
/// ```
/// use stackwright_core::{App, Int, Mapping, Parameter, Value};
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let env = stack.add("Env", Parameter::string());
/// let sizes = stack.add(
///     "Sizes",
///     Mapping::new().entry("dev", "Tasks", 1).entry("production", "Tasks", 4),
/// );
/// let tasks: Value<Int> = sizes.find(env, "Tasks");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Mapping {
    table: Props,
}

pub(crate) struct MappingData {
    pub table: Props,
}

impl Mapping {
    /// An empty table.
    pub fn new() -> Self {
        Mapping::default()
    }

    /// Adds a value: text, a number, or a list of texts. Keys are letters and digits, `-`, `.`.
    pub fn entry(
        mut self,
        top: impl Into<Text>,
        second: impl Into<Text>,
        value: impl Into<MappingValue>,
    ) -> Self {
        let (top, value) = (top.into(), value.into().0);
        match self.table.get_mut(&top) {
            Some(Expr::Map(row)) => row.set(second, value),
            _ => self.table.set(top, Expr::object([(second, value)])),
        }
        self
    }
}

/// What a mapping can hold.
pub struct MappingValue(Expr);

impl From<&'static str> for MappingValue {
    fn from(value: &'static str) -> Self {
        MappingValue(value.into())
    }
}

impl From<String> for MappingValue {
    fn from(value: String) -> Self {
        MappingValue(value.into())
    }
}

impl From<i64> for MappingValue {
    fn from(value: i64) -> Self {
        MappingValue(Expr::Int(value))
    }
}

impl From<bool> for MappingValue {
    fn from(value: bool) -> Self {
        MappingValue(Expr::Bool(value))
    }
}

impl<const N: usize> From<[&'static str; N]> for MappingValue {
    fn from(values: [&'static str; N]) -> Self {
        MappingValue(Expr::List(values.into_iter().map(Expr::from).collect()))
    }
}

impl Construct for Mapping {
    type Handle = MappingHandle;

    fn build(self, scope: Scope<'_>) -> MappingHandle {
        scope.become_kind(Kind::Mapping(Box::new(MappingData { table: self.table })));
        MappingHandle::new(scope.node())
    }
}

element_handle! {
    /// A mapping of a stack.
    MappingHandle
}

impl MappingHandle {
    /// `Fn::FindInMap`: the value under two keys.
    pub fn find<K>(self, top: impl IntoValue<Str>, second: impl IntoValue<Str>) -> Value<K> {
        find_in_map(self, top, second)
    }

    /// The value under two keys, or `default` where there is none; brings in the transform
    /// `AWS::LanguageExtensions`.
    pub fn find_or<K>(
        self,
        top: impl IntoValue<Str>,
        second: impl IntoValue<Str>,
        default: impl IntoValue<K>,
    ) -> Value<K> {
        let found: Value<Json> = find_in_map(self, top, second);
        Value::from_expr(Expr::FindInMapOr(Box::new((
            found.into_expr(),
            default.into_value().into_expr(),
        ))))
    }
}
