use std::collections::{BTreeMap, BTreeSet, HashMap};
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

/// What was named and could not be checked.
#[derive(Debug)]
#[non_exhaustive]
pub enum Unchecked {
    /// A file or directory that cannot be read.
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A directory in which there is nothing to check: most likely another one was meant.
    NoTemplates {
        /// The directory.
        dir: PathBuf,
    },
}

impl Unchecked {
    /// What was named.
    pub fn path(&self) -> &Path {
        match self {
            Unchecked::Unreadable { file, .. } => file,
            Unchecked::NoTemplates { dir } => dir,
        }
    }
}

impl fmt::Display for Unchecked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unchecked::Unreadable { file, error } => {
                write!(f, "cannot read `{}`: {error}", file.display())
            }
            Unchecked::NoTemplates { dir } => {
                let patterns = EXTENSIONS.map(|extension| format!("*.{extension}"));
                write!(
                    f,
                    "there is no template in `{}`: nothing in {} has a section `Resources`; name \
                     another directory, or the files",
                    dir.display(),
                    patterns.join(", ")
                )
            }
        }
    }
}

impl std::error::Error for Unchecked {}

/// Checks files, and what directories hold; `-` is `stdin`.
///
/// Directories are searched, with all that is below them, for `*.json`, `*.yaml`, `*.yml` and
/// `*.template`, in the order of their names, but for hidden directories and `node_modules`. A
/// document there that has no section `Resources` is no template and left out, and so is a text
/// that can neither be read nor looks like one, or has more than 32 MB. What is named twice, by
/// itself or in a directory, is checked once. What cannot be read does not keep the rest from
/// being checked; the report has it as [`unchecked`](Report::unchecked), and so are directories
/// without a template.
pub fn check_files(files: &[PathBuf], stdin: &mut dyn Read, options: &Options) -> Report {
    let mut unchecked = Vec::new();
    let inputs = inputs(files, &mut unchecked);
    let mut texts = Vec::new();
    for input in &inputs {
        let bytes = match input.is_stdin() {
            true => all_of(stdin),
            false => File::open(&input.file).and_then(|mut file| all_of(&mut file)),
        };
        let too_large = |error: &io::Error| error.kind() == io::ErrorKind::FileTooLarge;
        if input.is_named || !bytes.as_ref().is_err_and(too_large) {
            let bytes = read(&input.file, bytes, &mut unchecked);
            texts.extend(bytes.map(|bytes| (input, bytes)));
        }
    }
    let (checked, with_templates) = check_texts(&texts, options);
    let is_read = |dir: &PathBuf| !unchecked.iter().any(|there| there.path() == dir);
    let empty = files.iter().enumerate().filter(|(argument, dir)| {
        is_directory(dir) && !with_templates.contains(argument) && is_read(dir)
    });
    let empty: Vec<Unchecked> = empty
        .map(|(_, dir)| Unchecked::NoTemplates { dir: dir.clone() })
        .collect();
    unchecked.extend(empty);
    Report::of_files(checked).with_unchecked(unchecked)
}

/// Something to read.
struct Input {
    file: PathBuf,
    /// The arguments that are directories in which it was found.
    directories: Vec<usize>,
    /// Whether it is an argument itself: then it should be a template.
    is_named: bool,
}

impl Input {
    fn is_stdin(&self) -> bool {
        self.file.as_os_str() == "-"
    }
}

fn is_directory(file: &Path) -> bool {
    file.as_os_str() != "-" && file.is_dir()
}

