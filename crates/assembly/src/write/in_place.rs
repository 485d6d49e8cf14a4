//! Puts an assembly in place file by file, where its directory has to stay: the process stands in
//! it, it is a mount point, or what is above it may not be written.
//!
//! The manifest is what makes the directory an assembly. It is the first to go and the last to
//! come, so whoever reads in between, or after a run that was killed, finds the previous assembly,
//! the new one or none, and never a mixture. The next run ends what a killed one has begun.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{WriteError, existing};
use crate::MANIFEST_FILE;

/// Holds the new assembly until it is complete.
const STAGING: &str = ".stackwright-new";
/// Holds what is still to be put in place.
const READY: &str = ".stackwright-ready";
/// The manifest of the previous assembly, until the files that it names are gone.
const OLD_MANIFEST: &str = ".stackwright-old.json";

/// Where a new assembly is staged.
pub(super) fn staging(dir: &Path) -> PathBuf {
    dir.join(STAGING)
}

/// Puts what is staged in place.
pub(super) fn put(dir: &Path) -> Result<(), WriteError> {
    let (staged, ready) = (dir.join(STAGING), dir.join(READY));
    // From here on the new assembly comes, whatever happens.
    fs::rename(&staged, &ready).map_err(WriteError::io("write", &ready))?;
    finish(dir)
}

/// Ends what a run has begun: what was ready is put in place, what was not is removed.
pub(super) fn finish(dir: &Path) -> Result<(), WriteError> {
    let ready = dir.join(READY);
    if ready.exists() {
        if ready.join(MANIFEST_FILE).exists() {
            retire(dir)?;
        }
        let mut names = existing::names(&ready)?;
        names.retain(|name| name != MANIFEST_FILE);
        names.push(MANIFEST_FILE.into());
        for name in names {
            let to = dir.join(&name);
            rename(&ready.join(&name), &to).map_err(WriteError::io("write", &to))?;
        }
        fs::remove_dir(&ready).map_err(WriteError::io("remove", &ready))?;
    }
    remove(&dir.join(STAGING))
}

/// Removes the previous assembly, its manifest first.
fn retire(dir: &Path) -> Result<(), WriteError> {
    let (manifest, old) = (dir.join(MANIFEST_FILE), dir.join(OLD_MANIFEST));
    rename(&manifest, &old).map_err(WriteError::io("replace", &manifest))?;
    let own = existing::files_of(&old)?.unwrap_or_default();
    for name in existing::names(dir)?
        .iter()
        .filter(|name| own.contains(name))
    {
        remove(&dir.join(name))?;
    }
    // Only now: should this run be killed, the next one must not take the new files for the old.
    remove(&old)
}

/// Renames a file, unless a run before has.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    unless_gone(fs::rename(from, to))
}

/// Removes a file or a directory, if there is one.
fn remove(path: &Path) -> Result<(), WriteError> {
    let is_dir = fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
    let removed = if is_dir {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    unless_gone(removed).map_err(WriteError::io("remove", path))
}

fn unless_gone(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const OLD: &str = r#"{"version": "36.0.0", "artifacts": {
        "Old": {"type": "s", "properties": {"templateFile": "Old"}},
        "Web": {"type": "s", "properties": {"templateFile": "Web"}}}}"#;
    const NEW: &str = r#"{"version": "36.0.0", "artifacts": {
        "New": {"type": "s", "properties": {"templateFile": "New"}},
        "Web": {"type": "s", "properties": {"templateFile": "Web"}}}}"#;

    /// Files below a directory with what is in them.
    fn tree(dir: &Path) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        for name in existing::names(dir).unwrap() {
            let (path, name) = (dir.join(&name), name.into_string().unwrap());
            if path.is_dir() {
                let below = tree(&path).into_iter();
                found.extend(below.map(|(below, text)| (format!("{name}/{below}"), text)));
            } else {
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
        found
    }

    /// What a run leaves that is killed after each of its steps, and what the next one makes of it.
    #[test]
    fn the_next_run_ends_what_a_killed_one_has_begun() {
        let old = [("Old", "old"), ("Web", "old"), ("manifest.json", OLD)];
        let new = [("New", "new"), ("Web", "new"), ("manifest.json", NEW)];
        let r = ".stackwright-ready";
        let (r_new, r_web, r_manifest) = (
            format!("{r}/New"),
            format!("{r}/Web"),
            format!("{r}/manifest.json"),
        );
        let ready = [(&*r_new, "new"), (&*r_web, "new"), (&*r_manifest, NEW)];
        let hidden = (".stackwright-old.json", OLD);
        let moved = ("New", "new");
        let states = [
            // While it stages: nothing has happened.
            (
                [&old[..], &[(".stackwright-new/New", "new")]].concat(),
                &old,
            ),
            // It is complete.
            ([&old[..], &ready].concat(), &new),
            // The old manifest is out of the way, then the first of its files.
            ([&old[..2], &[hidden], &ready].concat(), &new),
            ([&old[1..2], &[hidden], &ready].concat(), &new),
            ([&[hidden][..], &ready].concat(), &new),
            // Nothing is left of the old assembly, then the first new file is in place.
            (ready.to_vec(), &new),
            ([&[moved][..], &ready[1..]].concat(), &new),
            ([&[moved, ("Web", "new")][..], &ready[2..]].concat(), &new),
            // All are.
            (new.to_vec(), &new),
        ];
        for (state, expected) in states {
            let temp = tempfile::tempdir().unwrap();
            let mine = ("mine", "mine");
            for (name, text) in state.iter().chain([&mine]) {
                let path = temp.path().join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            // A whole assembly, or none that anybody would take for one.
            let is_old = fs::read_to_string(temp.path().join("manifest.json")).ok();
            if let Some(manifest) = is_old {
                let whole = if manifest == OLD { &old } else { &new };
                let found = tree(temp.path());
                assert!(whole.iter().all(|(name, text)| found[*name] == *text));
            }
            finish(temp.path()).unwrap();
            let expected = expected.iter().chain([&mine]);
            let expected = expected.map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
            assert_eq!(tree(temp.path()), expected.collect(), "{state:?}");
        }
    }
}
