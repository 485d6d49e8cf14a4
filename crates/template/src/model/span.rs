use std::fmt;

/// A place in a file: line and column, both counted from 1, columns in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1; 0 where there is no file.
    pub line: u32,
    /// Column in characters, from 1; 0 where there is no file.
    pub column: u32,
}

/// The stretch of a file that a node was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

impl Span {
    /// The span of a node that a program built: no file, no place.
    pub const NONE: Span = Span {
        start: Position { line: 0, column: 0 },
        end: Position { line: 0, column: 0 },
    };

    /// A span between two places.
    pub fn new(start: Position, end: Position) -> Self {
        Span { start, end }
    }

    /// Whether the node came from a file.
    pub fn is_known(self) -> bool {
        self.start.line != 0
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.start.fmt(f)
    }
}
