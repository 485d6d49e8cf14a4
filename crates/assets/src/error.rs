use std::path::{Path, PathBuf};
use std::{error, fmt, io};

use crate::BadPattern;

/// Why there is no asset.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The system refused.
    Io {
        /// What was tried, as `read`.
        action: &'static str,
        /// With which file or directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is something else than what was to be there.
    Kind {
        /// Where.
        path: PathBuf,
        /// What was to be there, as `a directory`.
        wanted: &'static str,
    },
    /// A name has no Unicode, so that it would not be the same on another machine.
    Name {
        /// The name, with the rest of the path.
        path: PathBuf,
    },
    /// A link leads out of the directory, and where the copy is, it would lead to something else.
    LeadsOut {
        /// The link.
        path: PathBuf,
        /// What it says.
        target: String,
    },
    /// A Dockerfile is not in the directory that is sent to Docker.
    Outside {
        /// The Dockerfile, as it was said.
        file: String,
        /// The directory.
        dir: PathBuf,
    },
    /// There is more than is likely to be meant.
    TooLarge {
        /// The directory or file.
        path: PathBuf,
        /// How much it holds, in bytes, as far as it was added up.
        size: u64,
        /// How much it may.
        most: u64,
        /// The largest file that was met.
        largest: PathBuf,
    },
    /// A line of a list of what is ignored is none that Docker takes.
    Pattern {
        /// The list.
        path: PathBuf,
        /// What is wrong.
        source: BadPattern,
    },
}

impl Error {
    /// Turns what the system says into an error that names the file.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Error::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }

    /// What can be done about it.
    pub fn way_out(&self) -> &'static str {
        match self {
            Error::Io { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                "paths are relative to the package that cargo runs, or else to the current \
                 directory"
            }
            Error::Io { .. } => "allow reading it, or leave it out",
            Error::Kind { .. } => "name another path, or leave it out",
            Error::Name { .. } => "rename it, or leave it out",
            Error::LeadsOut { .. } => "put the file itself there, or leave the link out",
            Error::Outside { .. } => {
                "Docker sees what is in the directory only: put the Dockerfile into it"
            }
            Error::TooLarge { .. } => {
                "leave out what does not belong to it, as `target` and `node_modules`, or say how \
                 much is meant"
            }
            Error::Pattern { .. } => "Docker refuses the list; mend the line",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Io {
                action,
                path,
                source,
            } => write!(f, "cannot {action} `{}`: {source}", path.display()),
            Error::Kind { path, wanted } => write!(f, "`{}` is not {wanted}", path.display()),
            Error::Name { path } => {
                write!(f, "the name of `{}` is not Unicode", path.display())
            }
            Error::LeadsOut { path, target } => write!(
                f,
                "`{}` is a link to `{target}`, which is not in the asset",
                path.display()
            ),
            Error::Outside { file, dir } => {
                write!(f, "the Dockerfile `{file}` is not in `{}`", dir.display())
            }
            Error::TooLarge {
                path,
                size,
                most,
                largest,
            } => write!(
                f,
                "`{}` holds {size} bytes or more, and {most} are the most; the largest file is \
                 `{}`",
                path.display(),
                largest.display()
            ),
            Error::Pattern { path, source } => write!(f, "`{}`: {source}", path.display()),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            Error::Pattern { source, .. } => Some(source),
            _ => None,
        }
    }
}
