//! Words of YAML: bare where every reader takes them for what they are, quoted where not.

use std::fmt::Write;

use crate::Number;
use crate::read::{Scalar, resolve};

/// How long a key may be to stand before its `:` on one line. YAML's limit is 1024.
pub(super) const LONGEST_KEY: usize = 128;

/// Where a string is to stand.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// On a line of its own, or before a `:`.
    Line,
    /// Between brackets.
    Flow,
}

/// Writes a string in the shortest form that says it: bare, in single or in double quotes.
pub(super) fn write(out: &mut String, text: &str, place: Place) {
    if !text.chars().all(|c| c == '\t' || is_printable(c)) {
        double_quoted(out, text);
    } else if !is_plain(text, place) {
        out.push('\'');
        out.push_str(&text.replace('\'', "''"));
        out.push('\'');
    } else {
        out.push_str(text);
    }
}

/// The first line of a literal block, if `text` can stand in one without loss.
///
/// Spaces at the start would be taken for indentation, and those at the end for nothing.
pub(super) fn literal_header(text: &str) -> Option<&'static str> {
    let body = text.trim_end_matches('\n');
    let blank = |c: char| matches!(c, ' ' | '\t' | '\n');
    let lossless = body.contains('\n') || body.len() < text.len();
    let printable = |c: char| c == '\n' || c == '\t' || is_printable(c);
    if !lossless
        || body.is_empty()
        || body.starts_with(blank)
        || body.ends_with(blank)
        || !text.chars().all(printable)
    {
        return None;
    }
    Some(match text.len() - body.len() {
        0 => "|-",
        1 => "|",
        _ => "|+",
    })
}

/// Writes a number so that YAML 1.1 reads a number: with a point, and a sign in the exponent.
pub(super) fn number(out: &mut String, number: Number) {
    let text = match number {
        Number::Float(float) if float.is_finite() => format!("{float:?}"),
        Number::Float(_) => "null".to_owned(),
        Number::Int(int) => int.to_string(),
    };
    match text.split_once('e') {
        Some((mantissa, exponent)) => {
            out.push_str(mantissa);
            if !mantissa.contains('.') {
                out.push_str(".0");
            }
            out.push('e');
            if !exponent.starts_with('-') {
                out.push('+');
            }
            out.push_str(exponent);
        }
        None => out.push_str(&text),
    }
}

/// Whether every reader of YAML shows the character as it is.
fn is_printable(c: char) -> bool {
    // Not among them: what breaks lines in YAML 1.1, and the byte order mark.
    match c {
        ' '..='~' => true,
        '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' => false,
        '\u{A0}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'.. => true,
        _ => false,
    }
}

fn is_plain(text: &str, place: Place) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return false;
    };
    let starts_plain = match first {
        b' ' | b'?' | b':' | b',' | b'[' | b']' | b'{' | b'}' | b'#' | b'&' | b'*' | b'!'
        | b'|' | b'>' | b'\'' | b'"' | b'%' | b'@' | b'`' | b'=' => false,
        b'-' => bytes
            .get(1)
            .is_some_and(|next| !matches!(next, b' ' | b'-')),
        b'.' => !text.starts_with("..."),
        _ => true,
    };
    starts_plain
        && !matches!(last, b' ' | b':')
        && !text.contains('\t')
        && !text.contains(": ")
        && !text.contains(" #")
        // Needs none, but this is how the text of `!Sub` is written.
        && !text.contains("${")
        && (place != Place::Flow || !text.contains([',', '[', ']', '{', '}', '?']))
        && !means_more(text)
}

/// Whether some version of YAML takes the bare word for something else than a string.
fn means_more(word: &str) -> bool {
    if resolve(word) != Scalar::String {
        return true;
    }
    match word.as_bytes() {
        // YAML 1.1 has these for booleans, and for what is merged.
        b"y" | b"Y" | b"n" | b"N" | b"<<" => true,
        // Dates, times, octal numbers of YAML 1.2, leading zeros, infinity.
        [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => {
            let like_a_number = |b: u8| b.is_ascii_digit() || b"+-._:eETtZz ".contains(&b);
            word.bytes().all(like_a_number)
                || word.starts_with("0o")
                || [".inf", ".nan"].contains(
                    &word
                        .trim_start_matches(['+', '-'])
                        .to_ascii_lowercase()
                        .as_str(),
                )
        }
        _ => false,
    }
}

fn double_quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            c => {
                let code = u32::from(c);
                // Writing to a string cannot fail.
                let _ = match code {
                    0..=0xFF => write!(out, "\\x{code:02X}"),
                    0x100..=0xFFFF => write!(out, "\\u{code:04X}"),
                    _ => write!(out, "\\U{code:08X}"),
                };
            }
        }
    }
    out.push('"');
}
