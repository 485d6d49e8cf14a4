//! Stacks in stacks: which parameters they get, and which of their outputs can change.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use stackwright_template::{Section, Template};

use crate::side::Side;
use crate::{Change, ResourceChange, compare_in};

/// The type of a stack in a stack.
pub(crate) const STACK: &str = "AWS::CloudFormation::Stack";

/// What is around two templates that are compared.
#[derive(Clone, Debug, Default)]
pub struct Around<'t> {
    /// The templates of the other stacks, as they will be.
    pub others: Vec<&'t Template>,
    /// The stacks in the compared one of which both templates are known.
    pub nested: Vec<Nested<'t>>,
    /// The parameters that get other values, as the stack around it gives them.
    pub parameters: BTreeSet<String>,
}

/// A stack in a stack, of which both templates are known.
#[derive(Clone, Debug)]
pub struct Nested<'t> {
    /// The logical id of the resource that it is.
    pub id: String,
    /// Its template as it is.
    pub before: &'t Template,
    /// Its template as it will be.
    pub after: &'t Template,
    /// The stacks in it.
    pub nested: Vec<Nested<'t>>,
}

/// The outputs that can change, by the stack in the stack and the parameters that it newly gets.
pub(crate) type Outputs = RefCell<BTreeMap<(String, BTreeSet<String>), BTreeSet<String>>>;

impl Change {
    /// The parameters of a stack in the stack that get other values.
    pub fn parameters_of(&self, id: &str, nested: &Template) -> BTreeSet<String> {
        match self.resource(id) {
            Some(change) => parameters(change, nested),
            None => BTreeSet::new(),
        }
    }
}

fn parameters(change: &ResourceChange, nested: &Template) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for property in &change.properties {
        let mut keys = property.path.keys();
        if keys.next() != Some("Parameters") {
            continue;
        }
        match keys.next() {
            Some(name) => names.extend([name.to_owned()]),
            None => names.extend(nested.parameters().map(|own| own.id().to_owned())),
        }
    }
    names
}

/// Whether an output of a stack in the stack can change; nothing where its templates are not known.
pub(crate) fn can_change(change: &ResourceChange, output: &str, later: &Side<'_>) -> Option<bool> {
    let nested = later.nested.iter().find(|own| own.id == change.id)?;
    let key = (change.id.clone(), parameters(change, nested.after));
    if let Some(known) = later.outputs.borrow().get(&key) {
        return Some(known.contains(output));
    }
    let around = Around {
        others: Vec::new(),
        nested: nested.nested.clone(),
        parameters: key.1.clone(),
    };
    let inner = compare_in(nested.before, nested.after, &around);
    let values = inner.entries.iter().filter(|entry| {
        entry.section == Section::Outputs.name()
            && entry.path.keys().next().is_none_or(|key| key == "Value")
    });
    let names: BTreeSet<String> = values.filter_map(|entry| entry.id.clone()).collect();
    let found = names.contains(output);
    later.outputs.borrow_mut().insert(key, names);
    Some(found)
}
