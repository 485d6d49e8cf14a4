//! One form for values that say the same: `Fn::Sub` against `Fn::Join`, mappings and conditions looked up.

use std::cell::{Cell, RefCell};

use stackwright_template::{Call, Function, Map, Node, SubPart, Template, Value, Walk};

use crate::names::Names;

/// How deep conditions may name each other.
const DEEPEST: u8 = 60;
/// How large a formula may be: conditions that name each other twice grow without end.
const LARGEST: usize = 400;
/// How many values inside of one are brought into the form; what is left over is compared as it is
/// written. Far more than a property has whose texts do not take each other again and again.
const BUDGET: usize = 20_000;

/// One of the two templates, to bring its values into the common form.
pub(crate) struct Former<'t> {
    template: &'t Template,
    /// What the conditions and mappings of this side are called in the common form.
    names: &'t Names,
    depth: Cell<u8>,
    /// What is left of it for the value that is being brought into the form; nothing between two.
    budget: Cell<Option<usize>>,
    formulas: RefCell<Vec<(String, Node)>>,
}

impl<'t> Former<'t> {
    pub fn new(template: &'t Template, names: &'t Names) -> Self {
        Former {
            template,
            names,
            depth: Cell::new(0),
            budget: Cell::new(None),
            formulas: RefCell::default(),
        }
    }

    /// A value in the common form; nothing for `AWS::NoValue`.
    pub fn form(&self, node: &Node) -> Option<Node> {
        let Some(budget) = self.budget.get() else {
            self.budget.set(Some(BUDGET));
            let formed = self.form(node);
            self.budget.set(None);
            return formed;
        };
        let Some(left) = budget.checked_sub(1) else {
            return Some(node.clone());
        };
        self.budget.set(Some(left));
        let formed = match &node.value {
            Value::List(items) => {
                let items = items.iter().filter_map(|item| self.form(item));
                Value::List(items.collect())
            }
            Value::Map(map) => Value::Map(self.map(map)),
            Value::Call(call) => return self.call(call),
            Value::String(text) if text.contains(SECRET) => {
                return Some(Node::from(plain_references(text)));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                return Some(node.clone());
            }
        };
        Some(Node::from(formed))
    }

    fn map(&self, map: &Map) -> Map {
        let mut formed = Map::with_capacity(map.len());
        for (key, value) in map.iter() {
            if let Some(value) = self.form(value) {
                formed.insert(key.text.clone(), value);
            }
        }
        formed
    }

    /// The formula that a condition stands for.
    pub fn condition(&self, name: &str) -> Node {
        let condition = self.template.condition(name);
        let unknown = || Node::call(Function::Condition, name.to_owned());
        let Some(condition) = condition.filter(|_| self.depth.get() < DEEPEST) else {
            return unknown();
        };
        let known = self.formulas.borrow();
        if let Some((_, formula)) = known.iter().find(|(own, _)| own == name) {
            return formula.clone();
        }
        drop(known);
        self.depth.set(self.depth.get() + 1);
        let mut formula = self.form(condition.node()).unwrap_or_else(unknown);
        self.depth.set(self.depth.get() - 1);
        if size(&formula) > LARGEST {
            formula = condition.node().clone();
        }
        let own = (name.to_owned(), formula.clone());
        self.formulas.borrow_mut().push(own);
        formula
    }

    fn call(&self, call: &Call) -> Option<Node> {
        let argument = &call.argument;
        match call.function {
            Function::Ref if argument.as_str() == Some("AWS::NoValue") => return None,
            Function::Ref => {
                if let Some(name) = argument.as_str() {
                    return Some(self.reference(name, None));
                }
            }
            Function::Condition => {
                if let Some(name) = argument.as_str() {
                    return Some(self.condition(name));
                }
            }
            Function::GetAtt => {
                if let Some(get_att) = call.get_att()
                    && let Some(attribute) = get_att.attribute.as_str()
                {
                    return Some(self.reference(get_att.resource, Some(attribute)));
                }
            }
            Function::Sub => {
                if let Some(sub) = call.sub() {
                    let parts = sub.parts().into_iter().map(|part| match part {
                        SubPart::Literal(text) => Node::from(text.to_owned()),
                        SubPart::Variable(variable) => {
                            let own = sub.variables.and_then(|own| own.get(variable.name));
                            match own {
                                Some(own) => self.form(own).unwrap_or_else(no_value),
                                None => self.reference(variable.target(), variable.attribute()),
                            }
                        }
                    });
                    return Some(joined(parts));
                }
            }
            Function::Join => {
                if let Some(join) = call.join() {
                    return Some(self.join(join.delimiter, join.values));
                }
            }
            Function::Select => {
                if let Some(select) = call.select() {
                    return Some(self.select(select.index, select.values));
                }
            }
            Function::Split => {
                if let Some(split) = call.split() {
                    return Some(self.split(split.delimiter, split.text));
                }
            }
            Function::If => {
                if let Some(decided) = call.if_() {
                    return self.decided(decided.condition, decided.then, decided.otherwise);
                }
            }
            Function::FindInMap => {
                if let Some(found) = self.found(call) {
                    return found;
                }
            }
            Function::GetAZs => {
                let here = argument.as_call().and_then(Call::reference) == Some("AWS::Region");
                if here {
                    return Some(Node::call(Function::GetAZs, ""));
                }
            }
            Function::Equals => {
                if let Some((left, right)) = call.equals() {
                    return Some(self.equals(left, right));
                }
            }
            Function::And | Function::Or | Function::Not => return Some(self.formula(call)),
            _ => {}
        }
        // What a function is given is never left out: an absent argument would be another one's place.
        Some(Node::call(call.function, self.argument(argument)))
    }

