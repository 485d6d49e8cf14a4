//! What changes because it refers to what changes.

use std::collections::BTreeMap;

use stackwright_facts::Update;
use stackwright_template::{Call, Node, Value};

use crate::difference::{Difference, Known, Typed};
use crate::laws::{self, Asked};
use crate::resource::{strongest, untouched};
use crate::side::Side;
use crate::values::{self, Certainty};
use crate::{Cause, Effect, EntryChange, Kind, Path, PropertyChange, ResourceChange};

/// A reference in a value, with the way to what it is the value of.
struct Found<'n> {
    path: Path,
    target: &'n str,
    attribute: Option<&'n str>,
    update: Update,
    /// Whether a condition decides if it is the value.
    perhaps: bool,
    /// The value as a whole.
    value: &'n Node,
}

/// The changes by their ids, and what they make change, until nothing is added.
pub(crate) struct Follower<'s, 't> {
    pub earlier: &'s Side<'t>,
    pub later: &'s Side<'t>,
    pub changes: BTreeMap<String, ResourceChange>,
}

impl Follower<'_, '_> {
    pub fn follow(&mut self) {
        let mut open: Vec<String> = self.changes.keys().cloned().collect();
        open.reverse();
        while let Some(id) = open.pop() {
            let Some(change) = self.changes.get(&id) else {
                continue;
            };
            if !matches!(change.kind, Kind::Changed { .. }) || change.properties.is_empty() {
                continue;
            }
            for referrer in self.later.referrers(&id) {
                if *referrer != id && self.refer(referrer, &id) {
                    open.push((*referrer).to_owned());
                }
            }
        }
    }

    /// What a change of one resource makes of another that refers to it; whether that adds anything.
    fn refer(&mut self, referrer: &str, target: &str) -> bool {
        let before = self.earlier.template.resource(referrer);
        let after = self.later.template.resource(referrer);
        let (Some(before), Some(after)) = (before, after) else {
            return false;
        };
        if before.resource_type() != after.resource_type() {
            return false;
        }
        let type_name = after.resource_type().unwrap_or_default();
        let typed = Typed::of(type_name);
        let asked = Asked {
            type_name,
            later: self.later,
            after,
        };
        let mut added = Vec::new();
        for (key, node) in after.properties().into_iter().flat_map(|map| map.iter()) {
            if !node.references().iter().any(|found| found.target == target) {
                continue;
            }
            let Some(value) = self.later.former.form(node) else {
                continue;
            };
            let mut found = Vec::new();
            let way = Way {
                path: Path::of(key.as_str()),
                known: typed.known(key.as_str()),
                perhaps: false,
                value: None,
            };
            references(typed, &way, &value, &mut found);
            for reference in found.into_iter().filter(|found| found.target == target) {
                added.extend(self.followed(&asked, reference));
            }
        }
        if added.is_empty() {
            return false;
        }
        let change = self
            .changes
            .entry(referrer.to_owned())
            .or_insert_with(|| untouched(after));
        let mut grows = false;
        for property in added {
            let same = change
                .properties
                .iter_mut()
                .find(|own| own.path == property.path);
            match same {
                None => {
                    change.properties.push(property);
                    grows = true;
                }
                // What is written anew changes anyway.
                Some(own) if own.cause != Cause::Written && property.effect > own.effect => {
                    *own = property;
                    grows = true;
                }
                Some(_) => {}
            }
        }
        change.effect = strongest(change);
        grows
    }

    fn followed(&self, asked: &Asked<'_, '_>, found: Found<'_>) -> Option<PropertyChange> {
        let target = self.changes.get(found.target)?;
        let certainty = values::changes(target, found.attribute, self.earlier, self.later);
        if certainty == Certainty::No {
            return None;
        }
        let surely = certainty == Certainty::Surely && !found.perhaps;
        let difference = Difference {
            path: found.path,
            before: Some(found.value.clone()),
            after: Some(found.value.clone()),
            update: found.update,
            decides: None,
        };
        let (mut effect, why) = laws::effect(asked, &difference);
        if effect == Effect::Replaces && !surely {
            effect = Effect::MayReplace;
        }
        Some(PropertyChange {
            path: difference.path,
            before: difference.before,
            after: difference.after,
            effect,
            why,
            cause: Cause::Follows {
                target: found.target.to_owned(),
                attribute: found.attribute.map(str::to_owned),
                surely,
            },
        })
    }

