//! Every template of `stackwright init`, from an empty folder to templates of CloudFormation: it is made,
//! tested, checked, synthesized, and what it writes is checked as a file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::judge::process::{run, succeed};

/// The first one compiles all there is.
const LIMIT: Duration = Duration::from_secs(1800);

/// Templates, each with the name of a project: long and short, with dashes and underscores.
const PROJECTS: [(&str, &str); 4] = [
    ("fargate-service", "web-shop"),
    ("microservices", "a"),
    ("queue-worker", "the_workers_of_all_our_queues_2"),
    ("empty", "infra"),
];

#[derive(clap::Args)]
pub struct Args {
    /// Only this template.
    template: Option<String>,
}

pub fn execute(args: &Args, root: &Path) -> Result<ExitCode> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--package", "stackwright-cli"]);
    succeed(cargo.current_dir(root), LIMIT)?;
    let folder = root.join("target/init");
    for (template, name) in PROJECTS {
        if args
            .template
            .as_deref()
            .is_some_and(|only| only != template)
        {
            continue;
        }
        let start = Instant::now();
        let project = Project::new(root, &folder, template, name)?;
        project.works()?;
        println!("{template}: {} s", start.elapsed().as_secs());
    }
    Ok(ExitCode::SUCCESS)
}

struct Project {
    stackwright: PathBuf,
    dir: PathBuf,
    /// Where all of them are built, so that what they have in common is built once.
    target: PathBuf,
}

impl Project {
    /// Makes it anew.
    fn new(root: &Path, folder: &Path, template: &str, name: &str) -> Result<Self> {
        let dir = folder.join(name);
        if dir.exists() {
            fs::remove_dir_all(&dir)?;
        }
        let stackwright = root.join("target/debug/stackwright");
        let mut init = Command::new(&stackwright);
        init.args(["init", "--template", template, "--stackwright"]);
        succeed(init.arg(root).arg(&dir), LIMIT)?;
        // The versions with which everything else is tried.
        fs::copy(root.join("Cargo.lock"), dir.join("Cargo.lock"))?;
        Ok(Project {
            stackwright,
            dir,
            target: folder.join("target"),
        })
    }

    fn cargo(&self, args: &[&str]) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.args(args).current_dir(&self.dir);
        cargo.env("CARGO_TARGET_DIR", &self.target);
        cargo
    }

    /// What somebody does first, and what the workflow of the project does.
    fn works(&self) -> Result<()> {
        succeed(&mut self.cargo(&["fmt", "--check"]), LIMIT)?;
        // As on a machine where nobody has said that it is one of many, and then as on one of those.
        succeed(self.cargo(&["test"]).env_remove("CI"), LIMIT)?;
        succeed(
            self.cargo(&["test", "--locked"]).env("INSTA_UPDATE", "no"),
            LIMIT,
        )?;
        // Without options it is staging's.
        succeed(&mut self.cargo(&["run", "--quiet"]), LIMIT)?;
        for environment in ["staging", "production"] {
            let settings = format!("settings/{environment}.yaml");
            let program = |verb: &[&str]| {
                let mut words = vec!["run", "--quiet", "--locked", "--"];
                words.extend(verb);
                words.extend(["--settings", &settings]);
                self.cargo(&words)
            };
            let said = run(&mut program(&["check", "--deny", "warnings"]), LIMIT)?;
            ensure!(
                said.succeeded() && said.stdout.contains("nothing found"),
                "{environment}: check: {}",
                said.all()
            );
            let out = format!("cdk.out/{environment}");
            succeed(&mut program(&["synth", "--out", &out]), LIMIT)?;
            let diff = ["diff", "--format", "markdown", "--fail", "--against", &out];
            succeed(&mut program(&diff), LIMIT)?;
            let mut check = Command::new(&self.stackwright);
            check.args(["check", "--deny", "warnings", &out]);
            succeed(check.current_dir(&self.dir), LIMIT)?;
        }
        Ok(())
    }
}
