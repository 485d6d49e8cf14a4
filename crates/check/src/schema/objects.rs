//! Objects: which properties are there, which are missing, which nobody knows.

use stackwright_facts::{Access, Attribute, Limits, Named, Property, PropertyKind, Rule};
use stackwright_template::{Map, Node, Span, Value};

use super::trail::Trail;
use super::violation::{Violation, What};
use super::walk::{At, Engine};
use crate::Assumption;
use crate::model::is_no_value;

/// Which of several kinds a property has by the `Type` that stands beside it: `Properties` of an event of
/// AWS SAM are those of its kind. What is wrong is told of that kind, and not of the one that it resembles.
fn meant(
    property: &'static Property,
    siblings: &'static Named<Property>,
    map: &Map,
) -> Option<&'static Property> {
    let PropertyKind::Union(kinds) = &property.kind else {
        return None;
    };
    let word = map.get("Type")?.as_str()?;
    let PropertyKind::Union(words) = &siblings.get("Type")?.kind else {
        return None;
    };
    let is_word = |kind: &Property| {
        let limits = kind.limits.as_deref();
        let words = limits.and_then(|limits| limits.one_of_values.as_deref());
        words.is_some_and(|words| words.iter().any(|one| one.as_str() == Some(word)))
    };
    let index = words.iter().position(is_word)?;
    kinds.get(index).filter(|_| kinds.len() == words.len())
}

/// What is known of an object.
#[derive(Clone, Copy)]
pub(super) struct Fields<'o> {
    pub(super) owner: &'o str,
    pub(super) properties: &'static Named<Property>,
    /// What the resource returns, which is not to be given.
    pub(super) attributes: Option<&'static Named<Attribute>>,
    pub(super) open: bool,
    pub(super) limits: Option<&'static Limits>,
    /// Properties that come from elsewhere, where they are missing.
    pub(super) supplied: Option<&'o Map>,
}

impl Engine<'_, '_> {
    pub(super) fn object(
        &mut self,
        fields: Fields<'_>,
        node: &Node,
        map: &Map,
        missing_at: Span,
        at: At<'_>,
    ) {
        let mut opaque = false;
        for (key, value) in map.iter() {
            let name = key.as_str();
            if key.is_macro() {
                opaque = true;
                continue;
            }
            let trail = at.trail.key(name);
            match fields.properties.get(name) {
                Some(property) if property.access == Access::ReadOnly => {
                    let what = What::ReadOnly {
                        name: name.to_owned(),
                    };
                    self.report(&trail, key.span, what);
                }
                Some(property) => {
                    let before = self.found.len();
                    self.value(property, value, at.to(&trail));
                    if self.found.len() > before
                        && let Some(kind) = meant(property, fields.properties, map)
                    {
                        self.found.truncate(before);
                        self.value(kind, value, at.to(&trail));
                    }
                }
                None if fields.open || name.starts_with("Fn::") || name.contains("${") => {}
                None if fields
                    .attributes
                    .is_some_and(|known| known.contains_key(name)) =>
                {
                    let what = What::ReadOnly {
                        name: name.to_owned(),
                    };
                    self.report(&trail, key.span, what);
                }
                None => self.unknown_property(fields, map, name, key.span, &trail),
            }
        }
        if !opaque {
            for name in fields.properties.required() {
                let supplied = fields.supplied.is_some_and(|map| map.contains_key(name));
                if !supplied {
                    self.required(fields.owner, name, map, missing_at, at);
                }
            }
            if let Some(limits) = fields.limits {
                self.limits_by_scenario(limits, node, missing_at, at);
            }
        }
    }

    fn unknown_property(
        &mut self,
        fields: Fields<'_>,
        map: &Map,
        name: &str,
        span: Span,
        trail: &Trail<'_>,
    ) {
        // What is there already cannot have been meant.
        let free = fields.properties.iter().filter(|(known, property)| {
            property.access != Access::ReadOnly && !map.contains_key(known)
        });
        let nearest = stackwright_facts::nearest(name, free.map(|(known, _)| known));
        let what = What::UnknownProperty {
            name: name.to_owned(),
            owner: fields.owner.to_owned(),
            nearest: nearest.map(str::to_owned),
        };
        self.report(trail, span, what);
    }

