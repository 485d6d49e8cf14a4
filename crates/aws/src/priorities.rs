use std::collections::BTreeMap;

use stackwright_core::{App, NodeId, SourceLine};

use super::canonical;

/// The numbers of the rules of listeners, which tell a listener in which order to try them: one
/// number, one rule.
#[derive(Default)]
pub(crate) struct Priorities {
    taken: BTreeMap<(String, i64), Vec<Taker>>,
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
        let rules = self.taken.entry((listener, priority)).or_default();
        rules.push(taker);
    }

    /// Of rules with one number each but the first by path, with the number and the first.
    pub fn each_twin(self, mut report: impl FnMut(i64, &Taker, &Taker)) {
        for ((_, priority), mut rules) in self.taken {
            rules.sort_by(|one, other| one.path.cmp(&other.path));
            if let [first, others @ ..] = &rules[..] {
                others
                    .iter()
                    .for_each(|other| report(priority, first, other));
            }
        }
    }
}
