use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use stackwright_check::Options;

use super::file::Document;
use super::{FileReport, Report};

/// What a template's name ends with, where directories are searched for them.
const EXTENSIONS: [&str; 4] = ["json", "yaml", "yml", "template"];

/// A file or directory that cannot be read.
#[derive(Debug)]
pub struct Unreadable {
    /// The file.
    pub file: PathBuf,
    /// Why.
    pub error: io::Error,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read `{}`: {}", self.file.display(), self.error)
    }
}

impl std::error::Error for Unreadable {}

/// Checks files, and what directories hold; `-` is `stdin`.
///
/// Directories are searched, with all that is below them, for `*.json`, `*.yaml`, `*.yml` and
/// `*.template`, in the order of their names, but for hidden directories and `node_modules`. A
/// document there that has no section `Resources` is no template and left out, and so is a text
/// that can neither be read nor looks like one. What cannot be read does not keep the rest from being checked.
pub fn check_files(
    files: &[PathBuf],
    stdin: &mut dyn Read,
    options: &Options,
) -> (Report, Vec<Unreadable>) {
    let mut reports = Vec::new();
    let mut unreadable = Vec::new();
    for file in files {
        if file.as_os_str() != "-" && file.is_dir() {
            let mut found = Vec::new();
            search(file, &mut found, &mut unreadable);
            let mut documents = Vec::new();
            for file in found {
                if let Some(bytes) = read(&file, fs::read(&file), &mut unreadable) {
                    documents.extend(Document::found(file.display().to_string(), bytes));
                }
            }
            reports.extend(check_together(documents, options));
            continue;
        }
        let bytes = if file.as_os_str() == "-" {
            let mut bytes = Vec::new();
            stdin.read_to_end(&mut bytes).map(|_| bytes)
        } else {
            fs::read(file)
        };
        if let Some(bytes) = read(file, bytes, &mut unreadable) {
            let name = file.display().to_string();
            reports.push(Document::read(name, bytes).check(options));
        }
    }
    (Report::of_files(reports), unreadable)
}

/// Checks what stands in one directory, as what is deployed together.
fn check_together(documents: Vec<Document>, options: &Options) -> Vec<FileReport> {
    let templates = documents.iter().filter_map(Document::template);
    let options = match documents.len() {
        // Others may import what a single template exports.
        0 | 1 => options.clone(),
        _ => options.clone().together(templates),
    };
    let reports = documents.into_iter();
    reports.map(|document| document.check(&options)).collect()
}

fn read<T>(file: &Path, found: io::Result<T>, unreadable: &mut Vec<Unreadable>) -> Option<T> {
    found
        .map_err(|error| {
            let file = file.to_owned();
            unreadable.push(Unreadable { file, error });
        })
        .ok()
}

/// Finds what may be templates. Links to directories are not followed: they may form rings.
fn search(dir: &Path, found: &mut Vec<PathBuf>, unreadable: &mut Vec<Unreadable>) {
    let entries = fs::read_dir(dir).and_then(|entries| {
        let mut entries = entries.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        Ok(entries)
    });
    for entry in read(dir, entries, unreadable).into_iter().flatten() {
        let path = entry.path();
        let Some(kind) = read(&path, entry.file_type(), unreadable) else {
            continue;
        };
        if kind.is_dir() {
            let name = entry.file_name();
            if !name.as_encoded_bytes().starts_with(b".") && name != "node_modules" {
                search(&path, found, unreadable);
            }
            continue;
        }
        let extension = path.extension().and_then(|extension| extension.to_str());
        let named = extension.is_some_and(|name| EXTENSIONS.contains(&name));
        if named && (kind.is_file() || path.is_file()) {
            found.push(path);
        }
    }
}
