//! Exports that go or change while others import them.

use stackwright_deployment::exports::NamePattern;
use stackwright_template::{Call, Node, Template, Walk};

use super::Hazard;
use crate::Change;
use crate::side::Side;
use crate::words::value;

pub(super) fn find(
    earlier: &Side<'_>,
    later: &Side<'_>,
    change: &Change,
    others: &[&Template],
    found: &mut Vec<Hazard>,
) {
    for output in earlier.template.outputs() {
        let Some(node) = output.export_name() else {
            continue;
        };
        let Some(name) = earlier.former.form(node) else {
            continue;
        };
        let importers = others.iter().filter(|other| imports(other, node)).count();
        if importers == 0 {
            continue;
        }
        let now = later.template.outputs().find(|now| {
            let own = now.export_name().and_then(|own| later.former.form(own));
            own.as_ref() == Some(&name)
        });
        let shown = value(&name);
        let Some(now) = now else {
            found.push(Hazard::ExportGoes {
                id: output.id().to_owned(),
                name: shown,
                importers,
            });
            continue;
        };
        let formed =
            |side: &Side<'_>, node: Option<&Node>| node.and_then(|node| side.former.form(node));
        let differs = formed(earlier, output.value()) != formed(later, now.value());
        let follows = change.entries.iter().any(|entry| {
            entry.section == "Outputs"
                && entry.id.as_deref() == Some(now.id())
                && matches!(entry.cause, crate::Cause::Follows { .. })
        });
        if differs || follows {
            found.push(Hazard::ExportChanges {
                id: now.id().to_owned(),
                name: shown,
                importers,
            });
        }
    }
}

/// Whether a template imports an export of that name, as far as both are known.
fn imports(other: &Template, name: &Node) -> bool {
    let wanted = NamePattern::of(name);
    let mut found = false;
    other.walk(|_, node| {
        let imported = node.as_call().and_then(Call::import_value);
        found |= imported.is_some_and(|own| {
            own == name || (!is_open(own) && !is_open(name) && NamePattern::of(own).may_be(&wanted))
        });
        Walk::Into
    });
    found
}

/// Whether nothing of a name is known.
fn is_open(name: &Node) -> bool {
    NamePattern::of(name).may_be(&NamePattern::of(&Node::from("\u{0}")))
}
