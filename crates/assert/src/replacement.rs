//! What is there must stay.

use stackwright_change::{
    Cause, Change, Effect, Kind, ResourceChange, compare, is_stateful, words,
};
use stackwright_template::{Node, Section, Walk};

use crate::Template;

/// What a key begins with that is a loop.
const LOOP: &str = "Fn::ForEach::";

impl Template {
    /// All that is there stays where it is when this template takes the place of an earlier one: nothing is
    /// deleted, replaced or perhaps replaced, leaves the stack or gets another logical id.
    ///
    /// Stands on the same engine as the command `diff`: values are compared in the type of their property,
    /// and replacements followed through references. What is updated in place stays.
    ///
    /// # Panics
    /// When something would go; the message names the resource, what makes it go, and the line that
    /// keeps what has only moved.
    #[track_caller]
    pub fn keeps(&self, earlier: &Template) {
        let change = compare(&earlier.model, &self.model, &[]);
        let gone = change
            .resources
            .iter()
            .filter(|change| change.is_destructive());
        let lines: String = gone.map(|gone| self.line(gone)).collect();
        self.fails_with("not all is kept", &(lines + &loops(&change, |_| true)));
    }

    /// Nothing that holds data is deleted or replaced when this template takes the place of an
    /// earlier one: no bucket, table, database, file system, repository, log group, key, ...
    ///
    /// Looks at the types that lose data with their deletion. What has `Retain` or `Snapshot` may
    /// go, what has it for `UpdateReplacePolicy` may be replaced; databases leave a snapshot by themselves,
    /// as AWS does. Stands on the same engine as the command `diff`: values are compared in the type
    /// of their property, so `"80"` is the number 80; what may be replaced counts as what is, and so
    /// does what refers to it in a property that replaces. `Fn::ForEach` over a list that is written
    /// out is taken for what it makes; over any other list it cannot be judged, which is a failure if it changes
    /// and makes what holds data. A changed type is one, too: CloudFormation refuses it.
    ///
    /// # Panics
    /// When something would go; the message names the resource and the property.
    #[track_caller]
    pub fn replaces_nothing_stateful(&self, earlier: &Template) {
        let change = compare(&earlier.model, &self.model, &[]);
        let lost = change.resources.iter().filter(|change| {
            change.loses_data() || change.stateful && matches!(change.kind, Kind::OtherType { .. })
        });
        let lines: String = lost.map(|lost| self.line(lost)).collect();
        let section = earlier.model.section(Section::Resources);
        let stateful = |key: &str| {
            section
                .and_then(|all| all.get(key))
                .is_some_and(makes_stateful)
        };
        self.fails_with("data would be lost", &(lines + &loops(&change, stateful)));
    }

    #[track_caller]
    fn fails_with(&self, what: &str, lines: &str) {
        if !lines.is_empty() {
            panic!("{}: {what}:{lines}", self.name);
        }
    }

    /// What becomes of a resource that does not stay.
    fn line(&self, change: &ResourceChange) -> String {
        let (id, type_name) = (&change.id, &change.type_name);
        match &change.kind {
            Kind::Removed(_) => {
                // Another loop may make what this one did.
                let perhaps = match self.has_open_loops() {
                    true => ", unless a loop over a list that is not written out makes it",
                    false => "",
                };
                format!("\n  `{id}` ({type_name}) is deleted{perhaps}")
            }
            Kind::Moved { from, .. } => {
                let keeps = words::keeps(change).unwrap_or_default();
                format!(
                    "\n  `{from}` ({type_name}) is deleted: it is `{id}` now; to keep it: {keeps}"
                )
            }
            Kind::OtherType { from } => format!(
                "\n  `{id}` ({from}) becomes {type_name}, and CloudFormation refuses to change the type of a resource"
            ),
            _ => {
                let verb = if change.effect == Effect::Replaces {
                    "is"
                } else {
                    "may be"
                };
                format!(
                    "\n  `{id}` ({type_name}) {verb} replaced, because {}",
                    because(change)
                )
            }
        }
    }

    fn has_open_loops(&self) -> bool {
        let unrolled = stackwright_deployment::model::Unrolled::of(&self.model);
        let template = unrolled
            .as_ref()
            .map_or(&self.model, |unrolled| unrolled.template());
        let resources = template.section(Section::Resources).and_then(Node::as_map);
        resources.is_some_and(|map| map.keys().any(|key| key.as_str().starts_with(LOOP)))
    }
}

/// What makes a resource be replaced.
fn because(change: &ResourceChange) -> String {
    let mut properties = change.properties.iter();
    let Some(property) = properties.find(|property| property.effect == change.effect) else {
        return "its provider decides".to_owned();
    };
    match &property.cause {
        Cause::Follows { target, surely, .. } => {
            let verb = if *surely { "is" } else { "may be" };
            format!("`{target}`, to which `{}` refers, {verb}", property.path)
        }
        _ => format!("`{}` changes", property.path),
    }
}

/// The loops over lists that are not written out and that change.
fn loops(change: &Change, counts: impl Fn(&str) -> bool) -> String {
    let mut keys: Vec<&str> = Vec::new();
    for entry in change
        .entries
        .iter()
        .filter(|entry| entry.section == "Resources")
    {
        let key = entry.id.as_deref().unwrap_or_default();
        // One that comes made nothing before.
        let comes = entry.path.steps().is_empty() && entry.before.is_none();
        if !comes && !keys.contains(&key) && counts(key) {
            keys.push(key);
        }
    }
    let lines = keys.iter().map(|key| {
        format!(
            "\n  `{key}` loops over a list that is not written out: what it made cannot be judged"
        )
    });
    lines.collect()
}

/// Whether anything in the body of a loop holds data.
fn makes_stateful(body: &Node) -> bool {
    let mut found = false;
    body.walk(|_, node| {
        let of_type = node.get("Type").and_then(Node::as_str);
        found |= of_type.is_some_and(is_stateful);
        Walk::Into
    });
    found
}