/// Every file that is meant, once, in the order in which they are first named.
fn inputs(files: &[PathBuf], unchecked: &mut Vec<Unchecked>) -> Vec<Input> {
    let mut inputs: Vec<Input> = Vec::new();
    let mut known: HashMap<PathBuf, usize> = HashMap::new();
    let mut add = |file: PathBuf, directory: Option<usize>| {
        let index = *known.entry(identity(&file)).or_insert_with(|| {
            inputs.push(Input {
                file,
                directories: Vec::new(),
                is_named: false,
            });
            inputs.len() - 1
        });
        if let Some(input) = inputs.get_mut(index) {
            input.is_named |= directory.is_none();
            input.directories.extend(directory);
        }
    };
    for (argument, file) in files.iter().enumerate() {
        if is_directory(file) {
            let mut found = Vec::new();
            search(file, &mut found, unchecked);
            for file in found {
                add(file, Some(argument));
            }
        } else {
            add(file.clone(), None);
        }
    }
    inputs
}

/// What is equal for two ways of writing one name. A link is a name of its own.
fn identity(file: &Path) -> PathBuf {
    let parent = match file.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => return file.to_owned(),
    };
    match (
        file.as_os_str() == "-",
        fs::canonicalize(parent),
        file.file_name(),
    ) {
        (false, Ok(parent), Some(name)) => parent.join(name),
        _ => file.to_owned(),
    }
}

/// Checks texts. What stands in one directory is deployed together. Gives the arguments that are
/// directories with templates, too.
fn check_texts(
    texts: &[(&Input, Vec<u8>)],
    options: &Options,
) -> (Vec<FileReport>, BTreeSet<usize>) {
    let documents = at_once(texts, |(input, bytes)| {
        let name = input.file.display().to_string();
        let document = match input.is_named {
            true => Document::read(name, bytes),
            false => Document::found(name, bytes)?,
        };
        Some((document, *input))
    });
    let documents: Vec<(Document<'_>, &Input)> = documents.into_iter().flatten().collect();
    let mut together: BTreeMap<usize, Vec<&Document<'_>>> = BTreeMap::new();
    for (document, input) in &documents {
        for directory in &input.directories {
            together.entry(*directory).or_default().push(document);
        }
    }
    let mut options = options.clone();
    for (document, _) in &documents {
        for (file, template) in document.nested() {
            options = options.nested(file, &template);
        }
    }
    let options = &options;
    let with_templates = together.keys().copied().collect();
    // What is named by itself may be deployed beside the others.
    let named = documents.iter().filter(|(_, input)| input.is_named);
    let beside = options
        .clone()
        .beside(named.filter_map(|(document, _)| document.template()));
    // Others may import what a single template exports.
    together.retain(|_, documents| documents.len() > 1);
    let together: BTreeMap<usize, Options> = together
        .into_iter()
        .map(|(directory, documents)| {
            let templates = documents.into_iter().filter_map(Document::template);
            (directory, options.clone().together(templates))
        })
        .collect();
    let checked = at_once(&documents, |(document, input)| {
        let mut directories = input.directories.iter();
        let of_directory = directories.find_map(|directory| together.get(directory));
        document.check(match input.is_named {
            true => of_directory.unwrap_or(&beside),
            false => of_directory.unwrap_or(options),
        })
    });
    (checked, with_templates)
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

fn read<T>(file: &Path, found: io::Result<T>, unchecked: &mut Vec<Unchecked>) -> Option<T> {
    found
        .map_err(|error| {
            let file = file.to_owned();
            unchecked.push(Unchecked::Unreadable { file, error });
        })
        .ok()
}

/// Finds what may be templates. Links to directories are not followed: they may form rings.
fn search(dir: &Path, found: &mut Vec<PathBuf>, unchecked: &mut Vec<Unchecked>) {
    let entries = fs::read_dir(dir).and_then(|entries| {
        let mut entries = entries.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        Ok(entries)
    });
    for entry in read(dir, entries, unchecked).into_iter().flatten() {
        let path = entry.path();
        let Some(kind) = read(&path, entry.file_type(), unchecked) else {
            continue;
        };
        if kind.is_dir() {
            let name = entry.file_name();
            if !name.as_encoded_bytes().starts_with(b".") && name != "node_modules" {
                search(&path, found, unchecked);
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