    fn reference(&self, target: &str, attribute: Option<&str>) -> Node {
        match attribute {
            None => Node::call(Function::Ref, self.names.parameter(target).to_owned()),
            // `!GetAtt Group.GroupId` is `!Ref Group`.
            Some(attribute) if self.is_ref(target, attribute) => {
                Node::call(Function::Ref, target.to_owned())
            }
            Some(attribute) => {
                let parts: Vec<Node> = vec![target.to_owned().into(), attribute.to_owned().into()];
                Node::call(Function::GetAtt, parts)
            }
        }
    }

    /// Whether an attribute of a resource is what `Ref` of it is.
    fn is_ref(&self, target: &str, attribute: &str) -> bool {
        let resource = self.template.resource(target);
        let type_name = resource.and_then(|resource| resource.resource_type());
        let facts = type_name.and_then(|name| stackwright_facts::resource_type(name).ok());
        facts.is_some_and(|facts| {
            let reference = facts.reference.as_ref();
            reference.is_some_and(|value| value.name() == attribute)
                || facts.same_as_ref.iter().any(|own| own == attribute)
        })
    }

    fn argument(&self, node: &Node) -> Node {
        match &node.value {
            Value::List(items) => {
                let items = items
                    .iter()
                    .map(|item| self.form(item).unwrap_or_else(no_value));
                Node::from(items.collect::<Vec<_>>())
            }
            _ => self.form(node).unwrap_or_else(no_value),
        }
    }

    fn join(&self, delimiter: &str, values: &Node) -> Node {
        let values = self.argument(values);
        // What is taken apart and put together again.
        if let Some(split) = values.as_call().and_then(Call::split)
            && split.delimiter == delimiter
        {
            return split.text.clone();
        }
        let Value::List(items) = values.value else {
            let parts = vec![Node::from(delimiter.to_owned()), values];
            return Node::call(Function::Join, parts);
        };
        let mut parts = Vec::with_capacity(items.len() * 2);
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                parts.push(Node::from(delimiter.to_owned()));
            }
            parts.push(item);
        }
        joined(parts.into_iter())
    }

    fn select(&self, index: &Node, values: &Node) -> Node {
        let index = self.argument(index);
        let values = self.argument(values);
        if let (Some(at), Some(items)) = (whole(&index), values.as_list())
            && let Some(item) = items.get(at)
        {
            return item.clone();
        }
        let index = match whole(&index).and_then(|index| i64::try_from(index).ok()) {
            Some(index) => Node::from(index),
            None => index,
        };
        Node::call(Function::Select, vec![index, values])
    }

    fn split(&self, delimiter: &str, text: &Node) -> Node {
        let text = self.argument(text);
        match text.as_str() {
            Some(text) if !delimiter.is_empty() => {
                let parts = text.split(delimiter).map(|part| part.to_owned().into());
                Node::from(parts.collect::<Vec<Node>>())
            }
            _ => {
                let parts = vec![Node::from(delimiter.to_owned()), text];
                Node::call(Function::Split, parts)
            }
        }
    }

    fn decided(&self, name: &str, then: &Node, otherwise: &Node) -> Option<Node> {
        let (then, otherwise) = (self.form(then), self.form(otherwise));
        match self.condition(name).as_bool() {
            Some(true) => return then,
            Some(false) => return otherwise,
            None if then == otherwise => return then,
            None => {}
        }
        let parts = vec![
            Node::from(self.names.condition(name).to_owned()),
            then.unwrap_or_else(no_value),
            otherwise.unwrap_or_else(no_value),
        ];
        Some(Node::call(Function::If, parts))
    }

    /// What `Fn::FindInMap` finds, or itself with the name that its table has in both templates.
    fn found(&self, call: &Call) -> Option<Option<Node>> {
        let find = call.find_in_map()?;
        let name = find.mapping.as_str()?;
        let (first, second) = (self.argument(find.first), self.argument(find.second));
        let mapping = self.template.mapping(name)?;
        if let (Some(first), Some(second)) = (word(&first), word(&second))
            && let Some(value) = mapping.find(&first, &second)
        {
            return Some(self.form(value));
        }
        let mut parts = vec![
            Node::from(self.names.mapping(name).to_owned()),
            first,
            second,
        ];
        if let Some(default) = find.default {
            let mut options = Map::new();
            options.insert("DefaultValue", self.argument(default));
            parts.push(Node::from(options));
        }
        Some(Some(Node::call(Function::FindInMap, parts)))
    }

    fn equals(&self, left: &Node, right: &Node) -> Node {
        let (left, right) = (self.argument(left), self.argument(right));
        if let (Some(one), Some(other)) = (word(&left), word(&right)) {
            return Node::from(one == other);
        }
        if left == right {
            return Node::from(true);
        }
        // Neither side is the first one.
        let (first, second) = match word(&left).is_some() {
            true => (right, left),
            false => (left, right),
        };
        Node::call(Function::Equals, vec![first, second])
    }

    /// `Fn::And`, `Fn::Or` and `Fn::Not`, as far as their parts are known.
    fn formula(&self, call: &Call) -> Node {
        let argument = self.argument(&call.argument);
        let Value::List(mut items) = argument.value else {
            return Node::call(call.function, argument);
        };
        if call.function == Function::Not {
            let [item] = &items[..] else {
                return Node::call(call.function, items);
            };
            if let Some(known) = item.as_bool() {
                return Node::from(!known);
            }
            // Not not is nothing.
            let inner = item
                .as_call()
                .and_then(|call| call.arguments_of(Function::Not));
            if let Some([inner]) = inner {
                return inner.clone();
            }
            return Node::call(call.function, items);
        }
        // What decides all by itself.
        let decides = call.function == Function::Or;
        if items.iter().any(|item| item.as_bool() == Some(decides)) {
            return Node::from(decides);
        }
        items.retain(|item| item.as_bool().is_none());
        match items.len() {
            0 => Node::from(!decides),
            1 => items.remove(0),
            _ => Node::call(call.function, items),
        }
    }
}

