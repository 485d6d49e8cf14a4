use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use stackwright_check::Options;

use super::file::Document;
use super::unchecked::EXTENSIONS;
use super::{FileReport, Report, Unchecked};
use crate::at_once::at_once;
use crate::progress::Progress;

/// How many bytes of a file are read: many times what CloudFormation takes, which is 1 MB.
const MOST: u64 = 32 << 20;

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
    check_files_telling(files, stdin, options, &Progress::silent())
}

/// Does what [`check_files`] does, and tells how many are read and checked.
pub(crate) fn check_files_telling(
    files: &[PathBuf],
    stdin: &mut dyn Read,
    options: &Options,
    progress: &Progress,
) -> Report {
    let mut unchecked = Vec::new();
    let inputs = inputs(files, &mut unchecked);
    let (checked, with_templates) = check_inputs(&inputs, stdin, options, &mut unchecked, progress);
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

/// How many bytes of files are kept between two looks at them: those of a hundred templates or more.
const KEPT: usize = 1 << 20;

/// How many more bytes may be kept.
struct Room(AtomicUsize);

impl Room {
    /// The bytes, if there is room for them.
    fn keep(&self, bytes: Vec<u8>) -> Option<Vec<u8>> {
        let less = |room: usize| room.checked_sub(bytes.len());
        let taken = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        taken.is_ok().then_some(bytes)
    }
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

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut file = File::open(&self.file)?;
        let length = file.metadata().map_or(0, |of| of.len());
        all_of(&mut file, length)
    }

    /// Reads it as a template, if `all` or it says something of others; else its bytes are kept where
    /// there is room.
    fn look(&self, all: bool, room: &Room) -> Seen {
        match self.bytes() {
            Ok(bytes) if !all && stands_alone(&bytes) => Seen::Later(room.keep(bytes)),
            bytes => self.read(bytes),
        }
    }

    /// Reads what was left for later.
    fn read_kept(&self, kept: Option<Vec<u8>>) -> Seen {
        self.read(kept.map_or_else(|| self.bytes(), Ok))
    }

    fn read(&self, bytes: io::Result<Vec<u8>>) -> Seen {
        let name = self.file.display().to_string();
        match bytes {
            Ok(bytes) if self.is_named => Seen::Read(Document::read(name, &bytes)),
            Ok(bytes) => Document::found(name, &bytes).map_or(Seen::Nothing, Seen::Read),
            Err(error) if !self.is_named && error.kind() == io::ErrorKind::FileTooLarge => {
                Seen::Nothing
            }
            Err(error) => Seen::Unreadable(error),
        }
    }
}

fn is_directory(file: &Path) -> bool {
    file.as_os_str() != "-" && file.is_dir()
}

