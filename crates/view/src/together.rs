//! Stacks that import from each other, seen as one template: what the one has is then known where the other names it.
//!
//! What is imported stands where it is imported as what the other stack exports. Ids that two of the stacks have are told
//! apart by the name of the stack; where everything comes from is kept.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use stackwright_change::words::value;
use stackwright_deployment::Property;
use stackwright_template::{Call, Function, Map, Node, SubPart, Template, Value, Walk};

use crate::Stack;

/// How often an export may be an import of another stack.
const DEEPEST: u8 = 8;

/// A stack, or some that import from each other.
pub(crate) struct Whole<'s> {
    stacks: &'s [Stack],
    /// Positions of the stacks that are in it, in order.
    members: Vec<usize>,
    template: Cow<'s, Template>,
    /// The stack and the logical id of each resource, by its id in the whole; empty where there is one stack.
    owners: HashMap<String, (usize, String)>,
}

impl<'s> Whole<'s> {
    /// The template of all of it.
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// The region that all of it goes to, where that is known.
    pub fn region(&self) -> Option<&'s str> {
        let first = self.stacks.get(*self.members.first()?)?;
        first.region.as_deref()
    }

    /// Whether there is more than one stack in it.
    pub fn is_of_several(&self) -> bool {
        self.members.len() > 1
    }

    /// The positions of its stacks.
    pub fn members(&self) -> &[usize] {
        &self.members
    }

    /// The stack that has a resource, and the logical id that it has there.
    pub fn owner<'i>(&'i self, id: &'i str) -> (usize, &'i str) {
        let own = self.owners.get(id).map(|(at, own)| (*at, own.as_str()));
        own.unwrap_or((self.members.first().copied().unwrap_or(0), id))
    }

    /// The same with the stack itself.
    pub fn home<'i>(&'i self, id: &'i str) -> Option<(&'s Stack, &'i str)> {
        let (at, own) = self.owner(id);
        Some((self.stacks.get(at)?, own))
    }

    /// What a resource of one of the stacks is called in the whole.
    pub fn id_of(&self, stack: usize, id: &str) -> Option<String> {
        if !self.members.contains(&stack) {
            return None;
        }
        let mut named = self.owners.iter();
        let found = named.find(|(_, (at, own))| *at == stack && own == id);
        match found {
            Some((own, _)) => Some(own.clone()),
            None => self.owners.is_empty().then(|| id.to_owned()),
        }
    }

    /// Where a property stands in its own stack, as `Resources/Web/Properties/Cluster`.
    pub fn place(&self, property: &Property<'_>) -> String {
        let place = property.place();
        let (_, own) = self.owner(property.id());
        let rest = place.path().strip_prefix("Resources/");
        match rest.and_then(|rest| rest.strip_prefix(property.id())) {
            Some(rest) => format!("Resources/{own}{rest}"),
            None => place.path().to_owned(),
        }
    }

    /// The lines that asked for a statement, as far as it names some of its resources and has some actions.
    pub fn asked(
        &self,
        statement: &Property<'_>,
        is_part: impl Fn(usize) -> bool,
        is_action: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let Some((stack, own)) = self.home(statement.id()) else {
            return Vec::new();
        };
        let asked = stack.asked(own);
        if asked.is_empty() {
            return Vec::new();
        }
        let place = self.place(statement);
        let item = place.split_once("/Properties/").map(|(_, item)| item);
        let mut lines = Vec::new();
        for one in asked {
            let has_action = one.actions.is_empty() || one.actions.iter().any(|own| is_action(own));
            let is_asked = Some(one.item.as_str()) == item && is_part(one.part) && has_action;
            if is_asked && !lines.contains(&one.line) {
                lines.push(one.line.clone());
            }
        }
        lines
    }
}

