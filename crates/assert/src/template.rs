//! Templates, and what they should have.

use serde_json::{Map, Value};
use stackwright_core::StackTemplate;

use crate::compare::Comparison;
use crate::matcher::Matcher;

/// A template, to say what it should have.
#[derive(Clone, Debug)]
pub struct Template {
    pub(crate) name: String,
    root: Value,
    pub(crate) model: stackwright_template::Template,
    /// The construct's path of each logical id, where a program made the template.
    pub(crate) paths: Vec<(String, String)>,
    /// The path of the stack, where a program made the template.
    stack: Option<String>,
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
            stack: Some(stack.origin.path.clone()),
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
            stack: None,
        }
    }

    /// The template as JSON.
    pub fn json(&self) -> &Value {
        &self.root
    }

    /// The whole template is like this.
    ///
    /// # Panics
    /// When it is not; the message shows where it differs.
    #[track_caller]
    pub fn template_matches(&self, matcher: impl Into<Matcher>) {
        let comparison = Comparison::of(&matcher.into(), Some(&self.root));
        if !comparison.fits() {
            panic!("{}: not as expected:{comparison}", self.name);
        }
        comparison.remember();
    }

    /// The logical id of what a construct made, by the construct's path, `Web/Queue`, or by that below
    /// the stack, `Queue`. Where a construct is made of several resources, this is the one that it names `Resource`.
    ///
    /// # Panics
    /// When nothing has that path, as in a template that no program made; the message shows what there is.
    #[track_caller]
    pub fn id_of(&self, path: &str) -> &str {
        let main = format!("{path}/Resource");
        let at = |wanted: &str| self.paths.iter().find(|(_, path)| path == wanted);
        let below = |path: &str| self.stack.as_ref().map(|stack| format!("{stack}/{path}"));
        let below = |path: &str| below(path).and_then(|path| at(&path));
        let found = at(path).or_else(|| at(&main));
        match found.or_else(|| below(path)).or_else(|| below(&main)) {
            Some((id, _)) => id,
            None => {
                let paths = self.paths.iter().map(|(_, path)| path.as_str());
                panic!(
                    "{}: nothing is at `{path}`; {}",
                    self.name,
                    there_are(paths)
                );
            }
        }
    }

    pub(crate) fn section(&self, name: &str) -> Option<&Map<String, Value>> {
        self.root.get(name)?.as_object()
    }
}

/// What there is, for the message that something is not.
pub(crate) fn there_are<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    match names.is_empty() {
        true => "there are none".to_owned(),
        false => format!("there are {}", names.join(", ")),
    }
}