/// Every file that is meant, once, in the order in which they are first named.
fn inputs(files: &[PathBuf], unchecked: &mut Vec<Unchecked>) -> Vec<Input> {
    let mut inputs: Vec<Input> = Vec::new();
    let mut known: HashMap<PathBuf, usize> = HashMap::new();
    let mut identities = Identities::default();
    let mut add = |file: PathBuf, directory: Option<usize>| {
        let index = *known.entry(identities.of(&file)).or_insert_with(|| {
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
#[derive(Default)]
struct Identities {
    /// The last directory that was asked for, and what it is: the files of one come together.
    last: Option<(PathBuf, PathBuf)>,
}

impl Identities {
    fn of(&mut self, file: &Path) -> PathBuf {
        let parent = match file.parent() {
            Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
            Some(parent) => parent,
            None => return file.to_owned(),
        };
        let (false, Some(name)) = (file.as_os_str() == "-", file.file_name()) else {
            return file.to_owned();
        };
        if let Some((last, directory)) = &self.last
            && last == parent
        {
            return directory.join(name);
        }
        match fs::canonicalize(parent) {
            Ok(directory) => {
                let identity = directory.join(name);
                self.last = Some((parent.to_owned(), directory));
                identity
            }
            Err(_) => file.to_owned(),
        }
    }
}

/// What is known of an input so far.
enum Seen {
    /// It says nothing of other templates, and is read when it is checked; with its bytes, if they are
    /// kept.
    Later(Option<Vec<u8>>),
    /// What was read.
    Read(Document),
    Unreadable(io::Error),
    /// It is no template, or checked by now.
    Nothing,
}

/// Checks what is to be read. What stands in one directory is deployed together. Gives the
/// arguments that are directories with templates, too.
///
/// Few templates say anything of others. Those are read first and kept; all others are read when
/// they are checked, and forgotten. Of many files, most are opened twice for that.
fn check_inputs(
    inputs: &[Input],
    stdin: &mut dyn Read,
    options: &Options,
    unchecked: &mut Vec<Unchecked>,
    progress: &Progress,
) -> (Vec<FileReport>, BTreeSet<usize>) {
    progress.begin("read", "files", inputs.len());
    let from_stdin = inputs.iter().find(|input| input.is_stdin());
    let mut from_stdin = from_stdin.map(|input| input.read(all_of(stdin, 0)));
    let room = Room(AtomicUsize::new(KEPT));
    let mut seen = at_once(inputs, |input| {
        let seen = match input.is_stdin() {
            true => Seen::Nothing,
            false => input.look(inputs.len() == 1, &room),
        };
        progress.step();
        seen
    });
    for (input, seen) in inputs.iter().zip(&mut seen) {
        if input.is_stdin()
            && let Some(read) = from_stdin.take()
        {
            *seen = read;
        }
    }
    let mut together: BTreeMap<usize, usize> = BTreeMap::new();
    for (input, seen) in inputs.iter().zip(&mut seen) {
        let count = |directory: &usize| together.get(directory).copied().unwrap_or_default();
        // Others may import what a single template exports; whether there are two is all that counts.
        if let Seen::Later(kept) = seen
            && input.directories.iter().any(|it| count(it) < 2)
        {
            *seen = input.read_kept(kept.take());
        }
        if !matches!(seen, Seen::Unreadable(_) | Seen::Nothing) {
            for directory in &input.directories {
                *together.entry(*directory).or_default() += 1;
            }
        }
    }
    let with_templates = together.keys().copied().collect();
    let read = || {
        let seen = inputs.iter().zip(&seen);
        seen.filter_map(|(input, seen)| match seen {
            Seen::Read(document) => Some((input, document)),
            _ => None,
        })
    };
    let mut options = options.clone();
    for (_, document) in read() {
        for (file, template) in document.nested() {
            options = options.nested(file, &template);
        }
    }
    let options = &options;
    // What is named by itself may be deployed beside the others.
    let named = read().filter(|(input, _)| input.is_named);
    let beside = options
        .clone()
        .beside(named.filter_map(|(_, document)| document.template()));
    together.retain(|_, count| *count > 1);
    let together: BTreeMap<usize, Options> = together
        .into_keys()
        .map(|directory| {
            let there = read().filter(|(input, _)| input.directories.contains(&directory));
            let templates = there.filter_map(|(_, document)| document.template());
            (directory, options.clone().together(templates))
        })
        .collect();
    let seen = seen.into_iter().map(Mutex::new);
    let waiting: Vec<(&Input, Mutex<Seen>)> = inputs.iter().zip(seen).collect();
    progress.begin("checked", "files", inputs.len());
    let checked = at_once(&waiting, |(input, seen)| {
        let mut directories = input.directories.iter();
        let of_directory = directories.find_map(|directory| together.get(directory));
        let options = match input.is_named {
            true => of_directory.unwrap_or(&beside),
            false => of_directory.unwrap_or(options),
        };
        let seen = match seen.lock() {
            Ok(mut seen) => std::mem::replace(&mut *seen, Seen::Nothing),
            Err(_) => Seen::Nothing,
        };
        let seen = match seen {
            Seen::Later(kept) => input.read_kept(kept),
            seen => seen,
        };
        let checked = match seen {
            Seen::Read(document) => {
                let report = document.check(options);
                // The process ends soon, and frees all at once.
                if inputs.len() == 1 {
                    std::mem::forget(document);
                }
                Ok(Some(report))
            }
            Seen::Unreadable(error) => Err(error),
            Seen::Later(_) | Seen::Nothing => Ok(None),
        };
        progress.step();
        checked
    });
    let mut reports = Vec::new();
    for (input, checked) in inputs.iter().zip(checked) {
        match checked {
            Ok(report) => reports.extend(report),
            Err(error) => unchecked.push(Unchecked::Unreadable {
                file: input.file.clone(),
                error,
            }),
        }
    }
    (reports, with_templates)
}

/// Whether a text certainly exports nothing, imports nothing, and names no template of a nested stack.
fn stands_alone(bytes: &[u8]) -> bool {
    let says = has(bytes, b"E", b'x', b"port")
        || has(bytes, b"Import", b'V', b"alue")
        || has(bytes, b"Template", b'U', b"RL")
        || has(bytes, b"Ser", b'v', b"erless::App")
        // A text of JSON may have any letter as its number.
        || has(bytes, b"", b'\\', b"u");
    !says && str::from_utf8(bytes).is_ok()
}

/// Whether a text has a word, by the letter of it that texts have least: the search of the standard library
/// passes many bytes at once, in all profiles.
fn has(bytes: &[u8], before: &[u8], letter: u8, after: &[u8]) -> bool {
    let mut behind = bytes;
    while let Ok(passed @ 1..) = behind.skip_until(letter) {
        if behind.starts_with(after) {
            let upto = bytes.get(..bytes.len() - behind.len() - 1);
            if passed > before.len() && upto.is_some_and(|upto| upto.ends_with(before)) {
                return true;
            }
        }
    }
    false
}

/// What there is to read, which is probably so long.
fn all_of(file: &mut dyn Read, length: u64) -> io::Result<Vec<u8>> {
    // The end is seen where there is room for more.
    let room = usize::try_from(length.min(MOST) + 1).unwrap_or_default();
    let mut bytes = Vec::with_capacity(room);
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
        entries.sort_by_cached_key(fs::DirEntry::file_name);
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

#[cfg(test)]
mod tests {
    use super::{KEPT, Room, stands_alone};

    #[test]
    fn few_words_say_something_of_other_templates() {
        for text in [
            "Export: {Name: a}",
            "!ImportValue a",
            "TemplateURL: a",
            "Type: AWS::Serverless::Application",
            r"\u0045xport",
        ] {
            assert!(!stands_alone(text.as_bytes()), "{text}");
        }
        for text in ["", "Ports, URLs, imports", "Import: \\n", "export"] {
            assert!(stands_alone(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn bytes_are_kept_while_there_is_room() {
        let room = Room(KEPT.into());
        assert!(room.keep(vec![0; KEPT - 1]).is_some());
        assert!(room.keep(vec![0; 2]).is_none());
        assert!(room.keep(vec![0; 1]).is_some());
    }
}
