//! What is wrong with the text, in words that name what was found and what was expected.

use granit_parser::{ErrorKind, ScanError};

use super::super::{ReadError, too_deep};
use super::position;

pub(super) fn of(error: &ScanError, source: &str) -> ReadError {
    let marker = *error.marker();
    let before = source.get(..marker.byte_offset().unwrap_or_default());
    let behind = source.get(marker.byte_offset().unwrap_or_default()..);
    let text = if is_second_tag(before.unwrap_or_default(), behind.unwrap_or_default()) {
        SECOND_TAG.to_owned()
    } else {
        text(error.kind())
    };
    ReadError::new(position(marker), text)
}

const SECOND_TAG: &str = "found a second tag before a value; expected one, and the outer \
                          function in its long form, as `Fn::Base64:`";

/// Whether there is a tag on both sides. The parser only says that it misses something.
fn is_second_tag(before: &str, behind: &str) -> bool {
    let starts_word = |c: char| c.is_whitespace() || matches!(c, '[' | '{' | ',');
    let word_before = before.trim_end().rsplit(starts_word).next();
    behind.starts_with('!') && word_before.is_some_and(|word| word.starts_with('!'))
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
            "found something else than a key; expected a key with the same indentation as those before"
        }
        K::ExpectedBlockSequenceEntry => {
            "found something else than a list item; expected `- ` with the same indentation as those before"
        }
        K::ExpectedNodeContent => "found the end of a value before its start; expected a value",
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
        K::BlockSequenceEntryNotAllowed => {
            "found a list behind a key; expected it on the next line"
        }
        K::InvalidTrailingSingleQuotedScalar => {
            "found text behind a closing quote; expected the end of the line, or the quote doubled"
        }
        K::InvalidTrailingDoubleQuotedScalar => {
            "found text behind a closing quote; expected the end of the line, or a backslash before the quote"
        }
        K::UnknownQuotedScalarEscape => {
            "found a backslash before a letter that it does not escape; expected `\\\\`, or single quotes around the string"
        }
        other => return other.to_string(),
    };
    text.to_owned()
}
