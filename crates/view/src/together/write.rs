//! What a stack has, as it stands in the whole.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use stackwright_template::{Call, Function, Map, Node, Value};

use super::links::{DEEPEST, Led, Links};
use crate::Stack;

/// The sections that stand in the whole.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Parameters,
    Mappings,
    Conditions,
    Resources,
}

impl Section {
    pub const ALL: [Section; 4] = [
        Section::Parameters,
        Section::Mappings,
        Section::Conditions,
        Section::Resources,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Section::Parameters => "Parameters",
            Section::Mappings => "Mappings",
            Section::Conditions => "Conditions",
            Section::Resources => "Resources",
        }
    }
}

/// New names for what a stack has and one before it has as well.
pub(super) fn renamed<'s>(
    stack: &'s Stack,
    taken: &mut HashSet<String>,
) -> HashMap<&'s str, String> {
    let mut renamed = HashMap::new();
    let letters = stack.name.chars().filter(char::is_ascii_alphanumeric);
    let of_stack = format!("Of{}", letters.collect::<String>());
    for section in Section::ALL {
        let own = stack.template.root().get(section.name());
        for id in own.and_then(Node::as_map).into_iter().flat_map(Map::keys) {
            let id = id.as_str();
            // In one stack a condition may be called what a resource is.
            if renamed.contains_key(id) || taken.insert(id.to_owned()) {
                continue;
            }
            let mut name = format!("{id}{of_stack}");
            while !taken.insert(name.clone()) {
                name.push('X');
            }
            renamed.insert(id, name);
        }
    }
    renamed
}

/// Writes what a stack has.
pub(super) struct Writer<'s> {
    /// The stack.
    pub at: usize,
    pub renamed: HashMap<&'s str, String>,
    pub links: &'s Links<'s>,
}

/// All of them, by their stacks.
type Writers<'s> = HashMap<usize, Writer<'s>>;

/// Where something is written.
#[derive(Clone, Copy)]
struct Place<'w> {
    all: &'w Writers<'w>,
    section: Section,
    /// How often it was led into another stack on the way.
    depth: u8,
}

