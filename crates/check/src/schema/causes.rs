//! One finding for each cause: what follows from another violation is not told beside it.

use std::collections::BTreeMap;

use super::violation::{Violation, What};

/// Leaves out what follows from something else that is wrong at the same value, or from a value that
/// is itself not allowed.
pub(super) fn one_each(found: Vec<Violation>) -> Vec<Violation> {
    if found.len() < 2 {
        return found;
    }
    // The last place at which each kind is told of a value: of two bounds, that of the documentation.
    let mut last: BTreeMap<(String, u8), usize> = BTreeMap::new();
    for (index, violation) in found.iter().enumerate() {
        last.insert((violation.path.clone(), kind(&violation.what)), index);
    }
    let wrong: Vec<(String, String)> = found.iter().filter_map(not_allowed).collect();
    let is_told = |path: &str, kind: u8| last.contains_key(&(path.to_owned(), kind));
    let mut keep = Vec::new();
    for (index, violation) in found.iter().enumerate() {
        let path = violation.path.as_str();
        let of_kind = kind(&violation.what);
        let again = matches!(of_kind, NUMBER | PATTERN)
            && last.get(&(path.to_owned(), of_kind)) != Some(&index);
        let closer = of_kind == PATTERN && (is_told(path, LENGTH) || is_told(path, IDENTIFIER));
        let follows = violation.because.as_ref().is_some_and(|because| {
            wrong.iter().any(|(owner, name)| {
                path.starts_with(owner.as_str()) && because.contains(&format!("`{name}` being"))
            })
        });
        // Two rules of the facts can say the same.
        let said = found.iter().take(index).any(|other| {
            other.path == violation.path
                && other.what == violation.what
                && other.because == violation.because
        });
        let wider = is_wider(violation, &found);
        keep.push(!(again || closer || follows || said || wider));
    }
    let mut keep = keep.into_iter();
    let mut found = found;
    found.retain(|_| keep.next().unwrap_or(true));
    found
}

/// Whether the same value is told of already with fewer words that are taken.
fn is_wider(violation: &Violation, found: &[Violation]) -> bool {
    let What::NotAllowed { allowed, .. } = &violation.what else {
        return false;
    };
    found.iter().any(|other| match &other.what {
        What::NotAllowed { allowed: fewer, .. } => {
            other.path == violation.path && fewer.len() < allowed.len()
        }
        _ => false,
    })
}

const OTHER: u8 = 0;
const NUMBER: u8 = 1;
const PATTERN: u8 = 2;
const LENGTH: u8 = 3;
const IDENTIFIER: u8 = 4;

fn kind(what: &What) -> u8 {
    match what {
        What::Number { .. } => NUMBER,
        What::Pattern { .. } => PATTERN,
        What::Length { .. } => LENGTH,
        What::Identifier { .. } => IDENTIFIER,
        _ => OTHER,
    }
}

/// Where a value stands that is not allowed whatever stands beside it: the way to what has it, and its
/// property.
fn not_allowed(violation: &Violation) -> Option<(String, String)> {
    let is_one = matches!(violation.what, What::NotAllowed { .. })
        && !violation.advice
        && violation.because.is_none();
    let (owner, name) = violation.path.rsplit_once('/').filter(|_| is_one)?;
    Some((owner.to_owned(), name.to_owned()))
}
