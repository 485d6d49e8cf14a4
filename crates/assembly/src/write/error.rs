use std::path::{Path, PathBuf};
use std::{error, fmt, io};

use stackwright_assets::Error as AssetError;

/// Why an assembly was not written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// A stack's id cannot be the name of a file.
    StackId {
        /// The id.
        id: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// There is a directory with something else in it.
    NotAnAssembly {
        /// The directory.
        dir: PathBuf,
    },
    /// There is something that is not a directory.
    NotADirectory {
        /// What was to be the directory.
        path: PathBuf,
    },
    /// Another run writes there and does not end.
    Busy {
        /// The directory that it keeps to itself.
        dir: PathBuf,
    },
    /// An asset cannot be copied.
    Asset(AssetError),
    /// The system refused.
    Io {
        /// What was tried, as `create`.
        action: &'static str,
        /// With which file or directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl WriteError {
    /// Turns what the system says into an error that names the file.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| WriteError::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::StackId { id, problem } => write!(
                f,
                "cannot name a file after stack `{}`: {problem}; give the stack another id",
                id.escape_debug()
            ),
            WriteError::NotAnAssembly { dir } => write!(
                f,
                "cannot write to `{}`: it is not empty and holds no cloud assembly to replace, \
                 so what is in it might be lost; empty it or choose another directory",
                dir.display()
            ),
            WriteError::NotADirectory { path } => write!(
                f,
                "cannot write to `{}`: it is not a directory; remove it or choose another one",
                path.display()
            ),
            WriteError::Busy { dir } => write!(
                f,
                "cannot write below `{}`: another run holds it and does not end; end that run \
                 and try again",
                dir.display()
            ),
            WriteError::Asset(error) => write!(f, "{error}; {}", error.way_out()),
            WriteError::Io {
                action,
                path,
                source,
            } => write!(
                f,
                "cannot {action} `{}`: {source}; {}",
                path.display(),
                way_out(source.kind())
            ),
        }
    }
}

fn way_out(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "allow writing there or choose another directory"
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "free some space or choose another directory"
        }
        io::ErrorKind::NotFound | io::ErrorKind::AlreadyExists => {
            "if another run is writing there, let it finish and try again"
        }
        _ => "choose another directory",
    }
}

impl error::Error for WriteError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            WriteError::Io { source, .. } => Some(source),
            WriteError::Asset(error) => Some(error),
            _ => None,
        }
    }
}
