//! What is wrong with the text, in words that name what was found and what was expected.

use granit_parser::{ErrorKind, ScanError};

use super::super::{ReadError, too_deep};
use super::position;

pub(super) fn of(error: &ScanError) -> ReadError {
    ReadError::new(position(*error.marker()), text(error.kind()))
}

/// The parser's own words are kept where they say as much.
fn text(kind: &ErrorKind) -> String {
    use ErrorKind as K;
    let text = match kind {
        K::RecursionLimitExceeded => return too_deep(),
        K::UnclosedFlowCollection { open } => {
            let close = if *open == '[' { ']' } else { '}' };
            return format!("found `{open}` without an end; expected `{close}`");
        }
        K::MismatchedFlowCollectionEnd { open, close } => {
            let expected = if *open == '[' { ']' } else { '}' };
            return format!("found `{close}` as the end of `{open}`; expected `{expected}`");
        }
        K::UnexpectedCharacter { character } => match character {
            '@' | '`' => {
                return format!(
                    "found `{character}` at the start of a word; expected it in quotes"
                );
            }
            c if c.is_control() => {
                return format!("found the character {c:?}; expected text that can be printed");
            }
            c => return format!("found `{c}`; expected a value"),
        },
        K::MisplacedFlowCollectionEnd => {
            "found a closing bracket that nothing opened; expected a value"
        }
        K::UnclosedQuotedScalar => "found a string without an end; expected its closing quote",
        K::UnknownAnchor => {
            "found an alias that no anchor before it names; expected `&` and its name earlier in the file"
        }
        K::MappingValueNotAllowed => {
            "found `: ` inside a value; expected a new line with the same indentation as the other keys, or quotes around the value"
        }
        K::SimpleKeyExpected | K::InvalidSimpleKey => {
            "found text that is neither a key nor a value; expected `:` after a key"
        }
        K::ExpectedBlockMappingKey => {
            "found something else than a key; expected a key with the same indentation as those before, and one tag at most before a value (write the outer function as `Fn::Name:`)"
        }
        K::ExpectedBlockSequenceEntry => {
            "found something else than a list item; expected `- ` with the same indentation as those before"
        }
        K::ExpectedNodeContent => {
            "found the end of a value before its start; expected a value, and one tag at most before it"
        }
        K::ExpectedFlowMappingSeparator => {
            "found the next thing without a comma; expected `,` or `}`"
        }
        K::ExpectedFlowSequenceSeparator => {
            "found the next thing without a comma; expected `,` or `]`"
        }
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabAtBlockScalarStart => "found a tab as indentation; expected spaces",
        K::InvalidIndentation | K::InvalidBlockScalarIndent | K::InvalidQuotedScalarIndent => {
            "found a line that is indented too little; expected it further to the right"
        }
        K::UndeclaredTagHandle => {
            "found a tag with a handle of its own; expected `!` and the name of a function"
        }
        other => return other.to_string(),
    };
    text.to_owned()
}
