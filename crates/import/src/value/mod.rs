//! Values of a template as expressions: of the types that their places take, where the types have them,
//! and as they stand where not.
//!
//! | file | what it answers |
//! |---|---|
//! | `mod` | a value in a place: typed, or else assumed |
//! | `literal` | literals, lists, maps, nested objects |
//! | `json` | a value in a place that takes any JSON |
//! | `reference` | `Ref` and `Fn::GetAtt` |
//! | `function` | the other functions |
//! | `sub` | `Fn::Sub`, and whether `sub!` comes to the same |
//! | `condition` | what holds or not |

mod condition;
mod function;
mod json;
mod literal;
mod reference;
mod sub;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use stackwright_template::{Node, Value};

use crate::rust::{self, Code};
use crate::types::{Kind, Type, Typed};

/// An expression and its type.
pub type Written = (Code, Type);

/// What a name of the template is in the program.
#[derive(Clone)]
pub struct Binding {
    /// The variable.
    pub name: String,
    pub what: What,
}

/// What a variable is.
#[derive(Clone)]
pub enum What {
    Parameter(Kind),
    Resource(Rc<Typed>),
    /// A resource without types.
    Raw,
}

/// What can be named where a value is written.
#[derive(Default)]
pub struct Names<'t> {
    /// What `Ref` names.
    pub bound: HashMap<&'t str, Binding>,
    pub conditions: HashMap<&'t str, String>,
    pub mappings: HashMap<&'t str, String>,
    /// Of what is bound, the constructs that have several resources: a variable of one stands for all of
    /// them where something waits for it.
    pub several: HashSet<&'t str>,
    /// Whether the template has the transform that some functions need.
    pub has_extensions: bool,
}

impl Names<'_> {
    /// A value in a place that takes a `kind`; `of` is the resource type whose definitions are meant.
    pub fn value(&self, node: &Node, kind: &Kind, of: Option<&Typed>) -> Written {
        if let Some((code, ty)) = self.typed(node, kind, of)
            && ty.fits(kind)
        {
            return (code, ty);
        }
        let (code, ty) = self.json(node);
        match *kind == Kind::Json {
            true => (code, ty),
            false => assumed(code),
        }
    }

    fn typed(&self, node: &Node, kind: &Kind, of: Option<&Typed>) -> Option<Written> {
        match &node.value {
            Value::Call(call) => self.function(call, kind, of),
            Value::Null => None,
            Value::Bool(value) => Some((Code::atom(value.to_string()), Type::Boolean)),
            Value::Number(number) => Some(literal::number(*number)),
            Value::String(text) => literal::text(text, kind, of),
            Value::List(items) => self.list(items, kind, of),
            Value::Map(map) => self.map(map, kind, of),
        }
    }
}

/// The same, taken for whatever is wanted.
pub fn assumed(code: Code) -> Written {
    let is_assumed = matches!(&code, Code::Call(callee, _) if callee == "assume");
    let code = match is_assumed {
        true => code,
        false => Code::call("assume", [code]),
    };
    (code, Type::Any)
}

/// A call of a function of the core.
fn call(name: &str, arguments: impl Into<Vec<Code>>) -> Code {
    Code::call(name, arguments)
}

/// A name in Rust's case for something of the template.
pub fn snake(id: &str) -> String {
    let name = stackwright_facts::rust::snake(id);
    let name = name
        .strip_prefix("r#")
        .map(|name| format!("{name}_"))
        .unwrap_or(name);
    match name.is_empty() {
        true => "value".to_owned(),
        false => name,
    }
}

fn text(value: &str) -> Code {
    Code::Atom(rust::text(value))
}
