//! checkov: findings about security, but for those of `tests/judge/checkov.json`, each of which has
//! its reason there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

use super::examples::Example;
use super::process;
use super::resolve::scalar;

const LIMIT: Duration = Duration::from_secs(300);

/// A finding that is accepted for a resource type.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    check: String,
    #[serde(rename = "type")]
    kind: String,
    reason: String,
}

/// A check that a resource does not pass.
#[derive(Debug, PartialEq, Eq)]
struct Failed {
    check: String,
    name: String,
    file: PathBuf,
    /// `Type.LogicalId`.
    resource: String,
}

/// What it found.
#[derive(Default, Debug, PartialEq, Eq)]
pub struct Found {
    /// By file.
    pub findings: BTreeMap<PathBuf, Vec<String>>,
    /// The checks that were accepted, by file.
    pub accepted: BTreeMap<PathBuf, Vec<String>>,
    /// What is accepted and never found.
    pub stale: Vec<String>,
}

/// The committed list.
pub fn accepted(root: &Path) -> Result<Vec<Accepted>> {
    let file = root.join("tests/judge/checkov.json");
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| file.display().to_string())
}

/// The list as rows of a Markdown table.
pub fn rows(accepted: &[Accepted]) -> impl Iterator<Item = [&str; 3]> {
    accepted
        .iter()
        .map(|one| [one.check.as_str(), one.kind.as_str(), one.reason.as_str()])
}

/// Runs it once over all files, as most of its time is its start.
pub fn judge(kit: &Path, accepted: &[Accepted], examples: &[Example]) -> Result<Found> {
    let mut command = Command::new(kit.join("bin/checkov"));
    command
        .env("BC_SKIP_MAPPING", "TRUE")
        .args(["--framework", "cloudformation", "--compact", "--quiet"])
        .args(["--skip-download", "--output", "json"]);
    for stack in examples.iter().flat_map(|example| &example.stacks) {
        command.arg("-f").arg(&stack.file);
    }
    let said = process::run(&mut command, LIMIT)?;
    let failed = read(&said.stdout).with_context(|| said.end())?;
    Ok(weigh(accepted, failed))
}

fn read(text: &str) -> Result<Vec<Failed>> {
    let report: Value = serde_json::from_str(text).context("the answer is no JSON")?;
    let checks = report.pointer("/results/failed_checks");
    let checks = checks
        .and_then(Value::as_array)
        .context("the report has no results")?;
    Ok(checks
        .iter()
        .map(|check| {
            let part = |name| check.get(name).map(scalar).unwrap_or_default();
            Failed {
                check: part("check_id"),
                name: part("check_name"),
                file: PathBuf::from(part("file_abs_path")),
                resource: part("resource"),
            }
        })
        .collect())
}

fn weigh(accepted: &[Accepted], failed: Vec<Failed>) -> Found {
    let mut found = Found::default();
    let mut used = BTreeSet::new();
    for failed in failed {
        let kind = failed.resource.split('.').next().unwrap_or_default();
        let known = accepted
            .iter()
            .position(|one| one.check == failed.check && one.kind == kind);
        if let Some(index) = known {
            used.insert(index);
            let accepted = found.accepted.entry(failed.file).or_default();
            accepted.push(failed.check);
        } else {
            found.findings.entry(failed.file).or_default().push(format!(
                "{} at {}: {}",
                failed.check, failed.resource, failed.name
            ));
        }
    }
    found.stale = accepted
        .iter()
        .enumerate()
        .filter(|(index, _)| !used.contains(index))
        .map(|(_, one)| {
            format!(
                "tests/judge/checkov.json accepts {} for {}, which is not found any more",
                one.check, one.kind
            )
        })
        .collect();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(check: &str, kind: &str) -> Accepted {
        Accepted {
            check: check.to_owned(),
            kind: kind.to_owned(),
            reason: "because".to_owned(),
        }
    }

    #[test]
    fn what_has_a_reason_is_accepted_and_a_reason_for_nothing_is_stale() {
        let report = r#"{"results": {"failed_checks": [
            {"check_id": "C1", "check_name": "logs", "file_abs_path": "/t", "resource": "A::B::C.X"},
            {"check_id": "C2", "check_name": "keys", "file_abs_path": "/t", "resource": "A::B::C.X"}
        ]}}"#;
        let accepted = [one("C1", "A::B::C"), one("C2", "A::B::D")];
        let found = weigh(&accepted, read(report).unwrap());
        let file = Path::new("/t");
        assert_eq!(found.accepted.get(file).unwrap(), &["C1"]);
        assert_eq!(
            found.findings.get(file).unwrap(),
            &["C2 at A::B::C.X: keys"]
        );
        assert_eq!(found.stale.len(), 1);
        assert!(found.stale[0].contains("C2 for A::B::D"));
    }

    #[test]
    fn every_reason_is_a_sentence() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        for one in accepted(&root).unwrap() {
            assert!(
                one.reason.len() > 20 && one.reason.ends_with('.'),
                "{}",
                one.check
            );
        }
    }
}
