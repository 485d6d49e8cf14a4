use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use stackwright_assets::{copy_file, copy_link};
use stackwright_core::Contents;

use super::target::{NEW, Target};
use super::{WriteError, in_place};

/// A new assembly that is not yet in place. It is removed again if it never gets there.
pub(super) struct Staged {
    pub path: PathBuf,
    /// Whether it stands in the directory, which has to stay.
    pub is_inside: bool,
}

impl Staged {
    /// Beside the directory or, where that could not take the place of the one that is there,
    /// within it.
    pub fn new(target: &Target, exists: bool) -> Result<Self, WriteError> {
        if !exists {
            return Staged::at(target.own(NEW), false);
        }
        if !target.is_stood_in() {
            match Staged::at(target.own(NEW), false) {
                Ok(staged) if staged.resembles(&target.path) => return Ok(staged),
                Err(WriteError::Io { source, .. }) if !must_stay(&source) => {
                    return Err(WriteError::io("create", &target.own(NEW))(source));
                }
                // Where it was made, it is removed here.
                _ => {}
            }
        }
        Staged::at(in_place::staging(&target.path), true)
    }

    fn at(path: PathBuf, is_inside: bool) -> Result<Self, WriteError> {
        fs::create_dir(&path).map_err(WriteError::io("create", &path))?;
        Ok(Staged { path, is_inside })
    }

    pub fn add(&self, name: &str, text: &str) -> Result<(), WriteError> {
        let path = self.path.join(name);
        // New only: where the case of letters does not count, two names may be one file.
        File::create_new(&path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(WriteError::io("write", &path))
    }

    pub fn copy(&self, name: &str, contents: &Contents) -> Result<(), WriteError> {
        let path = self.path.join(name);
        match contents {
            Contents::Directory(files) => files.copy_to(&path),
            Contents::File(file) => copy_file(file, &path),
        }
        .map_err(WriteError::Asset)
    }

    /// The same, within a directory that turned out to have to stay.
    pub fn moved_into(&self, dir: &Path) -> Result<Staged, WriteError> {
        let inside = Staged::at(in_place::staging(dir), true)?;
        let copy = || -> io::Result<()> { copy_all(&self.path, &inside.path) };
        copy().map_err(WriteError::io("write", &inside.path))?;
        Ok(inside)
    }

    /// Takes over owner, group and mode of the directory whose place it is to take, and says
    /// whether it can take that.
    #[cfg(unix)]
    fn resembles(&self, dir: &Path) -> bool {
        use std::os::unix::fs::{MetadataExt, chown};

        let take_over = || -> io::Result<bool> {
            let (old, new) = (fs::metadata(dir)?, fs::metadata(&self.path)?);
            if old.dev() != new.dev() {
                // A mount point.
                return Ok(false);
            }
            if (old.uid(), old.gid()) != (new.uid(), new.gid()) {
                chown(&self.path, Some(old.uid()), Some(old.gid()))?;
            }
            // Last, because a new group takes bits of the mode away.
            fs::set_permissions(&self.path, old.permissions())?;
            Ok(true)
        };
        take_over().unwrap_or(false)
    }

    #[cfg(not(unix))]
    fn resembles(&self, _dir: &Path) -> bool {
        true
    }
}

/// Copies what is in a directory to another one.
fn copy_all(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type()?;
        if kind.is_dir() {
            fs::create_dir(&to)?;
            copy_all(&from, &to)?;
        } else if kind.is_symlink() {
            copy_link(&from, &to)?;
        } else {
            fs::copy(from, to)?;
        }
    }
    Ok(())
}

/// Whether the system refuses because of where the directory is: it may not be renamed, or is a
/// mount point.
pub(super) fn must_stay(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::ResourceBusy
            | ErrorKind::CrossesDevices
    )
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Gone already if it was put in place. If it cannot be removed, the next run tries.
        let _ = fs::remove_dir_all(&self.path);
    }
}
