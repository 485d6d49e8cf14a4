//! cfn-lint: its installation below `target/`, and what it finds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::cases::Case;

/// The version that disagreements are listed for.
pub const VERSION: &str = "1.58.0";

/// What it finds in a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Finding {
    filename: String,
    pub level: String,
    pub rule: Rule,
    pub message: String,
    location: Location,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Rule {
    pub id: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Location {
    path: Option<Vec<serde_json::Value>>,
}

impl Finding {
    /// The place in the template; empty where it names none.
    pub fn place(&self) -> String {
        let segments = self.location.path.iter().flatten();
        let segments = segments.map(|segment| match segment {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        segments.collect::<Vec<_>>().join("/")
    }
}

/// The errors of every case, by its file.
pub fn run(work: &Path, folder: &Path, cases: &[Case]) -> Result<BTreeMap<String, Vec<Finding>>> {
    let program = installed(&work.join("cfn-lint"))?;
    let files: Vec<String> = cases.iter().map(Case::file).collect();
    let parts = thread::available_parallelism().map_or(1, usize::from);
    // Dealt out like cards, because the large templates stand together.
    let parts = (0..parts).map(|part| files.iter().skip(part).step_by(parts).collect());
    let parts: Vec<Vec<&String>> = parts.collect();
    let results: Vec<Result<Vec<Finding>>> = thread::scope(|scope| {
        let running: Vec<_> = parts
            .iter()
            .map(|files| scope.spawn(|| findings(&program, folder, files)))
            .collect();
        let ended = running.into_iter().map(|thread| match thread.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        ended.collect()
    });
    let mut by_file = BTreeMap::new();
    for findings in results {
        for finding in findings? {
            let of_file: &mut Vec<Finding> = by_file.entry(finding.filename.clone()).or_default();
            of_file.push(finding);
        }
    }
    Ok(by_file)
}

fn findings(program: &Path, folder: &Path, files: &[&String]) -> Result<Vec<Finding>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let output = Command::new(program)
        .current_dir(folder)
        .args(["--format", "json", "--ignore-checks", "W", "I"])
        .args(["--configure-rule", "E3012:strict=true", "--"])
        .args(files)
        .output()
        .context("cfn-lint does not start")?;
    // Its exit code says that it found something, which it should.
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&text)
        .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The program, installed if it is not there.
fn installed(folder: &Path) -> Result<PathBuf> {
    let folder = std::path::absolute(folder)?;
    let program = folder.join("bin/cfn-lint");
    if !program.exists() {
        step(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        let package = format!("cfn-lint=={VERSION}");
        step(Command::new(folder.join("bin/pip")).args(["install", "--quiet", &package]))?;
    }
    Ok(program)
}

fn step(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("{command:?} does not start"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}
