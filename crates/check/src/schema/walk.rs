//! The walk down a resource: kinds, names, presence; limits are evaluated on the way.

use std::borrow::Cow;

use stackwright_facts::{Property, PropertyKind, ResourceType};
use stackwright_template::{Call, Function, Map, Node, Number, Span, Value};

use super::trail::Trail;
use super::violation::{Violation, What};
use crate::model::{Body, is_broken_call, is_no_value};
use crate::{Assumption, Kind, Model};

/// Rules across properties that rules of operations tell more closely: on the size, the essential
/// containers and the logs of tasks, and on what Fargate takes.
const TOLD_CLOSER: [&str; 4] = ["E3042", "E3046", "E3047", "E3048"];

/// The type that all custom resources are of, whatever they are called.
const CUSTOM: &str = "AWS::CloudFormation::CustomResource";

/// Walks over resources and gathers what does not fit.
pub(super) struct Engine<'m, 'a> {
    pub(super) model: &'m Model<'a>,
    pub(super) found: Vec<Violation>,
    /// The properties of the resource's type at which a file may be named that is to be uploaded.
    packaged: &'static [&'static str],
}

/// Where the walk is, beside the way there.
#[derive(Clone, Copy)]
pub(super) struct At<'t> {
    pub(super) trail: &'t Trail<'t>,
    /// What is assumed here.
    pub(super) assumed: &'t [Assumption<'t>],
    pub(super) facts: &'static ResourceType,
}

impl<'t> At<'t> {
    pub(super) fn to(self, trail: &'t Trail<'t>) -> At<'t> {
        At { trail, ..self }
    }
}

impl<'m, 'a> Engine<'m, 'a> {
    pub(super) fn new(model: &'m Model<'a>) -> Self {
        Engine {
            model,
            found: Vec::new(),
            packaged: &[],
        }
    }

    pub(super) fn into_violations(self) -> Vec<Violation> {
        super::causes::one_each(self.found)
    }

    pub(super) fn report(&mut self, trail: &Trail<'_>, span: Span, what: What) {
        self.found.push(Violation {
            what,
            path: trail.to_string(),
            span,
            advice: false,
            because: None,
        });
    }

    pub(super) fn resource(&mut self, resource: &Body<'a>) {
        let Some(type_name) = resource.resource_type() else {
            return;
        };
        let known = match type_name.starts_with("Custom::") {
            true => CUSTOM,
            false => type_name,
        };
        let facts = match known == type_name {
            true => resource.facts,
            false => self.model.facts(known),
        };
        let Some(facts) = facts else {
            return;
        };
        self.packaged = super::packaged::properties(known);
        // Global settings of the serverless transform supply properties.
        let supplied = type_name
            .strip_prefix("AWS::Serverless::")
            .and_then(|kind| self.model.template().root().get("Globals")?.get(kind))
            .and_then(Node::as_map);
        let mut assumed = Vec::new();
        if let Some(name) = resource.condition() {
            assumed.push(Assumption { name, holds: true });
            if !self.model.conditions().possible(&assumed) {
                return;
            }
        }
        let (root, properties) = (Trail::Root, "Properties");
        let trail = root.key(&resource.path);
        let trail = trail.key(properties);
        let at = At {
            trail: &trail,
            assumed: &assumed,
            facts,
        };
        let empty = Node::from(stackwright_template::Map::new());
        let node = resource.get(properties).unwrap_or(&empty);
        match &node.value {
            Value::Map(map) => {
                let fields = super::objects::Fields {
                    owner: type_name,
                    properties: &facts.properties,
                    attributes: Some(&facts.attributes),
                    open: facts.open,
                    limits: facts.limits.as_deref().filter(|_| supplied.is_none()),
                    supplied,
                };
                self.object(fields, node, map, resource.span(), at);
                let whole = supplied.map(|supplied| together(map, supplied, node.span));
                let whole = whole.as_ref().unwrap_or(node);
                let told = |id: &str| TOLD_CLOSER.contains(&id);
                for rule in facts.rules.iter().filter(|rule| !told(&rule.id)) {
                    self.rule(rule, whole, resource.span(), at);
                }
            }
            Value::Call(_) | Value::Null => {}
            _ => {
                let what = What::WrongType {
                    expected: "an object".to_owned(),
                    found: shown(node),
                };
                self.report(&trail, node.span, what);
            }
        }
    }

