//! A property of a deployed resource.

use std::borrow::Cow;

use stackwright_facts::ResourceType;
use stackwright_template::{Call, Function, Key, Map, Node, Path, Resource, Span, Value, Walk};

use super::Deployment;
use super::behind::Behind;
use super::text::{Text, is_dynamic};
use crate::Place;
use crate::model::{Body, Kind, is_broken_call, is_no_value};

/// How many branches inside one another are followed.
const NESTED: usize = 32;

/// A property of a deployed resource, given or not. That of an empty way is the resource itself,
/// with all of its properties.
#[derive(Clone, Copy)]
pub struct Property<'d> {
    deployment: &'d Deployment<'d>,
    root: &'d Root<'d>,
    step: Step<'d>,
    state: State<'d>,
    /// What stands in the template: its value, or that of what it should stand in.
    written: Written<'d>,
}

/// A deployed resource, and what its properties are.
pub(super) struct Root<'d> {
    pub(super) resource: Resource<'d>,
    pub(super) resource_type: Option<&'d str>,
    facts: Option<&'static dyn Behind<ResourceType>>,
    state: State<'d>,
    written: Written<'d>,
}

/// The last step to a property.
#[derive(Clone, Copy)]
enum Step<'d> {
    /// None: it is all of the resource.
    Resource,
    /// By a name, or by a way where nothing is there.
    Key(&'d str),
    Item,
}

/// A value of the template, in the deployment's branch of `Fn::If`.
#[derive(Clone, Copy)]
struct Written<'d> {
    /// Nothing where the resource has no properties.
    node: Option<&'d Node>,
    /// Where its name stands, or an item of a list begins.
    name: Span,
    /// Whether it is the value itself, not that of something around it.
    exact: bool,
}

/// What there is once conditions are settled.
#[derive(Clone, Copy)]
pub(super) enum State<'d> {
    Absent,
    /// It may be there: what it stands in is known at deployment only.
    Hidden,
    Given(&'d Node),
}

/// What a property refers to.
#[derive(Clone)]
#[allow(
    clippy::large_enum_variant,
    reason = "it lives for a moment, on the stack"
)]
pub enum Target<'d> {
    /// A resource of this template: by `Ref`, or by an attribute.
    Resource(Property<'d>, Option<&'d str>),
    /// A text, such as a name or an ARN.
    Text(Cow<'d, str>),
    /// Nothing that is known before deployment.
    Unknown,
}

/// What is found where something is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup<T> {
    /// It is there.
    Found(T),
    /// It is certainly not there.
    Missing,
    /// It may be there, or may be what is looked for: that is known at deployment only.
    Unknown,
}

/// The items of a list.
pub struct Items<'d> {
    /// Those that are known.
    pub known: Vec<Property<'d>>,
    /// Whether there are no others.
    pub complete: bool,
}

impl<'d> Root<'d> {
    pub(super) fn of(deployment: &Deployment<'d>, body: &Body<'d>) -> Self {
        let resource = **body;
        let properties = resource.get("Properties");
        let settled = properties.map(|properties| deployment.state(properties));
        Root {
            resource,
            resource_type: resource.resource_type(),
            facts: body.facts.map(|facts| facts as &dyn Behind<ResourceType>),
            state: settled.map_or(State::Absent, |(state, _)| state),
            written: Written {
                node: settled.map(|(_, node)| node),
                name: resource.span(),
                exact: false,
            },
        }
    }
}

impl<'d> Property<'d> {
    pub(super) fn of_root(deployment: &'d Deployment<'d>, root: &'d Root<'d>) -> Self {
        Property {
            deployment,
            root,
            step: Step::Resource,
            state: root.state,
            written: root.written,
        }
    }

