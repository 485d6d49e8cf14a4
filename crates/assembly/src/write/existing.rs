//! What is in a directory that is to become an assembly.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;

use super::WriteError;
use crate::MANIFEST_FILE;

/// A manifest as far as it must be known to tell an assembly from other things, and its own
/// files from those that somebody added. Those of the CDK are read, too.
#[derive(Deserialize)]
struct Found {
    #[serde(rename = "version")]
    _version: String,
    artifacts: BTreeMap<String, FoundArtifact>,
}

#[derive(Deserialize)]
struct FoundArtifact {
    #[serde(rename = "type")]
    _kind: String,
    #[serde(default)]
    properties: FoundProperties,
}

/// The files that an artifact can consist of.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct FoundProperties {
    /// Of a stack.
    template_file: Option<String>,
    /// Of a list of assets or a construct tree.
    file: Option<String>,
    /// Of a nested assembly.
    directory_name: Option<String>,
}

/// Whether something is at `target` that may be replaced.
pub(super) fn check(target: &Path) -> Result<bool, WriteError> {
    match fs::metadata(target) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => {
            return Err(WriteError::NotADirectory {
                path: target.to_owned(),
            });
        }
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(WriteError::io("read", target)(error)),
    }
    if own_files(target)?.is_some() || names(target)?.iter().all(is_lock) {
        return Ok(true);
    }
    Err(WriteError::NotAnAssembly {
        dir: target.to_owned(),
    })
}

/// The names of what belongs to the assembly in `dir`: its manifest, and what that names.
/// Nothing if there is no assembly.
pub(super) fn own_files(dir: &Path) -> Result<Option<BTreeSet<OsString>>, WriteError> {
    let path = dir.join(MANIFEST_FILE);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(WriteError::io("read", &path)(error)),
    };
    let Ok(manifest) = serde_json::from_slice::<Found>(&text) else {
        return Ok(None);
    };
    let artifacts = manifest.artifacts.into_values();
    let named = artifacts.flat_map(|FoundArtifact { properties, .. }| {
        [
            properties.template_file,
            properties.file,
            properties.directory_name,
        ]
    });
    let mut files: BTreeSet<OsString> = named.flatten().map(OsString::from).collect();
    files.insert(MANIFEST_FILE.into());
    Ok(Some(files))
}

/// The names of everything directly in `dir`, sorted.
pub(super) fn names(dir: &Path) -> Result<BTreeSet<OsString>, WriteError> {
    fs::read_dir(dir)
        .and_then(|entries| entries.map(|entry| Ok(entry?.file_name())).collect())
        .map_err(WriteError::io("list", dir))
}

/// Whether it is a file by which the CDK CLI says that it works with the directory. It makes
/// one before the app has written anything: `synth.lock`, or `read.PID.NUMBER.lock`.
fn is_lock(name: &OsString) -> bool {
    let name = name.to_string_lossy();
    name == "synth.lock" || (name.starts_with("read.") && name.ends_with(".lock"))
}
