use stackwright_core::{App, NodeId, SourceLine};

use crate::canonical;
use crate::keyed::{Keyed, sort_by_text};

/// The numbers of the rules of listeners, which tell a listener in which order to try them: one
/// number, one rule.
#[derive(Default)]
pub(crate) struct Priorities {
    by_listener: Keyed<String, Vec<Number>>,
}

/// The rules of a listener that have one number.
struct Number {
    priority: i64,
    rules: Vec<Taker>,
}

/// A rule that has a number.
pub(crate) struct Taker {
    /// What it is told apart by.
    pub path: String,
    pub rule: NodeId,
    /// The line that it came from.
    pub source: SourceLine,
}

impl Priorities {
    /// Notes the number of a rule of a listener.
    pub fn take(&mut self, app: &App, listener: NodeId, priority: i64, taker: Taker) {
        let listener = app.identity_with_stack(canonical(app, listener));
        let numbers = self.by_listener.entry(listener, Vec::new);
        match numbers.binary_search_by(|number| number.priority.cmp(&priority)) {
            Ok(at) => numbers[at].rules.push(taker),
            Err(at) => {
                let rules = vec![taker];
                numbers.insert(at, Number { priority, rules });
            }
        }
    }

    /// Of rules with one number each but the first by path, with the number and the first.
    pub fn each_twin(self, mut report: impl FnMut(i64, &Taker, &Taker)) {
        for number in self.by_listener.into_things().into_iter().flatten() {
            let mut rules = number.rules;
            sort_by_text(&mut rules, |rule| rule.path.clone());
            if let [first, others @ ..] = &rules[..] {
                for other in others {
                    report(number.priority, first, other);
                }
            }
        }
    }
}
