//! The cases that conditions can put a template into.

use std::collections::BTreeSet;

use stackwright_template::Template;
use stackwright_template::hash::HashMap;

use super::{Conditions, Subject};

/// How many cases are looked at. Of more, some are chosen in which each comparison goes each way.
const CASES: usize = 32;
/// How many combinations of values are gone through to find them.
const COMBINATIONS: usize = 1024;

/// Which conditions hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case(Vec<bool>);

impl Conditions<'_> {
    /// Whether a condition holds in a case; nothing where it is not defined.
    pub fn holds_in(&self, case: &Case, name: &str) -> Option<bool> {
        case.0.get(*self.index.get(name)?).copied()
    }

    /// Cases in which the conditions that are used differ, each of which can come true.
    pub fn cases<'n>(&self, used: impl IntoIterator<Item = &'n str>) -> Vec<Case> {
        let used = used.into_iter().filter_map(|name| self.index.get(name));
        let used: BTreeSet<usize> = used.copied().collect();
        let mut matter = BTreeSet::new();
        let mut seen = vec![false; self.formulas.len()];
        for index in &used {
            self.variables_of(*index, &mut seen, &mut matter);
        }
        let sizes: Vec<(usize, usize)> = matter.iter().map(|v| (*v, self.size(*v))).collect();
        let mut cases = Cases {
            conditions: self,
            used: &used,
            seen: BTreeSet::new(),
            found: Vec::new(),
        };
        for last in [false, true] {
            let base =
                |(variable, size): &(usize, usize)| (*variable, if last { size - 1 } else { 0 });
            let base: HashMap<usize, usize> = sizes.iter().map(base).collect();
            cases.add(&base);
            for (variable, size) in &sizes {
                for value in 0..*size {
                    let mut flipped = base.clone();
                    flipped.insert(*variable, value);
                    cases.add(&flipped);
                }
            }
        }
        let product = |product: usize, (_, size): &(usize, usize)| product.saturating_mul(*size);
        let combinations = sizes.iter().fold(1, product);
        if combinations <= COMBINATIONS {
            for combination in 0..combinations {
                let mut rest = combination;
                let digit = |(variable, size): &(usize, usize)| {
                    let value = rest % size;
                    rest /= size;
                    (*variable, value)
                };
                let values = sizes.iter().map(digit).collect();
                cases.add(&values);
            }
        }
        cases.found
    }

    /// The case in which every parameter has its default.
    pub fn case_of_defaults(&self, template: &Template) -> Case {
        let value = |(index, variable): (usize, &super::Variable<'_>)| {
            let default = match variable.subject {
                Subject::Named(name) => template.parameter(name).and_then(|p| p.default()),
                _ => None,
            };
            let text = default.and_then(super::literal);
            let at = text.and_then(|text| variable.values.iter().position(|v| *v == text));
            (index, at.unwrap_or(self.size(index) - 1))
        };
        let values = self.variables.iter().enumerate().map(value).collect();
        self.case(&values)
    }

    /// How many values a variable can have; at least one.
    fn size(&self, variable: usize) -> usize {
        let size = |v: &super::Variable<'_>| v.values.len() + usize::from(v.open);
        self.variables.get(variable).map_or(1, size).max(1)
    }

    fn case(&self, values: &HashMap<usize, usize>) -> Case {
        let mut memo = vec![None; self.formulas.len()];
        let all = 0..self.formulas.len();
        Case(
            all.map(|index| self.value(index, values, &mut memo))
                .collect(),
        )
    }
}

struct Cases<'c, 'a> {
    conditions: &'c Conditions<'a>,
    used: &'c BTreeSet<usize>,
    seen: BTreeSet<Vec<bool>>,
    found: Vec<Case>,
}

impl Cases<'_, '_> {
    fn add(&mut self, values: &HashMap<usize, usize>) {
        if self.found.len() >= CASES {
            return;
        }
        let case = self.conditions.case(values);
        let key = self
            .used
            .iter()
            .map(|index| case.0.get(*index) == Some(&true));
        if self.seen.insert(key.collect()) {
            self.found.push(case);
        }
    }
}
