//! Which construct makes which type, read in the sources of the constructs: what a construct gives is a handle, and that is
//! declared over the typed handle of its main resource.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use stackwright_facts::rust;
use stackwright_view::types::{Maker, makers, others_of};

fn files(dir: &Path, all: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir)
        .unwrap()
        .map(|own| own.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        match path.is_dir() {
            true => files(&path, all),
            false => all.push(path),
        }
    }
}

/// The text between two others, where it is there.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.split_once(before)?
        .1
        .split_once(after)
        .map(|(inside, _)| inside)
}

/// The typed handles by their names in Rust: `ecs::ServiceHandle` is that of `AWS::ECS::Service`.
fn typed() -> BTreeMap<String, &'static str> {
    let all = stackwright_facts::type_names().map(|name| {
        let service = stackwright_facts::service_of(name).unwrap();
        (
            format!("{}::{}", rust::module(service), rust::handle(name)),
            name,
        )
    });
    all.collect()
}

/// A file of the constructs.
struct Source {
    /// The module that it is in, as `gateway` of `ecs/gateway/construct.rs`.
    module: String,
    text: String,
}

/// The feature that a list of modules has one behind.
fn feature(list: &str, module: &str) -> Option<String> {
    let modules = [format!("pub mod {module};"), format!("mod {module};")];
    let at = list
        .lines()
        .position(|line| modules.iter().any(|own| own == line))?;
    let before = list.lines().nth(at.checked_sub(1)?)?;
    between(before, "#[cfg(feature = \"", "\")]").map(str::to_owned)
}

/// What the sources say: the makers of each type.
fn read() -> BTreeMap<String, BTreeSet<Maker>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../aws/src");
    let lib = fs::read_to_string(root.join("lib.rs")).unwrap();
    let typed = typed();
    let mut all: BTreeMap<String, BTreeSet<Maker>> = BTreeMap::new();
    let mut folders: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    let mut paths = Vec::new();
    files(&root, &mut paths);
    for path in paths {
        let below = path.strip_prefix(&root).unwrap();
        let mut parts = below.components().map(|part| {
            let part = part.as_os_str().to_string_lossy();
            part.trim_end_matches(".rs").to_owned()
        });
        let folder = parts.next().unwrap();
        let module = parts.next().unwrap_or_default();
        let text = fs::read_to_string(&path).unwrap();
        folders
            .entry(folder)
            .or_default()
            .push(Source { module, text });
    }
    for (folder, sources) in &folders {
        let list = sources.iter().find(|own| own.module == "mod");
        let list = list.map_or("", |own| own.text.as_str());
        let says = |what: &str| sources.iter().any(|own| own.text.contains(what));
        // The handle of a construct, and the type of its main resource.
        let mut mains: BTreeMap<&str, &str> = BTreeMap::new();
        for Source { text, .. } in sources {
            let module = text.split_once(" as cfn").and_then(|(before, _)| {
                before
                    .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
                    .next()
            });
            for part in text.split("handle! {").skip(1) {
                let Some(after) = part.split_once("pub struct ").map(|(_, after)| after) else {
                    continue;
                };
                let opens = after.find(['(', '{']).unwrap();
                let name = after[..opens].trim();
                let main = match after.as_bytes()[opens] {
                    b'(' => between(after, "(", ")"),
                    _ => between(after, "main ", ",")
                        .and_then(|main| main.split_once(": "))
                        .map(|(_, main)| main),
                };
                let main = main.unwrap_or_default().trim();
                let main = main.strip_prefix("cfn::").unwrap_or(main);
                let main = main.strip_prefix("stackwright_cfn::").unwrap_or(main);
                let full = match main.contains("::") {
                    true => main.to_owned(),
                    false => format!("{}::{main}", module.unwrap_or(folder)),
                };
                if let Some(of) = typed.get(&full) {
                    mains.insert(name, of);
                }
            }
        }
        for Source { module, text } in sources {
            for part in text.split(" Construct for ").skip(1) {
                let construct = part.split([' ', '{', '<']).next().unwrap_or_default();
                let handle = between(part, "type Handle = ", ";").unwrap_or_default();
                let Some(of) = mains.get(handle) else {
                    continue;
                };
                // Of what is told apart by a parameter there are names for each.
                let generic = format!(" = {construct}<");
                let lines = sources.iter().flat_map(|own| own.text.lines());
                let names = lines.filter_map(|line| {
                    let name = line.strip_prefix("pub type ")?;
                    name.contains(&generic)
                        .then(|| name.split_once(' '))
                        .flatten()
                });
                let mut names: Vec<&str> = names.map(|(name, _)| name).collect();
                let is_public = [" {", "(", ";", "<"];
                let is_public = is_public
                    .iter()
                    .any(|end| says(&format!("pub struct {construct}{end}")));
                if names.is_empty() && is_public {
                    names.push(construct);
                }
                // What is imported makes nothing.
                names.retain(|name| !name.starts_with("Imported"));
                for name in names {
                    all.entry((*of).to_owned()).or_default().insert(Maker {
                        construct: format!("aws::{folder}::{name}"),
                        feature: feature(&lib, folder).or_else(|| feature(list, module)),
                    });
                }
            }
        }
    }
    all
}

