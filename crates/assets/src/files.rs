use std::fs;
use std::path::{Path, PathBuf};

use crate::{Digest, Error, Hasher, Ignore};

/// How much an asset may hold where nothing else is said: 1 GiB. What is more is a directory of
/// build output that was not left out, more often than not.
pub const MOST: u64 = 1 << 30;

/// Where assemblies are written: never part of an asset, which would then hold its own copies.
const OUTPUT: &str = "cdk.out";
/// What is being written beside that.
const OUTPUT_IN_THE_MAKING: &str = ".cdk.out.stackwright-";

/// The files of a directory, sorted by the bytes of their paths.
///
/// Empty directories are not kept, as in git; a directory `cdk.out` is never part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    files: Vec<File>,
}

/// A file or a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    path: String,
    source: PathBuf,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    File { is_executable: bool },
    Link { target: String },
}

impl File {
    /// The path in the directory, with `/` between its parts on every system.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where it is.
    pub fn source(&self) -> &Path {
        &self.source
    }

    /// Whether somebody may execute it. Never on Windows, which does not know.
    pub fn is_executable(&self) -> bool {
        matches!(
            self.kind,
            Kind::File {
                is_executable: true
            }
        )
    }

    /// What it says, if it is a link.
    pub fn target(&self) -> Option<&str> {
        match &self.kind {
            Kind::Link { target } => Some(target),
            Kind::File { .. } => None,
        }
    }

    pub(crate) fn kind(&self) -> &Kind {
        &self.kind
    }
}

impl Files {
    /// What is below a directory and is not ignored, of at most so many bytes.
    ///
    /// What is ignored is not looked at: it need not be readable.
    ///
    /// # Errors
    /// [`Error::Io`] and [`Error::Kind`] for what cannot be read or is neither a file, a directory
    /// nor a link; [`Error::Name`] for a name without Unicode; [`Error::TooLarge`].
    pub fn below(dir: impl AsRef<Path>, ignore: &Ignore, most: u64) -> Result<Self, Error> {
        let dir = dir.as_ref();
        let found = fs::metadata(dir).map_err(Error::io("read", dir))?;
        if !found.is_dir() {
            return Err(Error::Kind {
                path: dir.to_owned(),
                wanted: "a directory",
            });
        }
        let mut walk = Walk {
            ignore,
            files: Vec::new(),
            size: Size::new(dir, most),
        };
        walk.visit(dir, "")?;
        let mut files = walk.files;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Files { files })
    }

    /// All of them, sorted.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &File> {
        self.files.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// A hash of paths, contents, what is executable and what links say: of all that is copied, and
    /// of nothing else. No time, no owner, and no other bit of a mode is in it.
    ///
    /// # Errors
    /// [`Error::Io`] if a file cannot be read.
    pub fn digest(&self) -> Result<Digest, Error> {
        let mut hasher = Hasher::new();
        for file in &self.files {
            hasher = hasher.part("path", &file.path);
            hasher = match &file.kind {
                Kind::File { is_executable } => {
                    let name = if *is_executable { "program" } else { "file" };
                    hasher.part(name, Digest::of_file(&file.source)?.to_string())
                }
                Kind::Link { target } => hasher.part("link", target),
            };
        }
        Ok(hasher.end())
    }

    /// That no link leads out of the directory: for whoever follows links in the copy.
    ///
    /// # Errors
    /// [`Error::LeadsOut`].
    pub fn stay_inside(&self) -> Result<(), Error> {
        let out = |file: &&File| {
            let depth = file.path.matches('/').count();
            file.target().is_some_and(|target| leads_out(target, depth))
        };
        match self.files.iter().find(out) {
            Some(file) => Err(Error::LeadsOut {
                path: file.source.clone(),
                target: file.target().unwrap_or_default().to_owned(),
            }),
            None => Ok(()),
        }
    }
}