impl Writer<'_> {
    pub fn name<'n>(&'n self, id: &'n str) -> &'n str {
        self.renamed.get(id).map_or(id, String::as_str)
    }

    /// What a variable in a text is called.
    fn variable(&self, name: &str) -> String {
        match name.split_once('.') {
            Some((id, attribute)) => format!("{}.{attribute}", self.name(id)),
            None => self.name(name).to_owned(),
        }
    }

    fn named(&self, node: &Node) -> Node {
        match node.as_str() {
            Some(id) => Node::new(self.name(id).to_owned(), node.span),
            None => node.clone(),
        }
    }

    /// `DependsOn` and `Condition` of a resource.
    pub fn attributes(&self, resource: &mut Node) {
        let Some(resource) = resource.as_map_mut() else {
            return;
        };
        for name in ["DependsOn", "Condition"] {
            if let Some(own) = resource.get_mut(name) {
                *own = match own.as_list() {
                    Some(all) => {
                        let all: Vec<Node> = all.iter().map(|one| self.named(one)).collect();
                        Node::new(all, own.span)
                    }
                    None => self.named(own),
                };
            }
        }
    }

    /// An element of a section.
    pub fn written(&self, all: &Writers<'_>, node: &Node, section: Section) -> Node {
        let place = Place {
            all,
            section,
            depth: 0,
        };
        self.inner(node, place)
    }

    fn inner(&self, node: &Node, place: Place<'_>) -> Node {
        let mut variables = Vec::new();
        if place.depth < DEEPEST {
            for (variable, led) in self.links.all(self.at, node) {
                match (variable, self.led(led, place)) {
                    (None, Some(value)) => return Node::new(value.value, node.span),
                    (Some(name), Some(value)) => variables.push((self.variable(name), value)),
                    (_, None) => {}
                }
            }
        }
        let inner = |node: &Node| self.inner(node, place);
        let value = match &node.value {
            Value::List(items) => Value::List(items.iter().map(inner).collect()),
            Value::Map(map) => {
                let entries = map.iter().map(|(key, own)| (key.clone(), inner(own)));
                Value::Map(entries.collect())
            }
            Value::Call(call) => return self.call(node, call, variables, place),
            other => other.clone(),
        };
        Node::new(value, node.span)
    }

    /// What stands in another stack, as it stands where that leads to it.
    fn led(&self, led: Led<'_>, place: Place<'_>) -> Option<Node> {
        let deeper = Place {
            depth: place.depth + 1,
            ..place
        };
        let value = place.all.get(&led.stack)?.inner(led.value, deeper);
        // Conditions are made of texts and parameters alone.
        let is_plain = value
            .as_call()
            .is_none_or(|call| call.reference().is_some());
        if place.section == Section::Conditions && !is_plain {
            return None;
        }
        Some(if led.is_list { listed(value) } else { value })
    }

    fn call(
        &self,
        node: &Node,
        call: &Call,
        variables: Vec<(String, Node)>,
        place: Place<'_>,
    ) -> Node {
        let mut argument = self.inner(&call.argument, place);
        match call.function {
            Function::Ref | Function::Condition => argument = self.named(&argument),
            Function::Sub => {
                self.rename_in_text(&mut argument);
                if !variables.is_empty() {
                    argument = with_variables(argument, variables);
                }
            }
            Function::GetAtt | Function::If | Function::FindInMap => {
                if let Value::List(items) = &mut argument.value
                    && let Some(first) = items.first_mut()
                {
                    *first = self.named(first);
                }
            }
            _ => {}
        }
        let written = Call {
            function: call.function,
            argument,
        };
        // A list that travels as one text is the list again.
        if let Some(split) = written.split()
            && let Some(join) = split.text.as_call().and_then(Call::join)
            && split.delimiter == join.delimiter
        {
            return Node::new(join.values.value.clone(), node.span);
        }
        Node::new(Value::Call(Box::new(written)), node.span)
    }

    fn rename_in_text(&self, argument: &mut Node) {
        let (text, own) = match &mut argument.value {
            Value::String(text) => (text, None),
            Value::List(items) => match items.as_mut_slice() {
                [text, own @ ..] => match &mut text.value {
                    Value::String(text) => (text, own.first().and_then(Node::as_map)),
                    _ => return,
                },
                [] => return,
            },
            _ => return,
        };
        if !text.contains("${") {
            return;
        }
        // What the text has for itself is called as it was.
        let is_own = |id: &str| own.is_some_and(|own| own.contains_key(id));
        for (id, name) in self.renamed.iter().filter(|(id, _)| !is_own(id)) {
            for end in ["}", "."] {
                let (before, after) = (format!("${{{id}{end}"), format!("${{{name}{end}"));
                if text.contains(&before) {
                    *text = Cow::Owned(text.replace(&before, &after));
                }
            }
        }
    }
}

/// A text is a list where a parameter of lists stands.
fn listed(value: Node) -> Node {
    if let Some(join) = value.as_call().and_then(Call::join)
        && join.delimiter == ","
    {
        return join.values.clone();
    }
    match value.as_str() {
        Some(text) => {
            let items = text
                .split(',')
                .map(|item| Node::new(item.trim().to_owned(), value.span));
            Node::new(items.collect::<Vec<Node>>(), value.span)
        }
        None => value,
    }
}

/// The argument of `Fn::Sub`, with more variables.
fn with_variables(argument: Node, variables: Vec<(String, Node)>) -> Node {
    let span = argument.span;
    let (text, mut own) = match argument.value {
        Value::List(mut items) if items.len() == 2 => {
            let own = items.pop().and_then(|own| own.as_map().cloned());
            let text = items
                .pop()
                .unwrap_or_else(|| Node::new(String::new(), span));
            (text, own.unwrap_or_default())
        }
        value => (Node::new(value, span), Map::new()),
    };
    for (name, value) in variables {
        own.insert(name, value);
    }
    Node::new(vec![text, Node::new(own, span)], span)
}
