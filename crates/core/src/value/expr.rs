use stackwright_template::{Function, Text};

use super::taken_apart::ON_THE_STACK;
use super::{IdentityText, Piece, Pseudo};
use crate::NodeId;

/// An untyped literal or expression, as the graph holds it.
///
/// It names nodes, not logical ids: those exist only once the graph is lowered.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Expr {
    /// `null`
    #[default]
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number beyond `i64`, which only JSON text can hold: a template cannot (APP130).
    Uint(u64),
    /// A number with a fraction. One that is not finite has no place in a template (APP130).
    Float(f64),
    /// Text.
    Str(Text),
    /// A list.
    List(Vec<Expr>),
    /// An object.
    Map(Props),
    /// An attribute of a node, of this stack or of another.
    Get(NodeId, Attribute),
    /// A pseudo parameter.
    Pseudo(Pseudo),
    /// `Fn::Sub`, in pieces.
    Sub(Vec<Piece>),
    /// The logical id of a node of the same stack, as text.
    LogicalId(NodeId),
    /// A text made of what the logical id of a node is made of.
    Identity(NodeId, IdentityText),
    /// A condition node, by name.
    Condition(NodeId),
    /// `Fn::If` on a condition node: then, else.
    If(NodeId, Box<(Expr, Expr)>),
    /// `Fn::FindInMap` in a mapping node: top-level key, second-level key.
    FindInMap(NodeId, Box<(Expr, Expr)>),
    /// `Fn::FindInMap` with a default value: the look-up, the default.
    FindInMapOr(Box<(Expr, Expr)>),
    /// Any other intrinsic function and its argument.
    Call(Function, Box<Expr>),
    /// A string that holds this value as JSON.
    JsonString(Box<Expr>),
    /// A value that deployment brings, and of which type it is: that decides how it stands in
    /// JSON text, and nothing elsewhere.
    Typed(JsonType, Box<Expr>),
    /// A value of which what other stacks have comes in one way, whatever the app says.
    Across(Strength, Box<Expr>),
}

/// How a value of another stack comes: guarded, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// It is exported there and imported here.
    Strong,
    /// It is read while this stack is deployed.
    Weak,
}

/// What a value that is known at deployment only is in JSON, where it is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonType {
    /// A number.
    Number,
    /// A truth value.
    Bool,
    /// A list.
    List,
    /// An object.
    Object,
}

/// How many levels an expression of the graph may have. Deeper ones are refused with a finding
/// when they are added, so that whatever walks the graph may recurse.
///
/// Below what the template can be read with, which counts its sections and properties, too.
pub(crate) const MAX_DEPTH: usize = 150;

/// Which attribute of a node is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Attribute {
    /// What `Ref` returns.
    Ref,
    /// What `Fn::GetAtt` returns for this name.
    Named(Text),
}

/// An object under construction: property names and their values, in the order they were set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Props {
    entries: Vec<(Text, Expr)>,
}

impl Props {
    /// An empty object.
    pub fn new() -> Self {
        Props::default()
    }

    /// Sets a property; a property set before keeps its place and takes the new value.
    pub fn set(&mut self, name: impl Into<Text>, value: Expr) {
        let name = name.into();
        match self.entries.iter_mut().find(|(key, _)| *key == name) {
            Some((_, slot)) => *slot = value,
            None => {
                if self.entries.capacity() == 0 {
                    // As many as most have, so that few are moved as they grow.
                    self.entries = Vec::with_capacity(8);
                }
                self.entries.push((name, value));
            }
        }
    }

    /// The value of a property.
    pub fn get(&self, name: &str) -> Option<&Expr> {
        self.entries
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// The value of a property, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Expr> {
        self.entries
            .iter_mut()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// The value of a property, to change it; set to `default` if it is not there.
    pub fn get_or_insert(&mut self, name: &'static str, default: Expr) -> &mut Expr {
        let index = match self.entries.iter().position(|(key, _)| key == name) {
            Some(index) => index,
            None => {
                self.entries.push((name.into(), default));
                self.entries.len() - 1
            }
        };
        &mut self.entries[index].1
    }

    /// Takes a property out.
    pub fn remove(&mut self, name: &str) -> Option<Expr> {
        let index = self.entries.iter().position(|(key, _)| key == name)?;
        Some(self.entries.remove(index).1)
    }

    /// The properties, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Text, &Expr)> {
        self.entries.iter().map(|(name, value)| (name, value))
    }

    /// The values, in order, to change them.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut Expr> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// How many properties are set.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether no property is set.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<N: Into<Text>> FromIterator<(N, Expr)> for Props {
    fn from_iter<I: IntoIterator<Item = (N, Expr)>>(iter: I) -> Self {
        let mut props = Props::new();
        for (name, value) in iter {
            props.set(name, value);
        }
        props
    }
}

