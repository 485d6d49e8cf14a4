//! Why resources stay as they are.

use std::fmt;

/// Why a group of resources is not written as a construct.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// A property differs, whatever is written past the construct.
    Property(String, String),
    /// Something beside the properties of a resource differs: `DependsOn`, a policy.
    Attribute(String, String),
    /// The construct makes a resource of this type, which the template does not have.
    Makes(String),
    /// The construct does not make this resource.
    Lacks(String),
    /// The construct reports this.
    Finding(&'static str, String),
    /// The resource has what the construct has no word for.
    NoWord(&'static str),
    /// Something beside the group would change.
    Elsewhere(String),
    /// Something would be written past the construct, and with that it would take more lines.
    Longer {
        /// Those of the construct, with what is written past it.
        construct: usize,
        /// Those of the typed resources.
        typed: usize,
    },
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Property(id, path) => write!(f, "`{path}` of `{id}` differs"),
            Why::Attribute(id, path) => write!(f, "`{path}` of `{id}` differs"),
            Why::Makes(type_name) => write!(
                f,
                "it makes a `{type_name}` that the template does not have"
            ),
            Why::Lacks(id) => write!(f, "it does not make `{id}`"),
            Why::Finding(code, message) => write!(f, "{code}: {message}"),
            Why::NoWord(what) => write!(f, "it has no word for {what}"),
            Why::Elsewhere(id) => write!(f, "`{id}` would change"),
            Why::Longer { construct, typed } => {
                write!(f, "{construct} lines, where typed resources take {typed}")
            }
        }
    }
}
