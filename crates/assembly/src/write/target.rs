use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{WriteError, existing};

/// The role of a sibling that is to become the assembly.
pub(super) const NEW: &str = "new";
/// The role of a sibling that was the assembly.
pub(super) const OLD: &str = "old";

/// A directory and the names beside it that are for writing it:
/// `.cdk.out.stackwright-ROLE-PROCESS`.
///
/// Siblings, because only within one file system is a rename a single step. With the process in
/// the name, because not every file system can keep two runs apart.
pub(super) struct Target {
    pub path: PathBuf,
    pub parent: PathBuf,
    /// Up to the role.
    prefix: OsString,
}

impl Target {
    pub fn of(dir: &Path) -> Result<Self, WriteError> {
        // Where `dir` is a link, what it links to is replaced.
        let path = match fs::canonicalize(dir) {
            Err(error) if error.kind() == ErrorKind::NotFound => std::path::absolute(dir),
            result => result,
        };
        let path = path.map_err(WriteError::io("find", dir))?;
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            // The root of a file system.
            return Err(WriteError::NotAnAssembly { dir: path });
        };
        let mut prefix = OsString::from(".");
        prefix.push(name);
        prefix.push(".stackwright-");
        Ok(Target {
            parent: parent.to_owned(),
            prefix,
            path,
        })
    }

    /// The sibling of this process.
    pub fn own(&self, role: &str) -> PathBuf {
        let mut name = self.prefix.clone();
        name.push(format!("{role}-{}", std::process::id()));
        self.parent.join(name)
    }

    /// All siblings in a role, sorted.
    pub fn siblings(&self, role: &str) -> Result<Vec<PathBuf>, WriteError> {
        let names = match fs::read_dir(&self.parent) {
            // Where nobody may look, no run has left anything.
            Err(error) if error.kind() == ErrorKind::PermissionDenied => Vec::new(),
            _ => existing::names(&self.parent)?,
        };
        let mut prefix = self.prefix.clone();
        prefix.push(format!("{role}-"));
        let prefix = prefix.as_encoded_bytes();
        let is_ours = |name: &&OsString| name.as_encoded_bytes().starts_with(prefix);
        let names = names.iter().filter(is_ours);
        Ok(names.map(|name| self.parent.join(name)).collect())
    }

    /// Whether the directory has to stay because this process stands in it or below it, and with
    /// it most likely the shell that it was called from.
    pub fn is_stood_in(&self) -> bool {
        std::env::current_dir()
            .and_then(fs::canonicalize)
            .is_ok_and(|here| here.starts_with(&self.path))
    }
}
