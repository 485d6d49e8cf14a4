//! What holds data must stay.

use stackwright_facts::{ResourceType, Update};
use stackwright_template::Resource;

use crate::Template;

impl Template {
    /// Nothing that holds data is deleted or replaced when this template takes the place of an
    /// earlier one: no bucket, table, database, file system, log group, key, ...
    ///
    /// Looks at the types that lose data with their deletion. What has `Retain` or `Snapshot` may
    /// go, what has it for `UpdateReplacePolicy` may be replaced. A property that replaces its
    /// resource under conditions counts as one that does.
    ///
    /// # Panics
    /// When something would go; the message names the resource and the property.
    #[track_caller]
    pub fn replaces_nothing_stateful(&self, earlier: &Template) {
        let mut lost = String::new();
        for before in earlier.model.resources() {
            let of_type = before.resource_type().unwrap_or_default();
            let Ok(facts) = stackwright_facts::resource_type(of_type) else {
                continue;
            };
            if let (true, Some(how)) = (facts.stateful, self.loses(before, facts)) {
                lost.push_str(&format!("\n  `{}` ({of_type}) {how}", before.id()));
            }
        }
        if !lost.is_empty() {
            panic!("{}: data would be lost:{lost}", self.name);
        }
    }

    /// How an earlier resource is lost, if it is.
    fn loses(&self, before: Resource<'_>, facts: &ResourceType) -> Option<String> {
        let Some(now) = self.model.resource(before.id()) else {
            return (!keeps(before.deletion_policy())).then(|| "is deleted".to_owned());
        };
        if now.resource_type() != before.resource_type() {
            let of_type = now.resource_type().unwrap_or("nothing");
            return (!keeps(before.deletion_policy())).then(|| format!("becomes {of_type}"));
        }
        if keeps(now.update_replace_policy()) {
            return None;
        }
        let changed = facts.properties.iter().find(|(name, property)| {
            property.update != Update::InPlace && now.property(name) != before.property(name)
        });
        let (name, property) = changed?;
        Some(match property.update {
            Update::Replacement => format!("is replaced, because `{name}` changes"),
            _ => format!("may be replaced, because `{name}` changes"),
        })
    }
}

fn keeps(policy: Option<&str>) -> bool {
    matches!(policy, Some("Retain" | "RetainExceptOnCreate" | "Snapshot"))
}
