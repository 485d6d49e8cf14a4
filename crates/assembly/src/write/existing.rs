//! What is in a directory that is to become an assembly.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;

use super::WriteError;
use crate::{MANIFEST_FILE, REPORT_FILE};

/// What the report was called before it was the command line's to read.
const LEGACY_REPORT_FILE: &str = "policy-validation-report.json";

/// The type of an artifact that is a list of assets.
const ASSET_MANIFEST: &str = "cdk:asset-manifest";

/// A manifest as far as it must be known to tell an assembly from other things, and its own
/// files from those that somebody added. Those of the CDK are read, too.
#[derive(Deserialize)]
struct Found {
    #[serde(rename = "version")]
    _version: String,
    artifacts: BTreeMap<String, FoundArtifact>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FoundArtifact {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    properties: FoundProperties,
    additional_metadata_file: Option<String>,
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

/// A list of assets, as far as it says which of them lie in the assembly.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct FoundAssets {
    files: BTreeMap<String, FoundAsset>,
    docker_images: BTreeMap<String, FoundAsset>,
}

#[derive(Deserialize)]
struct FoundAsset {
    source: FoundSource,
}

#[derive(Deserialize)]
struct FoundSource {
    /// Of a file or an archive.
    path: Option<String>,
    /// Of an image.
    directory: Option<String>,
}

/// Whether there is a directory at `path`, rather than nothing.
pub(super) fn is_directory(path: &Path) -> Result<bool, WriteError> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Ok(true),
        Ok(_) => Err(WriteError::NotADirectory {
            path: path.to_owned(),
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(WriteError::io("read", path)(error)),
    }
}

/// The names of what belongs to the assembly in `dir`, which may be empty instead; an error if
/// anything else is there.
pub(super) fn replaceable(dir: &Path) -> Result<BTreeSet<OsString>, WriteError> {
    match own_files(dir)? {
        Some(own) => Ok(own),
        None if names(dir)?.iter().all(is_lock) => Ok(BTreeSet::new()),
        None => Err(WriteError::NotAnAssembly {
            dir: dir.to_owned(),
        }),
    }
}

/// The names of what belongs to the assembly in `dir`; nothing if there is none.
pub(super) fn own_files(dir: &Path) -> Result<Option<BTreeSet<OsString>>, WriteError> {
    files_of(&dir.join(MANIFEST_FILE))
}

/// The names of what belongs to the assembly with this manifest: the manifest, what it names,
/// what the lists of assets that it names name, and the reports about it. Nothing if it is none.
pub(super) fn files_of(path: &Path) -> Result<Option<BTreeSet<OsString>>, WriteError> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(WriteError::io("read", path)(error)),
    };
    let Ok(manifest) = serde_json::from_slice::<Found>(&text) else {
        return Ok(None);
    };
    let mut files: BTreeSet<OsString> = BTreeSet::from([
        MANIFEST_FILE.into(),
        REPORT_FILE.into(),
        LEGACY_REPORT_FILE.into(),
    ]);
    for artifact in manifest.artifacts.into_values() {
        let FoundProperties {
            template_file,
            file,
            directory_name,
        } = artifact.properties;
        if let Some(list) = file.as_ref().filter(|_| artifact.kind == ASSET_MANIFEST) {
            files.extend(assets(&path.with_file_name(list)));
        }
        let named = [
            template_file,
            file,
            directory_name,
            artifact.additional_metadata_file,
        ];
        files.extend(named.into_iter().flatten().map(OsString::from));
    }
    Ok(Some(files))
}

/// What a list of assets names. One that cannot be read names nothing.
fn assets(path: &Path) -> impl Iterator<Item = OsString> {
    let list = fs::read(path)
        .ok()
        .and_then(|text| serde_json::from_slice::<FoundAssets>(&text).ok())
        .unwrap_or_default();
    let assets = list
        .files
        .into_values()
        .chain(list.docker_images.into_values());
    assets
        .flat_map(|FoundAsset { source }| [source.path, source.directory])
        .flatten()
        .map(OsString::from)
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
