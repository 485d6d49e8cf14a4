use std::borrow::Cow;

use super::{Function, Map, Number, Span};

/// Text of a template: borrowed where a program names it, owned where a file was read.
pub type Text = Cow<'static, str>;

/// A value and where it stands. Two nodes are equal when their values are.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it was read.
    pub span: Span,
}

/// What a node can be.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`. CloudFormation refuses it nearly everywhere.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(Text),
    /// A list.
    List(Vec<Node>),
    /// A map.
    Map(Map),
    /// An intrinsic function, in whichever spelling it was written.
    Call(Box<Call>),
}

/// An intrinsic function and its argument.
///
/// The argument is what stands behind the function's long form. What the two spellings of
/// `Fn::GetAtt` say differently (`!GetAtt A.B` and `["A", "B"]`) is brought to the list form
/// when it is read; everything else is kept, also where it has the wrong shape, because it is
/// the checker that says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Which function.
    pub function: Function,
    /// What it is applied to.
    pub argument: Node,
}

impl Node {
    /// A node read at `span`.
    pub fn new(value: impl Into<Value>, span: Span) -> Self {
        Node {
            value: value.into(),
            span,
        }
    }

    /// A call of an intrinsic function, built by a program.
    pub fn call(function: Function, argument: impl Into<Node>) -> Self {
        Node::from(Value::Call(Box::new(Call {
            function,
            argument: argument.into(),
        })))
    }

    /// The text, if it is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(b) => Some(b),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<Number> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The map, if it is one (a call is not).
    pub fn as_map(&self) -> Option<&Map> {
        match &self.value {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The map, to change it.
    pub fn as_map_mut(&mut self) -> Option<&mut Map> {
        match &mut self.value {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The intrinsic function, if it is one.
    pub fn as_call(&self) -> Option<&Call> {
        match &self.value {
            Value::Call(call) => Some(call),
            _ => None,
        }
    }

    /// The value of `key`, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_map()?.get(key)
    }

    /// What kind of value this is, in CloudFormation's words, for messages.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::List(_) => "list",
            Value::Map(_) => "object",
            Value::Call(call) => call.function.name(),
        }
    }
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Into<Value>> From<T> for Node {
    fn from(value: T) -> Self {
        Node {
            value: value.into(),
            span: Span::NONE,
        }
    }
}

macro_rules! value_from {
    ($($from:ty => |$value:ident| $to:expr;)*) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Self {
                $to
            }
        }
    )*};
}

value_from! {
    bool => |value| Value::Bool(value);
    i64 => |value| Value::Number(Number::Int(value));
    f64 => |value| Value::Number(Number::Float(value));
    Number => |value| Value::Number(value);
    &'static str => |value| Value::String(Cow::Borrowed(value));
    String => |value| Value::String(Cow::Owned(value));
    Text => |value| Value::String(value);
    Vec<Node> => |value| Value::List(value);
    Map => |value| Value::Map(value);
}
