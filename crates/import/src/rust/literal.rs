//! Texts and numbers as Rust writes them.

/// A text as a literal in one line.
pub fn text(value: &str) -> String {
    let mut literal = String::with_capacity(value.len() + 2);
    literal.push('"');
    for character in value.chars() {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            // What cannot be seen, or turns text around, is written by its number.
            c if c.is_control() || is_invisible(c) => {
                literal.extend(c.escape_unicode());
            }
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A whole number; one that is no `i32` says what it is.
pub fn integer(value: i64) -> String {
    match i32::try_from(value) {
        Ok(_) => value.to_string(),
        Err(_) => format!("{value}_i64"),
    }
}

/// A number with a fraction.
pub fn float(value: f64) -> String {
    if value.is_nan() {
        "f64::NAN".to_owned()
    } else if value.is_infinite() {
        match value > 0.0 {
            true => "f64::INFINITY".to_owned(),
            false => "f64::NEG_INFINITY".to_owned(),
        }
    } else {
        format!("{value:?}")
    }
}
