//! What each of the two finds in a case.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use stackwright_check::{Options, check};
use stackwright_template::{Severity, Template};

use crate::cases::{Case, Origin};
use crate::lint::Finding;

/// A finding of either.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Found {
    pub rule: String,
    pub place: String,
    pub message: String,
}

/// What is found in a case that is not in what it was made of.
pub struct Outcome {
    pub case: String,
    pub origin: Origin,
    /// Ours: errors and warnings, without opinions on design.
    pub ours: BTreeSet<Found>,
    /// Whether one of ours is an error.
    pub is_error: bool,
    /// cfn-lint's errors.
    pub theirs: BTreeSet<Found>,
    /// The errors of AWS's engine, where it was asked.
    pub engine: Option<BTreeSet<Found>>,
}

/// The outcome of every case.
pub fn of(
    cases: &[Case],
    linted: &BTreeMap<String, Vec<Finding>>,
    engine: Option<&BTreeMap<String, Vec<Found>>>,
) -> Vec<Outcome> {
    let outcome = |case| outcome(case, linted, engine);
    let mut outcomes: Vec<Outcome> = cases.iter().map(outcome).collect();
    // What a mutation has in common with its template says nothing of the mutation.
    let good = outcomes
        .iter()
        .filter(|outcome| outcome.origin == Origin::Good);
    let good = good.map(|o| {
        let engine = o.engine.as_ref().map(marks).unwrap_or_default();
        (o.case.clone(), (marks(&o.ours), marks(&o.theirs), engine))
    });
    let good: BTreeMap<_, _> = good.collect();
    for outcome in &mut outcomes {
        if let Origin::Mutation { of, .. } = &outcome.origin
            && let Some((ours, theirs, engine)) = good.get(of)
        {
            outcome.ours.retain(|found| !ours.contains(&mark(found)));
            outcome
                .theirs
                .retain(|found| !theirs.contains(&mark(found)));
            if let Some(found) = &mut outcome.engine {
                found.retain(|found| !engine.contains(&mark(found)));
            }
        }
    }
    outcomes
}

fn outcome(
    case: &Case,
    linted: &BTreeMap<String, Vec<Finding>>,
    engine: Option<&BTreeMap<String, Vec<Found>>>,
) -> Outcome {
    let (ours, is_error) = ours(case);
    let theirs = linted.get(&case.file()).into_iter().flatten();
    let theirs = theirs.filter(|finding| finding.level == "Error");
    let theirs = theirs.map(|finding| Found {
        rule: finding.rule.id.clone(),
        place: finding.place(),
        message: finding.message.clone(),
    });
    Outcome {
        case: case.name.clone(),
        origin: case.origin.clone(),
        ours,
        is_error,
        theirs: theirs.collect(),
        engine: engine.map(|found| {
            found
                .get(&case.file())
                .into_iter()
                .flatten()
                .cloned()
                .collect()
        }),
    }
}

fn ours(case: &Case) -> (BTreeSet<Found>, bool) {
    let template = match Template::read(case.text.as_bytes(), &case.name) {
        Ok(template) => template,
        Err(error) => {
            let unreadable = Found {
                rule: "unreadable".to_owned(),
                place: String::new(),
                message: error.to_string(),
            };
            return (BTreeSet::from([unreadable]), true);
        }
    };
    let mut found = check(&template, &Options::new().ignore("DES"));
    found.retain(|finding| finding.severity != Severity::Info);
    let is_error = found.iter().any(|f| f.severity == Severity::Error);
    let found = found.into_iter().map(|finding| Found {
        rule: finding.code.to_owned(),
        place: finding.path.unwrap_or_default(),
        message: finding.message,
    });
    (found.collect(), is_error)
}

/// What tells two findings apart; messages quote values that a mutation changes.
fn mark(found: &Found) -> (String, String) {
    (found.rule.clone(), found.place.clone())
}

fn marks(found: &BTreeSet<Found>) -> BTreeSet<(String, String)> {
    found.iter().map(mark).collect()
}