    fn required(&mut self, owner: &str, name: &str, map: &Map, span: Span, at: At<'_>) {
        let under = match map.get(name) {
            None => None,
            Some(value) => match self.absent(value, &mut at.assumed.to_vec(), true) {
                Some(under) => under,
                None => return,
            },
        };
        let what = What::Missing {
            name: name.to_owned(),
            owner: owner.to_owned(),
            under,
        };
        self.report(at.trail, span, what);
    }

    /// Where a value is taken away by `AWS::NoValue`: under which condition, if under one.
    fn absent<'n>(
        &self,
        value: &'n Node,
        assumed: &mut Vec<Assumption<'n>>,
        top: bool,
    ) -> Option<Option<String>> {
        if is_no_value(value) {
            let last = assumed.last().filter(|_| !top).map(|a| match a.holds {
                true => format!("`{}` holds", a.name),
                false => format!("`{}` does not hold", a.name),
            });
            return Some(last);
        }
        let if_ = value.as_call()?.if_()?;
        for (holds, branch) in [(true, if_.then), (false, if_.otherwise)] {
            assumed.push(Assumption {
                name: if_.condition,
                holds,
            });
            let found = match self.model.conditions().possible(assumed) {
                true => self.absent(branch, assumed, false),
                false => None,
            };
            assumed.pop();
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// A cross-property rule, at every place it applies to.
    pub(super) fn rule(&mut self, rule: &'static Rule, node: &Node, span: Span, at: At<'_>) {
        let advice = rule.id.starts_with('W');
        let from = self.found.len();
        self.rule_at(&rule.at, &rule.limits, node, span, at);
        for violation in self.found.iter_mut().skip(from) {
            violation.advice |= advice || has_no_effect(&rule.id, violation);
        }
    }

    fn rule_at(
        &mut self,
        way: &'static [String],
        limits: &'static Limits,
        node: &Node,
        span: Span,
        at: At<'_>,
    ) {
        if let Some(call) = node.as_call() {
            let Some(if_) = call.if_() else { return };
            let trail = at.trail.key("Fn::If");
            for (index, holds, branch) in [(1, true, if_.then), (2, false, if_.otherwise)] {
                let mut assumed = at.assumed.to_vec();
                assumed.push(Assumption {
                    name: if_.condition,
                    holds,
                });
                if self.model.conditions().possible(&assumed) {
                    let trail = trail.index(index);
                    let at = At {
                        trail: &trail,
                        assumed: &assumed,
                        facts: at.facts,
                    };
                    self.rule_at(way, limits, branch, branch.span, at);
                }
            }
            return;
        }
        let Some((step, rest)) = way.split_first() else {
            self.limits_by_scenario(limits, node, span, at);
            return;
        };
        match (&node.value, step.as_str()) {
            (Value::List(items), "*") => {
                for (index, item) in items.iter().enumerate() {
                    let trail = at.trail.index(index);
                    self.rule_at(rest, limits, item, item.span, at.to(&trail));
                }
            }
            (Value::Map(map), "*") => {
                for (key, value) in map.iter() {
                    let trail = at.trail.key(key.as_str());
                    self.rule_at(rest, limits, value, value.span, at.to(&trail));
                }
            }
            (Value::Map(map), key) => {
                if let Some(value) = map.get(key) {
                    let trail = at.trail.key(key);
                    self.rule_at(rest, limits, value, value.span, at.to(&trail));
                }
            }
            _ => {}
        }
    }
}

/// Whether the service takes what a rule excludes, and leaves it alone: of an instance of Aurora, that
/// tags are copied, which its cluster decides.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html>
fn has_no_effect(rule: &str, violation: &Violation) -> bool {
    rule == "E3682" && violation.path.ends_with("/CopyTagsToSnapshot")
}
