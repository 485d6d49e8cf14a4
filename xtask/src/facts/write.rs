//! The committed form: sorted, and one property a line, so that a refresh is a readable diff.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::Value;

/// Files by their path below `schema/`.
pub type Files = BTreeMap<String, String>;

/// Writes a service: types, definitions and properties on lines of their own, the rest of a
/// property on one line. The depth of the types is known to `schema/build.rs`.
pub fn service(service: &impl Serialize) -> Result<String> {
    print(service, |path| {
        matches!(
            path,
            [] | ["types"]
                | ["types", _]
                | [
                    "types",
                    _,
                    "attributes" | "properties" | "definitions" | "rules"
                ]
                | ["types", _, "definitions", _]
                | ["types", _, "definitions", _, "properties"]
        )
    })
}

/// Writes another file, the entries of the outermost `depth` levels on lines of their own.
pub fn common(value: &impl Serialize, depth: usize) -> Result<String> {
    print(value, |path| path.len() < depth)
}

/// Prints a value; `is_open` says of which places the entries stand on lines of their own.
fn print(value: &impl Serialize, is_open: impl Fn(&[&str]) -> bool) -> Result<String> {
    let value = serde_json::to_value(value)?;
    let mut text = String::new();
    entry(&mut text, &value, &mut Vec::new(), &is_open)?;
    text.push('\n');
    Ok(text)
}

fn entry<'a>(
    text: &mut String,
    value: &'a Value,
    path: &mut Vec<&'a str>,
    is_open: &impl Fn(&[&str]) -> bool,
) -> Result<()> {
    let (brackets, entries): (_, Vec<(Option<&str>, &Value)>) = match value {
        Value::Object(map) if is_open(path) => (
            ['{', '}'],
            map.iter()
                .map(|(key, value)| (Some(key.as_str()), value))
                .collect(),
        ),
        Value::Array(list) if is_open(path) => {
            (['[', ']'], list.iter().map(|value| (None, value)).collect())
        }
        _ => {
            text.push_str(&serde_json::to_string(value)?);
            return Ok(());
        }
    };
    let [begin, end] = brackets;
    text.push(begin);
    let depth = path.len() + 1;
    for (index, (key, value)) in entries.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&" ".repeat(depth));
        if let Some(key) = key {
            text.push_str(&serde_json::to_string(key)?);
            text.push_str(": ");
        }
        path.push(key.unwrap_or("*"));
        entry(text, value, path, is_open)?;
        path.pop();
    }
    text.push('\n');
    text.push_str(&" ".repeat(depth - 1));
    text.push(end);
    Ok(())
}

/// Writes the files that changed below `schema/` and removes facts that are gone.
pub fn save(files: &Files, schema: &Path) -> Result<()> {
    for (path, text) in files {
        let path = schema.join(path);
        if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            let folder = path.parent().context("a file without a folder")?;
            fs::create_dir_all(folder)?;
            fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    for stale in stale(files, schema)? {
        fs::remove_file(schema.join(stale))?;
    }
    Ok(())
}

/// The files whose committed form is not what would be written.
pub fn differing(files: &Files, schema: &Path) -> Result<Vec<String>> {
    let mut found = stale(files, schema)?;
    for (path, text) in files {
        if fs::read_to_string(schema.join(path)).ok().as_ref() != Some(text) {
            found.push(path.clone());
        }
    }
    Ok(found)
}

/// Committed facts that nothing would write any more.
fn stale(files: &Files, schema: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for folder in ["facts", "facts/common"] {
        let Ok(entries) = fs::read_dir(schema.join(folder)) else {
            continue;
        };
        for entry in entries {
            let name = format!("{folder}/{}", entry?.file_name().to_string_lossy());
            if name.ends_with(".json") && !files.contains_key(&name) {
                found.push(name);
            }
        }
    }
    Ok(found)
}
