//! Checks the same templates with stackwright, with cfn-lint and, where it is present, with AWS's own
//! engine, and says where they disagree.
//!
//! `cargo run -p stackwright-e2e -- [DIRECTORY]...` takes the templates of this repository, those of
//! the directories, and mutations of some of them. What only others find must stand in
//! `known.json` with a reason, and no good template may have an error of ours; else the run fails.

mod agreement;
mod cases;
mod engine;
mod known;
mod lint;
mod mutate;
mod operators;
mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;

/// What stackwright and cfn-lint find in the same templates.
#[derive(Parser)]
struct Cli {
    /// Directories of templates that deploy, as what the examples synthesize.
    directories: Vec<PathBuf>,
    /// Print what neither finds in mutations, too: some of it hurts nobody.
    #[arg(long)]
    neither: bool,
    /// Write docs/differential.md, as of this date.
    #[arg(long, value_name = "DATE")]
    write: Option<String>,
}

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> Result<ExitCode> {
    let root = root();
    let work = root.join("target/differential");
    let cases = cases::all(&root, &cli.directories)?;
    let folder = work.join("cases");
    cases::write(&cases, &folder)?;
    let linted = lint::run(&work, &folder, &cases)?;
    let engine = engine::run(&root, &folder, &cases)?;
    let outcomes = agreement::of(&cases, &linted, engine.as_ref());
    let known = known::read(&root.join("tests/e2e/known.json"))?;
    let verdict = known::judge(&outcomes, &known);
    let report = report::page(&outcomes, &verdict);
    print!("{report}");
    if let Some(date) = &cli.write {
        let page = root.join("docs/differential.md");
        let text = format!("# Beside cfn-lint\n\nAs of {date}.\n\n{report}");
        fs::write(&page, text).with_context(|| format!("{} is not written", page.display()))?;
    }
    let quiet = outcomes
        .iter()
        .filter(|outcome| outcome.ours.is_empty() && outcome.theirs.is_empty())
        .filter(|outcome| cli.neither && outcome.case.starts_with("mutation"));
    for outcome in quiet {
        eprintln!("neither finds: {}", outcome.case);
    }
    for failure in &verdict.failures {
        eprintln!("not in known.json: {failure}");
    }
    for entry in &verdict.needless {
        eprintln!("known.json no longer needs: {} on {}", entry.rule, entry.on);
    }
    Ok(match verdict.failures.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.join("../..")
}
