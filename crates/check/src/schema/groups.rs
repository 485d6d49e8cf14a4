//! Limits on lists and on which properties stand together, and limits made of others.

use stackwright_facts::Limits;
use stackwright_template::hash::HashSet;
use stackwright_template::{Map, Node};

use super::limits::{Truth, or, outside, plain};
use super::violation::{Violation, What};
use super::walk::{At, Engine, shown};
use crate::Assumption;
use crate::model::is_no_value;

/// Past this many items only texts are compared with each other.
const COMPARED: usize = 200;

/// What is said of values that are refused together, where none of them is named.
pub(crate) const TOGETHER: &str = "these do not go together";

impl Engine<'_, '_> {
    /// Whether a property is there.
    fn there(&self, map: &Map, name: &str, assumed: &[Assumption<'_>]) -> Truth {
        match map.get(name) {
            Some(value) => self.is_value(value, assumed),
            None if map.keys().any(|key| key.is_macro()) => Truth::Unknown,
            None => Truth::No,
        }
    }

    /// Whether a node gives a value at all.
    fn is_value(&self, node: &Node, assumed: &[Assumption<'_>]) -> Truth {
        if is_no_value(node) {
            return Truth::No;
        }
        let Some(if_) = node.as_call().and_then(|call| call.if_()) else {
            return Truth::Yes;
        };
        let mut all = Vec::new();
        for (holds, branch) in [(true, if_.then), (false, if_.otherwise)] {
            let mut assumed = assumed.to_vec();
            assumed.push(Assumption {
                name: if_.condition,
                holds,
            });
            if self.model.conditions().possible(&assumed) {
                all.push(self.is_value(branch, &assumed));
            }
        }
        Truth::agreed(&all)
    }

    /// Which properties must, and must not, stand together.
    pub(super) fn presence(
        &mut self,
        limits: &Limits,
        map: &Map,
        node: &Node,
        at: At<'_>,
        report: bool,
    ) -> Truth {
        let mut truth = Truth::Yes;
        if !limits.asks_for_presence() {
            return truth;
        }
        for name in &limits.required {
            truth = truth.and(match self.there(map, name, at.assumed) {
                Truth::No => self.fail(report, node, at, || What::Missing {
                    name: name.clone(),
                    owner: String::new(),
                    under: None,
                }),
                other => other,
            });
        }
        let groups = limits.required_xor.iter().map(|group| (group, true));
        let groups = groups.chain(limits.required_or.iter().map(|group| (group, false)));
        for (group, exactly) in groups {
            truth = truth.and(self.group(group, exactly, map, node, at, report));
        }
        for (name, needed) in &limits.dependent_required {
            let given = self.there(map, name, at.assumed);
            for missing in needed {
                let there = self.there(map, missing, at.assumed);
                truth = truth.and(match (given, there) {
                    (Truth::No, _) | (_, Truth::Yes) => Truth::Yes,
                    (Truth::Yes, Truth::No) => self.fail(report, node, at, || What::Needs {
                        name: name.clone(),
                        missing: missing.clone(),
                    }),
                    _ => Truth::Unknown,
                });
            }
        }
        for (name, excluded) in &limits.dependent_excluded {
            let given = self.there(map, name, at.assumed);
            for other in excluded {
                let there = self.there(map, other, at.assumed);
                truth = truth.and(match (given, there) {
                    (Truth::No, _) | (_, Truth::No) => Truth::Yes,
                    (Truth::Yes, Truth::Yes) => {
                        // Said once, where each excludes the other.
                        let back = limits.dependent_excluded.get(other);
                        let twice = back.is_some_and(|back| back.contains(name)) && other < name;
                        self.fail(report && !twice, node, at, || What::Excludes {
                            name: name.clone(),
                            other: other.clone(),
                        })
                    }
                    _ => Truth::Unknown,
                });
            }
        }
        truth
    }

    fn group(
        &mut self,
        group: &[String],
        exactly: bool,
        map: &Map,
        node: &Node,
        at: At<'_>,
        report: bool,
    ) -> Truth {
        let there: Vec<Truth> = group
            .iter()
            .map(|name| self.there(map, name, at.assumed))
            .collect();
        let given = there.iter().filter(|t| **t == Truth::Yes).count();
        let unknown = there.contains(&Truth::Unknown);
        match (given, unknown) {
            (0, true) => Truth::Unknown,
            (1, true) if exactly => Truth::Unknown,
            (1, _) => Truth::Yes,
            (more, _) if more > 1 && !exactly => Truth::Yes,
            _ => self.fail(report, node, at, || {
                let present = group.iter().zip(&there);
                let present = present.filter(|(_, t)| **t == Truth::Yes);
                What::Group {
                    names: group.to_vec(),
                    present: present.map(|(name, _)| name.clone()).collect(),
                    exactly,
                }
            }),
        }
    }

    pub(super) fn list(
        &mut self,
        limits: &'static Limits,
        items: &[Node],
        node: &Node,
        at: At<'_>,
        report: bool,
    ) -> Truth {
        let mut truth = self.count(limits, items, node, at, report);
        if limits.unique || !limits.unique_keys.is_empty() {
            truth = truth.and(self.unique(limits, items, at, report));
        }
        if let Some(most) = limits.max_unique_items {
            let texts: HashSet<&str> = items.iter().filter_map(Node::as_str).collect();
            if u64::try_from(texts.len()).is_ok_and(|count| count > most) {
                truth = self.fail(report, node, at, || What::Items {
                    count: texts.len(),
                    bound: format!("at most {most} different ones"),
                });
            }
        }
        if let Some(each) = limits.items.as_deref() {
            for (index, item) in items.iter().enumerate() {
                let trail = at.trail.index(index);
                truth = truth.and(self.evaluate(each, item, at.to(&trail), report));
            }
        }
        for (index, (item, limits)) in items.iter().zip(&limits.prefix_items).enumerate() {
            let trail = at.trail.index(index);
            truth = truth.and(self.evaluate(limits, item, at.to(&trail), report));
        }
        if let Some(wanted) = limits.contains.as_deref() {
            let mut found = Truth::No;
            for item in items {
                // What is taken away is nothing that the list contains.
                if self.is_value(item, at.assumed) == Truth::No {
                    continue;
                }
                match self.evaluate(wanted, item, at, false) {
                    Truth::Yes => found = Truth::Yes,
                    Truth::Unknown if found == Truth::No => found = Truth::Unknown,
                    _ => {}
                }
            }
            if found == Truth::No {
                found = self.fail(report, node, at, || What::Combination {
                    text: format!("no item of the list is {}", in_words(wanted)),
                });
            }
            truth = truth.and(found);
        }
        truth
    }

    /// The number of items, of which some may be taken away or stand for several.
    fn count(
        &mut self,
        limits: &Limits,
        items: &[Node],
        node: &Node,
        at: At<'_>,
        report: bool,
    ) -> Truth {
        if limits.min_items.is_none() && limits.max_items.is_none() {
            return Truth::Yes;
        }
        let values: Vec<Truth> = items
            .iter()
            .map(|item| self.is_value(item, at.assumed))
            .collect();
        let sure = values.iter().filter(|t| **t == Truth::Yes).count();
        let perhaps = values.iter().filter(|t| **t != Truth::No).count();
        // Too few even with all of them, or too many even without the doubtful ones.
        let bound = outside(perhaps, limits.min_items, None)
            .or_else(|| outside(sure, None, limits.max_items));
        match bound {
            Some(bound) => {
                let count = if bound.starts_with("at least") {
                    perhaps
                } else {
                    sure
                };
                self.fail(report, node, at, || What::Items { count, bound })
            }
            None if sure == perhaps => Truth::Yes,
            None => Truth::Unknown,
        }
    }

    fn unique(&mut self, limits: &Limits, items: &[Node], at: At<'_>, report: bool) -> Truth {
        let mut truth = Truth::Yes;
        let mut texts: HashSet<&str> = HashSet::default();
        for (index, item) in items.iter().enumerate() {
            let known = |node: &Node| !is_no_value(node) && shown_if(node);
            let again = if limits.unique_keys.is_empty() {
                match item.as_str() {
                    Some(text) => !texts.insert(text),
                    None if !known(item) || index > COMPARED => false,
                    None => items.iter().take(index).any(|other| other == item),
                }
            } else {
                let agrees = |other: &Node| {
                    limits
                        .unique_keys
                        .iter()
                        .all(|key| match (item.get(key), other.get(key)) {
                            (Some(a), Some(b)) => known(a) && a == b,
                            _ => false,
                        })
                };
                index <= COMPARED && items.iter().take(index).any(agrees)
            };
            if again {
                let trail = at.trail.index(index);
                truth = self.fail(report, item, at.to(&trail), || What::Duplicate {
                    value: match limits.unique_keys.is_empty() {
                        true => shown(item),
                        false => format!("the same {}", and(&limits.unique_keys)),
                    },
                });
            }
        }
        truth
    }

    /// Limits made of limits.
    pub(super) fn composed(
        &mut self,
        limits: &'static Limits,
        node: &Node,
        at: At<'_>,
        report: bool,
    ) -> Truth {
        let mut truth = Truth::Yes;
        for part in &limits.all_of {
            truth = truth.and(self.evaluate(part, node, at, report));
        }
        if !limits.any_of.is_empty() {
            truth = truth.and(self.alternatives(&limits.any_of, false, node, at, report));
        }
        if !limits.one_of.is_empty() {
            truth = truth.and(self.alternatives(&limits.one_of, true, node, at, report));
        }
        if let Some(not) = limits.not.as_deref() {
            truth = truth.and(match self.evaluate(not, node, at, false) {
                Truth::Yes => self.excluded(not, node, at, report),
                Truth::No => Truth::Yes,
                Truth::Unknown => Truth::Unknown,
            });
        }
        if let Some(when) = limits.when.as_deref() {
            let branch = match self.evaluate(when, node, at, false) {
                Truth::Yes => limits.then.as_deref(),
                Truth::No => limits.otherwise.as_deref(),
                Truth::Unknown => {
                    truth = truth.and(Truth::Unknown);
                    None
                }
            };
            if let Some(branch) = branch {
                let from = self.found.len();
                truth = truth.and(self.evaluate(branch, node, at, report));
                let holds = limits
                    .then
                    .as_deref()
                    .is_some_and(|then| std::ptr::eq(then, branch));
                for violation in self.found.iter_mut().skip(from) {
                    // Where no value is named, the last one that it depends on is the place.
                    let is_whole = matches!(violation.what, What::Combination { .. })
                        && violation.path == at.trail.to_string();
                    if let Some((name, value)) = last_asked(when, node).filter(|_| is_whole) {
                        violation.path = at.trail.key(name).to_string();
                        violation.span = value.span;
                    }
                    let because = in_words_of(when, node);
                    if violation.because.is_none() && holds && !because.is_empty() {
                        let of_this = violation.path == at.trail.to_string();
                        if let What::Excludes { name, other } = &violation.what
                            && of_this
                            && because.contains(&format!("`{name}` being"))
                            && let Some(value) = node.get(other)
                        {
                            // Not the two exclude one another, but this value and the other.
                            violation.path = at.trail.key(other).to_string();
                            violation.span = value.span;
                            let text = format!("`{other}` has no place here");
                            violation.what = What::Combination { text };
                        }
                        violation.because = Some(because);
                    }
                }
            }
        }
        truth
    }

    /// What must not be, and is.
    fn excluded(&mut self, not: &'static Limits, node: &Node, at: At<'_>, report: bool) -> Truth {
        if let (true, Some(names)) = (report, only_required(&not.any_of)) {
            let given = names
                .iter()
                .filter_map(|name| Some((name, node.get(name)?)));
            let given: Vec<(&String, &Node)> = given
                .filter(|(_, value)| self.is_value(value, at.assumed) == Truth::Yes)
                .collect();
            for (name, value) in &given {
                let trail = at.trail.key(name);
                let text = format!("`{name}` has no place here");
                self.report(&trail, value.span, What::Combination { text });
            }
            if !given.is_empty() {
                return Truth::No;
            }
        }
        let scalar = node.as_map().is_none() && node.as_list().is_none();
        self.fail(report, node, at, || What::Combination {
            text: match in_words(not) {
                words if words.is_empty() && node.as_map().is_some() => TOGETHER.to_owned(),
                // Nothing at all may stand here.
                words if words.is_empty() => format!("{} has no place here", shown(node)),
                _ if scalar => format!("{} is not taken", shown(node)),
                words => format!("{words} is not taken"),
            },
        })
    }

    /// At least one, or exactly one, of several. Where none holds the nearest is told.
    fn alternatives(
        &mut self,
        parts: &'static [Limits],
        exactly: bool,
        node: &Node,
        at: At<'_>,
        report: bool,
    ) -> Truth {
        let mut holding = 0_usize;
        let mut unknown = false;
        for part in parts {
            match self.evaluate(part, node, at, false) {
                Truth::Yes if !exactly => return Truth::Yes,
                Truth::Yes => holding += 1,
                Truth::Unknown => unknown = true,
                Truth::No => {}
            }
        }
        match (holding, unknown) {
            (1, false) => Truth::Yes,
            (0 | 1, true) => Truth::Unknown,
            (0, false) => {
                if report {
                    self.nearest_alternative(parts, exactly, node, at);
                }
                Truth::No
            }
            _ => self.fail(report, node, at, || match only_required(parts) {
                Some(names) => What::Group {
                    present: names
                        .iter()
                        .filter(|name| node.get(name).is_some())
                        .cloned()
                        .collect(),
                    names,
                    exactly,
                },
                None => What::Combination {
                    text: "more than one of the forms that exclude each other is given".to_owned(),
                },
            }),
        }
    }

    fn nearest_alternative(
        &mut self,
        parts: &'static [Limits],
        exactly: bool,
        node: &Node,
        at: At<'_>,
    ) {
        if let Some(names) = only_required(parts) {
            let what = What::Group {
                names,
                present: Vec::new(),
                exactly,
            };
            self.report(at.trail, node.span, what);
            return;
        }
        let mut best: Option<(usize, Vec<Violation>)> = None;
        for part in parts {
            let before = std::mem::take(&mut self.found);
            self.evaluate(part, node, at, true);
            let problems = std::mem::replace(&mut self.found, before);
            let weight = problems.iter().map(|problem| match problem.what {
                // Another form was meant.
                What::Missing { .. } | What::UnknownProperty { .. } => 10,
                What::WrongType { .. } => 100,
                _ => 1,
            });
            let weight: usize = weight.sum();
            if best.as_ref().is_none_or(|(least, _)| weight < *least) {
                best = Some((weight, problems));
            }
        }
        if let Some((_, problems)) = best {
            self.found.extend(problems);
        }
    }
}

/// The names, where each alternative does nothing but require one property.
fn only_required(parts: &[Limits]) -> Option<Vec<String>> {
    let name = |part: &Limits| match part.required.as_slice() {
        [name] => {
            let mut rest = part.clone();
            rest.required.clear();
            rest.types.clear();
            rest.is_empty().then(|| name.clone())
        }
        _ => None,
    };
    parts.iter().map(name).collect()
}

/// Whether a node is known well enough to be compared.
fn shown_if(node: &Node) -> bool {
    node.as_call().is_none_or(|call| call.if_().is_none())
}

fn and(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(" and ")
}

/// What limits ask about a value, with what the value is.
fn in_words_of(limits: &Limits, node: &Node) -> String {
    let is_text = |node: &Node| node.as_map().is_none() && node.as_list().is_none();
    let of_property = |name: &str, inner: &Limits| {
        let value = node.get(name)?;
        let asked = !in_words(inner).is_empty();
        let words = match is_text(value) {
            true if asked => shown(value),
            true => return None,
            // What is asked of something inside is said with the way to it.
            false => {
                let inside = in_words_of(inner, value);
                return Some(match inside.strip_prefix('`') {
                    Some(rest) => format!("`{name}/{rest}"),
                    None => format!("`{name}` being given"),
                });
            }
        };
        (!words.is_empty()).then(|| format!("`{name}` being {words}"))
    };
    let known: Vec<String> = limits
        .properties
        .iter()
        .filter_map(|(name, inner)| of_property(name, inner))
        .collect();
    match known.len() == limits.properties.len() && !known.is_empty() {
        true => known.join(" with "),
        false => in_words(limits),
    }
}

/// The last property with a plain value that limits ask for.
fn last_asked<'n>(limits: &'static Limits, node: &'n Node) -> Option<(&'static str, &'n Node)> {
    limits.properties.keys().rev().find_map(|name| {
        let value = node.get(name)?;
        let is_plain = value.as_map().is_none() && value.as_list().is_none();
        is_plain.then_some((name, value))
    })
}

/// What limits demand, as far as it can be said in a few words.
pub(super) fn in_words(limits: &Limits) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(constant) = &limits.constant {
        parts.push(format!("`{}`", plain(constant)));
    }
    if !limits.allowed().is_empty() {
        parts.push(or(limits
            .allowed()
            .iter()
            .map(|v| format!("`{}`", plain(v)))));
    }
    for (name, limits) in limits.properties.iter() {
        let inner = in_words(limits);
        if !inner.is_empty() {
            parts.push(format!("`{name}` being {inner}"));
        }
    }
    for name in &limits.required {
        if !limits.properties.contains_key(name) {
            parts.push(format!("`{name}` being given"));
        }
    }
    if let Some(pattern) = &limits.pattern {
        parts.push(format!("a text like `{pattern}`"));
    }
    if let Some(not) = limits.not.as_deref() {
        let inner = in_words(not);
        if !inner.is_empty() {
            parts.push(format!("not {inner}"));
        }
    }
    parts.join(" with ")
}
