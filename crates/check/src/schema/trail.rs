//! The way to a node, as a list on the stack: nothing is allocated until something is wrong.

use std::fmt;

/// The way from the template's root to where the walk is.
#[derive(Clone, Copy)]
pub(super) enum Trail<'t> {
    Root,
    Key(&'t Trail<'t>, &'t str),
    Index(&'t Trail<'t>, usize),
}

impl<'t> Trail<'t> {
    pub(super) fn key(&'t self, key: &'t str) -> Trail<'t> {
        Trail::Key(self, key)
    }

    pub(super) fn index(&'t self, index: usize) -> Trail<'t> {
        Trail::Index(self, index)
    }

    /// The property that the way ends in, whatever lists and functions stand within it.
    pub(super) fn property(&self) -> &str {
        match self {
            Trail::Root => "",
            Trail::Key(before, key) if key.starts_with("Fn::") => before.property(),
            Trail::Key(_, key) => key,
            Trail::Index(before, _) => before.property(),
        }
    }
}

impl fmt::Display for Trail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let separate = |before: &Trail<'_>, f: &mut fmt::Formatter<'_>| match before {
            Trail::Root => Ok(()),
            before => write!(f, "{before}/"),
        };
        match self {
            Trail::Root => Ok(()),
            Trail::Key(before, key) => {
                separate(before, f)?;
                f.write_str(key)
            }
            Trail::Index(before, index) => {
                separate(before, f)?;
                index.fmt(f)
            }
        }
    }
}
