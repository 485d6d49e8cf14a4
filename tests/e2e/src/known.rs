//! The disagreements that are kept, each with its reason.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::agreement::Outcome;
use crate::cases::Origin;

/// An error of cfn-lint's or of AWS's engine that we do not report.
#[derive(Clone, Debug, Deserialize)]
pub struct Known {
    /// Their rule.
    pub rule: String,
    /// How the names of the cases begin.
    pub on: String,
    pub because: String,
}

/// What is to be said of all outcomes together.
pub struct Verdict<'a> {
    /// What fails the run.
    pub failures: Vec<String>,
    /// The entries that apply, and to how many cases.
    pub kept: Vec<(&'a Known, usize)>,
    /// The entries that no longer apply.
    pub needless: Vec<&'a Known>,
}

pub fn read(file: &Path) -> Result<Vec<Known>> {
    let text = fs::read_to_string(file).context("known.json is not read")?;
    serde_json::from_str(&text).context("known.json is not what it should be")
}

/// Holds the outcomes against the list.
pub fn judge<'a>(outcomes: &[Outcome], known: &'a [Known]) -> Verdict<'a> {
    let mut counts = vec![0; known.len()];
    let mut failures = Vec::new();
    for outcome in outcomes {
        if outcome.origin == Origin::Good && outcome.is_error {
            failures.extend(outcome.ours.iter().map(|found| {
                let (rule, place) = (&found.rule, &found.place);
                format!("{}: our {rule} at {place}: {}", outcome.case, found.message)
            }));
        }
        if !is_missed(outcome) {
            continue;
        }
        for found in outcome.theirs.iter().chain(outcome.engine.iter().flatten()) {
            let entry = known
                .iter()
                .position(|known| known.rule == found.rule && outcome.case.starts_with(&known.on));
            match entry.and_then(|entry| counts.get_mut(entry)) {
                Some(count) => *count += 1,
                None => failures.push(format!(
                    "{}: {} at {}: {}",
                    outcome.case, found.rule, found.place, found.message
                )),
            }
        }
    }
    let counted = known.iter().zip(counts);
    let (kept, needless): (Vec<_>, Vec<_>) = counted.partition(|(_, count)| *count > 0);
    Verdict {
        failures,
        kept,
        needless: needless.into_iter().map(|(known, _)| known).collect(),
    }
}

/// Whether others find an error where we find nothing.
fn is_missed(outcome: &Outcome) -> bool {
    let engine = outcome
        .engine
        .as_ref()
        .is_some_and(|found| !found.is_empty());
    outcome.ours.is_empty() && (engine || !outcome.theirs.is_empty())
}
