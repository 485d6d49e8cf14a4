//! The command line of AWS CDK, for which our output is an assembly like any other: it lists,
//! prints and compares the stacks, deploys them to moto and destroys them again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;
use serde_json::Value;

use super::examples::{self, Example};
use super::moto::Moto;
use super::parameters;
use super::process::{self, Said};
use super::resolve::scalar;
use super::table::Verdict;

const LIMIT: Duration = Duration::from_secs(180);

/// Asks it about an example; `kit` is where it is installed. It deploys what moto has.
pub fn judge(moto: &mut Moto, kit: &Path, example: &Example, is_served: bool) -> Verdict {
    let mut wrong = Vec::new();
    let result = moto.reset().and_then(|()| {
        let cdk = Cdk {
            moto: Some(moto),
            kit,
            assembly: &example.assembly,
        };
        cdk.read(example, &mut wrong)?;
        cdk.show(example, &mut wrong)?;
        match is_served {
            true => cdk.deploy(moto, example, &mut wrong),
            false => Ok(()),
        }
    });
    verdict(example, result, wrong)
}

/// Asks a release that takes older manifests only, and shows no findings.
pub fn judge_older(kit: &Path, example: &Example) -> Verdict {
    let cdk = Cdk {
        moto: None,
        kit,
        assembly: &example.assembly,
    };
    let mut wrong = Vec::new();
    let result = cdk.read(example, &mut wrong);
    verdict(example, result, wrong)
}

fn verdict(example: &Example, result: Result<()>, mut wrong: Vec<String>) -> Verdict {
    if let Err(error) = result {
        wrong.push(format!("{error:#}"));
    }
    if wrong.is_empty() {
        Verdict::Good(format!("{} stacks", example.stacks.len()))
    } else {
        Verdict::Bad(wrong)
    }
}

struct Cdk<'a> {
    moto: Option<&'a Moto>,
    kit: &'a Path,
    assembly: &'a Path,
}

impl Cdk<'_> {
    fn run<S: AsRef<std::ffi::OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Result<Said> {
        let mut command = Command::new("node");
        command
            .arg(self.kit.join("node_modules/aws-cdk/bin/cdk"))
            .args(["--no-notices", "--no-color", "--app"])
            .arg(self.assembly)
            .args(words)
            // Where it finds no cdk.json of ours.
            .current_dir(self.kit)
            .env("CDK_DISABLE_CLI_TELEMETRY", "true")
            .env("CI", "true");
        if let Some(moto) = self.moto {
            moto.point(&mut command);
        }
        process::run(&mut command, LIMIT)
    }

    /// What needs no cloud: the same stacks, the same templates, no difference to themselves.
    fn read(&self, example: &Example, wrong: &mut Vec<String>) -> Result<()> {
        let said = self.run(["ls"])?;
        // Both know which stack needs which, and are free to choose among the others.
        let listed: BTreeSet<&str> = said.stdout.lines().map(shown_in).collect();
        let stacks: BTreeSet<&str> = example.stacks.iter().map(|s| s.shown.as_str()).collect();
        if !said.succeeded() || stacks != listed {
            wrong.push(format!("ls: {}", said.end()));
        }
        for stack in &example.stacks {
            let said = self.run(["synth", "--json", &stack.shown])?;
            let printed: Option<Value> = serde_json::from_str(&said.stdout).ok();
            if !said.succeeded() || printed.as_ref() != Some(&stack.template) {
                wrong.push(format!("synth {}: {}", stack.name, said.end()));
            }
            let file = stack.file.to_string_lossy();
            let said = self.run([
                "diff",
                "--fail",
                "--exclusively",
                "--template",
                &file,
                &stack.shown,
            ])?;
            if !said.succeeded() {
                wrong.push(format!("diff {}: {}", stack.name, said.end()));
            }
        }
        Ok(())
    }

    /// What was found when the example was synthesized is shown, and stops nothing.
    fn show(&self, example: &Example, wrong: &mut Vec<String>) -> Result<()> {
        let report = self.assembly.join("validation-report.json");
        if !report.exists() {
            return Ok(());
        }
        let report = examples::read(&report)?;
        let found = report.pointer("/pluginReports/0/violations");
        let found = found.and_then(Value::as_array).into_iter().flatten();
        let said = self.run(["synth", "--quiet"])?;
        if !said.succeeded() {
            wrong.push(format!("synth --quiet: {}", said.end()));
        }
        for violation in found {
            let message = violation.pointer("/description").and_then(Value::as_str);
            if !message.is_some_and(|message| said.stderr.contains(message)) {
                wrong.push(format!("{}: not shown: {violation}", example.name));
            }
        }
        Ok(())
    }

    /// Deploys all stacks, finds no difference to what is deployed, and leaves nothing behind.
    fn deploy(&self, moto: &Moto, example: &Example, wrong: &mut Vec<String>) -> Result<()> {
        let mut words: Vec<String> = [
            "deploy",
            "--all",
            "--method",
            "direct",
            "--require-approval",
            "never",
            "--progress",
            "events",
        ]
        .map(str::to_owned)
        .to_vec();
        for stack in &example.stacks {
            for (name, value) in parameters::given(moto, &stack.template)? {
                let parameter = format!("{}:{name}={value}", stack.name);
                words.extend(["--parameters".to_owned(), parameter]);
            }
        }
        let said = self.run(&words)?;
        if !said.succeeded() {
            wrong.push(format!("deploy: {}", said.end()));
            return Ok(());
        }
        let deployed = stacks_of(moto)?;
        for stack in &example.stacks {
            let status = deployed.get(&stack.name).map(String::as_str);
            if status != Some("CREATE_COMPLETE") {
                let status = status.unwrap_or("not there");
                wrong.push(format!("deploy: {} is {status}", stack.name));
            }
        }
        let said = self.run(["diff", "--fail", "--method", "template"])?;
        if !said.succeeded() {
            wrong.push(format!("diff after deploy: {}", said.end()));
        }
        let said = self.run(["destroy", "--all", "--force"])?;
        if !said.succeeded() {
            wrong.push(format!("destroy: {}", said.end()));
        }
        for (name, status) in stacks_of(moto)? {
            wrong.push(format!("destroy: {name} is still {status}"));
        }
        Ok(())
    }
}

/// The path in a line of `ls`, behind which the name of the stack may stand in parentheses.
fn shown_in(line: &str) -> &str {
    line.split_once(" (").map_or(line, |(path, _)| path)
}

/// The stacks that exist, each with its status.
pub fn stacks_of(moto: &Moto) -> Result<BTreeMap<String, String>> {
    let answer = moto.ask(["cloudformation", "describe-stacks"])?;
    let stacks = answer.pointer("/Stacks").and_then(Value::as_array);
    let part = |stack: &Value, name| stack.get(name).map(scalar).unwrap_or_default();
    Ok(stacks
        .into_iter()
        .flatten()
        .map(|stack| (part(stack, "StackName"), part(stack, "StackStatus")))
        .collect())
}
