//! AWS's own engine, `cloudformation-validate`, where it is present: inside the AWS CDK that the
//! judge installs.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::agreement::Found;
use crate::cases::Case;

/// Where the judge has it.
const PLACE: &str =
    "target/judge/cdk/node_modules/aws-cdk-lib/node_modules/@aws/cloudformation-validate";

/// Its errors in every case, by file; nothing where it is not there.
pub fn run(
    root: &Path,
    folder: &Path,
    cases: &[Case],
) -> Result<Option<BTreeMap<String, Vec<Found>>>> {
    let engine = std::path::absolute(root.join(PLACE))?;
    if !engine.join("package.json").exists() {
        return Ok(None);
    }
    let script = std::path::absolute(root.join("tests/e2e/engine.cjs"))?;
    let output = Command::new("node")
        .current_dir(folder)
        .arg(script)
        .arg(engine)
        .args(cases.iter().map(Case::file))
        .output()
        .context("node does not start")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "AWS's engine fails: {said}");
    let found = serde_json::from_slice(&output.stdout).context("AWS's engine prints no JSON")?;
    Ok(Some(found))
}
