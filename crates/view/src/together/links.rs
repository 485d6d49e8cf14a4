//! What leads from one stack into another, and where to.

use std::collections::HashMap;

use stackwright_template::{Call, Function, Node, Template, Value};

use super::export_name;
use crate::Stack;

/// How often what is followed may lead into another stack.
pub(super) const DEEPEST: u8 = 8;

/// How something leads from one stack into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// `Fn::ImportValue`.
    Import,
    /// `Fn::GetStackOutput`, a weak reference.
    Read,
    /// A parameter of a nested stack, which the stack around it gives.
    Given,
    /// An output of a nested stack.
    Nested,
    /// A parameter of Systems Manager, by its name.
    Stored,
}

/// Where something leads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Led<'s> {
    pub by: By,
    /// The stack that says it.
    pub stack: usize,
    /// What it says.
    pub value: &'s Node,
    /// Whether a text is a list where it is wanted, as for a parameter of type `CommaDelimitedList`.
    pub is_list: bool,
}

/// What leads from stacks into others.
pub(crate) struct Links<'s> {
    stacks: &'s [Stack],
    /// What is exported, by the region and the name.
    exports: HashMap<(Option<&'s str>, String), (usize, &'s Node)>,
    /// The stacks, by their names.
    named: HashMap<&'s str, usize>,
    /// What parameters stand for, by their stacks.
    parameters: HashMap<(usize, &'s str), Led<'s>>,
    /// What parameters of Systems Manager hold, by the region and the name.
    stored: HashMap<(Option<&'s str>, &'s str), (usize, &'s Node)>,
}

impl<'s> Links<'s> {
    /// Those of some stacks.
    pub fn of(stacks: &'s [Stack]) -> Self {
        let mut links = Links {
            stacks,
            exports: HashMap::new(),
            named: HashMap::new(),
            parameters: HashMap::new(),
            stored: HashMap::new(),
        };
        for (at, stack) in stacks.iter().enumerate() {
            links.named.entry(&stack.name).or_insert(at);
            let region = stack.region.as_deref();
            for output in stack.template.outputs() {
                if let (Some(name), Some(value)) = (output.export_name(), output.value()) {
                    let key = (region, export_name(&stack.name, name));
                    links.exports.entry(key).or_insert((at, value));
                }
            }
            for resource in stack.template.resources() {
                if resource.resource_type() == Some("AWS::SSM::Parameter")
                    && let Some(name) = resource.property("Name").and_then(Node::as_str)
                    && let Some(value) = resource.property("Value")
                {
                    links.stored.entry((region, name)).or_insert((at, value));
                }
            }
        }
        for (at, stack) in stacks.iter().enumerate() {
            links.add_parameters(at, &stack.template);
        }
        links
    }

    fn add_parameters(&mut self, at: usize, template: &'s Template) {
        let around = self.around(at);
        for parameter in template.parameters() {
            let kind = parameter.parameter_type().unwrap_or_default();
            let given = around.and_then(|(stack, given)| {
                let value = given?.get(parameter.id())?;
                Some((By::Given, stack, value))
            });
            let stored = || {
                let _ = kind.strip_prefix("AWS::SSM::Parameter::Value<")?;
                let name = parameter.default().and_then(Node::as_str)?;
                let (stack, value) = self.stored(at, name)?;
                Some((By::Stored, stack, value))
            };
            if let Some((by, stack, value)) = given.or_else(stored) {
                let led = Led {
                    by,
                    stack,
                    value,
                    is_list: kind.contains("List"),
                };
                self.parameters.insert((at, parameter.id()), led);
            }
        }
    }

    /// The stack around a nested one, and what it gives it.
    fn around(&self, at: usize) -> Option<(usize, Option<&'s Node>)> {
        let (outer, id) = self.stacks.get(at)?.name.rsplit_once('/')?;
        let outer = *self.named.get(outer)?;
        let holder = self.stacks.get(outer)?.template.resource(id)?;
        let is_stack = holder.resource_type() == Some("AWS::CloudFormation::Stack");
        is_stack.then(|| (outer, holder.property("Parameters")))
    }

    /// The parameter of Systems Manager that another stack makes in the same region.
    fn stored(&self, at: usize, name: &str) -> Option<(usize, &'s Node)> {
        let region = self.stacks.get(at)?.region.as_deref();
        let found = self.stored.get(&(region, name)).copied();
        // Within one stack it is no way into another.
        found.filter(|(stack, _)| *stack != at)
    }

    /// All ways on which something leads into other stacks, each with the variable that names it in a text; what is
    /// inside of it has its own.
    pub fn all<'n>(
        &'n self,
        at: usize,
        node: &'n Node,
    ) -> impl Iterator<Item = (Option<&'n str>, Led<'s>)> + 'n {
        let whole = match &node.value {
            Value::String(text) => self.led_by_text(at, text),
            Value::Call(call) => self.led(at, call),
            _ => None,
        };
        let sub = node.as_call().and_then(Call::sub);
        let variables = sub.into_iter().flat_map(move |sub| {
            let own = move |name: &str| sub.variables.is_some_and(|own| own.contains_key(name));
            sub.references().filter(move |variable| !own(variable.name))
        });
        let named = variables
            .filter_map(move |own| Some((Some(own.name), self.led_by_name(at, own.name)?)));
        whole.map(|led| (None, led)).into_iter().chain(named)
    }

    /// Where a call leads; nothing where it stays in its stack.
    fn led(&self, at: usize, call: &Call) -> Option<Led<'s>> {
        if let Some(name) = call.import_value() {
            let stack = self.stacks.get(at)?;
            let key = (stack.region.as_deref(), export_name(&stack.name, name));
            let (stack, value) = *self.exports.get(&key)?;
            return Some(Led::to(By::Import, stack, value));
        }
        if call.function == Function::GetStackOutput {
            return self.read(at, &call.argument);
        }
        if let Some(id) = call.reference() {
            return self.parameters.get(&(at, id)).copied();
        }
        let attribute = call.get_att()?;
        self.nested(at, attribute.resource, attribute.attribute.as_str()?)
    }

    /// Where a variable in a text leads.
    fn led_by_name(&self, at: usize, name: &str) -> Option<Led<'s>> {
        match name.split_once('.') {
            Some((id, attribute)) => self.nested(at, id, attribute),
            None => self.parameters.get(&(at, name)).copied(),
        }
    }

    /// Where a text leads that is as a whole what Systems Manager holds.
    fn led_by_text(&self, at: usize, text: &str) -> Option<Led<'s>> {
        let name = text.strip_prefix("{{resolve:ssm:")?.strip_suffix("}}")?;
        let (name, _version) = name.split_once(':').unwrap_or((name, ""));
        let (stack, value) = self.stored(at, name)?;
        Some(Led::to(By::Stored, stack, value))
    }

    /// An output of another stack, which is read by the names of both.
    fn read(&self, at: usize, names: &Node) -> Option<Led<'s>> {
        let text = |name: &str| names.get(name).and_then(Node::as_str);
        let stack = *self.named.get(text("StackName")?)?;
        let own = self.stacks.get(at)?.region.as_deref();
        let there = self.stacks.get(stack)?.region.as_deref();
        let is_there = match (text("Region").or(own), there) {
            (Some(wanted), Some(region)) => wanted == region,
            _ => true,
        };
        let value = self.output(stack, text("OutputName")?)?;
        (is_there && stack != at).then(|| Led::to(By::Read, stack, value))
    }

    /// An output of a nested stack, by the resource that it is.
    fn nested(&self, at: usize, id: &str, attribute: &str) -> Option<Led<'s>> {
        let output = attribute.strip_prefix("Outputs.")?;
        let name = format!("{}/{id}", self.stacks.get(at)?.name);
        let stack = *self.named.get(name.as_str())?;
        Some(Led::to(By::Nested, stack, self.output(stack, output)?))
    }

    fn output(&self, stack: usize, id: &str) -> Option<&'s Node> {
        let mut outputs = self.stacks.get(stack)?.template.outputs();
        outputs.find(|own| own.id() == id)?.value()
    }

    /// The resource that something which leads into another stack comes to in the end.
    pub fn resource_of(&self, first: Led<'s>) -> Option<(By, usize, &'s str)> {
        let mut led = first;
        for _ in 0..DEEPEST {
            let call = led.value.as_call()?;
            match self.led(led.stack, call) {
                Some(next) => led = next,
                None => {
                    let id = call
                        .reference()
                        .or_else(|| Some(call.get_att()?.resource))?;
                    return Some((first.by, led.stack, id));
                }
            }
        }
        None
    }
}

impl<'s> Led<'s> {
    fn to(by: By, stack: usize, value: &'s Node) -> Self {
        Led {
            by,
            stack,
            value,
            is_list: false,
        }
    }
}
