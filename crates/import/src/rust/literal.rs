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
        let text = format!("{value:?}");
        match text.split_once('.') {
            // clippy would take it for a constant that it should be.
            Some((whole, fraction)) if is_like_a_constant(value, fraction) => {
                // Both are whole and exact, so that the quotient is the number nearest to the text.
                let digits = format!("{whole}{fraction}");
                let sign = if value < 0.0 { "-" } else { "" };
                let digits = digits.trim_start_matches(['-', '0']);
                format!("{sign}{digits}.0 / 1{}.0", "0".repeat(fraction.len()))
            }
            _ => text,
        }
    }
}

/// Whether a number is as near to a well-known one as its digits say.
fn is_like_a_constant(value: f64, fraction: &str) -> bool {
    use std::f64::consts as c;
    let known = [
        c::E,
        c::FRAC_1_PI,
        c::FRAC_1_SQRT_2,
        c::FRAC_2_PI,
        c::FRAC_2_SQRT_PI,
        c::FRAC_PI_2,
        c::FRAC_PI_3,
        c::FRAC_PI_4,
        c::FRAC_PI_6,
        c::FRAC_PI_8,
        c::LN_2,
        c::LN_10,
        c::LOG10_2,
        c::LOG10_E,
        c::LOG2_10,
        c::LOG2_E,
        c::PI,
        c::SQRT_2,
        c::TAU,
        1.618_033_988_749_895,
    ];
    let digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let places = i32::try_from(fraction.len()).unwrap_or(i32::MAX);
    let near = 1.5 * 10_f64.powi(-places);
    digits
        && (2..=15).contains(&places)
        && known.iter().any(|known| (value.abs() - known).abs() < near)
}
