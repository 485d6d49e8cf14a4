//! The templates that both are asked about.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use stackwright_check::Family;
use stackwright_template::Template;

use crate::mutate;

/// A template, and where it comes from.
pub struct Case {
    /// As `good/imports.yaml` or `mutation/dangling-ref/ecs-cluster/...`; unique.
    pub name: String,
    pub origin: Origin,
    pub text: String,
}

/// Where a template comes from, which says what is to be expected of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It deploys.
    Good,
    /// The bad example of a rule of ours.
    Bad { code: &'static str },
    /// A good one with one thing changed.
    Mutation { operator: &'static str, of: String },
}

impl Case {
    /// The name of the file that the case is written to.
    pub fn file(&self) -> String {
        let end = match self.text.trim_start().starts_with('{') {
            true => "json",
            false => "yaml",
        };
        let mut file = String::new();
        for c in self.name.chars() {
            file.push(if c.is_ascii_alphanumeric() { c } else { '-' });
        }
        format!("{file}.{end}")
    }
}

/// The templates that mutations are made of: small ones that have all of a service.
const BASES: [&str; 4] = [
    "tests/data/tutorial/ecs-cluster.yaml",
    "crates/check/tests/good/vpc_endpoints_only.yaml",
    "crates/check/tests/good/vpc_nat_per_zone_fargate.yaml",
    "crates/check/tests/good/services_sharing.yaml",
];

/// Every case, in an order that does not change.
pub fn all(root: &Path, directories: &[PathBuf]) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    let mut folders = vec![
        ("good".to_owned(), root.join("crates/check/tests/good")),
        ("tutorial".to_owned(), root.join("tests/data/tutorial")),
    ];
    let own = |path: &PathBuf| (path.display().to_string(), path.clone());
    folders.extend(directories.iter().map(own));
    for (name, folder) in folders {
        for file in templates(&folder)? {
            let below = file.strip_prefix(&folder).unwrap_or(&file);
            cases.push(Case {
                name: format!("{name}/{}", below.display()),
                origin: Origin::Good,
                text: read(&file)?,
            });
        }
    }
    for rule in stackwright_check::rules() {
        let declaration = rule.declaration();
        // Of operations, designs and acknowledgements cfn-lint has no rules.
        if !matches!(declaration.family, Family::Template | Family::Schema) {
            continue;
        }
        cases.push(Case {
            name: format!("bad/{}", declaration.code),
            origin: Origin::Bad {
                code: declaration.code,
            },
            text: declaration.bad.trim_start().to_owned(),
        });
    }
    let mut bases = Vec::new();
    for path in BASES {
        let file = root.join(path);
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        bases.push((name.into_owned(), tree(&file)?));
    }
    cases.extend(bases.iter().map(|(name, tree)| Case {
        name: format!("base/{name}"),
        origin: Origin::Good,
        text: text(tree),
    }));
    cases.extend(mutate::all(&bases).into_iter().map(|mutation| Case {
        name: format!(
            "mutation/{}/{}{}",
            mutation.operator, mutation.base, mutation.place
        ),
        origin: Origin::Mutation {
            operator: mutation.operator,
            of: format!("base/{}", mutation.base),
        },
        text: text(&mutation.tree),
    }));
    Ok(cases)
}

/// Writes every case to its file.
pub fn write(cases: &[Case], folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    for case in cases {
        fs::write(folder.join(case.file()), &case.text)?;
    }
    Ok(())
}

/// A template as JSON has it, with functions in their long form.
fn tree(file: &Path) -> Result<Value> {
    let bytes = fs::read(file).with_context(|| format!("{} is not read", file.display()))?;
    let template = Template::read(&bytes, &file.display().to_string());
    let template = template.map_err(|error| anyhow!("{error}"))?;
    Ok(serde_json::from_str(&template.to_json())?)
}

fn text(tree: &Value) -> String {
    format!("{tree:#}\n")
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{} is not read", file.display()))
}

/// What an assembly has beside its templates.
const BESIDE: [&str; 3] = ["manifest.json", "tree.json", "validation-report.json"];

/// The templates in a folder and below it.
fn templates(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))?;
    let mut entries: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        let is_template = |end| end == "yaml" || end == "json";
        if path.is_dir() {
            found.extend(templates(&path)?);
        } else if path.extension().is_some_and(is_template)
            && !BESIDE.iter().any(|name| path.ends_with(name))
        {
            found.push(path);
        }
    }
    Ok(found)
}