    /// The resource that it belongs to.
    pub fn resource(&self) -> Resource<'d> {
        self.root.resource
    }

    /// The logical id of the resource.
    pub fn id(&self) -> &'d str {
        self.root.resource.id()
    }

    /// The type of the resource.
    pub fn resource_type(&self) -> &'d str {
        self.root.resource_type.unwrap_or_default()
    }

    /// What is known of the type of the resource.
    pub fn facts(&self) -> Option<&'static ResourceType> {
        self.root.facts.map(Behind::it)
    }

    /// The deployment that it is seen in.
    pub fn deployment(&self) -> &'d Deployment<'d> {
        self.deployment
    }

    /// A property inside this one: `LogConfiguration/Options`. Items of lists are had from
    /// [`items`](Self::items).
    pub fn get(&self, way: &'d str) -> Self {
        let mut property = *self;
        // Most ways are one name, and nothing is below what is not there.
        if !property.is_given() || !way.as_bytes().contains(&b'/') {
            property.enter(way);
            return property;
        }
        let mut bytes = way.as_bytes().iter();
        let mut from = 0;
        while let Some(byte) = bytes.next() {
            if *byte == b'/' {
                let behind = way.len() - bytes.len();
                property.enter(way.get(from..behind - 1).unwrap_or_default());
                from = behind;
            }
        }
        property.enter(way.get(from..).unwrap_or_default());
        property
    }

    fn child(mut self, name: &'d str) -> Self {
        self.enter(name);
        self
    }

    /// Becomes the property of this name inside it.
    fn enter(&mut self, name: &'d str) {
        self.step = Step::Key(name);
        self.written.exact = false;
        let State::Given(node) = self.state else {
            return;
        };
        self.state = match &node.value {
            Value::Map(map) => match map.get_entry(name) {
                Some((key, value)) => {
                    let (state, node) = self.deployment.state(value);
                    self.written = Written {
                        node: Some(node),
                        name: key.span,
                        exact: true,
                    };
                    state
                }
                // A macro or a broken function may make it.
                None if self.deployment.is_broken_call(node) => State::Hidden,
                None => State::Absent,
            },
            Value::Call(_) => State::Hidden,
            _ => State::Absent,
        };
    }

    /// The value, which may be a function.
    pub fn node(&self) -> Option<&'d Node> {
        match self.state {
            State::Given(node) => Some(node),
            _ => None,
        }
    }

    /// Whether it is given, as a value or as a function.
    pub fn is_given(&self) -> bool {
        matches!(self.state, State::Given(_))
    }

    /// Whether it is certain not to be there.
    pub fn is_absent(&self) -> bool {
        matches!(self.state, State::Absent)
    }

    /// Where it stands. What is not there has the place of what it should stand in.
    pub fn place(&self) -> Place {
        let Written { node, name, exact } = self.written;
        // The value itself, not its name, is what is wrong with something that is there.
        let span = node.filter(|_| exact).map_or(name, |node| node.span);
        let id = self.id();
        let properties = self.root.resource.get("Properties");
        let path = match (self.step, properties, node) {
            (Step::Key(_) | Step::Item, Some(properties), Some(node)) => path_to(properties, node),
            _ => None,
        };
        match path {
            Some(path) if path.segments().is_empty() => {
                Place::new(format_args!("Resources/{id}/Properties"), span)
            }
            Some(path) => Place::new(format_args!("Resources/{id}/Properties/{path}"), span),
            None => Place::of_resource(id, span),
        }
    }

    /// The items of a list. A scalar counts as a list of itself, as it does to CloudFormation.
    pub fn items(&self) -> Items<'d> {
        let mut items = Items {
            known: Vec::new(),
            complete: !matches!(self.state, State::Hidden),
        };
        let Some(node) = self.node() else {
            return items;
        };
        let default = node.as_call().and_then(Call::reference);
        let default = default.and_then(|name| self.deployment.default_of(name));
        match &default.unwrap_or(node).value {
            Value::List(nodes) => {
                items.known.reserve_exact(nodes.len());
                for node in nodes {
                    let (state, reached) = self.deployment.state(node);
                    if matches!(state, State::Absent) {
                        continue;
                    }
                    let mut item = *self;
                    item.step = Step::Item;
                    item.state = state;
                    // The items of a default stand where the parameter is asked for.
                    item.written = match default {
                        Some(_) => Written {
                            exact: false,
                            ..self.written
                        },
                        None => Written {
                            node: Some(reached),
                            name: node.span,
                            exact: true,
                        },
                    };
                    items.known.push(item);
                }
            }
            Value::Call(_) if self.deployment.model().kind(node) != Kind::Scalar => {
                items.complete = false;
            }
            _ => items.known.push(*self),
        }
        items
    }

    /// The names of what it holds, also of macros.
    pub fn names(&self) -> impl Iterator<Item = &'d str> + use<'d> {
        let map = self.node().and_then(Node::as_map);
        map.into_iter().flat_map(Map::keys).map(Key::as_str)
    }

    /// The entries of a map, where their names are free.
    pub fn entries(&self) -> Items<'d> {
        let mut items = Items {
            known: Vec::new(),
            complete: !matches!(self.state, State::Hidden),
        };
        let Some(node) = self.node() else {
            return items;
        };
        let Some(map) = node
            .as_map()
            .filter(|_| !self.deployment.is_broken_call(node))
        else {
            items.complete = false;
            return items;
        };
        items.known.reserve_exact(map.len());
        for key in map.keys() {
            if key.is_macro() {
                items.complete = false;
                continue;
            }
            let entry = self.child(key.as_str());
            if !entry.is_absent() {
                items.known.push(entry);
            }
        }
        items
    }

    /// Its name in the map that it stands in, or nothing for items of lists.
    pub fn key(&self) -> Option<&'d str> {
        match self.step {
            // Of a way through what is not there it is the last name.
            Step::Key(way) => way.rsplit('/').next(),
            Step::Resource | Step::Item => None,
        }
    }

    /// The text that it is, where that is known; also of numbers and booleans.
    pub fn text(&self) -> Option<Cow<'d, str>> {
        let node = self.node()?;
        match &node.value {
            Value::String(text) if is_dynamic(text) => self.symbolic()?.known(),
            Value::Call(_) => self.symbolic()?.known(),
            _ => self.deployment.model().text(node),
        }
    }

    /// The number that it is, where that is known; also of a text that holds one.
    pub fn number(&self) -> Option<f64> {
        match &self.node()?.value {
            Value::Number(number) => Some(number.as_f64()),
            _ => number(&self.text()?),
        }
    }

    /// The truth value that it is, where that is known; also of `"true"`.
    pub fn flag(&self) -> Option<bool> {
        match &*self.text()? {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => None,
        }
    }

    /// Whether it is this text, whichever way the letters are written; `false` also where it is
    /// not known.
    pub fn is(&self, text: &str) -> bool {
        self.text()
            .is_some_and(|own| own.eq_ignore_ascii_case(text))
    }

    /// Whether every value that it can have is wrong; `false` where one is not known.
    pub fn all_values(&self, wrong: impl Fn(&str) -> bool) -> bool {
        self.has_only(&wrong)
    }

    /// Once for all that rules ask.
    fn has_only(&self, wrong: &dyn Fn(&str) -> bool) -> bool {
        let Some(node) = self.node() else {
            return false;
        };
        if let Some(text) = self.text() {
            return wrong(&text);
        }
        let deployment = self.deployment;
        let values = deployment.model().values(node, deployment.assumed());
        let is_wrong = |value: &Cow<'_, Node>| {
            let text = deployment.model().text(value);
            text.is_some_and(|text| !is_dynamic(&text) && wrong(&text))
        };
        values.complete && !values.known.is_empty() && values.known.iter().all(is_wrong)
    }

    /// The text with its unknown parts; nothing where it is no text.
    pub fn symbolic(&self) -> Option<Text<'d>> {
        Text::of(self.deployment, self.node()?)
    }

    /// Whether two properties are equal, where that is known: the same unknown part is equal to
    /// itself.
    pub fn equals(&self, other: &Property<'d>) -> Option<bool> {
        self.symbolic()?.equals(&other.symbolic()?)
    }

    /// What it refers to.
    pub fn target(&self) -> Target<'d> {
        // Most are a reference and nothing else.
        let name = self
            .node()
            .and_then(Node::as_call)
            .and_then(Call::reference);
        if let Some(resource) = name.and_then(|name| self.deployment.resource(name)) {
            return Target::Resource(resource, None);
        }
        // Of the others most are a text and nothing else, or are not there.
        let Some(node) = self.node() else {
            return Target::Unknown;
        };
        if let Value::String(text) = &node.value
            && !is_dynamic(text)
        {
            return Target::Text(Cow::Borrowed(text));
        }
        match Text::of(self.deployment, node) {
            Some(text) => text.target(self.deployment),
            None => Target::Unknown,
        }
    }

    /// The resource of one of these types that it refers to.
    pub fn target_of(&self, types: &[&str]) -> Option<Property<'d>> {
        match self.target() {
            Target::Resource(resource, _) if types.contains(&resource.resource_type()) => {
                Some(resource)
            }
            _ => None,
        }
    }

    /// Whether it is the same place of the template as another one.
    pub fn is_at(&self, other: &Property<'d>) -> bool {
        let same = match (self.written.node, other.written.node) {
            (Some(own), Some(other)) => std::ptr::eq(own, other),
            (own, other) => own.is_none() && other.is_none(),
        };
        same && self.id() == other.id()
    }

    /// What it names: the logical id of a resource, or what the template says.
    pub fn named(&self) -> String {
        match self.target() {
            // Outputs of nested stacks are many things.
            Target::Resource(resource, _) if !resource.resource_type().ends_with("::Stack") => {
                resource.id().to_owned()
            }
            _ => self.shown(),
        }
    }

    /// Whether it means this resource: by a reference, or by the name that `name` gives it.
    pub fn means(&self, resource: &Property<'d>, name: &'d str) -> Option<bool> {
        match self.target() {
            Target::Resource(target, _) => Some(target.id() == resource.id()),
            Target::Text(_) => {
                let name = resource.get(name);
                match name.is_absent() {
                    // A name that CloudFormation makes up cannot be known to anybody.
                    true => Some(false),
                    false => self.equals(&name),
                }
            }
            Target::Unknown => match self.equals(&resource.get(name)) {
                Some(true) => Some(true),
                _ => None,
            },
        }
    }

    /// What tells it from others of its kind: the resource that it means, whether by `Ref` or by
    /// an attribute, or what it says; nothing where a part of that has no name.
    pub fn identity(&self) -> Option<String> {
        match self.target() {
            Target::Resource(resource, _) => return Some(resource.id().to_owned()),
            Target::Text(text) => return Some(text.into_owned()),
            Target::Unknown => {}
        }
        let text = self.symbolic().filter(Text::is_named)?;
        Some(text.to_string())
    }

    /// The value as the template writes it: `${...}` for what is not known, `...` for what is no text.
    pub fn shown(&self) -> String {
        if let Some(Value::String(text)) = self.node().map(|node| &node.value) {
            return text.to_string();
        }
        match self.symbolic() {
            Some(text) => text.to_string(),
            None => "...".to_owned(),
        }
    }
}

