//! Templates, and what they should have.

use serde_json::{Map, Value};
use stackwright_core::StackTemplate;

use crate::compare::Comparison;
use crate::matcher::{Matcher, any};

/// A template, to say what it should have.
#[derive(Clone, Debug)]
pub struct Template {
    pub(crate) name: String,
    pub(crate) root: Value,
    pub(crate) model: stackwright_template::Template,
    /// The construct's path of each logical id, where a program made the template.
    pub(crate) paths: Vec<(String, String)>,
}

/// An element of a template: its logical id, and what stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The logical id.
    pub id: String,
    /// Its value, as JSON.
    pub value: Value,
}

impl Template {
    /// The template of a stack.
    pub fn of(stack: &StackTemplate) -> Self {
        let paths = stack.origins.iter();
        Template {
            paths: paths
                .map(|(id, origin)| (id.to_string(), origin.path.clone()))
                .collect(),
            ..Template::new(&stack.name, stack.template.clone())
        }
    }

    /// A template in YAML or JSON, whoever wrote it.
    ///
    /// # Panics
    /// When it cannot be read; the message says where and why.
    #[track_caller]
    pub fn read(text: &str) -> Self {
        match stackwright_template::Template::read(text.as_bytes(), "template") {
            Ok(template) => Template::new("template", template),
            Err(error) => panic!("{error}"),
        }
    }

    fn new(name: &str, model: stackwright_template::Template) -> Self {
        let root = serde_json::from_str(&model.to_json()).unwrap_or_default();
        Template {
            name: name.to_owned(),
            root,
            model,
            paths: Vec::new(),
        }
    }

    /// The template as JSON.
    pub fn json(&self) -> &Value {
        &self.root
    }

    /// There is a resource of this type that is like this: `Type`, `Properties`, `DependsOn`, ...
    ///
    /// # Panics
    /// When there is none; the message shows the closest one, and how it differs.
    #[track_caller]
    pub fn has_resource(&self, type_name: &str, matcher: impl Into<Matcher>) {
        let resources = self.resources(type_name);
        self.one_is(
            &format!("a resource {type_name}"),
            &resources,
            &matcher.into(),
        );
    }

    /// There is a resource of this type with properties like these.
    ///
    /// # Panics
    /// As [`has_resource`](Self::has_resource).
    #[track_caller]
    pub fn has_resource_properties(&self, type_name: &str, matcher: impl Into<Matcher>) {
        let matcher = Matcher::object([("Properties".to_owned(), matcher.into())]);
        self.has_resource(type_name, matcher);
    }

    /// There are that many resources of this type.
    ///
    /// # Panics
    /// When there are more or fewer; the message names them.
    #[track_caller]
    pub fn resource_count(&self, type_name: &str, count: usize) {
        let resources = self.resources(type_name);
        if resources.len() != count {
            let ids: Vec<&str> = resources.iter().map(|found| found.id.as_str()).collect();
            let ids = match ids.is_empty() {
                true => "none".to_owned(),
                false => format!("{}: {}", ids.len(), ids.join(", ")),
            };
            panic!(
                "{}: expected {count} of {type_name}, found {ids}",
                self.name
            );
        }
    }

    /// The resources of this type that are like this, in order.
    pub fn find(&self, type_name: &str, matcher: impl Into<Matcher>) -> Vec<Found> {
        let matcher = matcher.into();
        let mut found = self.resources(type_name);
        found.retain(|found| Comparison::of(&matcher, Some(&found.value)).fits());
        found
    }

    /// Every resource of this type is like this, and there is one.
    ///
    /// # Panics
    /// When one is not; the message shows how each of those differs.
    #[track_caller]
    pub fn all(&self, type_name: &str, matcher: impl Into<Matcher>) {
        let matcher = matcher.into();
        let resources = self.resources(type_name);
        if resources.is_empty() {
            panic!("{}: there is no resource {type_name}", self.name);
        }
        let mut wrong = String::new();
        for found in &resources {
            let comparison = Comparison::of(&matcher, Some(&found.value));
            match comparison.fits() {
                true => comparison.remember(),
                false => wrong.push_str(&format!("\n`{}`:{comparison}", found.id)),
            }
        }
        if !wrong.is_empty() {
            panic!("{}: not every {type_name} is as expected{wrong}", self.name);
        }
    }

    /// There is an output with this logical id that is like this: `Value`, `Export`, ...
    ///
    /// # Panics
    /// When it is not there, or differs; the message shows how.
    #[track_caller]
    pub fn has_output(&self, id: &str, matcher: impl Into<Matcher>) {
        self.has_entry("Outputs", "output", id, &matcher.into());
    }

    /// There is a parameter with this logical id that is like this: `Type`, `Default`, ...
    ///
    /// # Panics
    /// When it is not there, or differs; the message shows how.
    #[track_caller]
    pub fn has_parameter(&self, id: &str, matcher: impl Into<Matcher>) {
        self.has_entry("Parameters", "parameter", id, &matcher.into());
    }

    #[track_caller]
    fn has_entry(&self, section: &str, what: &str, id: &str, matcher: &Matcher) {
        let entries = self.section(section);
        let Some(value) = entries.and_then(|entries| entries.get(id)) else {
            let ids: Vec<&str> = entries
                .into_iter()
                .flatten()
                .map(|(id, _)| id.as_str())
                .collect();
            let others = match ids.is_empty() {
                true => "there are none".to_owned(),
                false => format!("there are {}", ids.join(", ")),
            };
            panic!("{}: there is no {what} `{id}`; {others}", self.name);
        };
        let comparison = Comparison::of(matcher, Some(value));
        if !comparison.fits() {
            panic!(
                "{}: the {what} `{id}` is not as expected:{comparison}",
                self.name
            );
        }
        comparison.remember();
    }

    #[track_caller]
    fn one_is(&self, what: &str, found: &[Found], matcher: &Matcher) {
        let mut closest: Option<(&Found, Comparison)> = None;
        for candidate in found {
            let comparison = Comparison::of(matcher, Some(&candidate.value));
            if comparison.fits() {
                comparison.remember();
                return;
            }
            let before = closest.as_ref().map(|(_, before)| before.distance());
            if before.is_none_or(|before| comparison.distance() < before) {
                closest = Some((candidate, comparison));
            }
        }
        match closest {
            Some((candidate, comparison)) => panic!(
                "{}: there is not {what} as expected; of {}, `{}` comes closest:{comparison}",
                self.name,
                found.len(),
                candidate.id
            ),
            None => panic!("{}: there is not {what} at all", self.name),
        }
    }

    fn resources(&self, type_name: &str) -> Vec<Found> {
        let resources = self.section("Resources").into_iter().flatten();
        let of_type = resources
            .filter(|(_, value)| value.get("Type").and_then(Value::as_str) == Some(type_name));
        let found = of_type.map(|(id, value)| Found {
            id: id.clone(),
            value: value.clone(),
        });
        found.collect()
    }

    fn section(&self, name: &str) -> Option<&Map<String, Value>> {
        self.root.get(name)?.as_object()
    }

    /// The resources of this type, whatever they are like, in order.
    pub fn of_type(&self, type_name: &str) -> Vec<Found> {
        self.find(type_name, any())
    }
}