/// The name of an export: whichever function puts it together, and with the name of the stack in it.
pub(crate) fn export_name(stack: &str, name: &Node) -> String {
    let Some(call) = name.as_call() else {
        return value(name);
    };
    if let Some(name) = call.reference() {
        return match name {
            "AWS::StackName" => stack.to_owned(),
            name => format!("${{{name}}}"),
        };
    }
    if let Some(sub) = call.sub() {
        let parts = sub.parts().into_iter().map(|part| match part {
            SubPart::Literal(text) => text.to_string(),
            SubPart::Variable(variable) if variable.name == "AWS::StackName" => stack.to_owned(),
            SubPart::Variable(variable) => {
                let own = sub.variables.and_then(|own| own.get(variable.name));
                let named = || format!("${{{}}}", variable.name);
                own.map_or_else(named, |own| export_name(stack, own))
            }
        });
        return parts.collect();
    }
    let join = call.join();
    match join.and_then(|join| Some((join.delimiter, join.values.as_list()?))) {
        Some((delimiter, values)) => {
            let parts: Vec<String> = values.iter().map(|own| export_name(stack, own)).collect();
            parts.join(delimiter)
        }
        None => value(name),
    }
}

/// What stacks export, by the region and the name: the stack and the value.
type Exports<'s> = HashMap<(Option<&'s str>, String), (usize, &'s Node)>;

fn exports(stacks: &[Stack]) -> Exports<'_> {
    let mut exports = HashMap::new();
    for (at, stack) in stacks.iter().enumerate() {
        for output in stack.template.outputs() {
            if let (Some(name), Some(value)) = (output.export_name(), output.value()) {
                let key = (stack.region.as_deref(), export_name(&stack.name, name));
                exports.entry(key).or_insert((at, value));
            }
        }
    }
    exports
}

/// Whether more than the checker's functions rewrites a template, so that it cannot stand in another one.
fn is_rewritten(template: &Template) -> bool {
    let Some(transform) = template.root().get("Transform") else {
        return false;
    };
    let all = transform
        .as_list()
        .unwrap_or(std::slice::from_ref(transform));
    all.iter()
        .any(|own| own.as_str() != Some("AWS::LanguageExtensions"))
}

/// All stacks; those that import from each other together.
pub(crate) fn together(stacks: &[Stack]) -> Vec<Whole<'_>> {
    let exports = exports(stacks);
    // The stack that stands for all that it belongs to, by the position of each.
    let mut with: Vec<usize> = (0..stacks.len()).collect();
    if !exports.is_empty() {
        for (at, stack) in stacks.iter().enumerate() {
            stack.template.walk(|_, node| {
                let name = node.as_call().and_then(Call::import_value);
                let name = name.map(|name| export_name(&stack.name, name));
                let found = name.and_then(|name| exports.get(&(stack.region.as_deref(), name)));
                let other =
                    found.and_then(|(other, _)| stacks.get(*other).map(|own| (*other, own)));
                if let Some((other, from)) = other
                    && !is_rewritten(&stack.template)
                    && !is_rewritten(&from.template)
                {
                    let (one, two) = (with.get(at).copied(), with.get(other).copied());
                    if let (Some(one), Some(two)) = (one, two) {
                        with.iter_mut()
                            .filter(|own| **own == two)
                            .for_each(|own| *own = one);
                    }
                }
                Walk::Into
            });
        }
    }
    let mut wholes = Vec::new();
    let mut seen = HashSet::new();
    for own in &with {
        if !seen.insert(*own) {
            continue;
        }
        let members = with.iter().enumerate().filter(|(_, other)| *other == own);
        let members: Vec<usize> = members.map(|(at, _)| at).collect();
        wholes.push(whole(stacks, members, &exports));
    }
    wholes
}

