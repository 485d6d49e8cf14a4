use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::siblings::{NEW, OLD, Siblings};
use super::{WriteError, existing};

/// Makes `dir` an assembly of these files, in place of the one that is there.
pub(crate) fn replace(
    dir: &Path,
    files: impl Iterator<Item = (impl AsRef<str>, impl AsRef<str>)>,
) -> Result<(), WriteError> {
    let siblings = Siblings::of(dir)?;
    siblings.restore()?;
    let exists = existing::check(&siblings.target)?;
    siblings.tidy()?;

    let staged = Staged::new(&siblings)?;
    for (name, text) in files {
        staged.add(name.as_ref(), text.as_ref())?;
    }
    if exists {
        staged.swap(&siblings)
    } else {
        staged.put_in_place(&siblings)
    }
}

/// A new assembly that is not yet in place. It is removed again if it never gets there.
struct Staged {
    path: PathBuf,
}

impl Staged {
    fn new(siblings: &Siblings) -> Result<Self, WriteError> {
        let parent = &siblings.parent;
        fs::create_dir_all(parent).map_err(WriteError::io("create", parent))?;
        let path = siblings.own(NEW);
        fs::create_dir(&path).map_err(WriteError::io("create", &path))?;
        Ok(Staged { path })
    }

    fn add(&self, name: &str, text: &str) -> Result<(), WriteError> {
        let path = self.path.join(name);
        // New only: where the case of letters does not count, two names may be one file.
        File::create_new(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(WriteError::io("write", &path))
    }

    fn put_in_place(&self, siblings: &Siblings) -> Result<(), WriteError> {
        let target = &siblings.target;
        fs::rename(&self.path, target).map_err(WriteError::io("create", target))
    }

    fn swap(&self, siblings: &Siblings) -> Result<(), WriteError> {
        let target = &siblings.target;
        let old = siblings.own(OLD);
        fs::rename(target, &old).map_err(WriteError::io("replace", target))?;
        if let Err(error) = self.put_in_place(siblings) {
            // If this fails as well, the next run does it.
            let _ = fs::rename(&old, target);
            return Err(error);
        }
        siblings.retire(&old)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Gone already if it was put in place. If it cannot be removed, the next run tries.
        let _ = fs::remove_dir_all(&self.path);
    }
}