/// Whether a link in a directory of this depth leads above all.
fn leads_out(target: &str, depth: usize) -> bool {
    if target.starts_with('/') || Path::new(target).is_absolute() {
        return true;
    }
    let mut depth = Some(depth);
    for part in target.split('/') {
        depth = match part {
            ".." => depth.and_then(|depth| depth.checked_sub(1)),
            "" | "." => depth,
            _ => depth.map(|depth| depth + 1),
        };
        if depth.is_none() {
            return true;
        }
    }
    false
}

/// The hash of one file that is published alone, of at most so many bytes: of its content only.
///
/// # Errors
/// [`Error::Io`], [`Error::Kind`] if it is none, [`Error::TooLarge`].
pub fn one_file(path: impl AsRef<Path>, most: u64) -> Result<Digest, Error> {
    let path = path.as_ref();
    let found = fs::metadata(path).map_err(Error::io("read", path))?;
    if !found.is_file() {
        return Err(Error::Kind {
            path: path.to_owned(),
            wanted: "a file",
        });
    }
    Size::new(path, most).add(path, found.len())?;
    Digest::of_file(path)
}

struct Walk<'a> {
    ignore: &'a Ignore,
    files: Vec<File>,
    size: Size<'a>,
}

impl Walk<'_> {
    fn visit(&mut self, dir: &Path, path: &str) -> Result<(), Error> {
        for entry in fs::read_dir(dir).map_err(Error::io("read", dir))? {
            let entry = entry.map_err(Error::io("read", dir))?;
            let source = entry.path();
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                return Err(Error::Name { path: source });
            };
            if name == OUTPUT || name.starts_with(OUTPUT_IN_THE_MAKING) {
                continue;
            }
            let below = match path {
                "" => name.to_owned(),
                _ => format!("{path}/{name}"),
            };
            let kind = entry.file_type().map_err(Error::io("read", &source))?;
            let is_ignored = self.ignore.excludes(&below);
            if kind.is_dir() {
                if !is_ignored || self.ignore.may_keep_below(&below) {
                    self.visit(&source, &below)?;
                }
            } else if !is_ignored {
                self.add(below, source, kind)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, path: String, source: PathBuf, kind: fs::FileType) -> Result<(), Error> {
        let kind = if kind.is_symlink() {
            let target = fs::read_link(&source).map_err(Error::io("read", &source))?;
            let Some(target) = target.to_str() else {
                return Err(Error::Name { path: source });
            };
            Kind::Link {
                target: target.replace(std::path::MAIN_SEPARATOR, "/"),
            }
        } else if kind.is_file() {
            let found = fs::metadata(&source).map_err(Error::io("read", &source))?;
            self.size.add(&source, found.len())?;
            Kind::File {
                is_executable: is_executable(&found),
            }
        } else {
            return Err(Error::Kind {
                path: source,
                wanted: "a file, a directory or a link",
            });
        };
        self.files.push(File { path, source, kind });
        Ok(())
    }
}

#[cfg(unix)]
fn is_executable(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;

    found.permissions().mode() & 0o111 != 0
}

#[cfg(not(unix))]
fn is_executable(_found: &fs::Metadata) -> bool {
    false
}

/// How much was met.
struct Size<'a> {
    of: &'a Path,
    most: u64,
    sum: u64,
    largest: (u64, PathBuf),
}

impl<'a> Size<'a> {
    fn new(of: &'a Path, most: u64) -> Self {
        Size {
            of,
            most,
            sum: 0,
            largest: (0, PathBuf::new()),
        }
    }

    fn add(&mut self, path: &Path, size: u64) -> Result<(), Error> {
        self.sum = self.sum.saturating_add(size);
        if size > self.largest.0 {
            self.largest = (size, path.to_owned());
        }
        if self.sum <= self.most {
            return Ok(());
        }
        Err(Error::TooLarge {
            path: self.of.to_owned(),
            size: self.sum,
            most: self.most,
            largest: std::mem::take(&mut self.largest.1),
        })
    }
}