fn whole<'s>(stacks: &'s [Stack], members: Vec<usize>, exports: &Exports<'s>) -> Whole<'s> {
    if let [only] = members.as_slice() {
        let template = match stacks.get(*only) {
            Some(stack) => Cow::Borrowed(&stack.template),
            None => Cow::Owned(Template::new()),
        };
        return Whole {
            stacks,
            members,
            template,
            owners: HashMap::new(),
        };
    }
    let mut taken = HashSet::new();
    let writers: HashMap<usize, Writer<'_>> = members
        .iter()
        .filter_map(|at| {
            let stack = stacks.get(*at)?;
            let renamed = renamed(stack, &mut taken);
            let writer = Writer {
                stack,
                renamed,
                exports,
            };
            Some((*at, writer))
        })
        .collect();
    let mut owners = HashMap::new();
    let mut root = Map::new();
    for section in ["Parameters", "Mappings", "Conditions", "Resources"] {
        let mut all = Map::new();
        for at in &members {
            let Some(writer) = writers.get(at) else {
                continue;
            };
            let own = writer
                .stack
                .template
                .root()
                .get(section)
                .and_then(Node::as_map);
            for (id, node) in own.into_iter().flat_map(Map::iter) {
                let name = writer.name(id.as_str());
                let mut node = writer.written(&writers, node, 0);
                if section == "Resources" {
                    owners.insert(name.to_owned(), (*at, id.as_str().to_owned()));
                    writer.attributes(&mut node);
                }
                all.insert(name.to_owned(), node);
            }
        }
        if !all.is_empty() {
            root.insert(section, all);
        }
    }
    Whole {
        stacks,
        members,
        template: Cow::Owned(Template::from(root)),
        owners,
    }
}

/// New names for what a stack has and one before it has as well.
fn renamed<'s>(stack: &'s Stack, taken: &mut HashSet<String>) -> HashMap<&'s str, String> {
    let mut renamed = HashMap::new();
    let letters = stack.name.chars().filter(char::is_ascii_alphanumeric);
    let of_stack = format!("Of{}", letters.collect::<String>());
    for section in ["Parameters", "Mappings", "Conditions", "Resources"] {
        let own = stack.template.root().get(section).and_then(Node::as_map);
        for id in own.into_iter().flat_map(Map::keys) {
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

/// Writes what a stack has as it stands in the whole.
struct Writer<'s> {
    stack: &'s Stack,
    renamed: HashMap<&'s str, String>,
    exports: &'s Exports<'s>,
}

impl Writer<'_> {
    fn name<'n>(&'n self, id: &'n str) -> &'n str {
        self.renamed.get(id).map_or(id, String::as_str)
    }

    fn named(&self, node: &Node) -> Node {
        match node.as_str() {
            Some(id) => Node::new(self.name(id).to_owned(), node.span),
            None => node.clone(),
        }
    }

    /// `DependsOn` and `Condition` of a resource.
    fn attributes(&self, resource: &mut Node) {
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

    fn written(&self, all: &HashMap<usize, Writer<'_>>, node: &Node, depth: u8) -> Node {
        let inner = |node: &Node| self.written(all, node, depth);
        let value = match &node.value {
            Value::List(items) => Value::List(items.iter().map(inner).collect()),
            Value::Map(map) => {
                let entries = map.iter().map(|(key, own)| (key.clone(), inner(own)));
                Value::Map(entries.collect())
            }
            Value::Call(call) => return self.call(all, node, call, depth),
            other => other.clone(),
        };
        Node::new(value, node.span)
    }

    fn call(&self, all: &HashMap<usize, Writer<'_>>, node: &Node, call: &Call, depth: u8) -> Node {
        if let Some(name) = call.import_value()
            && depth < DEEPEST
        {
            let key = (
                self.stack.region.as_deref(),
                export_name(&self.stack.name, name),
            );
            let found = self.exports.get(&key);
            let found = found.and_then(|(at, value)| Some((all.get(at)?, value)));
            if let Some((other, value)) = found {
                let value = other.written(all, value, depth + 1);
                // Where it stands is where it is imported.
                return Node::new(value.value, node.span);
            }
        }
        let mut argument = self.written(all, &call.argument, depth);
        match call.function {
            Function::Ref | Function::Condition => argument = self.named(&argument),
            Function::Sub => self.rename_in_text(&mut argument),
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
        let text = match &mut argument.value {
            Value::String(text) => text,
            Value::List(items) => match items.first_mut().map(|own| &mut own.value) {
                Some(Value::String(text)) => text,
                _ => return,
            },
            _ => return,
        };
        if !text.contains("${") {
            return;
        }
        for (id, name) in &self.renamed {
            for end in ["}", "."] {
                let (before, after) = (format!("${{{id}{end}"), format!("${{{name}{end}"));
                if text.contains(&before) {
                    *text = Cow::Owned(text.replace(&before, &after));
                }
            }
        }
    }
}
