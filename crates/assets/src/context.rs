use std::fs;
use std::path::Path;

use crate::{Error, Files, Ignore};

/// What Docker is sent of a directory to build an image of it.
///
/// The list of what is ignored is `NAME.dockerignore` beside the Dockerfile `NAME`, or else
/// `.dockerignore` in the directory. The Dockerfile and that list are sent whatever the list says,
/// as Docker needs them.
///
/// <https://docs.docker.com/build/concepts/context/#dockerignore-files>
#[derive(Clone, Debug)]
pub struct Context {
    files: Files,
    dockerfile: String,
}

impl Context {
    /// What is sent of a directory, of at most so many bytes; the Dockerfile is a path in it.
    ///
    /// # Errors
    /// [`Error::Outside`] if the Dockerfile is not in the directory, [`Error::Pattern`] if a line
    /// of the list is none that Docker takes, and those of [`Files::below`].
    pub fn of(dir: impl AsRef<Path>, dockerfile: &str, most: u64) -> Result<Self, Error> {
        let dir = dir.as_ref();
        let Some(dockerfile) = inside(dockerfile) else {
            return Err(Error::Outside {
                file: dockerfile.to_owned(),
                dir: dir.to_owned(),
            });
        };
        // Said of the directory, if it is that which is not there.
        fs::metadata(dir).map_err(Error::io("read", dir))?;
        let path = dir.join(&dockerfile);
        let found = fs::metadata(&path).map_err(Error::io("read", &path))?;
        if !found.is_file() {
            return Err(Error::Kind {
                path,
                wanted: "a file",
            });
        }
        let ignore = match list(dir, &dockerfile)? {
            Some((name, ignore)) => ignore.but(&[&dockerfile, &name]),
            None => Ignore::default(),
        };
        Ok(Context {
            files: Files::below(dir, &ignore, most)?,
            dockerfile,
        })
    }

    /// The files.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The path of the Dockerfile in the directory, however it was said: `./Dockerfile` is
    /// `Dockerfile`.
    pub fn dockerfile(&self) -> &str {
        &self.dockerfile
    }
}

/// The list that counts, and its path in the directory.
fn list(dir: &Path, dockerfile: &str) -> Result<Option<(String, Ignore)>, Error> {
    for name in [
        format!("{dockerfile}.dockerignore"),
        ".dockerignore".to_owned(),
    ] {
        let path = dir.join(&name);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            text => text.map_err(Error::io("read", &path))?,
        };
        let ignore = Ignore::parse(&text).map_err(|source| Error::Pattern { path, source })?;
        return Ok(Some((name, ignore)));
    }
    Ok(None)
}

/// A path without `.` and `..`, unless it leads out.
fn inside(path: &str) -> Option<String> {
    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
    if path.starts_with('/') || Path::new(&path).is_absolute() {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}