    /// A value against what is known of its property.
    pub(super) fn value(&mut self, property: &'static Property, node: &Node, at: At<'_>) {
        match &node.value {
            Value::Null => {}
            Value::Call(call) => self.call(property, call, node, at),
            Value::Map(_) if is_broken_call(node) => {}
            _ => self.literal(property, node, at),
        }
    }

    fn call(&mut self, property: &'static Property, call: &Call, node: &Node, at: At<'_>) {
        if call.function == Function::If {
            let Some(if_) = call.if_() else { return };
            let trail = at.trail.key("Fn::If");
            for (index, holds, branch) in [(1, true, if_.then), (2, false, if_.otherwise)] {
                let mut assumed = at.assumed.to_vec();
                assumed.push(Assumption {
                    name: if_.condition,
                    holds,
                });
                if self.model.conditions().possible(&assumed) {
                    let trail = trail.index(index);
                    let at = At {
                        trail: &trail,
                        assumed: &assumed,
                        facts: at.facts,
                    };
                    self.value(property, branch, at);
                }
            }
            return;
        }
        if is_no_value(node) {
            return;
        }
        self.kind_of_call(property, call, node, at);
        self.reference(property, call, node, at);
        self.possible_values(property, call, node, at);
    }

    /// A list where a scalar is wanted, and the other way round.
    fn kind_of_call(&mut self, property: &Property, call: &Call, node: &Node, at: At<'_>) {
        let expected = match (&property.kind, self.model.kind(node)) {
            (PropertyKind::List(_), Kind::Scalar) => "a list",
            (PropertyKind::Object(_) | PropertyKind::Map(_), Kind::Scalar | Kind::List) => {
                "an object"
            }
            (
                PropertyKind::String
                | PropertyKind::Integer
                | PropertyKind::Number
                | PropertyKind::Boolean,
                Kind::List,
            ) => name(&property.kind),
            _ => return,
        };
        let gives = match self.model.kind(node) {
            Kind::List => "a list",
            _ => "a string",
        };
        let what = What::WrongType {
            expected: expected.to_owned(),
            found: format!("{}, which gives {gives}", said(call)),
        };
        self.report(at.trail, node.span, what);
    }

    /// What a call can give, as far as that is known, against the limits.
    fn possible_values(
        &mut self,
        property: &'static Property,
        call: &Call,
        node: &Node,
        at: At<'_>,
    ) {
        let values = self.model.values(node, at.assumed);
        if values.known.is_empty() {
            self.default_value(property, call, node, at);
            return;
        }
        let mut wrong = Vec::new();
        for value in &values.known {
            // Limits and kinds of a value that is only possible: tried, not reported yet.
            let before = std::mem::take(&mut self.found);
            self.literal(property, value, at);
            let mut problems = std::mem::replace(&mut self.found, before);
            problems.retain(|p| !p.advice && !matches!(p.what, What::Coerced { .. }));
            if let Some(problem) = problems.into_iter().next() {
                wrong.push((value, problem));
            }
        }
        let all = wrong.len() == values.known.len() && values.complete && !values.absent;
        let Some((value, mut problem)) = wrong.into_iter().next() else {
            return;
        };
        // A mapping of which some entry is wrong may never be asked for it.
        if all && (call.function != Function::FindInMap || values.known.len() == 1) {
            problem.span = node.span;
            self.found.push(problem);
        } else if call.function == Function::Ref {
            let value = shown(value);
            self.parameter(call, value, &problem.what, node.span, at);
        }
    }

