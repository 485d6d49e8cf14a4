//! What the walk finds, as data; the rules put it into words.

use stackwright_template::Span;

use crate::Place;

/// Something that does not fit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Violation {
    pub(crate) what: What,
    pub(crate) path: String,
    pub(crate) span: Span,
    /// Whether it is no more than advice: the facts call it a warning.
    pub(crate) advice: bool,
    /// What else in the resource makes it wrong, as "`LaunchType` is `FARGATE`".
    pub(crate) because: Option<String>,
}

/// What does not fit. Values are as the messages show them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    UnknownProperty {
        name: String,
        owner: String,
        nearest: Option<String>,
    },
    Missing {
        name: String,
        owner: String,
        /// The conditions under which it is missing, if it is not always.
        under: Option<String>,
    },
    ReadOnly {
        name: String,
    },
    WrongType {
        expected: String,
        found: String,
    },
    /// CloudFormation makes what is expected of what is found.
    Coerced {
        expected: String,
        found: String,
        /// What was written, where that is not what is read: 1.10.
        written: Option<String>,
    },
    NotAllowed {
        value: String,
        allowed: Vec<String>,
        nearest: Option<String>,
    },
    Pattern {
        value: String,
        pattern: String,
    },
    Format {
        value: String,
        format: String,
    },
    Number {
        name: String,
        value: String,
        bound: String,
    },
    Length {
        value: String,
        length: usize,
        bound: String,
    },
    Items {
        count: usize,
        bound: String,
    },
    Duplicate {
        value: String,
    },
    /// Exactly one, or at least one, of these must be there.
    Group {
        names: Vec<String>,
        present: Vec<String>,
        exactly: bool,
    },
    Needs {
        name: String,
        missing: String,
    },
    Excludes {
        name: String,
        other: String,
    },
    Combination {
        text: String,
    },
    Entries {
        text: String,
    },
    /// A reference to something else than what belongs here.
    Reference {
        found: String,
        wanted: Vec<String>,
        help: Option<String>,
    },
    /// The same, where what belongs here is inferred.
    ReferencePerhaps {
        found: String,
        wanted: Vec<String>,
    },
    /// A written identifier that does not begin as those of what belongs here.
    Identifier {
        value: String,
        beginning: String,
    },
    /// A file beside the template, where the place of an uploaded one is wanted.
    LocalPath {
        path: String,
    },
    /// A parameter that takes a value that is wrong here.
    Parameter {
        name: String,
        value: String,
        problem: String,
    },
}

impl Violation {
    pub(crate) fn place(&self) -> Place {
        Place::new(&self.path, self.span)
    }
}
