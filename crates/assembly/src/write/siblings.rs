use std::collections::BTreeSet;
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
/// the name, because two runs must not write to the same one.
pub(super) struct Siblings {
    pub target: PathBuf,
    pub parent: PathBuf,
    /// Up to the role.
    prefix: OsString,
}

impl Siblings {
    pub fn of(dir: &Path) -> Result<Self, WriteError> {
        // Where `dir` is a link, what it links to is replaced.
        let target = match fs::canonicalize(dir) {
            Err(error) if error.kind() == ErrorKind::NotFound => std::path::absolute(dir),
            result => result,
        };
        let target = target.map_err(WriteError::io("find", dir))?;
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            // The root of a file system.
            return Err(WriteError::NotAnAssembly { dir: target });
        };
        let mut prefix = OsString::from(".");
        prefix.push(name);
        prefix.push(".stackwright-");
        Ok(Siblings {
            parent: parent.to_owned(),
            prefix,
            target,
        })
    }

    /// The one of this process.
    pub fn own(&self, role: &str) -> PathBuf {
        let mut name = self.prefix.clone();
        name.push(format!("{role}-{}", std::process::id()));
        self.parent.join(name)
    }

    /// Puts back what a run took away that was killed before it put the new in place.
    pub fn restore(&self) -> Result<(), WriteError> {
        if self.target.exists() {
            return Ok(());
        }
        match self.named(OLD, &self.names()?).last() {
            Some(old) => fs::rename(old, &self.target).map_err(WriteError::io("put back", old)),
            None => Ok(()),
        }
    }

    /// Ends what killed runs have begun: the new is in place and the old is not yet away, or
    /// the new is staged and not in place.
    pub fn tidy(&self) -> Result<(), WriteError> {
        let names = self.names()?;
        for old in self.named(OLD, &names) {
            self.retire(&old)?;
        }
        let own = self.own(NEW);
        let mut leftovers = self.named(NEW, &names);
        // The numbers of processes come again. Such a leftover first, to free the name.
        leftovers.sort_by_key(|path| *path != own);
        for leftover in leftovers {
            // Renamed before: if that run is alive after all, it fails, and does not put in
            // place what is half deleted.
            fs::rename(&leftover, &own).map_err(WriteError::io("remove", &leftover))?;
            remove(&own)?;
        }
        Ok(())
    }

    /// Moves what was not the assembly's own from an old directory to the new one, and removes
    /// the old.
    pub fn retire(&self, old: &Path) -> Result<(), WriteError> {
        let own = existing::own_files(old)?.unwrap_or_default();
        for name in existing::names(old)?.difference(&own) {
            let (from, to) = (old.join(name), self.target.join(name));
            if fs::symlink_metadata(&to).is_err() {
                fs::rename(&from, &to).map_err(WriteError::io("keep", &from))?;
            }
        }
        remove(old)
    }

    /// The names of everything beside the directory, sorted.
    fn names(&self) -> Result<BTreeSet<OsString>, WriteError> {
        if !self.parent.exists() {
            return Ok(BTreeSet::new());
        }
        existing::names(&self.parent)
    }

    /// All in a role that are among these, sorted.
    fn named(&self, role: &str, names: &BTreeSet<OsString>) -> Vec<PathBuf> {
        let mut prefix = self.prefix.clone();
        prefix.push(format!("{role}-"));
        let prefix = prefix.as_encoded_bytes();
        let is_ours = |name: &&OsString| name.as_encoded_bytes().starts_with(prefix);
        let names = names.iter().filter(is_ours);
        names.map(|name| self.parent.join(name)).collect()
    }
}

fn remove(dir: &Path) -> Result<(), WriteError> {
    fs::remove_dir_all(dir).map_err(WriteError::io("remove", dir))
}
