//! What can go wrong when facts are asked for.

use std::{error, fmt};

/// Why facts could not be had.
#[derive(Debug)]
#[non_exhaustive]
pub enum FactsError {
    /// There is no service of that name.
    UnknownService {
        /// The name that was asked for.
        name: String,
        /// The nearest name that exists.
        nearest: Option<&'static str>,
    },
    /// There is no resource type of that name.
    UnknownType {
        /// The name that was asked for.
        name: String,
        /// The nearest name that exists.
        nearest: Option<&'static str>,
    },
    /// The embedded facts do not have the form that this crate reads.
    Malformed {
        /// The file or the type.
        name: String,
        /// What serde says.
        source: serde::de::value::Error,
    },
}

impl FactsError {
    pub(crate) fn malformed(name: &str, source: serde::de::value::Error) -> Self {
        Self::Malformed {
            name: name.to_owned(),
            source,
        }
    }
}

impl fmt::Display for FactsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, name, nearest) = match self {
            Self::UnknownService { name, nearest } => ("service", name, nearest),
            Self::UnknownType { name, nearest } => ("resource type", name, nearest),
            Self::Malformed { name, source } => {
                return write!(
                    f,
                    "the facts on `{name}` cannot be read: {source}; run `cargo xtask facts`"
                );
            }
        };
        write!(f, "there is no {what} `{name}`")?;
        match nearest {
            Some(nearest) => write!(f, "; did you mean `{nearest}`?"),
            None => Ok(()),
        }
    }
}

impl error::Error for FactsError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Malformed { source, .. } => Some(source),
            Self::UnknownService { .. } | Self::UnknownType { .. } => None,
        }
    }
}
