//! What is judged: the assembly of every example.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::process;

/// How long building all examples may take.
const LIMIT: Duration = Duration::from_secs(1800);

/// The output of one example.
pub struct Example {
    pub name: String,
    /// Its own page, which tells what is said about it.
    pub page: Option<PathBuf>,
    /// The cloud assembly.
    pub assembly: PathBuf,
    /// In the order in which they can be deployed.
    pub stacks: Vec<Stack>,
    /// The same templates as YAML.
    pub yaml: Vec<PathBuf>,
}

/// A stack of an example.
pub struct Stack {
    pub name: String,
    /// What the AWS CDK command line calls it, and knows it by: its path, which has the stage.
    pub shown: String,
    pub file: PathBuf,
    pub template: Value,
}

impl Example {
    /// All its templates.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        let json = self.stacks.iter().map(|stack| &stack.file);
        json.chain(&self.yaml)
    }
}

/// A program, and the file of its settings, if it has one.
struct Run {
    name: String,
    example: String,
    settings: Option<PathBuf>,
}

/// Runs every example of `examples/` and reads what it wrote to a folder below `out`: one that is a
/// folder once for each file of settings in it, as `booking-staging`. With `again` it reads what an earlier run
/// wrote.
pub fn all(root: &Path, out: &Path, again: bool) -> Result<Vec<Example>> {
    if out.exists() && !again {
        fs::remove_dir_all(out)?;
    }
    let mut runs = Vec::new();
    for entry in fs::read_dir(root.join("examples"))? {
        let path = entry?.path();
        let Some(example) = path.file_stem() else {
            continue;
        };
        let example = example.to_string_lossy().into_owned();
        if has_end(&path, "rs") {
            runs.push(Run {
                name: example.clone(),
                example,
                settings: None,
            });
        } else if path.join("main.rs").is_file() {
            for settings in fs::read_dir(&path)? {
                let settings = settings?.path();
                let Some(environment) = settings.file_stem().filter(|_| has_end(&settings, "yaml"))
                else {
                    continue;
                };
                runs.push(Run {
                    name: format!("{example}-{}", environment.to_string_lossy()),
                    example: example.clone(),
                    settings: Some(settings),
                });
            }
        }
    }
    runs.sort_by(|one, other| one.name.cmp(&other.name));
    let judged = runs.into_iter().map(|run| {
        let name = format!("example {}", run.name);
        one(root, &out.join(&run.name), run, again).with_context(|| name)
    });
    judged.collect()
}

fn has_end(path: &Path, end: &str) -> bool {
    path.extension().is_some_and(|own| own == end)
}

fn one(root: &Path, out: &Path, run: Run, again: bool) -> Result<Example> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let synthesize = |format: &str| -> Result<PathBuf> {
        let folder = out.join(format);
        if again {
            return Ok(folder);
        }
        let mut command = Command::new(&cargo);
        command
            .current_dir(root)
            .args(["run", "--quiet", "--example", &run.example])
            .args(["--", "synth"])
            .args(["--format", format, "--out"])
            .arg(&folder);
        if let Some(settings) = &run.settings {
            command.arg("--settings").arg(settings);
        }
        process::succeed(&mut command, LIMIT)?;
        Ok(folder)
    };
    let yaml = synthesize("yaml")?;
    let assembly = synthesize("json")?;
    let mut yaml: Vec<PathBuf> = fs::read_dir(&yaml)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    yaml.retain(|path| has_end(path, "yaml"));
    yaml.sort();
    let stacks = stacks(&assembly)?;
    let page = root.join("examples").join(&run.example).join("README.md");
    Ok(Example {
        name: run.name,
        page: page.is_file().then_some(page),
        assembly,
        stacks,
        yaml,
    })
}

/// The stacks of an assembly, each after those that it depends on.
pub fn stacks(assembly: &Path) -> Result<Vec<Stack>> {
    let manifest = read(&assembly.join("manifest.json"))?;
    let artifacts = manifest
        .pointer("/artifacts")
        .and_then(Value::as_object)
        .context("the manifest has no artifacts")?;
    let mut after: BTreeMap<&String, Vec<&str>> = BTreeMap::new();
    for (name, artifact) in artifacts {
        if artifact.pointer("/type").and_then(Value::as_str) == Some("aws:cloudformation:stack") {
            let dependencies = artifact.pointer("/dependencies").and_then(Value::as_array);
            let dependencies = dependencies.into_iter().flatten().filter_map(Value::as_str);
            after.insert(name, dependencies.collect());
        }
    }
    let mut stacks: Vec<Stack> = Vec::new();
    while !after.is_empty() {
        let ready = after
            .iter()
            .find(|(_, others)| {
                !others
                    .iter()
                    .any(|other| after.keys().any(|name| name == other))
            })
            .map(|(name, _)| *name);
        let Some(name) = ready else {
            bail!("the stacks of the manifest depend on each other in a ring");
        };
        after.remove(name);
        let said = |pointer| {
            let artifact = artifacts.get(name)?;
            artifact.pointer(pointer).and_then(Value::as_str)
        };
        let file = said("/properties/templateFile")
            .with_context(|| format!("the stack {name} has no template"))?;
        let file = assembly.join(file);
        stacks.push(Stack {
            name: name.clone(),
            shown: said("/displayName").unwrap_or(name).to_owned(),
            template: read(&file)?,
            file,
        });
    }
    Ok(stacks)
}

/// A file of JSON.
pub fn read(file: &Path) -> Result<Value> {
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| file.display().to_string())
}

/// Examples that moto cannot make, and what it lacks, as `tests/judge/unserved.json` says.
pub fn unserved(root: &Path, examples: &[Example]) -> Result<BTreeMap<String, String>> {
    let file = root.join("tests/judge/unserved.json");
    let unserved: BTreeMap<String, String> = serde_json::from_value(read(&file)?)?;
    for name in unserved.keys() {
        if !examples.iter().any(|example| example.name == *name) {
            bail!("{} names `{name}`, which is no example", file.display());
        }
    }
    Ok(unserved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacks_come_after_those_that_they_depend_on() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = r#"{"artifacts": {
            "A": {"type": "aws:cloudformation:stack", "dependencies": ["B", "Assets"],
                  "properties": {"templateFile": "A.json"}},
            "B": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "B.json"}},
            "Assets": {"type": "cdk:asset-manifest"}
        }}"#;
        fs::write(folder.path().join("manifest.json"), manifest).unwrap();
        for name in ["A", "B"] {
            fs::write(folder.path().join(format!("{name}.json")), "{}").unwrap();
        }
        let names: Vec<String> = stacks(folder.path())
            .unwrap()
            .into_iter()
            .map(|stack| stack.name)
            .collect();
        assert_eq!(names, ["B", "A"]);
    }
}