/// How many nodes there are in a value.
fn size(node: &Node) -> usize {
    let mut size = 0;
    node.walk(|_, _| {
        size += 1;
        Walk::Into
    });
    size
}

pub(crate) fn no_value() -> Node {
    Node::call(Function::Ref, "AWS::NoValue")
}

pub(crate) fn is_no_value(node: &Node) -> bool {
    node.as_call().and_then(Call::reference) == Some("AWS::NoValue")
}

/// How a text begins that CloudFormation takes from a secret.
const SECRET: &str = "{{resolve:secretsmanager:";

/// A text whose references to secrets do not write out that they name neither a stage nor a version.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html>
fn plain_references(text: &str) -> String {
    let mut parts = text.split("}}");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.truncate(plain.trim_end_matches(':').len());
        plain.push_str("}}");
        plain.push_str(part);
    }
    plain
}

/// Texts in a row, as few parts as there can be.
fn joined(parts: impl Iterator<Item = Node>) -> Node {
    let mut all: Vec<Node> = Vec::new();
    for part in parts {
        push(&mut all, part);
    }
    if all
        .iter()
        .any(|part| part.as_str().is_some_and(|text| text.contains(SECRET)))
    {
        for part in &mut all {
            if let Some(text) = part.as_str() {
                *part = Node::from(plain_references(text));
            }
        }
    }
    match all.len() {
        0 => Node::from(""),
        1 => all.remove(0),
        _ => {
            let parts: Vec<Node> = vec!["".into(), all.into()];
            Node::call(Function::Join, parts)
        }
    }
}

fn push(all: &mut Vec<Node>, part: Node) {
    if let Some(text) = word(&part) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = all.last_mut()
            && let Some(before) = last.as_str()
        {
            *last = Node::from(format!("{before}{text}"));
        } else {
            all.push(Node::from(text));
        }
        return;
    }
    match concatenation(&part) {
        Some(parts) => parts.iter().for_each(|part| push(all, part.clone())),
        None => all.push(part),
    }
}

/// The parts of a text that is put together, in the common form.
pub(crate) fn concatenation(node: &Node) -> Option<&[Node]> {
    let join = node.as_call()?.join()?;
    join.values.as_list().filter(|_| join.delimiter.is_empty())
}

/// A word as text.
pub(crate) fn word(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

pub(crate) fn whole(node: &Node) -> Option<usize> {
    match &node.value {
        Value::Number(number) => usize::try_from(number.as_i64()?).ok(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
