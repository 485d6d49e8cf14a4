//! Limits that look at several properties at once, under every combination of the conditions
//! that the properties depend on.

use stackwright_facts::Limits;
use stackwright_template::{Node, Span, Value, Walk};

use super::walk::{At, Engine};
use crate::Assumption;

/// How many conditions are combined; of further ones nothing is assumed.
const CONDITIONS: usize = 5;

impl Engine<'_, '_> {
    pub(super) fn limits_by_scenario(
        &mut self,
        limits: &'static Limits,
        node: &Node,
        span: Span,
        at: At<'_>,
    ) {
        let branches = self.model.nodes().has_branches();
        let names = match branches && limits.looks_around() {
            true => conditions_in(node),
            false => Vec::new(),
        };
        let from = self.found.len();
        for combination in 0..1_usize << names.len() {
            let mut assumed = at.assumed.to_vec();
            for (bit, name) in names.iter().enumerate() {
                assumed.push(Assumption {
                    name,
                    holds: combination >> bit & 1 == 0,
                });
            }
            if names.is_empty() || self.model.conditions().possible(&assumed) {
                let before = self.found.len();
                let at = At {
                    trail: at.trail,
                    assumed: &assumed,
                    facts: at.facts,
                };
                self.limits(limits, node, at);
                for violation in self.found.iter_mut().skip(before) {
                    // What is missing has no place of its own.
                    if violation.span == node.span {
                        violation.span = span;
                    }
                }
            }
        }
        let mut kept = self.found.len();
        while kept > from + 1 {
            kept -= 1;
            let repeated = match self.found.split_at_checked(kept) {
                Some((before, [last, ..])) => before
                    .iter()
                    .skip(from)
                    .any(|v| v.path == last.path && v.what == last.what),
                _ => false,
            };
            if repeated {
                self.found.remove(kept);
            }
        }
    }
}

/// The first conditions that the node's values depend on.
fn conditions_in(node: &Node) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    node.walk(|_, node| {
        if names.len() >= CONDITIONS {
            return Walk::Over;
        }
        if let Value::Call(call) = &node.value
            && let Some(if_) = call.if_()
            && !names.contains(&if_.condition)
        {
            names.push(if_.condition);
        }
        Walk::Into
    });
    names
}

/// Whether limits depend on more than one value.
trait LooksAround {
    fn looks_around(&self) -> bool;
}

impl LooksAround for Limits {
    fn looks_around(&self) -> bool {
        self.asks_for_presence()
            || !(self.all_of.is_empty()
                && self.any_of.is_empty()
                && self.one_of.is_empty()
                && self.not.is_none()
                && self.when.is_none()
                && self.properties.is_empty())
    }
}
