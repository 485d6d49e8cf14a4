//! What the engine of the AWS CDK command line's `diff --template` says of the changes of which AWS's pages say what
//! they do, change by change. Where it says something else, `tests/peers/changes.json` says why.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use stackwright_template::{Map, Node, Template};

use super::install::{DIFF, Ready};
use super::process;

const LIMIT: Duration = Duration::from_secs(300);

/// What it says otherwise, and why that is so.
#[derive(Deserialize, PartialEq, Eq, Debug)]
struct Otherwise {
    what: String,
    id: String,
    /// What the page says, and we.
    page: String,
    cdk: String,
    why: String,
}

/// A row of the table.
struct Row {
    what: String,
    before: Value,
    after: Value,
    /// What the page says becomes of a resource.
    effects: BTreeMap<String, String>,
}

/// Compares; each line is something that is wrong. With `UPDATE_CHANGES` in the environment the file of what it says
/// otherwise is written anew, where reasons have to be added.
pub fn judge(root: &Path, kit: &Ready) -> Result<Vec<String>, String> {
    let kit = kit.as_ref()?;
    Ok(compare(root, kit).unwrap_or_else(|error| vec![format!("changes: {error:#}")]))
}

fn compare(root: &Path, kit: &Path) -> Result<Vec<String>> {
    let rows = rows(root)?;
    let pairs: Vec<Value> = rows
        .iter()
        .map(|row| json!([row.before, row.after]))
        .collect();
    let input = root.join("target/judge/changes.json");
    fs::write(&input, Value::from(pairs).to_string())?;
    let mut command = Command::new("sh");
    command
        .args(["-c", "node \"$0\" < \"$1\""])
        .arg(root.join("tests/peers/changes_cdk.js"))
        .arg(&input)
        .env("NODE_PATH", kit.join("node_modules"));
    let said = process::succeed(&mut command, LIMIT)?;
    let said: Vec<BTreeMap<String, String>> = serde_json::from_str(&said)?;
    ensure!(
        said.len() == rows.len(),
        "{} answers for {} rows",
        said.len(),
        rows.len()
    );

    let file = root.join("tests/peers/changes.json");
    let known: Vec<Otherwise> = serde_json::from_str(&fs::read_to_string(&file)?)?;
    let mut found = Vec::new();
    let mut alike = 0;
    for (row, said) in rows.iter().zip(&said) {
        let before = found.len();
        for (id, page) in &row.effects {
            let cdk = said.get(id).map_or("none", String::as_str);
            if !is_same(page, cdk) {
                let is_it = |own: &&Otherwise| own.what == row.what && own.id == *id;
                found.push(Otherwise {
                    what: row.what.clone(),
                    id: id.clone(),
                    page: page.clone(),
                    cdk: cdk.to_owned(),
                    why: known
                        .iter()
                        .find(is_it)
                        .map(|own| own.why.clone())
                        .unwrap_or_default(),
                });
            }
        }
        alike += usize::from(found.len() == before);
    }
    if std::env::var_os("UPDATE_CHANGES").is_some() {
        let all = found.iter().map(|own| {
            json!({"what": own.what, "id": own.id, "page": own.page, "cdk": own.cdk, "why": own.why})
        });
        let all = serde_json::to_string_pretty(&all.collect::<Vec<_>>())?;
        fs::write(&file, all + "\n")?;
    }
    let mut wrong = Vec::new();
    for one in found
        .iter()
        .filter(|one| !known.contains(one) || one.why.is_empty())
    {
        let Otherwise {
            what,
            id,
            page,
            cdk,
            ..
        } = one;
        wrong.push(format!(
            "changes: {what}: {id}: {cdk}, the page says {page}: tests/peers/changes.json"
        ));
    }
    for one in known.iter().filter(|one| !found.contains(one)) {
        wrong.push(format!(
            "changes: {}: {}: it says so no more",
            one.what, one.id
        ));
    }
    let line = format!(
        "{} changes of [the table](../crates/change/tests/data/changes.yaml): of {alike} both say the same",
        rows.len()
    );
    let page = fs::read_to_string(root.join("docs/diff.md"))?;
    if !page
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .contains(&line)
    {
        wrong.push(format!("docs/diff.md does not say: {line}"));
    }
    Ok(wrong)
}

/// It has no word for interruptions, and none for what moves.
fn is_same(page: &str, cdk: &str) -> bool {
    let page = match page {
        "interrupts" => "in place",
        page => page,
    };
    page == cdk
}

fn rows(root: &Path) -> Result<Vec<Row>> {
    let text = fs::read_to_string(root.join("crates/change/tests/data/changes.yaml"))?;
    let table = Template::from_yaml(&text).map_err(|error| anyhow::anyhow!("{error}"))?;
    let rows = table.root().get("Changes").and_then(Node::as_list);
    let rows = rows.context("no changes")?.iter().map(row);
    rows.collect()
}

fn row(row: &Node) -> Result<Row> {
    let text = |key: &str| row.get(key).and_then(Node::as_str);
    let what = text("what").context("a row has no `what`")?;
    let side = |name: &str| -> Result<Value> {
        let node = row
            .get(name)
            .with_context(|| format!("{what}: no {name}"))?;
        let root = match text("type") {
            Some(type_name) => {
                let mut resource = Map::new();
                resource.insert("Type", type_name.to_owned());
                resource.insert("Properties", node.clone());
                let (mut resources, mut root) = (Map::new(), Map::new());
                resources.insert("R", resource);
                root.insert("Resources", resources);
                root
            }
            None => node.as_map().context("no template")?.clone(),
        };
        Ok(serde_json::from_str(&Template::from(root).to_json())?)
    };
    let effects = match (text("effect"), row.get("effects").and_then(Node::as_map)) {
        (Some(effect), _) => BTreeMap::from([("R".to_owned(), effect.to_owned())]),
        (None, all) => {
            let all = all.into_iter().flat_map(Map::iter);
            all.filter_map(|(id, effect)| {
                Some((id.as_str().to_owned(), effect.as_str()?.to_owned()))
            })
            .collect()
        }
    };
    Ok(Row {
        what: what.to_owned(),
        before: side("before")?,
        after: side("after")?,
        effects,
    })
}

/// Installs what is asked.
pub fn ready(folder: &Path) -> Ready {
    DIFF.ready(folder)
}
