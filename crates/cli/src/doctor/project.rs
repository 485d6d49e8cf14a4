use std::fs;
use std::path::Path;

use serde_json::Value;

use super::version::Version;
use super::{Item, State};

/// What the files of a project say.
pub(super) fn items(folder: &Path, assembly: &Path) -> Vec<Item> {
    let mut items = Vec::new();
    items.extend(library(folder));
    items.extend(bootstraps(folder, assembly));
    items
}

/// The version of stackwright in `Cargo.lock`, which this program should know the codes of.
fn library(folder: &Path) -> Option<Item> {
    let lock = fs::read_to_string(folder.join("Cargo.lock")).ok()?;
    let mut lines = lock.lines();
    lines.find(|line| *line == "name = \"stackwright\"")?;
    let version = Version::find(lines.next()?.strip_prefix("version = ")?)?;
    let own = env!("CARGO_PKG_VERSION");
    // Before 1.0, a minor version is what a major one is later.
    let Version(major, minor, _) = Version::find(own)?;
    let is_same = match version {
        Version(0, theirs, _) => major == 0 && theirs == minor,
        Version(theirs, ..) => theirs == major,
    };
    let (state, note) = match is_same {
        true => (State::Fits, format!("in Cargo.lock; this program is {own}")),
        false => (
            State::Unfit,
            format!(
                "in Cargo.lock, and this program is {own}: `cargo update stackwright`, or install \
                 stackwright-cli {version}"
            ),
        ),
    };
    Some(Item {
        name: "stackwright".to_owned(),
        version: Some(version.to_string()),
        state,
        note,
        url: None,
    })
}

/// The bootstraps that the stacks of an assembly need, each with what is known of it.
fn bootstraps(folder: &Path, assembly: &Path) -> Vec<Item> {
    let mut needed: Vec<(String, u64)> = Vec::new();
    let manifest = read(&folder.join(assembly).join("manifest.json"));
    let artifacts = manifest
        .as_ref()
        .and_then(|all| all.get("artifacts")?.as_object());
    for artifact in artifacts.into_iter().flat_map(|all| all.values()) {
        let Some(properties) = artifact.get("properties") else {
            continue;
        };
        let version = properties.get("requiresBootstrapStackVersion");
        let parameter = properties.get("bootstrapStackVersionSsmParameter");
        if let (Some(version), Some(parameter)) = (
            version.and_then(Value::as_u64),
            parameter.and_then(Value::as_str),
        ) {
            match needed.iter_mut().find(|(own, _)| own == parameter) {
                Some((_, most)) => *most = version.max(*most),
                None => needed.push((parameter.to_owned(), version)),
            }
        }
    }
    let context = read(&folder.join("cdk.context.json"));
    let items = needed
        .iter()
        .map(|(parameter, version)| bootstrap(parameter, *version, context.as_ref()));
    items.collect()
}

fn bootstrap(parameter: &str, needed: u64, context: Option<&Value>) -> Item {
    // Where it was looked up in several accounts or regions, the oldest counts.
    let part = format!(":parameterName={parameter}:");
    let known = context.and_then(Value::as_object).into_iter().flatten();
    let known = known.filter(|(key, _)| key.starts_with("ssm:") && key.contains(&part));
    let known = known.filter_map(|(_, value)| value.as_str()?.parse::<u64>().ok());
    let there = known.min();
    let (state, note) = match there {
        Some(there) if there < needed => (
            State::Unfit,
            format!("the stacks need {needed}: `cdk bootstrap`"),
        ),
        Some(_) => (State::Fits, format!("the stacks need {needed}")),
        None => (
            State::Unknown,
            format!(
                "the stacks need {needed}: `aws ssm get-parameter --name {parameter}` says what there is"
            ),
        ),
    };
    Item {
        name: "bootstrap".to_owned(),
        version: there.map(|there| there.to_string()),
        state,
        note,
        url: Some("https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping.html".to_owned()),
    }
}

/// A file of JSON, where it is one.
fn read(path: &Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}
