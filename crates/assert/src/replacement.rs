//! What holds data must stay.

use std::collections::BTreeMap;

use stackwright_facts::{ResourceType, Update};
use stackwright_template::{Node, Resource, Walk};

use crate::Template;
use crate::change::{Change, changed};
use crate::loops::Expanded;

impl Template {
    /// Nothing that holds data is deleted or replaced when this template takes the place of an
    /// earlier one: no bucket, table, database, file system, log group, key, ...
    ///
    /// Looks at the types that lose data with their deletion. What has `Retain` or `Snapshot` may
    /// go, what has it for `UpdateReplacePolicy` may be replaced. Values are compared in the type of
    /// their property, so `"80"` is the number 80. A property that replaces its resource under
    /// conditions counts as one that does, and so does one that refers to a resource that is
    /// replaced. `Fn::ForEach` over a list that is written out is taken for what it makes; over
    /// any other list it cannot be judged, which is a failure if it changes and makes what holds
    /// data. A changed type is one, too: CloudFormation refuses it.
    ///
    /// # Panics
    /// When something would go; the message names the resource and the property.
    #[track_caller]
    pub fn replaces_nothing_stateful(&self, earlier: &Template) {
        let (before, now) = (Expanded::of(&earlier.model), Expanded::of(&self.model));
        let mut lost = String::new();
        let replaced = Replaced::between(&before, &now);
        for resource in before.template.resources() {
            if let (Some(of_type), true) = (resource.resource_type(), is_stateful(resource))
                && let Some(how) = loses(resource, of_type, &now, &replaced)
            {
                lost.push_str(&format!("\n  `{}` ({of_type}) {how}", resource.id()));
            }
        }
        for (key, node) in &before.open {
            let same = now
                .open
                .iter()
                .any(|(other, now)| other == key && now == node);
            if !same && makes_stateful(node) {
                lost.push_str(&format!(
                    "\n  `{key}` loops over a list that is not written out: what it made cannot be judged"
                ));
            }
        }
        if !lost.is_empty() {
            panic!("{}: data would be lost:{lost}", self.name);
        }
    }
}

fn facts(of_type: &str) -> Option<&'static ResourceType> {
    stackwright_facts::resource_type(of_type).ok()
}

fn is_stateful(resource: Resource<'_>) -> bool {
    let of_type = resource.resource_type().unwrap_or_default();
    facts(of_type).is_some_and(|facts| facts.stateful)
}

/// Whether anything in the body of a loop holds data.
fn makes_stateful(body: &Node) -> bool {
    let mut found = false;
    body.walk(|_, node| {
        let of_type = node.get("Type").and_then(Node::as_str).unwrap_or_default();
        found |= facts(of_type).is_some_and(|facts| facts.stateful);
        Walk::Into
    });
    found
}

/// How an earlier resource is lost, if it is.
fn loses(
    before: Resource<'_>,
    of_type: &str,
    now: &Expanded,
    replaced: &Replaced,
) -> Option<String> {
    let Some(resource) = now.template.resource(before.id()) else {
        let keeps = before.deletion_policy() == Some("RetainExceptOnCreate");
        if keeps || survives(before.deletion_policy()) {
            return None;
        }
        return Some(match now.open.is_empty() {
            true => "is deleted".to_owned(),
            false => {
                "is deleted, unless a loop over a list that is not written out makes it".to_owned()
            }
        });
    };
    let is_now = resource.resource_type().unwrap_or("nothing");
    if is_now != of_type {
        return Some(format!(
            "becomes {is_now}, and CloudFormation refuses to change the type of a resource"
        ));
    }
    let how = replaced.0.get(before.id())?;
    (!survives(resource.update_replace_policy())).then(|| how.to_string())
}

/// Whether a policy keeps data. `RetainExceptOnCreate` is one for deletion only.
fn survives(policy: Option<&str>) -> bool {
    matches!(policy, Some("Retain" | "Snapshot"))
}

/// What is replaced, and why, by logical id.
struct Replaced(BTreeMap<String, Why>);

struct Why {
    /// Not only under conditions.
    surely: bool,
    because: String,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let verb = if self.surely { "is" } else { "may be" };
        write!(f, "{verb} replaced, because {}", self.because)
    }
}

impl Replaced {
    /// What changes by itself, then what refers to it in a property that replaces, until nothing
    /// is added.
    fn between(before: &Expanded, now: &Expanded) -> Self {
        let mut replaced = BTreeMap::new();
        let mut rest = Vec::new();
        for earlier in before.template.resources() {
            let same_type = |now: &Resource<'_>| now.resource_type() == earlier.resource_type();
            let Some(now) = now.template.resource(earlier.id()).filter(same_type) else {
                continue;
            };
            let Some(facts) = facts(earlier.resource_type().unwrap_or_default()) else {
                continue;
            };
            match by_itself(earlier, now, facts) {
                Some(why) => drop(replaced.insert(now.id().to_owned(), why)),
                None => rest.push((now, facts)),
            }
        }
        loop {
            let before = rest.len();
            rest.retain(|(now, facts)| match by_reference(*now, facts, &replaced) {
                Some(why) => {
                    replaced.insert(now.id().to_owned(), why);
                    false
                }
                None => true,
            });
            if rest.len() == before {
                return Replaced(replaced);
            }
        }
    }
}

/// Whether a change of a property replaces the resource for certain; nothing, if it never does.
fn replaces(update: Update) -> Option<bool> {
    match update {
        Update::InPlace => None,
        Update::Replacement => Some(true),
        Update::Conditional | Update::Maybe => Some(false),
    }
}

fn by_itself(before: Resource<'_>, now: Resource<'_>, facts: &ResourceType) -> Option<Why> {
    let changes = facts.properties.iter().filter_map(|(name, property)| {
        let change = Change {
            before: before.property(name),
            now: now.property(name),
        };
        let surely = replaces(changed(facts, property, change)?)?;
        let because = format!("`{name}` changes");
        Some(Why { surely, because })
    });
    // One that replaces for certain says more than one that may.
    changes.max_by_key(|why| why.surely)
}

fn by_reference(
    now: Resource<'_>,
    facts: &ResourceType,
    replaced: &BTreeMap<String, Why>,
) -> Option<Why> {
    facts.properties.iter().find_map(|(name, property)| {
        let by_property = replaces(property.update)?;
        let references = now.property(name)?.references();
        let (target, why) = references
            .iter()
            .find_map(|found| Some((found.target, replaced.get(found.target)?)))?;
        let verb = if why.surely { "is" } else { "may be" };
        Some(Why {
            surely: by_property && why.surely,
            because: format!("`{target}`, to which `{name}` refers, {verb}"),
        })
    })
}
