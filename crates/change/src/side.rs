//! One of the two templates, prepared for comparison.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use stackwright_template::{Call, Node, Resource, Template};

use crate::form::{Former, is_no_value};
use crate::names::Names;
use crate::nested::{Nested, Outputs};

/// One of the two templates, with its loops taken for what they make.
pub(crate) struct Side<'t> {
    pub template: &'t Template,
    pub former: Former<'t>,
    /// Which resources refer to which: by target, each with those that do.
    referrers: OnceCell<BTreeMap<&'t str, Vec<&'t str>>>,
    /// The stacks in it of which both templates are known, of the later side.
    pub nested: &'t [Nested<'t>],
    /// Which of their outputs can change.
    pub outputs: Outputs,
}

impl<'t> Side<'t> {
    pub fn new(template: &'t Template, names: &'t Names) -> Self {
        Side {
            template,
            former: Former::new(template, names),
            referrers: OnceCell::new(),
            nested: &[],
            outputs: Outputs::default(),
        }
    }

    /// The resources that refer to one in their properties, each once.
    pub fn referrers(&self, target: &str) -> &[&'t str] {
        let all = self.referrers.get_or_init(|| {
            let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for resource in self.template.resources() {
                let Some(properties) = resource.get("Properties") else {
                    continue;
                };
                // What a condition refers to decides, and is no value.
                for reference in properties.references() {
                    let own = all.entry(reference.target).or_default();
                    if own.last() != Some(&resource.id()) {
                        own.push(resource.id());
                    }
                }
            }
            all
        });
        all.get(target).map_or(&[], Vec::as_slice)
    }

    /// A property of a resource in the common form.
    pub fn property(&self, resource: Resource<'_>, name: &str) -> Option<Node> {
        self.former.form(resource.properties()?.get(name)?)
    }

    /// A property as a word, where it is known.
    pub fn word(&self, resource: Resource<'_>, name: &str) -> Option<String> {
        crate::form::word(&self.property(resource, name)?)
    }
}

/// The items of a list, those of both branches where conditions decide.
pub(crate) fn items(list: Option<&Node>) -> Vec<&Node> {
    fn add<'n>(node: &'n Node, found: &mut Vec<&'n Node>) {
        if let Some(decided) = node.as_call().and_then(Call::if_) {
            add(decided.then, found);
            add(decided.otherwise, found);
        } else if let Some(items) = node.as_list() {
            items.iter().for_each(|item| add(item, found));
        } else if !is_no_value(node) {
            found.push(node);
        }
    }
    let mut found = Vec::new();
    if let Some(list) = list {
        add(list, &mut found);
    }
    found
}

/// The construct that made a resource, as its metadata says.
pub(crate) fn construct(resource: Resource<'_>) -> Option<String> {
    let path = resource.metadata()?.get("aws:cdk:path")?.as_str()?;
    Some(path.to_owned())
}
