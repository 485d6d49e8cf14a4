//! Why our templates differ from a peer's: `tests/peers/differences.json`.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::differ::Difference;

/// A reason for differences.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Whose templates; without one, everybody's.
    #[serde(default)]
    peer: Option<String>,
    /// Of which resources; without one, of all.
    #[serde(default, rename = "type")]
    kind: Option<String>,
    /// At which place and below; without one, the whole resource.
    #[serde(default)]
    path: String,
    pub why: String,
}

/// Reads the reasons.
pub fn read(root: &Path) -> Result<Vec<Reason>> {
    let file = root.join("tests/peers/differences.json");
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| file.display().to_string())
}

impl Reason {
    fn fits(&self, peer: &str, kind: &str, difference: &Difference) -> bool {
        let below = difference
            .path
            .strip_prefix(&self.path)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        below
            && self.path.is_empty() == difference.path.is_empty()
            && self.peer.as_deref().is_none_or(|wanted| wanted == peer)
            && self.kind.as_deref().is_none_or(|wanted| wanted == kind)
    }
}

/// The reason for a difference; which reasons were used is remembered.
pub fn find<'a>(
    reasons: &'a [Reason],
    used: &mut BTreeSet<usize>,
    peer: &str,
    kind: &str,
    difference: &Difference,
) -> Option<&'a Reason> {
    let (index, reason) = reasons
        .iter()
        .enumerate()
        .find(|(_, reason)| reason.fits(peer, kind, difference))?;
    used.insert(index);
    Some(reason)
}

/// Reasons for what is no difference any more.
pub fn stale<'a>(
    reasons: &'a [Reason],
    used: &'a BTreeSet<usize>,
) -> impl Iterator<Item = String> + 'a {
    reasons
        .iter()
        .enumerate()
        .filter(|(index, _)| !used.contains(index))
        .map(|(_, reason)| {
            format!(
                "tests/peers/differences.json explains {} {}, where there is no difference",
                reason.kind.as_deref().unwrap_or("all types"),
                reason.path
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn difference(path: &str) -> Difference {
        Difference {
            path: path.to_owned(),
            ours: Some(json!(1)),
            theirs: None,
        }
    }

    #[test]
    fn a_reason_is_for_its_place_and_below() {
        let reasons: Vec<Reason> = serde_json::from_value(json!([
            {"type": "T", "path": "A/B", "why": "so"},
            {"peer": "p", "path": "Tags", "why": "so"},
            {"type": "U", "why": "so"},
        ]))
        .unwrap();
        let mut used = BTreeSet::new();
        let mut finds =
            |peer, kind, path| find(&reasons, &mut used, peer, kind, &difference(path)).is_some();
        assert!(finds("p", "T", "A/B/C"));
        assert!(!finds("p", "T", "A/BC"));
        assert!(!finds("p", "U", "A/B"));
        assert!(!finds("q", "T", "Tags"));
        assert!(finds("q", "U", ""));
        assert!(!finds("q", "U", "A"));
        assert_eq!(stale(&reasons, &used).count(), 1);
    }

    #[test]
    fn every_reason_is_a_sentence() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for reason in read(&root).unwrap() {
            assert!(
                reason.why.len() > 20 && reason.why.ends_with('.'),
                "{}",
                reason.why
            );
        }
    }
}
