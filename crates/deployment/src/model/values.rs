//! What a node can be, as far as it is known before deployment.

use std::borrow::Cow;

use stackwright_facts::PropertyKind;
use stackwright_template::{Call, Function, Node, SubPart, Value};

use super::{Assumption, Model, ParameterType, is_broken_call};

/// How many values are followed; beyond that the rest counts as unknown.
const MANY: usize = 64;

/// The values that a node can have.
#[derive(Clone, Debug, Default)]
pub struct Values<'n> {
    /// Those that are known; none of them is a function.
    pub known: Vec<Cow<'n, Node>>,
    /// Whether there are no others.
    pub complete: bool,
    /// Whether there may be no value at all: `AWS::NoValue`.
    pub absent: bool,
}

/// What kind of value a node gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string, or what can be made from one: a number, a boolean.
    Scalar,
    /// A list.
    List,
    /// An object.
    Object,
    /// It is not known.
    Unknown,
}

impl<'n> Values<'n> {
    fn unknown() -> Self {
        Values::default()
    }

    fn one(node: Cow<'n, Node>) -> Self {
        Values {
            known: vec![node],
            complete: true,
            absent: false,
        }
    }

    fn and(mut self, other: Values<'n>) -> Self {
        self.known.extend(other.known);
        self.complete &= other.complete;
        self.absent |= other.absent;
        if self.known.len() > MANY {
            self.known.truncate(MANY);
            self.complete = false;
        }
        self
    }
}

