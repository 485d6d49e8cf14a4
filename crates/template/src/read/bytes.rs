//! From bytes to text.

use std::io::BufRead;

use super::ReadError;
use crate::Position;

/// The bytes as text, if they are UTF-8.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if utf16 {
        return Err(ReadError::new(
            Position { line: 1, column: 1 },
            "found UTF-16 text; expected UTF-8",
        ));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let (valid, rest) = bytes
            .split_at_checked(error.valid_up_to())
            .unwrap_or((bytes, &[]));
        let found = rest.first().copied().unwrap_or_default();
        ReadError::new(
            position_after(std::str::from_utf8(valid).unwrap_or_default()),
            format!("found the byte 0x{found:02X}, which is not UTF-8; expected UTF-8 text"),
        )
    })
}

/// The text behind a byte order mark, which CloudFormation, PyYAML and cfn-lint read over, as
/// <https://github.com/aws/aws-cdk/issues/29792> tells of the first.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

/// Refuses NUL, which no editor shows.
pub(super) fn no_stray_bytes(text: &str) -> Result<(), ReadError> {
    // The search of the standard library passes many bytes at once, in all profiles.
    let mut behind = text.as_bytes();
    let passed = behind.skip_until(0).unwrap_or_default();
    match text.split_at_checked(passed.saturating_sub(1)) {
        Some((before, rest)) if rest.starts_with('\0') => Err(ReadError::new(
            position_after(before),
            "found a NUL character; expected text",
        )),
        _ => Ok(()),
    }
}

/// The place of what follows `text` at the start of a file.
fn position_after(text: &str) -> Position {
    let mut at = Position { line: 1, column: 1 };
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let breaks = character == '\n' || character == '\r' && characters.peek() != Some(&'\n');
        if breaks {
            at.line += 1;
            at.column = 1;
        } else {
            at.column += 1;
        }
    }
    at
}
