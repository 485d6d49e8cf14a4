//! What conditions, mappings and parameters are called, so that the same name means the same in both templates.

use std::collections::BTreeSet;

use stackwright_template::{Call, Node, Template, Walk};

use crate::form::Former;

/// The names of one side that are not those of the common form.
#[derive(Default)]
pub(crate) struct Names {
    conditions: Vec<(String, String)>,
    mappings: Vec<(String, String)>,
    parameters: Vec<(String, String)>,
}

impl Names {
    pub fn condition<'n>(&'n self, name: &'n str) -> &'n str {
        other_name(&self.conditions, name)
    }

    pub fn mapping<'n>(&'n self, name: &'n str) -> &'n str {
        other_name(&self.mappings, name)
    }

    pub fn parameter<'n>(&'n self, name: &'n str) -> &'n str {
        other_name(&self.parameters, name)
    }

    /// What the earlier template's names are in the later one, where they mean the same; a name that
    /// means something else there gets another. `changed` are parameters that get other values.
    pub fn of_earlier(before: &Template, now: &Template, changed: &BTreeSet<String>) -> Self {
        let plain = Names::default();
        let named = Names {
            parameters: changed
                .iter()
                .map(|name| (name.clone(), former(name)))
                .collect(),
            ..Names::default()
        };
        let (earlier, later) = (Former::new(before, &named), Former::new(now, &plain));
        let formulas = |former: &Former<'_>, template: &Template| -> Vec<(String, Node)> {
            let names = template.conditions().map(|condition| condition.id());
            names
                .map(|name| (name.to_owned(), former.condition(name)))
                .collect()
        };
        let tables = |template: &Template| -> Vec<(String, Node)> {
            let all = template.mappings();
            all.map(|mapping| (mapping.id().to_owned(), mapping.node().clone()))
                .collect()
        };
        let conditions = renamed(&formulas(&earlier, before), &formulas(&later, now));
        let mut mappings = renamed(&tables(before), &tables(now));
        // What a stack looks up is there, and rows that come beside it change nothing.
        mappings.retain(|(name, _)| {
            let table = |template: &Template| Some(template.mapping(name)?.node().clone());
            let has_all = table(before).zip(table(now));
            !has_all.is_some_and(|(was, is)| has_rows(&is, &was)) || has_defaults(before)
        });
        Names {
            conditions,
            mappings,
            ..named
        }
    }
}

/// Whether a mapping has all rows of another one, with what stands in them.
fn has_rows(table: &Node, of: &Node) -> bool {
    let rows = of.as_map().into_iter().flat_map(|rows| rows.iter());
    rows.into_iter().all(|(first, row)| {
        let own = table.get(first.as_str());
        let mut values = row.as_map().into_iter().flat_map(|row| row.iter());
        values.all(|(second, value)| own.and_then(|own| own.get(second.as_str())) == Some(value))
    })
}

/// Whether something is looked up that need not be there.
fn has_defaults(template: &Template) -> bool {
    let mut found = false;
    template.walk(|_, node| {
        let find = node.as_call().and_then(Call::find_in_map);
        found |= find.is_some_and(|find| find.default.is_some());
        Walk::Into
    });
    found
}

fn renamed(before: &[(String, Node)], now: &[(String, Node)]) -> Vec<(String, String)> {
    let mut renamed = Vec::new();
    for (name, meaning) in before {
        let same_name = now.iter().find(|(own, _)| own == name);
        if same_name.is_some_and(|(_, own)| own == meaning) {
            continue;
        }
        if let Some((other, _)) = now.iter().find(|(_, own)| own == meaning) {
            renamed.push((name.clone(), other.clone()));
        } else if same_name.is_some() {
            renamed.push((name.clone(), former(name)));
        }
    }
    renamed
}

fn former(name: &str) -> String {
    format!("{name} (as it was)")
}

fn other_name<'n>(all: &'n [(String, String)], name: &'n str) -> &'n str {
    let found = all.iter().find(|(own, _)| own == name);
    found.map_or(name, |(_, other)| other)
}