impl<'a> Model<'a> {
    /// The values that a node can have where the assumptions hold.
    pub fn values<'n>(&self, node: &'n Node, assumed: &[Assumption<'_>]) -> Values<'n>
    where
        'a: 'n,
    {
        let Some(call) = node.as_call() else {
            return match is_broken_call(node) {
                true => Values::unknown(),
                false => Values::one(Cow::Borrowed(node)),
            };
        };
        match call.function {
            Function::Ref => self.values_of_reference(call, assumed, node),
            Function::If => {
                let Some(if_) = call.if_() else {
                    return Values::unknown();
                };
                let mut all = Values {
                    complete: true,
                    ..Values::default()
                };
                for (holds, branch) in [(true, if_.then), (false, if_.otherwise)] {
                    let name = if_.condition;
                    let mut assumed = assumed.to_vec();
                    assumed.push(Assumption { name, holds });
                    if self.conditions().possible(&assumed) {
                        all = all.and(self.values(branch, &assumed));
                    }
                }
                all
            }
            Function::FindInMap => self.values_of_mapping(call, assumed),
            Function::Sub => self.value_of_sub(call, node),
            Function::Join => self.value_of_join(call, node),
            Function::Select => self.values_of_item(call, assumed),
            _ => Values::unknown(),
        }
    }

    fn values_of_reference<'n>(
        &self,
        call: &'n Call,
        assumed: &[Assumption<'_>],
        node: &'n Node,
    ) -> Values<'n>
    where
        'a: 'n,
    {
        let name = call.reference().unwrap_or_default();
        if name == "AWS::NoValue" {
            return Values {
                complete: true,
                absent: true,
                ..Values::default()
            };
        }
        let Some(parameter) = self.template.parameter(name) else {
            return Values::unknown();
        };
        let of_type = parameter.parameter_type().and_then(ParameterType::parse);
        let plain = of_type.is_some_and(|t| !t.list && !t.stored);
        let allowed = self.allowed_values(parameter);
        if !plain || allowed.is_empty() {
            return Values::unknown();
        }
        let mut values = Values {
            complete: allowed.len() <= MANY,
            ..Values::default()
        };
        for allowed in allowed.iter().take(MANY) {
            let Some(text) = self.text(allowed) else {
                values.complete = false;
                continue;
            };
            if self.conditions().possible_with(assumed, name, &text) {
                let mut value = Node::from(text.into_owned());
                value.span = node.span;
                values.known.push(Cow::Owned(value));
            }
        }
        values
    }

    fn values_of_mapping<'n>(&self, call: &'n Call, assumed: &[Assumption<'_>]) -> Values<'n>
    where
        'a: 'n,
    {
        let Some(find) = call.find_in_map() else {
            return Values::unknown();
        };
        let mapping = find.mapping.as_str().and_then(|m| self.template.mapping(m));
        let Some(mapping) = mapping.filter(|_| find.default.is_none()) else {
            return Values::unknown();
        };
        if mapping.node().get("Fn::Transform").is_some() {
            return Values::unknown();
        }
        // A key that is not known may be any: each entry is a possible value.
        let first = self.keys(find.first, assumed);
        let second = self.keys(find.second, assumed);
        let mut values = Values {
            complete: true,
            ..Values::default()
        };
        for (key, row) in mapping.rows() {
            if !has(&first, key.as_str()) {
                continue;
            }
            for (key, value) in row.iter() {
                if has(&second, key.as_str()) {
                    values.known.push(Cow::Borrowed(value));
                }
            }
        }
        values.complete = !values.known.is_empty() && values.known.len() <= MANY;
        values.known.truncate(MANY);
        values
    }

    /// The item that `Fn::Select` takes of a list that is written, here or as the one value of a mapping.
    fn values_of_item<'n>(&self, call: &'n Call, assumed: &[Assumption<'_>]) -> Values<'n>
    where
        'a: 'n,
    {
        let item = || -> Option<Values<'n>> {
            let select = call.select()?;
            let index =
                usize::try_from(self.text(select.index)?.trim().parse::<i64>().ok()?).ok()?;
            if let Some(items) = select.values.as_list() {
                // What is taken away is not counted.
                let is_there = items.iter().all(|item| item.as_call().is_none());
                let item = items.get(index).filter(|_| is_there)?;
                return Some(self.values(item, assumed));
            }
            let find = select.values.as_call()?;
            let mut lists = self.values_of_mapping(find, assumed);
            let only = lists
                .known
                .pop()
                .filter(|_| lists.complete && lists.known.is_empty());
            match only? {
                Cow::Borrowed(list) => Some(self.values(list.as_list()?.get(index)?, assumed)),
                Cow::Owned(_) => None,
            }
        };
        item().unwrap_or_else(Values::unknown)
    }

    /// The texts that a key of a mapping can be; nothing where that is not known.
    fn keys(&self, node: &Node, assumed: &[Assumption<'_>]) -> Option<Vec<String>> {
        let values = self.values(node, assumed);
        let texts = values
            .known
            .iter()
            .map(|value| Some(self.text(value)?.into_owned()));
        texts
            .collect::<Option<Vec<String>>>()
            .filter(|_| values.complete)
    }

    fn value_of_sub<'n>(&self, call: &'n Call, node: &Node) -> Values<'n> {
        let Some(sub) = call.sub() else {
            return Values::unknown();
        };
        let mut text = String::new();
        for part in sub.parts() {
            match part {
                SubPart::Literal(literal) => text.push_str(literal),
                SubPart::Variable(_) => return Values::unknown(),
            }
        }
        Values::one(Cow::Owned(literal(text, node)))
    }

    fn value_of_join<'n>(&self, call: &'n Call, node: &Node) -> Values<'n> {
        let Some(join) = call.join() else {
            return Values::unknown();
        };
        let texts = join.values.as_list().map(|items| {
            let texts = items.iter().map(|item| item.as_str());
            texts.collect::<Option<Vec<&str>>>()
        });
        match texts.flatten() {
            Some(texts) => Values::one(Cow::Owned(literal(texts.join(join.delimiter), node))),
            None => Values::unknown(),
        }
    }

    /// What kind of value a node gives.
    pub fn kind(&self, node: &Node) -> Kind {
        match &node.value {
            Value::List(_) => Kind::List,
            Value::Map(_) if is_broken_call(node) => Kind::Unknown,
            Value::Map(_) => Kind::Object,
            Value::Null => Kind::Unknown,
            Value::Bool(_) | Value::Number(_) | Value::String(_) => Kind::Scalar,
            Value::Call(call) => self.kind_of_call(call),
        }
    }

    fn kind_of_call(&self, call: &Call) -> Kind {
        match call.function {
            Function::Ref => self.kind_of_reference(call.reference().unwrap_or_default()),
            Function::GetAtt => self.kind_of_attribute(call),
            Function::Base64
            | Function::Join
            | Function::Sub
            | Function::ImportValue
            | Function::ToJsonString
            | Function::Length => Kind::Scalar,
            Function::Split | Function::GetAZs | Function::Cidr => Kind::List,
            Function::FindInMap => {
                let values = self.values_of_mapping(call, &[]);
                let mut kinds = values.known.iter().map(|value| self.kind(value));
                match kinds.next() {
                    Some(kind) if values.complete && kinds.all(|other| other == kind) => kind,
                    _ => Kind::Unknown,
                }
            }
            _ => Kind::Unknown,
        }
    }

    fn kind_of_reference(&self, name: &str) -> Kind {
        if name == "AWS::NotificationARNs" {
            return Kind::List;
        }
        if name.starts_with("AWS::") {
            return match name {
                "AWS::NoValue" => Kind::Unknown,
                _ => Kind::Scalar,
            };
        }
        if let Some(parameter) = self.template.parameter(name) {
            let of_type = parameter.parameter_type().and_then(ParameterType::parse);
            return match of_type {
                Some(of_type) if of_type.list => Kind::List,
                Some(_) => Kind::Scalar,
                None => Kind::Unknown,
            };
        }
        match self.template.resource(name) {
            Some(_) => Kind::Scalar,
            None => Kind::Unknown,
        }
    }

    fn kind_of_attribute(&self, call: &Call) -> Kind {
        let Some(get_att) = call.get_att() else {
            return Kind::Unknown;
        };
        let attribute = get_att.attribute.as_str().unwrap_or_default();
        let facts = self.facts_of(get_att.resource);
        match facts.and_then(|facts| facts.attributes.get(attribute)) {
            Some(attribute) => match attribute.kind {
                PropertyKind::String
                | PropertyKind::Integer
                | PropertyKind::Number
                | PropertyKind::Boolean => Kind::Scalar,
                PropertyKind::List(_) => Kind::List,
                _ => Kind::Unknown,
            },
            None => Kind::Unknown,
        }
    }
}

fn has(keys: &Option<Vec<String>>, key: &str) -> bool {
    keys.as_ref()
        .is_none_or(|keys| keys.iter().any(|k| k == key))
}

/// A text that a call gives, at the place of the call.
fn literal(text: String, at: &Node) -> Node {
    let mut node = Node::from(text);
    node.span = at.span;
    node
}
