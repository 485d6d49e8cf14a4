//! The files of `schema/prices`: a service a file, a price a line.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use stackwright_facts::Price;

/// A file.
#[derive(Debug, Deserialize, Serialize)]
pub struct File {
    pub service: String,
    pub prices: Vec<Price>,
}

/// All files, each with its path.
pub struct Table {
    files: Vec<(PathBuf, File)>,
}

/// What became of a price.
pub enum Change {
    /// It was not known.
    New(String),
    /// It was another one.
    Other {
        what: String,
        before: f64,
        after: f64,
        before_of: String,
        after_of: String,
    },
    /// It is the same; its source is the newer one.
    Confirmed(String),
    /// It is not taken over.
    LeftOut { what: String, why: &'static str },
}

impl Table {
    pub fn read(folder: &Path) -> Result<Self> {
        let mut files = Vec::new();
        let entries =
            fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default();
            if name == "about.json" || name == "offers.json" {
                continue;
            }
            let text = fs::read_to_string(&path)?;
            let file = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
            files.push((path, file));
        }
        files.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(Table { files })
    }

    pub fn write(&self, folder: &Path) -> Result<()> {
        for (path, file) in &self.files {
            let name = path.file_name().unwrap_or_default();
            fs::write(folder.join(name), text(file)?)?;
        }
        Ok(())
    }

    /// Takes prices over, those with a source and of services that there are; says what became of each.
    pub fn take(&mut self, found: File) -> Vec<Change> {
        let mut changes = Vec::new();
        for price in found.prices {
            let what = format!("{} {} in {}", found.service, price.item, price.region);
            let own = self
                .files
                .iter_mut()
                .find(|(_, file)| file.service == found.service);
            let left = |why| Change::LeftOut {
                what: what.clone(),
                why,
            };
            let change = match own {
                _ if price.source.trim().is_empty() || price.as_of.trim().is_empty() => {
                    left("it has no source, or the source no date")
                }
                _ if !price.price.is_finite() || price.price <= 0.0 => left("it is no price"),
                None => left("there is no file of that service in schema/prices"),
                Some((_, file)) => one(file, price, what),
            };
            changes.push(change);
        }
        changes
    }
}

fn one(file: &mut File, price: Price, what: String) -> Change {
    let same = |own: &&mut Price| own.item == price.item && own.region == price.region;
    let Some(own) = file.prices.iter_mut().find(same) else {
        // Behind the other regions of the item.
        let behind = file.prices.iter().rposition(|own| own.item == price.item);
        let at = behind.map_or(file.prices.len(), |at| at + 1);
        file.prices.insert(at, price);
        return Change::New(what);
    };
    let before = std::mem::replace(own, price);
    match (before.price - own.price).abs() < f64::EPSILON {
        true => Change::Confirmed(what),
        false => Change::Other {
            what,
            before: before.price,
            after: own.price,
            before_of: before.as_of,
            after_of: own.as_of.clone(),
        },
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Change::New(what) => write!(f, "new        {what}"),
            Change::Confirmed(what) => write!(f, "as before  {what}"),
            Change::LeftOut { what, why } => write!(f, "left out   {what}: {why}"),
            Change::Other {
                what,
                before,
                after,
                before_of,
                after_of,
            } => {
                let percent = (after / before - 1.0) * 100.0;
                write!(
                    f,
                    "changed    {what}: {before} of {before_of} -> {after} of {after_of} ({percent:+.1} %)"
                )
            }
        }
    }
}

/// A file as it is written: a price a line, so that a refresh is a difference that can be read.
pub fn text(file: &File) -> Result<String> {
    let mut lines = Vec::new();
    for price in &file.prices {
        let value = serde_json::to_value(price)?;
        let all = value.as_object().into_iter().flatten();
        let pairs = all.map(|(key, value)| format!("\"{key}\": {value}"));
        // In the order of the type, whatever the order of the map is.
        let mut pairs: Vec<String> = pairs.collect();
        const ORDER: [&str; 7] = ["item", "region", "unit", "price", "as_of", "source", "note"];
        let place = |pair: &String| {
            let is = |key: &&str| pair.starts_with(&format!("\"{key}\""));
            ORDER.iter().position(is)
        };
        pairs.sort_by_key(place);
        lines.push(format!("    {{{}}}", pairs.join(", ")));
    }
    Ok(format!(
        "{{\n  \"service\": {},\n  \"prices\": [\n{}\n  ]\n}}\n",
        serde_json::to_string(&file.service)?,
        lines.join(",\n")
    ))
}
