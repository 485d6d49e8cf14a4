//! The CloudFormation document as a model.
//!
//! A [`Template`] is a tree of [`Node`]s. Every node read from a file knows where it stands
//! ([`Span`]); a node built by a program has [`Span::NONE`]. Intrinsic functions are
//! [`Call`]s, whichever of their spellings the file used, so that a rule, a diff or a writer
//! sees one form only.

mod diagnostic;
mod model;

pub use diagnostic::{Diagnostic, Severity, SourceLine};
pub use model::{Call, Function, Key, Map, Node, Number, Position, Span, Text, Value};
