use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::thread;

use notify::event::{EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::Event;
use super::app::OUT;
use crate::failure::Failure;

/// Tells of every file of a folder that is written, made or removed, until it is dropped.
pub(super) struct Watched {
    _watcher: RecommendedWatcher,
}

impl Watched {
    /// Each folder in it is watched by itself, but for those that are not of the program: below
    /// `target` there are more than a system lets one watch.
    pub fn new(folder: &Path, sender: Sender<Event>) -> Result<Self, Failure> {
        let failed = |error: notify::Error| {
            Failure::refused(
                format!("`{}` cannot be watched: {error}", folder.display()),
                "on Linux, fs.inotify.max_user_watches says how many folders may be",
            )
        };
        // As events name it.
        let folder = fs::canonicalize(folder).map_err(|error| Failure::File {
            path: folder.to_owned(),
            error,
        })?;
        let (told, events) = mpsc::channel::<notify::Result<notify::Event>>();
        let mut watcher = notify::recommended_watcher(told).map_err(failed)?;
        watcher
            .watch(&folder, RecursiveMode::NonRecursive)
            .map_err(failed)?;
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() && !is_other(&path) {
                watcher
                    .watch(&path, RecursiveMode::Recursive)
                    .map_err(failed)?;
            }
        }
        thread::spawn(move || {
            for event in events.into_iter().flatten() {
                let is_written = match event.kind {
                    EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
                    EventKind::Any
                    | EventKind::Create(_)
                    | EventKind::Modify(_)
                    | EventKind::Remove(_)
                    | EventKind::Other => true,
                };
                let counts = |path: &PathBuf| counts(&folder, path);
                if let Some(path) = event.paths.into_iter().find(counts)
                    && is_written
                    && sender.send(Event::Saved(path)).is_err()
                {
                    return;
                }
            }
        });
        Ok(Watched { _watcher: watcher })
    }
}

/// Whether a folder is not of the program: what tools write and keep.
fn is_other(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default();
    is_hidden(name)
        // Where the program writes for us, if folders for what passes are below it.
        || name.to_string_lossy().starts_with(OUT)
        || ["target", "node_modules", "cdk.out"].iter().any(|other| name == *other)
        // By which cargo, and others, mark what they make.
        || folder.join("CACHEDIR.TAG").exists()
        || folder.join("manifest.json").exists() && folder.join("tree.json").exists()
}

/// Whether a file may change what the program does.
fn counts(folder: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(folder) else {
        return false;
    };
    let mut around = folder.to_owned();
    for part in below {
        around.push(part);
        // The last part may be gone, or a file; then this looks at its name alone.
        if is_hidden(part) || is_other(&around) {
            return false;
        }
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // What editors and insta leave beside a file, and what cargo writes itself.
    !(below.as_os_str().is_empty()
        || name.ends_with('~')
        || name.ends_with(".snap.new")
        || name == "Cargo.lock")
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tools_write_is_no_save() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path();
        fs::create_dir_all(folder.join("build/debug")).unwrap();
        fs::write(folder.join("build/CACHEDIR.TAG"), "").unwrap();
        let cases = [
            ("src/lib.rs", true),
            ("settings/staging.yaml", true),
            ("Cargo.toml", true),
            ("src/target.rs", true),
            ("target/debug/shop", false),
            ("build/debug/shop", false),
            ("cdk.out/Web.template.json", false),
            (".git/index", false),
            ("src/.lib.rs.swp", false),
            ("src/lib.rs~", false),
            ("tests/snapshots/web.snap.new", false),
            ("Cargo.lock", false),
            ("worker/node_modules/x/index.js", false),
            ("", false),
        ];
        for (name, expected) in cases {
            assert_eq!(counts(folder, &folder.join(name)), expected, "{name}");
        }
        assert!(!counts(folder, Path::new("/elsewhere/src/lib.rs")));
    }
}
