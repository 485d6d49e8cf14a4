//! Who asked for what stands in a resource with what others asked for.

use stackwright_template::{SourceLine, Text};

/// A line of the program that asked for something which is written into a list with what other lines asked for,
/// as a right into the policy of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which item of the list: a statement.
    pub item: usize,
    /// Which part of it: of the resources that the statement names.
    pub part: usize,
    /// What of it: actions; all, if it is empty.
    pub words: Vec<Text>,
    /// The line.
    pub line: SourceLine,
}

/// Who asked for what in a list of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedIn {
    /// The list, below `Properties`: `Policies/0/PolicyDocument/Statement`.
    pub list: Text,
    /// Who asked.
    pub asked: Vec<Asked>,
}