    /// A parameter's default, which is what is deployed unless somebody says otherwise.
    fn default_value(&mut self, property: &'static Property, call: &Call, node: &Node, at: At<'_>) {
        let Some(name) = call.reference() else { return };
        let Some(parameter) = self.model.template().parameter(name) else {
            return;
        };
        let of_type = parameter.parameter_type();
        let is_list = matches!(of_type, Some("CommaDelimitedList" | "List<Number>"));
        let is_plain = matches!(of_type, Some("String" | "Number"));
        let is_open = is_plain && self.model.allowed_values(parameter).is_empty();
        if !is_list && !is_open {
            return;
        }
        // An empty default asks for a value, or is taken out by a condition.
        let Some(default) = parameter.default().filter(|d| d.as_str() != Some("")) else {
            return;
        };
        let Some(text) = self.model.text(default) else {
            return;
        };
        if !self
            .model
            .conditions()
            .possible_with(at.assumed, name, &text)
        {
            return;
        }
        if !is_list {
            let value = Node::new(text.into_owned(), node.span);
            self.default_is(property, &value, call, node, at);
        } else if let PropertyKind::List(item) = &property.kind {
            for text in text.split(',').map(str::trim) {
                let value = Node::new(text.to_owned(), node.span);
                self.default_is(item, &value, call, node, at);
            }
        }
    }

    /// A value that a parameter gives by default.
    fn default_is(
        &mut self,
        property: &'static Property,
        value: &Node,
        call: &Call,
        node: &Node,
        at: At<'_>,
    ) {
        let before = std::mem::take(&mut self.found);
        self.literal(property, value, at);
        let mut problems = std::mem::replace(&mut self.found, before);
        problems.retain(|p| !p.advice && !matches!(p.what, What::Coerced { .. }));
        if let Some(problem) = problems.first() {
            self.parameter(call, shown(value), &problem.what, node.span, at);
        }
    }

    fn parameter(&mut self, call: &Call, value: String, problem: &What, span: Span, at: At<'_>) {
        let what = What::Parameter {
            name: call.reference().unwrap_or_default().to_owned(),
            value,
            problem: crate::schema::limits::in_words(problem),
        };
        self.report(at.trail, span, what);
    }

    /// A value that is no function.
    fn literal(&mut self, property: &'static Property, node: &Node, at: At<'_>) {
        if is_dynamic(node) && !self.keeps_its_variable(node) {
            return;
        }
        if let Some(text) = node.as_str()
            && self.packaged.contains(&at.trail.property())
            && super::packaged::is_local(text)
        {
            let path = text.to_owned();
            self.report(at.trail, node.span, What::LocalPath { path });
            return;
        }
        let json = property.limits.as_ref().and_then(|l| l.format.as_deref()) == Some("json");
        if json && property.kind == PropertyKind::String && node.as_map().is_some() {
            // CloudFormation writes the object as a text.
            return;
        }
        match &property.kind {
            PropertyKind::String
            | PropertyKind::Integer
            | PropertyKind::Number
            | PropertyKind::Boolean => self.scalar(property, node, at),
            PropertyKind::List(item) => {
                let Some(items) = node.as_list() else {
                    self.wrong_type("a list", node, at);
                    return;
                };
                for (index, value) in items.iter().enumerate() {
                    let trail = at.trail.index(index);
                    self.value(item, value, at.to(&trail));
                }
                self.limits_of(property, node, at);
            }
            PropertyKind::Map(item) => {
                let Some(map) = node.as_map() else {
                    self.wrong_type("an object", node, at);
                    return;
                };
                for (key, value) in map.iter().filter(|(key, _)| !key.is_macro()) {
                    let trail = at.trail.key(key.as_str());
                    self.value(item, value, at.to(&trail));
                }
                self.limits_of(property, node, at);
            }
            PropertyKind::Object(name) => {
                let Some(map) = node.as_map() else {
                    self.wrong_type("an object", node, at);
                    return;
                };
                if let Some(definition) = at.facts.definitions.get(name) {
                    let fields = super::objects::Fields {
                        owner: name,
                        properties: &definition.properties,
                        attributes: None,
                        open: definition.open,
                        limits: definition.limits.as_deref(),
                        supplied: None,
                    };
                    self.object(fields, node, map, node.span, at);
                }
                self.limits_of(property, node, at);
            }
            PropertyKind::Json => self.json(property, node, at),
            PropertyKind::Union(kinds) => self.union(property, kinds, node, at),
        }
    }

