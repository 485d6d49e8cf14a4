//! Logical ids against those that a file says that they must be, ready to be shown.
//!
//! | file | what it answers |
//! |---|---|
//! | `args` | the options of both commands `ids`, and what they end with |
//! | `json` | what differs, for scripts |

pub(crate) mod args;
mod json;

use std::fmt::Write;

use stackwright_change::{Lock, LockDifference};
use stackwright_core::Moved;

pub use json::{JsonIds, JsonLocked, JsonLockedChange};

/// What differs between a lock and what a program or an assembly has.
#[derive(Debug)]
pub struct IdsReport {
    /// What is other than the lock says.
    pub differences: Vec<LockDifference>,
    /// What has moved, as the program says, from where the lock has nothing.
    pub unmatched: Vec<Moved>,
}

impl IdsReport {
    /// Compares. `moved` is what a program says has moved; an assembly says nothing of that.
    pub fn of(locked: &Lock, now: &Lock, moved: &[Moved]) -> Self {
        let below = |path: &str, of: &str| {
            let rest = path.strip_prefix(of);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let is_unmatched = |moved: &&Moved| {
            let was_there = locked.iter().any(|(path, _)| below(path, &moved.from));
            // It was locked under its new path, with the ids that it has kept.
            let is_kept = now.iter().any(|(path, own)| {
                let mut known = locked.iter();
                below(path, &moved.path) && known.any(|(_, locked)| locked.id == own.id)
            });
            !was_there && !is_kept
        };
        IdsReport {
            differences: locked.differences(now),
            unmatched: moved.iter().filter(is_unmatched).cloned().collect(),
        }
    }

    /// Whether all is as it is locked.
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty() && self.unmatched.is_empty()
    }

    /// What differs, for people: a line each, with the line of a program that keeps what may have moved.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for difference in &self.differences {
            let _ = writeln!(text, "{difference}");
        }
        for (gone, new) in self.renamed() {
            let _ = writeln!(
                text,
                "to keep {gone} as {new}: scope.moved(handle, \"{}\")",
                inner(gone)
            );
        }
        for moved in &self.unmatched {
            let _ = writeln!(text, "{}", unmatched(moved));
        }
        if self.is_empty() {
            text.push_str("all ids are as they are locked\n");
        }
        text
    }

    /// What has gone and what has come of the same type, where there is one of each.
    fn renamed(&self) -> Vec<(&str, &str)> {
        let (mut gone, mut new) = (Vec::new(), Vec::new());
        for difference in &self.differences {
            match difference {
                LockDifference::Gone { path, was } => gone.push((path.as_str(), &was.type_name)),
                LockDifference::New { path, is } => new.push((path.as_str(), &is.type_name)),
                _ => {}
            }
        }
        let single = |all: &[(&str, &String)], name: &String| {
            all.iter().filter(|(_, own)| *own == name).count() == 1
        };
        let pairs = gone.iter().filter_map(|(path, name)| {
            let (other, _) = new.iter().find(|(_, own)| own == name)?;
            (single(&gone, name) && single(&new, name)).then_some((*path, *other))
        });
        pairs.collect()
    }
}

/// That something has moved from where the lock has nothing, in one sentence.
pub(crate) fn unmatched(moved: &Moved) -> String {
    let Moved {
        path, from, source, ..
    } = moved;
    format!("{path} is said to have moved from {from}, of which the lock has nothing ({source})")
}

/// A path without its stack.
fn inner(path: &str) -> &str {
    path.split_once('/').map_or(path, |(_, inner)| inner)
}
