use std::fmt;
use std::marker::PhantomData;

use stackwright_template::Text;

use crate::graph::Kind as NodeKind;
use crate::value::{Expr, Float, Int, IntoValue, Json, List, ReferenceKind, Str, TextKind, Value};
use crate::{Construct, Handle, NodeId, Scope};

/// A value that is asked for when the stack is deployed.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html>
///
/// ```
/// use stackwright_core::{App, Parameter};
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let project = stack.add("ProjectName", Parameter::string().default("shop").max_length(20));
/// let count = stack.add("DesiredCount", Parameter::number().default(2).min_value(1));
/// ```
pub struct Parameter<K = Str> {
    data: ParameterData,
    kind: PhantomData<fn() -> K>,
}

/// A kind of value that can be a parameter, and CloudFormation's name for its type.
#[diagnostic::on_unimplemented(
    message = "CloudFormation has no parameter type for `{Self}`",
    note = "ask for a string and say what it is: `Parameter::string()` and `.value().assume()`"
)]
pub trait ParameterKind {
    /// The type, as `AWS::EC2::VPC::Id`.
    const TYPE: &'static str;

    /// The type of a list of these.
    const LIST: Option<&'static str> = None;
}

impl ParameterKind for Str {
    const TYPE: &'static str = "String";
    const LIST: Option<&'static str> = Some("CommaDelimitedList");
}

impl ParameterKind for Float {
    const TYPE: &'static str = "Number";
}

impl ParameterKind for Int {
    const TYPE: &'static str = "Number";
}

/// A kind that a parameter can be restricted to some values of.
pub trait AllowedKind {
    /// What each of the values is: for a list, what an item of it is.
    type Item;
}

impl<K: TextKind> AllowedKind for K {
    type Item = K;
}

impl AllowedKind for Float {
    type Item = Float;
}

impl AllowedKind for Int {
    type Item = Int;
}

impl<K> AllowedKind for List<K> {
    type Item = K;
}

/// What a parameter is, without its kind.
pub(crate) struct ParameterData {
    pub ty: Text,
    pub is_list: bool,
    pub default: Option<Expr>,
    /// Everything else, in CloudFormation's names, in the order it was set.
    pub fields: Vec<(&'static str, Expr)>,
    /// The whole of it, as it stands in an included template.
    pub written: Option<Expr>,
}

impl ParameterData {
    /// Whether what is asked for is a list, by the name of the type.
    pub fn is_list(ty: &str) -> bool {
        ty.contains("List<") || ty.contains("CommaDelimitedList")
    }
}

impl Parameter<Str> {
    /// Text.
    pub fn string() -> Self {
        Parameter::of()
    }

    /// A number, whole or not; used where either is wanted.
    pub fn number() -> Parameter<Float> {
        Parameter::of()
    }

    /// Text with commas in it, taken as a list.
    pub fn comma_delimited_list() -> Parameter<List<Str>> {
        Parameter::list_of()
    }

    /// One value of a kind that CloudFormation checks against the account, as `VpcId`.
    pub fn of<K: ParameterKind>() -> Parameter<K> {
        Parameter::new(K::TYPE.into(), false)
    }

    /// A list of values of a kind, as `List<AWS::EC2::Subnet::Id>`.
    pub fn list_of<K: ParameterKind>() -> Parameter<List<K>> {
        let ty = match K::LIST {
            Some(ty) => ty.into(),
            None => format!("List<{}>", K::TYPE).into(),
        };
        Parameter::new(ty, true)
    }

    /// The value that a Systems Manager parameter has at deployment.
    ///
    /// What is asked for is the parameter's name; the template sees its value.
    pub fn ssm<K: ParameterKind>() -> Parameter<K> {
        Parameter::new(
            format!("AWS::SSM::Parameter::Value<{}>", K::TYPE).into(),
            false,
        )
    }

    /// The list that a Systems Manager parameter of type `StringList` has at deployment.
    pub fn ssm_list_of<K: ParameterKind>() -> Parameter<List<K>> {
        let inner = match K::LIST {
            Some(ty) => ty.into(),
            None => format!("List<{}>", K::TYPE),
        };
        Parameter::new(format!("AWS::SSM::Parameter::Value<{inner}>").into(), true)
    }

    /// A value of a type that is named as CloudFormation names it, as `AWS::EC2::Image::Id`.
    pub fn of_type<K>(ty: impl Into<Text>) -> Parameter<K> {
        let ty = ty.into();
        let is_list = ParameterData::is_list(&ty);
        Parameter::new(ty, is_list)
    }

    /// The name of a Systems Manager parameter that must exist.
    pub fn ssm_name() -> Self {
        Parameter::new("AWS::SSM::Parameter::Name".into(), false)
    }
}

impl<K> Parameter<K> {
    fn new(ty: Text, is_list: bool) -> Self {
        Parameter {
            data: ParameterData {
                ty,
                is_list,
                default: None,
                fields: Vec::new(),
                written: None,
            },
            kind: PhantomData,
        }
    }

    fn field(mut self, name: &'static str, value: Expr) -> Self {
        self.data.fields.retain(|(key, _)| *key != name);
        self.data.fields.push((name, value));
        self
    }

    /// The value that is taken where none is given.
    ///
    /// A literal (APP118): a list of them is written with commas between its items, so no item has
    /// one (APP131). For a parameter read from Systems Manager, see
    /// [`default_text`](Self::default_text).
    pub fn default(mut self, value: impl IntoValue<K>) -> Self {
        self.data.default = Some(value.into_value().into_expr());
        self
    }

