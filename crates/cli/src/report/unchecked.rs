use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What a template's name ends with, where directories are searched for them.
pub(super) const EXTENSIONS: [&str; 4] = ["json", "yaml", "yml", "template"];

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
