//! Tables that get and lose indexes at once.

use stackwright_template::{Node, Resource};

use super::Hazard;
use crate::side::{Side, items};
use crate::words::value;
use crate::{Change, Effect, Kind};

pub(super) fn find(earlier: &Side<'_>, later: &Side<'_>, change: &Change, found: &mut Vec<Hazard>) {
    let is_table =
        |name: &str| matches!(name, "AWS::DynamoDB::Table" | "AWS::DynamoDB::GlobalTable");
    for table in change
        .resources
        .iter()
        .filter(|table| is_table(&table.type_name))
    {
        // A new table gets all of its indexes at once.
        let stays = matches!(table.kind, Kind::Changed { .. }) && table.effect < Effect::Replaces;
        let before = earlier.template.resource(&table.id).filter(|_| stays);
        let (Some(before), Some(after)) = (before, later.template.resource(&table.id)) else {
            continue;
        };
        let (was, is) = (indexes(earlier, before), indexes(later, after));
        let mut changed: Vec<String> = Vec::new();
        for (name, key) in &was {
            // With another key it is another index.
            match is.iter().find(|(own, _)| own == name) {
                None => changed.push(name.clone()),
                Some((_, own)) if own != key => changed.extend([name.clone(), name.clone()]),
                Some(_) => {}
            }
        }
        let new = is
            .iter()
            .filter(|(name, _)| !was.iter().any(|(own, _)| own == name));
        changed.extend(new.map(|(name, _)| name.clone()));
        if changed.len() > 1 {
            changed.dedup();
            found.push(Hazard::IndexChanges {
                id: table.id.clone(),
                indexes: changed,
            });
        }
    }
}

/// The global indexes by their names, each with what cannot change of it.
fn indexes(side: &Side<'_>, table: Resource<'_>) -> Vec<(String, Vec<Option<Node>>)> {
    let listed = side.property(table, "GlobalSecondaryIndexes");
    let named = items(listed.as_ref()).into_iter().filter_map(|index| {
        let fixed = ["KeySchema", "Projection"].map(|name| index.get(name).cloned());
        Some((value(index.get("IndexName")?), fixed.to_vec()))
    });
    named.collect()
}