    /// The default as it stands in the template: items with commas between them, or the name of
    /// a Systems Manager parameter.
    pub fn default_text(mut self, text: impl Into<Text>) -> Self {
        self.data.default = Some(Expr::Str(text.into()));
        self
    }

    /// Says what it is for, to those who deploy. At most 4,000 bytes.
    pub fn describe(self, text: impl Into<Text>) -> Self {
        self.field("Description", Expr::Str(text.into()))
    }

    /// The only values that are taken; for a list, the only ones that its items may have.
    ///
    /// Literals, as the default and the limits are (APP118).
    pub fn allowed_values<V>(self, values: impl IntoIterator<Item = V>) -> Self
    where
        K: AllowedKind,
        V: IntoValue<K::Item>,
    {
        let values = values.into_iter().map(|v| v.into_value().into_expr());
        self.field("AllowedValues", Expr::List(values.collect()))
    }

    /// A regular expression (Java's) that the whole value must match.
    pub fn allowed_pattern(self, pattern: impl Into<Text>) -> Self {
        self.field("AllowedPattern", Expr::Str(pattern.into()))
    }

    /// What is said when a constraint is not met.
    pub fn constraint_description(self, text: impl Into<Text>) -> Self {
        self.field("ConstraintDescription", Expr::Str(text.into()))
    }

    /// The fewest characters.
    pub fn min_length(self, length: u32) -> Self {
        self.field("MinLength", Expr::Int(length.into()))
    }

    /// The most characters.
    pub fn max_length(self, length: u32) -> Self {
        self.field("MaxLength", Expr::Int(length.into()))
    }

    /// The smallest number.
    pub fn min_value(self, value: impl IntoValue<Float>) -> Self {
        self.field("MinValue", value.into_value().into_expr())
    }

    /// The largest number.
    pub fn max_value(self, value: impl IntoValue<Float>) -> Self {
        self.field("MaxValue", value.into_value().into_expr())
    }

    /// Writes a field past the types, as a limit that is text: `("MinLength", "1")`.
    pub fn override_field(self, name: &'static str, value: impl IntoValue<Json>) -> Self {
        self.field(name, value.into_value().into_expr())
    }

    /// Keeps the value out of consoles and logs. It is still stored: prefer a secret.
    pub fn no_echo(self) -> Self {
        self.field("NoEcho", Expr::Bool(true))
    }
}

impl<K> Construct for Parameter<K> {
    type Handle = ParameterHandle<K>;

    fn build(self, scope: Scope<'_>) -> ParameterHandle<K> {
        scope.become_kind(NodeKind::Parameter(Box::new(self.data)));
        ParameterHandle::new(scope.node())
    }
}

/// A parameter of a stack; stands wherever a `K` is wanted.
pub struct ParameterHandle<K = Str> {
    node: NodeId,
    kind: PhantomData<fn() -> K>,
}

impl<K> ParameterHandle<K> {
    pub(crate) fn new(node: NodeId) -> Self {
        ParameterHandle {
            node,
            kind: PhantomData,
        }
    }

    /// `Ref` to the parameter.
    pub fn value(self) -> Value<K> {
        Value::reference(self.node)
    }
}

impl<K> Handle for ParameterHandle<K> {
    fn node(self) -> NodeId {
        self.node
    }
}

impl<K> Clone for ParameterHandle<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for ParameterHandle<K> {}

impl<K> fmt::Debug for ParameterHandle<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ParameterHandle").field(&self.node).finish()
    }
}

impl<K> IntoValue<K> for ParameterHandle<K> {
    #[inline]
    fn into_value(self) -> Value<K> {
        self.value()
    }
}

impl<K: ReferenceKind> IntoValue<Str> for ParameterHandle<K> {
    #[inline]
    fn into_value(self) -> Value<Str> {
        self.value().assume()
    }
}

/// A number can stand in a text, as in `sub!`.
impl IntoValue<Str> for ParameterHandle<Float> {
    #[inline]
    fn into_value(self) -> Value<Str> {
        self.value().assume()
    }
}

impl IntoValue<Str> for ParameterHandle<Int> {
    #[inline]
    fn into_value(self) -> Value<Str> {
        self.value().assume()
    }
}

impl IntoValue<Int> for ParameterHandle<Float> {
    #[inline]
    fn into_value(self) -> Value<Int> {
        self.value().assume()
    }
}

impl IntoValue<Float> for ParameterHandle<Int> {
    #[inline]
    fn into_value(self) -> Value<Float> {
        self.value().assume()
    }
}

impl<K: ReferenceKind> IntoValue<List<Str>> for ParameterHandle<List<K>> {
    #[inline]
    fn into_value(self) -> Value<List<Str>> {
        self.value().assume()
    }
}

macro_rules! json {
    ($([$($param:tt)*] $kind:ty;)*) => {$(
        impl<$($param)*> IntoValue<Json> for ParameterHandle<$kind> {
            #[inline]
            fn into_value(self) -> Value<Json> {
                self.value().into_value()
            }
        }
    )*};
}

// Any parameter can stand in JSON. One implementation for all would meet that for `K` above.
json! {
    [] Str;
    [] Int;
    [] Float;
    [K: ReferenceKind] K;
    [K] List<K>;
}
