use std::fs;
use std::path::Path;

use stackwright_core::Contents;

use super::lock::{Lock, PATIENCE};
use super::staged::{Staged, must_stay};
use super::target::Target;
use super::{WriteError, existing, in_place, swap};

/// Makes `dir` an assembly of these files and copies, in place of the one that is there.
pub(crate) fn replace(
    dir: &Path,
    files: impl Iterator<Item = (impl AsRef<str>, impl AsRef<str>)>,
    copies: &[(String, Contents)],
) -> Result<(), WriteError> {
    let target = Target::of(dir)?;
    let parent = &target.parent;
    fs::create_dir_all(parent).map_err(WriteError::io("create", parent))?;
    // Runs meet above the directory, or in it where they see it at different places.
    let _above = Lock::take(parent, PATIENCE)?;
    swap::restore(&target)?;
    let exists = existing::is_directory(&target.path)?;
    let (_within, own) = if exists {
        let lock = Lock::take(&target.path, PATIENCE)?;
        in_place::finish(&target.path)?;
        (Some(lock), existing::replaceable(&target.path)?)
    } else {
        (None, Vec::new())
    };
    swap::tidy(&target)?;

    let staged = Staged::new(&target, exists)?;
    for (name, text) in files {
        staged.add(name.as_ref(), text.as_ref())?;
    }
    for (name, contents) in copies {
        staged.copy(name, contents)?;
    }
    if !exists {
        return swap::put(&target, &staged.path);
    }
    if staged.is_inside {
        return in_place::put(&target.path);
    }
    match swap::swap(&target, &staged.path, &own) {
        Err(WriteError::Io { source, .. }) if must_stay(&source) && staged.path.exists() => {
            let _inside = staged.moved_into(&target.path)?;
            in_place::put(&target.path)
        }
        result => result,
    }
}
