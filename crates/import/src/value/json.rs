//! A value in a place that takes any JSON.

use stackwright_template::{Call, Map, Node, Value};

use super::literal::{self, of_one_type};
use super::{Names, Written, assumed};
use crate::rust::Code;
use crate::types::{Kind, Type};

impl Names<'_> {
    /// A value that can stand where JSON is wanted.
    pub fn json(&self, node: &Node) -> Written {
        match &node.value {
            Value::Null => (Code::atom("Expr::Null"), Type::Value(Kind::Json)),
            Value::List(items) => self.json_list(items),
            _ => match self.inside(node) {
                (Code::Object(entries), ty) => (Code::Object(entries), ty),
                other => other,
            },
        }
    }

    fn json_list(&self, items: &[Node]) -> Written {
        if items.is_empty() {
            let code = Code::call("Expr::List", [Code::call("Vec::new", [])]);
            return (code, Type::Value(Kind::Json));
        }
        let written = items.iter().map(|item| match &item.value {
            // Lists in lists would be types in types.
            Value::List(_) => assumed(self.json(item).0),
            _ => self.json(item),
        });
        let written: Vec<Written> = written.collect();
        match of_one_type(written.clone(), &Kind::Json) {
            Some((codes, ty)) => (Code::Array(codes), Type::Array(Box::new(ty))),
            None => {
                let codes = written.into_iter().map(|(code, _)| assumed(code).0);
                (
                    Code::Array(codes.collect()),
                    Type::Array(Box::new(Type::Any)),
                )
            }
        }
    }

    /// A value inside of `object!`.
    fn inside(&self, node: &Node) -> Written {
        let json = Type::Value(Kind::Json);
        match &node.value {
            Value::Null => (Code::atom("null"), json),
            Value::Bool(value) => (Code::atom(value.to_string()), Type::Boolean),
            Value::Number(number) => literal::number(*number),
            Value::String(text) => (Code::text(text), Type::Text),
            Value::List(items) => {
                let items = items.iter().map(|item| self.inside(item).0);
                (Code::Items(items.collect()), json)
            }
            Value::Map(map) => (self.object(map), json),
            Value::Call(call) => match self.function(call, &Kind::Json, None) {
                Some((code, ty)) if ty.fits(&Kind::Json) => (code, ty),
                _ => (self.written_out(call), json),
            },
        }
    }

    fn object(&self, map: &Map) -> Code {
        let entries = map.iter();
        let entries = entries.map(|(key, value)| (key.as_str().to_owned(), self.inside(value).0));
        Code::Object(entries.collect())
    }

    /// A function as JSON has it.
    pub fn written_out(&self, call: &Call) -> Code {
        let argument = self.inside(&call.argument).0;
        Code::Object(vec![(call.function.name().to_owned(), argument)])
    }
}
