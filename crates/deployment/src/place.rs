//! Where something stands in a template.

use std::fmt::{Display, Write};

use stackwright_template::Span;

/// The sections that hold things under logical ids.
pub const SECTIONS: [&str; 6] = [
    "Resources",
    "Parameters",
    "Outputs",
    "Conditions",
    "Mappings",
    "Rules",
];

/// How many letters most paths have at most.
const LONG: usize = 64;

/// A place in a template: the path to it, and where it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    path: String,
    span: Span,
}

impl Place {
    /// The place at a path, as `Resources/Service/Properties/Cluster`.
    pub fn new(path: impl Display, span: Span) -> Self {
        let mut text = String::with_capacity(LONG);
        // Writing into memory cannot fail.
        let _ = write!(text, "{path}");
        Place { path: text, span }
    }

    /// A resource as a whole; the span is that of its key.
    pub fn of_resource(id: &str, span: Span) -> Self {
        Place::new(format_args!("Resources/{id}"), span)
    }

    /// The template as a whole.
    pub fn whole() -> Self {
        Place::new("", Span::NONE)
    }

    /// The path.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where it stands in the file.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The logical id of the resource, parameter, output, ... that the place is in.
    pub fn logical_id(&self) -> Option<&str> {
        let mut segments = self.path.split('/');
        let section = segments.next()?;
        SECTIONS.contains(&section).then(|| segments.next())?
    }
}

impl From<Place> for String {
    /// The path.
    fn from(place: Place) -> String {
        place.path
    }
}
