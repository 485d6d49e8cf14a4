//! The functions that make a value of others.

use stackwright_template::{Call, Function, Node, Value};

use super::{Names, Written, assumed, call, text};
use crate::rust::Code;
use crate::types::{Kind, Type, Typed};

/// So many types may be within each other, before what comes to one is assumed.
const DEEP: usize = 4;

impl Names<'_> {
    /// A call in a place; nothing, if the core has no function that comes to the same.
    pub(super) fn function(&self, call: &Call, kind: &Kind, of: Option<&Typed>) -> Option<Written> {
        match call.function {
            Function::Ref => self.reference(call.reference()?, kind),
            Function::GetAtt => self.get_att(call, kind),
            Function::Sub => self.sub(call),
            Function::If => self.choice(call, kind, of),
            Function::FindInMap => self.find(call, kind),
            Function::Join => {
                let join = call.join()?;
                let values = self.texts(join.values);
                made("join", [text(join.delimiter), values], Kind::Text)
            }
            Function::Select => {
                let select = call.select()?;
                let index = self.value(select.index, &Kind::Integer, None).0;
                let values = self.texts(select.values);
                made("select::<Str>", [index, values], Kind::Text)
            }
            Function::Split => {
                let split = call.split()?;
                let value = self.value(split.text, &Kind::Text, None).0;
                let list = Kind::list(Kind::Text);
                made("split", [text(split.delimiter), value], list)
            }
            Function::Cidr => {
                let cidr = call.cidr()?;
                let block = self.value(cidr.block, &Kind::Text, None).0;
                let count = self.value(cidr.count, &Kind::Integer, None).0;
                let bits = self.value(cidr.host_bits?, &Kind::Integer, None).0;
                made("cidr", [block, count, bits], Kind::list(Kind::Text))
            }
            Function::Base64 => self.of_text(call, "base64", Kind::Text),
            Function::GetAZs => self.of_text(call, "get_azs", Kind::list(Kind::Text)),
            Function::ImportValue => self.of_text(call, "import_value::<Str>", Kind::Text),
            Function::Length if self.has_extensions => {
                let list = self.texts(&call.argument);
                made("length::<Str>", [list], Kind::Integer)
            }
            Function::ToJsonString if self.has_extensions => {
                let value = self.json(&call.argument).0;
                made("to_json_string", [value], Kind::Text)
            }
            Function::RefAll => {
                let ty = call.argument.as_str()?;
                made("ref_all", [text(ty)], Kind::list(Kind::Text))
            }
            Function::Transform => {
                let map = call.argument.as_map()?;
                let (name, parameters) = (map.get("Name")?.as_str()?, map.get("Parameters")?);
                if map.len() != 2 {
                    return None;
                }
                let parameters = self.json(parameters).0;
                made("transform::<Json>", [text(name), parameters], Kind::Json)
            }
            _ => None,
        }
    }

    /// A list of texts.
    fn texts(&self, node: &Node) -> Code {
        self.value(node, &Kind::list(Kind::Text), None).0
    }

    /// A function of one text.
    fn of_text(&self, call: &Call, name: &str, kind: Kind) -> Option<Written> {
        if matches!(
            call.argument.value,
            Value::List(_) | Value::Map(_) | Value::Null
        ) {
            return None;
        }
        let argument = self.value(&call.argument, &Kind::Text, None).0;
        made(name, [argument], kind)
    }

    /// `Fn::If`: of the kind of its place.
    fn choice(&self, call: &Call, kind: &Kind, of: Option<&Typed>) -> Option<Written> {
        let choice = call.if_()?;
        let condition = self.conditions.get(choice.condition)?;
        let (then, one) = self.value(choice.then, kind, of);
        let (otherwise, other) = self.value(choice.otherwise, kind, of);
        let code = Code::atom(condition.clone()).method("choose", [then, otherwise]);
        let ty = Type::Choice(Box::new(one), Box::new(other));
        Some(match ty.depth() > DEEP && ty.fits(&Kind::Json) {
            true => assumed(code),
            false if ty.depth() > DEEP => return None,
            false => (code, ty),
        })
    }

    fn find(&self, call: &Call, kind: &Kind) -> Option<Written> {
        let find = call.find_in_map()?;
        let mapping = self.mappings.get(find.mapping.as_str()?)?;
        let (ty, kind) = match kind {
            Kind::Text => ("Str", Kind::Text),
            Kind::Integer => ("Int", Kind::Integer),
            Kind::Float => ("Float", Kind::Float),
            Kind::Boolean => ("Bool", Kind::Boolean),
            Kind::List(item) if **item == Kind::Text => ("List<Str>", Kind::list(Kind::Text)),
            _ => ("Json", Kind::Json),
        };
        let first = self.value(find.first, &Kind::Text, None).0;
        let second = self.value(find.second, &Kind::Text, None).0;
        let mapping = Code::atom(mapping.clone());
        let code = match find.default {
            None => mapping.method(format!("find::<{ty}>"), [first, second]),
            Some(default) if self.has_extensions => {
                let default = self.value(default, &kind, None).0;
                mapping.method(format!("find_or::<{ty}>"), [first, second, default])
            }
            Some(_) => return None,
        };
        // Options that are more, or others, than a default.
        let options = call
            .argument
            .as_list()
            .and_then(|arguments| arguments.get(3));
        if options.is_some_and(|options| options.as_map().is_none_or(|map| map.len() != 1))
            || options.is_some() && find.default.is_none()
        {
            return None;
        }
        Some((code, Type::Value(kind)))
    }
}

fn made(name: &str, arguments: impl Into<Vec<Code>>, kind: Kind) -> Option<Written> {
    Some((call(name, arguments), Type::Value(kind)))
}
