//! Puts a directory in place by renaming. A run that is killed leaves the previous assembly, but
//! for the moment between two renames; then the next run puts it back.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::target::{NEW, OLD, Target};
use super::{WriteError, existing};

/// Puts back what a run took away that was killed before it put the new in place.
pub(super) fn restore(target: &Target) -> Result<(), WriteError> {
    if target.path.exists() {
        return Ok(());
    }
    match target.siblings(OLD)?.last() {
        Some(old) => fs::rename(old, &target.path).map_err(WriteError::io("put back", old)),
        None => Ok(()),
    }
}

/// Ends what killed runs have begun: the new is in place and the old is not yet away, or the new
/// is staged and not in place.
pub(super) fn tidy(target: &Target) -> Result<(), WriteError> {
    for old in target.siblings(OLD)? {
        let own = existing::own_files(&old)?.unwrap_or_default();
        retire(target, &old, &own)?;
    }
    target.siblings(NEW)?.iter().try_for_each(|new| remove(new))
}

/// Puts a directory where there is none.
pub(super) fn put(target: &Target, new: &Path) -> Result<(), WriteError> {
    fs::rename(new, &target.path).map_err(WriteError::io("create", &target.path))
}

/// Puts a directory in the place of the one that is there, of which these files are its own.
pub(super) fn swap(target: &Target, new: &Path, own: &[OsString]) -> Result<(), WriteError> {
    let old = target.own(OLD);
    fs::rename(&target.path, &old).map_err(WriteError::io("replace", &target.path))?;
    if let Err(error) = put(target, new) {
        // If this fails as well, the next run does it.
        let _ = fs::rename(&old, &target.path);
        return Err(error);
    }
    retire(target, &old, own)
}

/// Moves what was not the assembly's own from an old directory to the new one, and removes the
/// old.
fn retire(target: &Target, old: &Path, own: &[OsString]) -> Result<(), WriteError> {
    for name in existing::names(old)?
        .iter()
        .filter(|name| !own.contains(name))
    {
        let (from, to) = (old.join(name), target.path.join(name));
        if fs::symlink_metadata(&to).is_err() {
            fs::rename(&from, &to).map_err(WriteError::io("keep", &from))?;
        }
    }
    remove(old)
}

fn remove(dir: &Path) -> Result<(), WriteError> {
    fs::remove_dir_all(dir).map_err(WriteError::io("remove", dir))
}