impl IntoIterator for Props {
    type Item = (Text, Expr);
    type IntoIter = std::vec::IntoIter<(Text, Expr)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl Expr {
    /// An object of these properties.
    pub fn object<N: Into<Text>>(entries: impl IntoIterator<Item = (N, Expr)>) -> Self {
        Expr::Map(entries.into_iter().collect())
    }

    /// A call of an intrinsic function on several arguments.
    pub fn call<const N: usize>(function: Function, arguments: [Expr; N]) -> Self {
        Expr::Call(function, Box::new(Expr::List(arguments.into())))
    }

    /// The text, if it is a literal string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Expr::Str(text) => Some(text),
            _ => None,
        }
    }

    /// Calls `visit` on this expression and on every one inside it, parents first, in order.
    pub fn walk(&self, visit: &mut impl FnMut(&Expr)) {
        self.walk_within(visit, ON_THE_STACK);
    }

    /// The same, with so many levels on the stack. What is below is kept in a list, since a value
    /// that no graph has admitted yet may be as deep as memory.
    fn walk_within(&self, visit: &mut dyn FnMut(&Expr), levels: u32) {
        if levels > 0 || self.is_leaf() {
            visit(self);
            self.each_part(&mut |part| {
                part.walk_within(visit, levels.saturating_sub(1));
                true
            });
            return;
        }
        let mut open = vec![self];
        while let Some(expr) = open.pop() {
            visit(expr);
            let first = open.len();
            expr.each_part(&mut |part| {
                open.push(part);
                true
            });
            open[first..].reverse();
        }
    }

    /// Whether there are more than so many levels.
    pub(crate) fn is_deeper_than(&self, levels: usize) -> bool {
        // Most have nothing inside, and are not asked.
        let is_deeper =
            |part: &Expr| (levels < 2 || !part.is_leaf()) && part.is_deeper_than(levels - 1);
        levels == 0 || !self.each_part(&mut |part| !is_deeper(part))
    }

    /// The same, known to be of a type, where that does not show.
    pub(crate) fn typed(mut self, json: JsonType) -> Expr {
        match self {
            Expr::Get(..)
            | Expr::FindInMap(..)
            | Expr::FindInMapOr(_)
            | Expr::Call(..)
            | Expr::Across(..) => Expr::Typed(json, Box::new(self)),
            Expr::If(condition, ref mut both) => {
                let both = std::mem::take(&mut **both);
                let both = (both.0.typed(json), both.1.typed(json));
                Expr::If(condition, Box::new(both))
            }
            _ => self,
        }
    }

    /// Calls `visit` on what is directly inside, until it says no; whether it never did.
    fn each_part<'e>(&'e self, visit: &mut dyn FnMut(&'e Expr) -> bool) -> bool {
        match self {
            Expr::List(items) => items.iter().all(visit),
            Expr::Map(props) => props.iter().all(|(_, value)| visit(value)),
            Expr::Sub(pieces) => pieces.iter().all(|piece| match piece {
                Piece::Value { value, .. } => visit(value),
                Piece::Text(_) => true,
            }),
            Expr::If(_, both) | Expr::FindInMap(_, both) | Expr::FindInMapOr(both) => {
                visit(&both.0) && visit(&both.1)
            }
            Expr::Call(_, inner)
            | Expr::JsonString(inner)
            | Expr::Typed(_, inner)
            | Expr::Across(_, inner) => visit(inner),
            Expr::Null
            | Expr::Bool(_)
            | Expr::Int(_)
            | Expr::Uint(_)
            | Expr::Float(_)
            | Expr::Str(_)
            | Expr::Get(..)
            | Expr::Pseudo(_)
            | Expr::LogicalId(_)
            | Expr::Identity(..)
            | Expr::Condition(_) => true,
        }
    }
}

/// JSON as CloudFormation reads it: `{"Ref": "Name"}` is a call, not an object.
impl From<serde_json::Value> for Expr {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Expr::Null,
            serde_json::Value::Bool(b) => Expr::Bool(b),
            serde_json::Value::Number(n) => match (n.as_i64(), n.as_u64()) {
                (Some(i), _) => Expr::Int(i),
                (None, Some(u)) => Expr::Uint(u),
                (None, None) => Expr::Float(n.as_f64().unwrap_or(f64::NAN)),
            },
            serde_json::Value::String(s) => Expr::Str(s.into()),
            serde_json::Value::Array(items) => {
                Expr::List(items.into_iter().map(Expr::from).collect())
            }
            serde_json::Value::Object(entries) => {
                let props = entries
                    .into_iter()
                    .map(|(name, value)| (name, Expr::from(value)));
                Expr::map_or_call(props.collect())
            }
        }
    }
}

impl Expr {
    /// What an object of JSON is: a call, if its only key is the name of a function.
    ///
    /// `Condition` is a function only in front of a name; in a policy statement it is what it
    /// says.
    pub(crate) fn map_or_call(mut props: Props) -> Expr {
        let [(name, argument)] = &mut props.entries[..] else {
            return Expr::Map(props);
        };
        match Function::from_name(name) {
            Some(Function::Condition) if argument.as_str().is_none() => Expr::Map(props),
            Some(function) => {
                let argument = std::mem::take(argument);
                match argument.as_str().and_then(Pseudo::from_name) {
                    Some(pseudo) if function == Function::Ref => Expr::Pseudo(pseudo),
                    _ => Expr::Call(function, Box::new(get_att_as_list(function, argument))),
                }
            }
            None => Expr::Map(props),
        }
    }
}

/// `Fn::GetAtt` has one form in the template: `["A", "B.C"]` for `"A.B.C"`.
fn get_att_as_list(function: Function, argument: Expr) -> Expr {
    match argument.as_str().and_then(|text| text.split_once('.')) {
        Some((resource, attribute)) if function == Function::GetAtt => Expr::List(vec![
            resource.to_owned().into(),
            attribute.to_owned().into(),
        ]),
        _ => argument,
    }
}

impl From<&'static str> for Expr {
    fn from(text: &'static str) -> Self {
        Expr::Str(text.into())
    }
}

impl From<String> for Expr {
    fn from(text: String) -> Self {
        Expr::Str(text.into())
    }
}