    /// Whether a text is the variable of a `Fn::Sub` that is not there: `"${Image}"`, where `Image` is a
    /// parameter. It stays as it is, and is judged as it is.
    pub(super) fn keeps_its_variable(&self, node: &Node) -> bool {
        let name = node
            .as_str()
            .and_then(|text| text.strip_prefix("${")?.strip_suffix('}'));
        name.is_some_and(|name| self.model.template().parameter(name).is_some())
            && !self
                .model
                .template()
                .has_transform("AWS::LanguageExtensions")
    }

    fn limits_of(&mut self, property: &'static Property, node: &Node, at: At<'_>) {
        if let Some(limits) = property.limits.as_deref() {
            self.limits(limits, node, at);
        }
    }

    fn wrong_type(&mut self, expected: &str, node: &Node, at: At<'_>) {
        let what = What::WrongType {
            expected: expected.to_owned(),
            found: shown(node),
        };
        self.report(at.trail, node.span, what);
    }

    /// A text, a number or a boolean; one of these for another is taken with a warning.
    fn scalar(&mut self, property: &'static Property, node: &Node, at: At<'_>) {
        let fits = match (&property.kind, &node.value) {
            (PropertyKind::String, Value::String(_))
            | (PropertyKind::Boolean, Value::Bool(_))
            | (PropertyKind::Number, Value::Number(_)) => true,
            (PropertyKind::Integer, Value::Number(number)) => number.as_i64().is_some(),
            _ => false,
        };
        match fits {
            true => self.fitting(property, node, at),
            false => self.coerced(property, node, at),
        }
    }

    /// A scalar of the kind that is wanted.
    fn fitting(&mut self, property: &'static Property, node: &Node, at: At<'_>) {
        self.identifier(property, node, at);
        self.limits_of(property, node, at);
    }

    /// A scalar of another kind.
    fn coerced(&mut self, property: &'static Property, node: &Node, at: At<'_>) {
        let expected = name(&property.kind);
        let text = self.model.text(node);
        let (Some(text), false) = (text, matches!(node.value, Value::List(_) | Value::Map(_)))
        else {
            self.wrong_type(expected, node, at);
            return;
        };
        let number = || text.trim().parse::<f64>().ok().filter(|n| n.is_finite());
        let whole = || text.trim().parse::<i64>().ok();
        let converted = match (&property.kind, &node.value) {
            (PropertyKind::String, _) => Some(Node::new(text.clone().into_owned(), node.span)),
            (PropertyKind::Boolean, Value::String(_)) => match text.to_ascii_lowercase().as_str() {
                "true" => Some(Node::new(true, node.span)),
                "false" => Some(Node::new(false, node.span)),
                _ => None,
            },
            (PropertyKind::Integer, Value::String(_)) => {
                whole().map(|n| Node::new(Number::Int(n), node.span))
            }
            (PropertyKind::Number, Value::String(_)) => {
                number().map(|n| Node::new(Number::Float(n), node.span))
            }
            _ => None,
        };
        let Some(converted) = converted else {
            self.wrong_type(expected, node, at);
            return;
        };
        let written = self.model.template().text_of(node);
        let is_number = matches!(node.value, Value::Number(_));
        let written = written.filter(|written| is_number && *written != text);
        let what = What::Coerced {
            expected: expected.to_owned(),
            found: shown(node),
            written: written.map(|written| short(written).into_owned()),
        };
        self.report(at.trail, node.span, what);
        self.fitting(property, &converted, at);
    }

    /// Free-form JSON. A text is taken for an object if it is one as JSON.
    fn json(&mut self, property: &'static Property, node: &Node, at: At<'_>) {
        let Some(limits) = property.limits.as_deref() else {
            return;
        };
        let objects = limits.types.iter().all(|t| t == "object" || t == "array");
        if let (Some(text), true, false) = (node.as_str(), objects, limits.types.is_empty()) {
            let parsed: Result<serde_json::Value, _> = serde_json::from_str(text);
            let expected = "an object".to_owned();
            let found = shown(node);
            let what = match parsed {
                Ok(serde_json::Value::Object(_) | serde_json::Value::Array(_)) => What::Coerced {
                    expected,
                    found,
                    written: None,
                },
                _ => What::WrongType { expected, found },
            };
            self.report(at.trail, node.span, what);
            return;
        }
        self.limits(limits, node, at);
    }

