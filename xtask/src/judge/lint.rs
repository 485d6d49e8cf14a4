//! cfn-lint, with strict types, over every template as JSON and as YAML.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::Value;

use super::examples::Example;
use super::process;
use super::resolve::scalar;

const LIMIT: Duration = Duration::from_secs(300);

/// What it finds, by file.
pub type Findings = BTreeMap<PathBuf, Vec<String>>;

/// Runs it once over all files, as most of its time is its start.
pub fn judge(kit: &Path, examples: &[Example]) -> Result<Findings> {
    let mut command = Command::new(kit.join("bin/cfn-lint"));
    command
        .args(["-x", "E3012:strict=true", "--format", "json", "--"])
        .args(examples.iter().flat_map(Example::files));
    let said = process::run(&mut command, LIMIT)?;
    read(&said.stdout).with_context(|| said.end())
}

fn read(text: &str) -> Result<Findings> {
    let all: Vec<Value> = serde_json::from_str(text).context("the answer is no JSON")?;
    let mut findings = Findings::new();
    for found in all {
        let part = |path| found.pointer(path).map(scalar).unwrap_or_default();
        let path = found.pointer("/Location/Path").and_then(Value::as_array);
        let path: Vec<String> = path.into_iter().flatten().map(scalar).collect();
        findings
            .entry(PathBuf::from(part("/Filename")))
            .or_default()
            .push(format!(
                "{} at {}: {}",
                part("/Rule/Id"),
                path.join("/"),
                part("/Message")
            ));
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_sorted_by_file() {
        let found = read(
            r#"[{"Filename": "a.json", "Rule": {"Id": "E3002"}, "Message": "no such property",
                 "Location": {"Path": ["Resources", "A", 0]}}]"#,
        )
        .unwrap();
        assert_eq!(
            found.get(Path::new("a.json")).unwrap(),
            &["E3002 at Resources/A/0: no such property"]
        );
        assert!(read("Traceback").is_err());
    }
}
