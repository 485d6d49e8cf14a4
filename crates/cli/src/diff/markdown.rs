//! What changes, for the description of a pull request.

use std::fmt::Write;

use stackwright_change::{Effect, Kind, ResourceChange, words};

use crate::markdown::{code, escaped};

use super::text::{Weight, entry_name, entry_values, from_to, security_lines, values};
use super::{Difference, StackDifference, State};

impl Difference {
    /// What changes, as Markdown.
    pub fn to_markdown(&self) -> String {
        let mut text = String::new();
        let _ = match self.is_empty() {
            true => writeln!(text, "**Nothing changes.**"),
            false => writeln!(text, "**{}**", self.counts().words()),
        };
        for alike in &self.alike {
            let _ = writeln!(text, "\n> [!NOTE]\n> {}.", alike.words());
        }
        for stack in self.stacks.iter().filter(|stack| stack.is_said()) {
            stack.write_markdown(&mut text);
        }
        #[cfg(feature = "cost")]
        if let Some(cost) = &self.cost {
            let shown = crate::cost::text::change(cost, crate::report::Style::Plain);
            let _ = writeln!(text, "\n```text\n{shown}```");
        }
        text
    }
}

impl StackDifference {
    fn write_markdown(&self, text: &mut String) {
        let state = match self.state {
            State::Stays => "",
            State::Added => " (new)",
            State::Removed => " (goes)",
        };
        let _ = writeln!(text, "\n### `{}`{state}", self.name);
        for hazard in &self.change.hazards {
            let code = hazard.code();
            let _ = writeln!(
                text,
                "\n> [!CAUTION]\n> **{}**: {}.\n> To do: {}. [Why]({})",
                code.code,
                escaped(&words::hazard(hazard)),
                code.fix,
                code.page
            );
        }
        let resources = &self.change.resources;
        if !resources.is_empty() {
            text.push_str("\n| | resource | type | what becomes of it |\n|---|---|---|---|\n");
            for resource in resources {
                let _ = writeln!(
                    text,
                    "| {} | `{}` | {} | {} |",
                    sign(resource),
                    resource.id,
                    resource.type_name,
                    escaped(&becomes(resource))
                );
            }
        }
        let changed = resources
            .iter()
            .filter(|resource| !resource.properties.is_empty() || !resource.attributes.is_empty());
        let changed: Vec<&ResourceChange> = changed.collect();
        if !changed.is_empty() {
            text.push_str("\n<details><summary>Properties</summary>\n\n| resource | property | change | what it does |\n|---|---|---|---|\n");
            for resource in changed {
                for property in &resource.properties {
                    let _ = writeln!(
                        text,
                        "| `{}` | {} | {} | {} |",
                        resource.id,
                        code(&property.path.to_string()),
                        code(&values(property)),
                        escaped(&words::reason(property))
                    );
                }
                for attribute in &resource.attributes {
                    let pair = (attribute.before.as_ref(), attribute.after.as_ref());
                    let _ = writeln!(
                        text,
                        "| `{}` | {} | {} | |",
                        resource.id,
                        code(&format!("@{}", attribute.path)),
                        code(&from_to(pair))
                    );
                }
            }
            text.push_str("\n</details>\n");
        }
        if !self.change.entries.is_empty() {
            text.push_str("\n| section | entry | change |\n|---|---|---|\n");
            for entry in &self.change.entries {
                let _ = writeln!(
                    text,
                    "| {} | {} | {} |",
                    entry.section,
                    code(&entry_name(entry)),
                    code(&entry_values(entry))
                );
            }
        }
        let security = security_lines(&self.change);
        if !security.is_empty() {
            text.push_str("\n| security | |\n|---|---|\n");
            for (weight, line) in security {
                let which = match weight {
                    Weight::Wider => "**wider**",
                    Weight::Narrower => "narrower",
                    Weight::Follows => "so",
                };
                let _ = writeln!(text, "| {which} | {} |", escaped(&line));
            }
        }
        if !self.change.notes.is_empty() {
            text.push_str("\nWorth knowing:\n\n");
            for note in &self.change.notes {
                let _ = writeln!(text, "- {}", escaped(&words::note(note)));
            }
        }
    }
}

fn becomes(resource: &ResourceChange) -> String {
    let mut becomes = words::becomes(resource);
    if resource.loses_data() {
        becomes.push_str(", **with its data**");
    }
    if let Some(line) = words::keeps(resource) {
        becomes.push_str(&format!("; to keep it: `{line}`"));
    }
    becomes
}

fn sign(resource: &ResourceChange) -> &'static str {
    match (&resource.kind, resource.effect) {
        (Kind::Added, _) => "+",
        (Kind::Removed(_), _) => "-",
        (Kind::Moved { .. } | Kind::Left { .. } | Kind::OtherType { .. }, _)
        | (_, Effect::Replaces) => "**!**",
        (_, Effect::MayReplace) => "**?**",
        _ => "~",
    }
}
