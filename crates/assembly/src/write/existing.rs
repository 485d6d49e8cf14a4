//! What is in a directory that is to become an assembly.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde_json::Value;

use super::WriteError;
use crate::{MANIFEST_FILE, REPORT_FILE};

/// What the report was called before it was the command line's to read.
const LEGACY_REPORT_FILE: &str = "policy-validation-report.json";

/// The type of an artifact that is a list of assets.
const ASSET_MANIFEST: &str = "cdk:asset-manifest";

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
pub(super) fn replaceable(dir: &Path) -> Result<Vec<OsString>, WriteError> {
    match own_files(dir)? {
        Some(own) => Ok(own),
        None if names(dir)?.iter().all(is_lock) => Ok(Vec::new()),
        None => Err(WriteError::NotAnAssembly {
            dir: dir.to_owned(),
        }),
    }
}

/// The names of what belongs to the assembly in `dir`; nothing if there is none.
pub(super) fn own_files(dir: &Path) -> Result<Option<Vec<OsString>>, WriteError> {
    files_of(&dir.join(MANIFEST_FILE))
}

/// The names of what belongs to the assembly with this manifest: the manifest, what it names,
/// what the lists of assets that it names name, and the reports about it. Nothing if it is none. Those
/// of the CDK are read, too.
pub(super) fn files_of(path: &Path) -> Result<Option<Vec<OsString>>, WriteError> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(WriteError::io("read", path)(error)),
    };
    let mut files: Vec<OsString> = vec![
        MANIFEST_FILE.into(),
        REPORT_FILE.into(),
        LEGACY_REPORT_FILE.into(),
    ];
    let manifest: Value = serde_json::from_slice(&text).unwrap_or_default();
    let artifacts = manifest.get("artifacts").and_then(Value::as_object);
    let (Some(_), Some(artifacts)) = (text_of(&manifest, "version"), artifacts) else {
        return Ok(None);
    };
    for artifact in artifacts.values() {
        let Some(kind) = text_of(artifact, "type") else {
            return Ok(None);
        };
        let properties = artifact.get("properties").unwrap_or(&Value::Null);
        // Of a list of assets or a construct tree.
        let file = text_of(properties, "file");
        if let Some(list) = file.filter(|_| kind == ASSET_MANIFEST) {
            add_assets(&path.with_file_name(list), &mut files);
        }
        let template = text_of(properties, "templateFile");
        let nested = text_of(properties, "directoryName");
        let metadata = text_of(artifact, "additionalMetadataFile");
        let named = [template, file, nested, metadata];
        files.extend(named.into_iter().flatten().map(OsString::from));
    }
    Ok(Some(files))
}

/// Adds what a list of assets names: files, archives and directories of images. One that cannot be read
/// names nothing.
fn add_assets(path: &Path, files: &mut Vec<OsString>) {
    let list: Value = match fs::read(path) {
        Ok(text) => serde_json::from_slice(&text).unwrap_or_default(),
        Err(_) => return,
    };
    for section in ["files", "dockerImages"] {
        let assets = list.get(section).and_then(Value::as_object);
        for asset in assets.into_iter().flat_map(|assets| assets.values()) {
            let source = asset.get("source").unwrap_or(&Value::Null);
            let named = [text_of(source, "path"), text_of(source, "directory")];
            files.extend(named.into_iter().flatten().map(OsString::from));
        }
    }
}

/// The text of a name in an object.
fn text_of<'v>(object: &'v Value, name: &str) -> Option<&'v str> {
    object.get(name)?.as_str()
}

/// The names of everything directly in `dir`, sorted.
pub(super) fn names(dir: &Path) -> Result<Vec<OsString>, WriteError> {
    let mut names: Vec<OsString> = fs::read_dir(dir)
        .and_then(|entries| entries.map(|entry| Ok(entry?.file_name())).collect())
        .map_err(WriteError::io("list", dir))?;
    names.sort_unstable();
    Ok(names)
}

/// Whether it is a file by which the CDK CLI says that it works with the directory. It makes
/// one before the app has written anything: `synth.lock`, or `read.PID.NUMBER.lock`.
fn is_lock(name: &OsString) -> bool {
    let name = name.to_string_lossy();
    name == "synth.lock" || (name.starts_with("read.") && name.ends_with(".lock"))
}
