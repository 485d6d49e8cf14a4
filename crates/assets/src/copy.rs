use std::fs;
use std::path::Path;

use crate::Error;
use crate::files::{File, Files, Kind};

impl Files {
    /// Copies all of them to a directory, which must not be there yet: what was hashed and nothing
    /// else. Files are 0644, or 0755 if they can be executed; links stay links.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn copy_to(&self, dir: impl AsRef<Path>) -> Result<(), Error> {
        let dir = dir.as_ref();
        fs::create_dir(dir).map_err(Error::io("create", dir))?;
        for file in self.iter() {
            let to = dir.join(file.path());
            if let Some(parent) = to.parent().filter(|_| file.path().contains('/')) {
                fs::create_dir_all(parent).map_err(Error::io("create", parent))?;
            }
            copy(file, &to)?;
        }
        Ok(())
    }
}

/// Copies a file that is published alone: 0644, whatever it is.
///
/// # Errors
/// [`Error::Io`].
pub fn copy_file(from: &Path, to: &Path) -> Result<(), Error> {
    copy_as(from, to, false)
}

/// Copies a link as a link.
///
/// # Errors
/// If the system refuses.
pub fn copy_link(from: &Path, to: &Path) -> std::io::Result<()> {
    link(&fs::read_link(from)?.to_string_lossy(), to)
}

fn copy_as(from: &Path, to: &Path, is_executable: bool) -> Result<(), Error> {
    fs::copy(from, to).map_err(Error::io("copy", from))?;
    set_mode(to, is_executable).map_err(Error::io("write", to))
}

fn copy(file: &File, to: &Path) -> Result<(), Error> {
    match file.kind() {
        Kind::File { is_executable } => copy_as(file.source(), to, *is_executable),
        Kind::Link { target } => link(target, to).map_err(Error::io("create", to)),
    }
}

#[cfg(unix)]
fn set_mode(path: &Path, is_executable: bool) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    let mode = if is_executable { 0o755 } else { 0o644 };
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _is_executable: bool) -> std::io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn link(target: &str, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(target, to)
}

/// On Windows it matters what a link leads to, and it may not be copied yet; a link to a file is
/// the most common.
#[cfg(windows)]
fn link(target: &str, to: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_file(target, to)
}
