use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use stackwright_check::Options;

use super::file::Document;
use super::{FileReport, Report};
use crate::at_once::at_once;

/// What a template's name ends with, where directories are searched for them.
const EXTENSIONS: [&str; 4] = ["json", "yaml", "yml", "template"];

/// How many bytes of a file are read: many times what CloudFormation takes, which is 1 MB.
const MOST: u64 = 32 << 20;

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
/// that can neither be read nor looks like one, or has more than 32 MB. What cannot be read does not keep the
/// rest from being checked.
pub fn check_files(
    files: &[PathBuf],
    stdin: &mut dyn Read,
    options: &Options,
) -> (Report, Vec<Unreadable>) {
    let mut texts = Vec::new();
    let mut unreadable = Vec::new();
    for (argument, file) in files.iter().enumerate() {
        if file.as_os_str() != "-" && file.is_dir() {
            let mut found = Vec::new();
            search(file, &mut found, &mut unreadable);
            for file in found {
                let bytes = File::open(&file).and_then(|mut file| all_of(&mut file));
                let too_large = |error: &io::Error| error.kind() == io::ErrorKind::FileTooLarge;
                if bytes.as_ref().is_err_and(too_large) {
                    continue;
                }
                let bytes = read(&file, bytes, &mut unreadable);
                texts
                    .extend(bytes.map(|bytes| (file.display().to_string(), bytes, Some(argument))));
            }
            continue;
        }
        let bytes = match file.as_os_str() == "-" {
            true => all_of(stdin),
            false => File::open(file).and_then(|mut file| all_of(&mut file)),
        };
        let bytes = read(file, bytes, &mut unreadable);
        texts.extend(bytes.map(|bytes| (file.display().to_string(), bytes, None)));
    }
    (Report::of_files(check_texts(&texts, options)), unreadable)
}

/// Checks texts, each with its name and the argument of the directory that it was found in. What
/// stands in one directory is deployed together.
fn check_texts(texts: &[(String, Vec<u8>, Option<usize>)], options: &Options) -> Vec<FileReport> {
    let documents = at_once(texts, |(name, bytes, directory)| {
        let document = match directory {
            Some(_) => Document::found(name.clone(), bytes)?,
            None => Document::read(name.clone(), bytes),
        };
        Some((document, *directory))
    });
    let documents: Vec<(Document<'_>, Option<usize>)> = documents.into_iter().flatten().collect();
    let mut together: BTreeMap<usize, Vec<&Document<'_>>> = BTreeMap::new();
    for (document, directory) in &documents {
        if let Some(directory) = directory {
            together.entry(*directory).or_default().push(document);
        }
    }
    // Others may import what a single template exports.
    together.retain(|_, documents| documents.len() > 1);
    let together: BTreeMap<usize, Options> = together
        .into_iter()
        .map(|(directory, documents)| {
            let templates = documents.into_iter().filter_map(Document::template);
            (directory, options.clone().together(templates))
        })
        .collect();
    at_once(&documents, |(document, directory)| {
        let of_directory = directory.and_then(|directory| together.get(&directory));
        document.check(of_directory.unwrap_or(options))
    })
}

fn all_of(file: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = file.take(MOST + 1).read_to_end(&mut bytes)?;
    if u64::try_from(read).is_ok_and(|read| read > MOST) {
        let why = "it has more than 32 MB, and CloudFormation takes 1 MB";
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, why));
    }
    Ok(bytes)
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