/// The number that a text holds.
pub(super) fn number(text: &str) -> Option<f64> {
    let number = text.trim().parse::<f64>().ok()?;
    number.is_finite().then_some(number)
}

/// The way to a node below another.
pub(super) fn path_to<'d>(from: &'d Node, wanted: &Node) -> Option<Path<'d>> {
    let mut found = None;
    from.walk(|path, node| {
        if found.is_some() {
            return Walk::Over;
        }
        if std::ptr::eq(node, wanted) {
            found = Some(path.clone());
        }
        Walk::Into
    });
    found
}

impl<'d> Deployment<'d> {
    /// What a node becomes once conditions are settled, and the node that says so.
    pub(super) fn state(&self, node: &'d Node) -> (State<'d>, &'d Node) {
        let mut node = node;
        for _ in 0..NESTED {
            let Some(call) = node.as_call() else {
                return (State::Given(node), node);
            };
            node = match call.function {
                Function::If => match self.branch(call) {
                    Some(branch) => branch,
                    None => break,
                },
                _ if is_no_value(node) => return (State::Absent, node),
                _ => return (State::Given(node), node),
            };
        }
        (State::Hidden, node)
    }

    /// Whether a map of the template is a function that could not be read as one.
    pub(super) fn is_broken_call(&self, node: &Node) -> bool {
        self.model().nodes().has_broken_calls() && is_broken_call(node)
    }

    pub(super) fn branch(&self, call: &'d Call) -> Option<&'d Node> {
        let if_ = call.if_()?;
        Some(match self.holds(if_.condition)? {
            true => if_.then,
            false => if_.otherwise,
        })
    }
}