#[test]
fn the_table_of_constructs_is_what_their_sources_say() {
    let all = read();
    is_written("constructs.json", &all);
}

/// The features that an attribute of conditional compilation asks for: all, or one of them.
fn asked(attribute: &str) -> Option<String> {
    let names = attribute.split("feature = \"").skip(1);
    let names: Vec<&str> = names.filter_map(|own| own.split('"').next()).collect();
    let between = if attribute.contains("any(") {
        "` or `"
    } else {
        "` and `"
    };
    (!names.is_empty()).then(|| names.join(between))
}

/// What the folders of the constructs have beside what makes a resource: tasks that are run, sizes, patterns, words. By its name.
fn others(makers: &BTreeMap<String, BTreeSet<Maker>>) -> BTreeMap<String, BTreeSet<Maker>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../aws/src");
    let lib = fs::read_to_string(root.join("lib.rs")).unwrap();
    let known: BTreeSet<&str> = makers
        .values()
        .flatten()
        .map(|own| own.construct.as_str())
        .collect();
    let mut all: BTreeMap<String, BTreeSet<Maker>> = BTreeMap::new();
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod "));
    for folder in modules.map(|own| own.trim_end_matches(';')) {
        let list = fs::read_to_string(root.join(folder).join("mod.rs")).unwrap_or_default();
        let mut attribute = String::new();
        for statement in list.split_inclusive([';', ']']) {
            if statement.contains("#[cfg(") {
                attribute = statement.to_owned();
                continue;
            }
            let own = asked(&std::mem::take(&mut attribute));
            let Some((_, names)) = statement.split_once("pub use ") else {
                continue;
            };
            let names = names.rsplit("::").next().unwrap_or_default();
            let names = names.split(|c: char| !c.is_alphanumeric() && c != '_');
            let is_type = |name: &&str| {
                name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase)
            };
            for name in names.filter(is_type).filter(|own| !own.ends_with("Handle")) {
                let construct = format!("aws::{folder}::{name}");
                if known.contains(construct.as_str()) {
                    continue;
                }
                let feature = own.clone().or_else(|| feature(&lib, folder));
                let named = all.entry(name.to_owned()).or_default();
                named.insert(Maker { construct, feature });
            }
        }
    }
    all
}

fn is_written(file: &str, expected: &impl serde::Serialize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/types")
        .join(file);
    let expected = serde_json::to_string_pretty(expected).unwrap() + "\n";
    if std::env::var_os("UPDATE_CONSTRUCTS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "UPDATE_CONSTRUCTS=1 cargo test -p stackwright-view --test constructs"
    );
}

#[test]
fn the_table_of_other_names_is_what_their_sources_say() {
    let all = others(&read());
    is_written("others.json", &all);
    let of = |name: &str| {
        let all = others_of(name).iter();
        let all = all.map(|own| (own.construct.as_str(), own.feature.as_deref()));
        all.collect::<Vec<_>>()
    };
    assert_eq!(of("RunTask"), [("aws::ecs::RunTask", Some("ecs-run"))]);
    assert_eq!(of("TaskSize"), [("aws::ecs::TaskSize", None)]);
    assert_eq!(of("Nothing"), []);
}

#[test]
fn constructs_are_found_by_what_they_make() {
    let of = |name: &str| -> Vec<&str> {
        makers(name)
            .iter()
            .map(|own| own.construct.as_str())
            .collect()
    };
    assert_eq!(of("AWS::SQS::Queue"), ["aws::sqs::Queue"]);
    assert!(
        of("AWS::ECS::Service").contains(&"aws::ecs::FargateService"),
        "{:?}",
        of("AWS::ECS::Service")
    );
    assert!(of("AWS::EC2::VPC").contains(&"aws::ec2::Vpc"));
    assert!(
        makers("AWS::SQS::Queue")
            .iter()
            .all(|own| own.feature.as_deref() == Some("sqs"))
    );
    assert!(
        makers("AWS::EC2::VPC")
            .iter()
            .all(|own| own.feature.is_none())
    );
    assert!(of("AWS::ACMPCA::Permission").is_empty());
}