    /// The outputs whose values change because they refer to what does.
    pub fn outputs(&self) -> Vec<EntryChange> {
        let mut all = Vec::new();
        for output in self.later.template.outputs() {
            let Some(node) = output.value() else {
                continue;
            };
            if self.earlier.template.output(output.id()).is_none() {
                continue;
            }
            let touched = |found: &stackwright_template::Reference<'_>| {
                self.changes.contains_key(found.target)
            };
            if !node.references().iter().any(touched) {
                continue;
            }
            let Some(value) = self.later.former.form(node) else {
                continue;
            };
            let way = Way {
                path: Path::of("Value"),
                known: Known::nothing(),
                perhaps: false,
                value: None,
            };
            let mut found = Vec::new();
            references(Typed::unknown(), &way, &value, &mut found);
            let change = found.into_iter().find_map(|found| {
                let target = self.changes.get(found.target)?;
                if !matches!(target.kind, Kind::Changed { .. }) {
                    return None;
                }
                let certainty = values::changes(target, found.attribute, self.earlier, self.later);
                (certainty > Certainty::No).then(|| Cause::Follows {
                    target: found.target.to_owned(),
                    attribute: found.attribute.map(str::to_owned),
                    surely: certainty == Certainty::Surely && !found.perhaps,
                })
            });
            if let Some(cause) = change {
                all.push(EntryChange {
                    section: "Outputs".to_owned(),
                    id: Some(output.id().to_owned()),
                    path: Path::of("Value"),
                    before: Some(value.clone()),
                    after: Some(value.clone()),
                    cause,
                });
            }
        }
        all
    }
}

/// The way to a value.
struct Way<'p, 'n> {
    path: Path,
    known: Known<'p>,
    perhaps: bool,
    /// The outermost function on the way, which is the value.
    value: Option<&'n Node>,
}

fn references<'n>(typed: Typed, way: &Way<'_, 'n>, node: &'n Node, found: &mut Vec<Found<'n>>) {
    match &node.value {
        Value::Map(map) => {
            for (key, value) in map.iter() {
                let inside = way.value.is_some();
                let below = Way {
                    path: match inside {
                        true => way.path.clone(),
                        false => way.path.key(key.as_str()),
                    },
                    known: typed.below(way.known, key.as_str()),
                    ..*way
                };
                references(typed, &below, value, found);
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let below = Way {
                    path: match way.value {
                        Some(_) => way.path.clone(),
                        None => way
                            .path
                            .item(index, item.get("Name").and_then(crate::form::word)),
                    },
                    known: match way.value {
                        Some(_) => way.known,
                        None => typed.item(way.known),
                    },
                    ..*way
                };
                references(typed, &below, item, found);
            }
        }
        Value::Call(call) => called(typed, way, node, call, found),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn called<'n>(
    typed: Typed,
    way: &Way<'_, 'n>,
    node: &'n Node,
    call: &'n Call,
    found: &mut Vec<Found<'n>>,
) {
    if let Some(decided) = call.if_() {
        for branch in [decided.then, decided.otherwise] {
            let below = Way {
                path: way.path.clone(),
                perhaps: true,
                ..*way
            };
            references(typed, &below, branch, found);
        }
        return;
    }
    let value = way.value.unwrap_or(node);
    let target = match (call.reference(), call.get_att()) {
        (Some(target), _) => Some((target, None)),
        (None, Some(get_att)) => get_att
            .attribute
            .as_str()
            .map(|name| (get_att.resource, Some(name))),
        (None, None) => None,
    };
    if let Some((target, attribute)) = target {
        found.push(Found {
            path: way.path.clone(),
            target,
            attribute,
            update: way.known.update,
            perhaps: way.perhaps,
            value,
        });
        return;
    }
    let below = Way {
        path: way.path.clone(),
        value: Some(value),
        ..*way
    };
    references(typed, &below, &call.argument, found);
}