    /// One of several kinds: the one with the fewest violations is what was meant.
    fn union(
        &mut self,
        property: &'static Property,
        kinds: &'static [Property],
        node: &Node,
        at: At<'_>,
    ) {
        let mut best: Option<(usize, Vec<Violation>)> = None;
        let mut expected: Vec<String> = Vec::new();
        for kind in kinds {
            let before = std::mem::take(&mut self.found);
            self.literal(kind, node, at);
            let problems = std::mem::replace(&mut self.found, before);
            let weight = problems.iter().map(|problem| match problem.what {
                What::Coerced { .. } => 1,
                // The wrong kind altogether, rather than a mistake inside.
                What::WrongType { .. } if problem.span == node.span => 10_000,
                _ => 100,
            });
            let weight = weight.sum();
            for problem in &problems {
                if let What::WrongType { expected: one, .. } = &problem.what
                    && problem.span == node.span
                    && !expected.contains(one)
                {
                    expected.push(one.clone());
                }
            }
            if best.as_ref().is_none_or(|(least, _)| weight < *least) {
                best = Some((weight, problems));
            }
        }
        match best {
            Some((weight, _)) if weight >= 10_000 => {
                self.wrong_type(&expected.join(" or "), node, at);
            }
            Some((_, problems)) => self.found.extend(problems),
            None => {}
        }
        self.limits_of(property, node, at);
    }
}

/// Properties, and those of others that they do not have themselves.
fn together(own: &Map, supplied: &Map, span: Span) -> Node {
    let mut all = own.clone();
    for (key, value) in supplied.iter() {
        if !all.contains_key(key.as_str()) {
            all.insert(key.clone(), value.clone());
        }
    }
    Node::new(all, span)
}

/// A kind of property, in the words of messages.
pub(super) fn name(kind: &PropertyKind) -> &'static str {
    match kind {
        PropertyKind::String => "a string",
        PropertyKind::Integer => "a whole number",
        PropertyKind::Number => "a number",
        PropertyKind::Boolean => "a boolean",
        PropertyKind::Json => "JSON",
        PropertyKind::List(_) => "a list",
        PropertyKind::Map(_) | PropertyKind::Object(_) => "an object",
        PropertyKind::Union(_) => "something else",
    }
}

/// A value as messages show it.
pub(crate) fn shown(node: &Node) -> String {
    match &node.value {
        Value::String(text) => format!("\"{}\"", short(text)),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Null => "null".to_owned(),
        Value::List(items) if items.is_empty() => "an empty list".to_owned(),
        Value::List(_) => "a list".to_owned(),
        Value::Map(_) => "an object".to_owned(),
        Value::Call(call) => said(call),
    }
}

/// A call as messages show it.
pub(super) fn said(call: &Call) -> String {
    if let Some(name) = call.reference() {
        return format!("`Ref: {name}`");
    }
    if let Some(get_att) = call.get_att()
        && let Some(attribute) = get_att.attribute.as_str()
    {
        return format!("`Fn::GetAtt: {}.{attribute}`", get_att.resource);
    }
    format!("`{}`", call.function.name())
}

/// Text for a message, which a long one must not fill.
pub(crate) fn short(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        Some((end, _)) => Cow::Owned(format!("{}...", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

/// Whether a text is put in at deployment, or holds what may be the variable of a loop. Where
/// `${...}` stands in other texts, a variable was meant, and that is reported elsewhere.
pub(super) fn is_dynamic(node: &Node) -> bool {
    let marks = ["{{resolve:", "${", "&{"];
    let is_marked = |text: &str| marks.iter().any(|mark| text.contains(mark));
    node.as_str()
        .is_some_and(|text| text.as_bytes().contains(&b'{') && is_marked(text))
}
