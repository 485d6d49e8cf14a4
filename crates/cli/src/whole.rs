//! Files that are written wholly or not at all.

use std::ffi::OsString;
use std::path::Path;
use std::{fs, io};

/// Writes a file: beside its place, and then into it, so that what was there stays where the disk is full or the
/// run is killed. What is no file, as a pipe, is written as it stands.
///
/// # Errors
/// When it cannot be written; what was there stays.
pub(crate) fn write(path: &Path, text: impl AsRef<[u8]>) -> io::Result<()> {
    // A link stays one.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let there = fs::metadata(&place).ok();
    if there.as_ref().is_some_and(|there| !there.is_file()) {
        return fs::write(path, text);
    }
    let mut name = OsString::from(".");
    name.push(place.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = place.with_file_name(name);
    let written = fs::write(&beside, text)
        .and_then(|()| match there {
            Some(there) => fs::set_permissions(&beside, there.permissions()),
            None => Ok(()),
        })
        .and_then(|()| fs::rename(&beside, &place));
    if written.is_err() {
        // It may not be there.
        let _ = fs::remove_file(&beside);
    }
    written
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::write;

    #[test]
    fn what_cannot_be_written_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a");
        write(&file, "one").unwrap();
        write(&file, "two").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "two");
        assert!(write(&dir.path().join("none/a"), "x").is_err());
        assert!(write(&file.join("b"), "x").is_err());
        assert!(write(dir.path(), "x").is_err());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one() {
        let dir = tempfile::tempdir().unwrap();
        let (file, link) = (dir.path().join("a"), dir.path().join("b"));
        write(&file, "one").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, "two").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "two");
    }
}
