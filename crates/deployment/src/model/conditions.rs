//! Which conditions can hold together.
//!
//! A condition is a formula over comparisons. What is compared (a parameter, a pseudo parameter,
//! any other call) is a variable; its values are the texts it is compared with, its allowed
//! values and, unless those are all there are, "something else". Whether assumptions can hold
//! together is tried out over all values of the variables that matter, up to a bound; beyond
//! it the answer is yes, so that nothing is claimed that is not known.

mod cases;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use stackwright_template::hash::HashMap;
use stackwright_template::{Call, Function, Node, Template, Value};

pub use cases::Case;

/// How many combinations of values are tried for one question.
const QUESTION: usize = 2048;
/// How many are tried for one template. Past that every question is answered with yes.
const BUDGET: usize = 400_000;

/// That a condition holds, or that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Assumption<'a> {
    /// The condition.
    pub name: &'a str,
    /// Whether it holds.
    pub holds: bool,
}

/// Whether a condition holds where something else is assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// In every case.
    Always,
    /// In no case.
    Never,
    /// It depends, or it is not known.
    Perhaps,
}

enum Formula {
    Constant(bool),
    /// The variable has the value with this index.
    Is(usize, usize),
    Named(usize),
    Not(Box<Formula>),
    All(Vec<Formula>),
    Any(Vec<Formula>),
}

struct Variable<'a> {
    subject: Subject<'a>,
    values: Vec<Cow<'a, str>>,
    /// Whether it can be something else than `values`.
    open: bool,
}

#[derive(PartialEq)]
enum Subject<'a> {
    /// What a reference stands for.
    Named(&'a str),
    /// Some other expression.
    Node(&'a Node),
    /// Whether two expressions are equal.
    Pair(&'a Node, &'a Node),
    /// Something of which nothing is known.
    Free,
}

/// The conditions of a template as formulas.
pub struct Conditions<'a> {
    index: HashMap<&'a str, usize>,
    formulas: Vec<Formula>,
    variables: Vec<Variable<'a>>,
    answers: RefCell<HashMap<Question, bool>>,
    spent: Cell<usize>,
}

type Question = (BTreeSet<(usize, bool)>, Option<(usize, usize)>);

impl<'a> Conditions<'a> {
    pub(super) fn of(template: &'a Template, regions: &'a [String]) -> Self {
        let mut conditions = Conditions {
            index: template
                .conditions()
                .enumerate()
                .map(|(index, condition)| (condition.id(), index))
                .collect(),
            formulas: Vec::new(),
            variables: Vec::new(),
            answers: RefCell::default(),
            spent: Cell::new(0),
        };
        let mut builder = Builder {
            template,
            regions,
            known: HashMap::default(),
        };
        for condition in template.conditions() {
            let formula = builder.formula(&mut conditions, condition.node());
            conditions.formulas.push(formula);
        }
        conditions.cut_rings();
        conditions
    }

    /// Whether the template has a condition of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.index.contains_key(name)
    }

    /// Whether the assumptions can hold together. Undefined conditions can be anything.
    pub fn possible(&self, assumed: &[Assumption<'_>]) -> bool {
        self.possible_where(assumed, None)
    }

    /// Whether the assumptions can hold together where a parameter has this value.
    pub fn possible_with(&self, assumed: &[Assumption<'_>], parameter: &str, value: &str) -> bool {
        let subject = Subject::Named(parameter);
        let variable = self.variables.iter().position(|v| v.subject == subject);
        let fixed = variable.map(|index| {
            let values = self.variables.get(index).map(|v| v.values.as_slice());
            let values = values.unwrap_or_default();
            // One past the last value stands for something else.
            let value = values.iter().position(|v| v == value);
            (index, value.unwrap_or(values.len()))
        });
        self.possible_where(assumed, fixed)
    }

    /// Whether a condition holds where others are assumed.
    pub fn holds(&self, assumed: &[Assumption<'a>], name: &'a str) -> Holds {
        let with = |holds| {
            let mut all = assumed.to_vec();
            all.push(Assumption { name, holds });
            self.possible(&all)
        };
        match (with(true), with(false)) {
            (true, false) => Holds::Always,
            (false, true) => Holds::Never,
            _ => Holds::Perhaps,
        }
    }

    fn possible_where(&self, assumed: &[Assumption<'_>], fixed: Option<(usize, usize)>) -> bool {
        // Contradictions are found without formulas, also among undefined conditions.
        let contradicts = |a: &Assumption<'_>| {
            let opposite = |b: &Assumption<'_>| b.name == a.name && b.holds != a.holds;
            assumed.iter().any(opposite)
        };
        if assumed.iter().any(contradicts) {
            return false;
        }
        let known = assumed
            .iter()
            .filter_map(|a| Some((*self.index.get(a.name)?, a.holds)));
        let known: BTreeSet<(usize, bool)> = known.collect();
        if known.is_empty() {
            return true;
        }
        let question = (known, fixed);
        if let Some(answer) = self.answers.borrow().get(&question) {
            return *answer;
        }
        let answer = self.try_out(&question);
        self.answers.borrow_mut().insert(question, answer);
        answer
    }

    fn try_out(&self, (assumed, fixed): &Question) -> bool {
        let mut matter = BTreeSet::new();
        let mut seen = vec![false; self.formulas.len()];
        for (index, _) in assumed {
            self.variables_of(*index, &mut seen, &mut matter);
        }
        let mut choices: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
        let mut combinations: usize = 1;
        for index in matter {
            let Some(variable) = self.variables.get(index) else {
                continue;
            };
            let count = variable.values.len() + usize::from(variable.open);
            let range = match fixed {
                Some((fixed, value)) if *fixed == index => *value..*value + 1,
                _ => 0..count.max(1),
            };
            combinations = combinations.saturating_mul(range.len());
            choices.push((index, range));
        }
        let spent = self.spent.get().saturating_add(combinations);
        if combinations > QUESTION || spent > BUDGET {
            return true;
        }
        self.spent.set(spent);
        let mut values: HashMap<usize, usize> = HashMap::default();
        for combination in 0..combinations {
            let mut rest = combination;
            for (index, range) in &choices {
                values.insert(*index, range.start + rest % range.len());
                rest /= range.len();
            }
            let mut memo = vec![None; self.formulas.len()];
            let as_assumed =
                |(index, holds): &(usize, bool)| self.value(*index, &values, &mut memo) == *holds;
            if assumed.iter().all(as_assumed) {
                return true;
            }
        }
        false
    }

    fn variables_of(&self, index: usize, seen: &mut [bool], matter: &mut BTreeSet<usize>) {
        match seen.get_mut(index) {
            Some(seen) if !*seen => *seen = true,
            _ => return,
        }
        let Some(formula) = self.formulas.get(index) else {
            return;
        };
        let mut named = Vec::new();
        formula.visit(&mut |part| match part {
            Formula::Is(variable, _) => {
                matter.insert(*variable);
            }
            Formula::Named(index) => named.push(*index),
            _ => {}
        });
        for index in named {
            self.variables_of(index, seen, matter);
        }
    }

    fn value(
        &self,
        index: usize,
        values: &HashMap<usize, usize>,
        memo: &mut Vec<Option<bool>>,
    ) -> bool {
        if let Some(Some(known)) = memo.get(index) {
            return *known;
        }
        let value = self
            .formulas
            .get(index)
            .is_some_and(|formula| self.evaluate(formula, values, memo));
        if let Some(slot) = memo.get_mut(index) {
            *slot = Some(value);
        }
        value
    }

    fn evaluate(
        &self,
        formula: &Formula,
        values: &HashMap<usize, usize>,
        memo: &mut Vec<Option<bool>>,
    ) -> bool {
        match formula {
            Formula::Constant(value) => *value,
            Formula::Is(variable, value) => values.get(variable) == Some(value),
            Formula::Named(index) => self.value(*index, values, memo),
            Formula::Not(inner) => !self.evaluate(inner, values, memo),
            Formula::All(parts) => parts.iter().all(|p| self.evaluate(p, values, memo)),
            Formula::Any(parts) => parts.iter().any(|p| self.evaluate(p, values, memo)),
        }
    }

    /// Conditions that need themselves are replaced by free ones, and so are those at the end of
    /// chains too long to follow; what is left can be evaluated by recursion.
    fn cut_rings(&mut self) {
        let count = self.formulas.len();
        let mut height: Vec<Option<usize>> = vec![None; count];
        // A formula's height is known once those of all it names are; what never gets one is
        // part of a ring, or leads into one.
        let names: Vec<Vec<usize>> = self.formulas.iter().map(Formula::names).collect();
        let mut users: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut missing: Vec<usize> = names.iter().map(Vec::len).collect();
        for (user, names) in names.iter().enumerate() {
            for name in names {
                if let Some(users) = users.get_mut(*name) {
                    users.push(user);
                }
            }
        }
        let mut ready: Vec<usize> = (0..count)
            .filter(|index| missing.get(*index) == Some(&0))
            .collect();
        while let Some(index) = ready.pop() {
            let of = |name: &usize| height.get(*name).copied().flatten().unwrap_or(0);
            let highest = names.get(index).into_iter().flatten().map(of).max();
            if let Some(slot) = height.get_mut(index) {
                *slot = Some(highest.map_or(0, |h| h + 1));
            }
            for user in users.get(index).into_iter().flatten() {
                if let Some(left) = missing.get_mut(*user) {
                    *left = left.saturating_sub(1);
                    if *left == 0 {
                        ready.push(*user);
                    }
                }
            }
        }
        for (index, height) in height.into_iter().enumerate() {
            if height.is_none_or(|height| height > 100) {
                let free = self.free();
                if let Some(slot) = self.formulas.get_mut(index) {
                    *slot = free;
                }
            }
        }
    }

    fn free(&mut self) -> Formula {
        self.variables.push(Variable {
            subject: Subject::Free,
            values: vec![Cow::Borrowed("true")],
            open: true,
        });
        Formula::Is(self.variables.len() - 1, 0)
    }
}

impl Formula {
    fn visit(&self, visit: &mut dyn FnMut(&Formula)) {
        visit(self);
        match self {
            Formula::Not(inner) => inner.visit(visit),
            Formula::All(parts) | Formula::Any(parts) => {
                parts.iter().for_each(|part| part.visit(visit));
            }
            _ => {}
        }
    }

    fn names(&self) -> Vec<usize> {
        let mut names = BTreeSet::new();
        self.visit(&mut |part| {
            if let Formula::Named(index) = part {
                names.insert(*index);
            }
        });
        names.into_iter().collect()
    }
}

/// Makes formulas of nodes.
struct Builder<'a> {
    template: &'a Template,
    regions: &'a [String],
    known: HashMap<&'a str, usize>,
}

impl<'a> Builder<'a> {
    fn formula(&mut self, to: &mut Conditions<'a>, node: &'a Node) -> Formula {
        match &node.value {
            Value::Bool(value) => Formula::Constant(*value),
            Value::String(text) if &**text == "true" => Formula::Constant(true),
            Value::String(text) if &**text == "false" => Formula::Constant(false),
            Value::Call(call) => self.of_call(to, call),
            // Where a name should stand behind `Condition` but a formula does.
            _ => to.free(),
        }
    }

    fn of_call(&mut self, to: &mut Conditions<'a>, call: &'a Call) -> Formula {
        let parts = call.argument.as_list().unwrap_or_default();
        match (call.function, parts) {
            (Function::Condition, _) => {
                match call.condition().and_then(|name| to.index.get(name)) {
                    Some(index) => Formula::Named(*index),
                    None => to.free(),
                }
            }
            (Function::Not, [one]) => Formula::Not(Box::new(self.formula(to, one))),
            (Function::And, parts) if !parts.is_empty() => {
                Formula::All(parts.iter().map(|part| self.formula(to, part)).collect())
            }
            (Function::Or, parts) if !parts.is_empty() => {
                Formula::Any(parts.iter().map(|part| self.formula(to, part)).collect())
            }
            (Function::Equals, [left, right]) => self.equals(to, left, right),
            _ => to.free(),
        }
    }

    fn equals(&mut self, to: &mut Conditions<'a>, left: &'a Node, right: &'a Node) -> Formula {
        match (literal(left), literal(right)) {
            (Some(left), Some(right)) => Formula::Constant(left == right),
            (None, Some(text)) => self.is(to, left, text),
            (Some(text), None) => self.is(to, right, text),
            (None, None) if left == right => Formula::Constant(true),
            (None, None) => {
                let subject = Subject::Pair(left, right);
                let index = self.variable(to, subject, &[Cow::Borrowed("true")]);
                Formula::Is(index, 0)
            }
        }
    }

    fn is(&mut self, to: &mut Conditions<'a>, node: &'a Node, text: Cow<'a, str>) -> Formula {
        let index = match node.as_call().and_then(Call::reference) {
            Some(name) => match self.known.get(name) {
                Some(index) => *index,
                None => {
                    let index = self.reference(to, name);
                    self.known.insert(name, index);
                    index
                }
            },
            None => self.variable(to, Subject::Node(node), &[]),
        };
        let Some(variable) = to.variables.get_mut(index) else {
            return to.free();
        };
        let at = match variable.values.iter().position(|value| *value == text) {
            Some(at) => at,
            None if variable.open => {
                variable.values.push(text);
                variable.values.len() - 1
            }
            None => return Formula::Constant(false),
        };
        Formula::Is(index, at)
    }

    fn reference(&self, to: &mut Conditions<'a>, name: &'a str) -> usize {
        let mut values: Vec<Cow<'a, str>> = Vec::new();
        if name == "AWS::Region" {
            values.extend(self.regions.iter().map(|r| Cow::Borrowed(r.as_str())));
        }
        if let Some(parameter) = self.template.parameter(name) {
            // A default that is not allowed is reported elsewhere and adds no value.
            values.extend(parameter.allowed_values().iter().filter_map(literal));
        }
        to.variables.push(Variable {
            subject: Subject::Named(name),
            open: values.is_empty(),
            values,
        });
        to.variables.len() - 1
    }

    /// The variable of a subject; looked for among the last ones only, to stay linear.
    fn variable(
        &self,
        to: &mut Conditions<'a>,
        subject: Subject<'a>,
        values: &[Cow<'a, str>],
    ) -> usize {
        let from = to.variables.len().saturating_sub(100);
        let recent = to.variables.get(from..).unwrap_or_default();
        if let Some(at) = recent.iter().position(|v| v.subject == subject) {
            return from + at;
        }
        to.variables.push(Variable {
            subject,
            values: values.to_vec(),
            open: true,
        });
        to.variables.len() - 1
    }
}

/// The text of a literal, without what stood in the file: `Equals` compares values.
fn literal(node: &Node) -> Option<Cow<'_, str>> {
    match &node.value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Bool(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
        _ => None,
    }
}
