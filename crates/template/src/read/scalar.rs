//! What a plain word of YAML means.
//!
//! CloudFormation reads YAML 1.1. A word that is not quoted is, in this order:
//!
//! | word | is |
//! |---|---|
//! | empty, `~`, `null`, `Null`, `NULL` | null |
//! | `true`, `yes`, `on`, `false`, `no`, `off`, also `True` and `TRUE` | a boolean; `y` and `n` are strings |
//! | `42`, `-1`, `1_000`, `0x1F`, `0b101` | an integer; account ids fit without loss |
//! | `0777`, `-017` | an integer in base 8 |
//! | `012345678901` | a string, because 8 and 9 are no octal digits |
//! | `12:30`, `1:00:05` | an integer in base 60; `03:00` and `12:75` are strings |
//! | `1.10`, `1e3`, `.5`, `6.` | a floating-point number |
//! | a whole number beyond 64 bits | a floating-point number, rounded |
//! | `.inf`, `.nan`, `1e999` | a string, because JSON has no such number |
//! | `2012-10-17`, `=`, `0o17` | a string: there are no timestamps, and YAML 1.2 is not known |
//!
//! Where the number has lost what stood in the file (`1.10`, `0777`), the text is still to be
//! had from [`Template::text_of`](crate::Template::text_of).

use crate::Number;

/// The value of a plain word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Scalar {
    Null,
    Bool(bool),
    Number(Number),
    String,
}

/// What `word` means where it stands without quotes.
pub(crate) fn resolve(word: &str) -> Scalar {
    let Some(&first) = word.as_bytes().first() else {
        return Scalar::Null;
    };
    match first {
        b'0'..=b'9' | b'+' | b'-' | b'.' => number(word).map_or(Scalar::String, Scalar::Number),
        b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'y' | b'Y' | b'o' | b'O' => named(word),
        _ => Scalar::String,
    }
}

fn named(word: &str) -> Scalar {
    match word {
        "~" | "null" | "Null" | "NULL" => Scalar::Null,
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Scalar::Bool(true),
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
            Scalar::Bool(false)
        }
        _ => Scalar::String,
    }
}

fn number(word: &str) -> Option<Number> {
    let (negative, digits) = match word.split_at_checked(1) {
        Some(("-", rest)) => (true, rest),
        Some(("+", rest)) => (false, rest),
        _ => (false, word),
    };
    match integer(digits, negative) {
        Some(number) => Some(number),
        None => float(digits).map(|f| Number::Float(if negative { -f } else { f })),
    }
}

fn integer(word: &str, negative: bool) -> Option<Number> {
    let (radix, digits) = match word.as_bytes() {
        [b'0', b'x', ..] => (16, word.get(2..)?),
        [b'0', b'b', ..] => (2, word.get(2..)?),
        [b'0', _, ..] => (8, word.get(1..)?),
        _ if word.contains(':') => return sexagesimal(word, negative),
        _ => (10, word),
    };
    if word.starts_with('_') {
        return None;
    }
    let mut any = false;
    let mut exact = Some(0_i64);
    let mut rounded = 0.0;
    for digit in digits.chars().filter(|c| *c != '_') {
        let digit = digit.to_digit(radix)?;
        any = true;
        exact = exact.and_then(|n| {
            let n = n.checked_mul(radix.into())?;
            match negative {
                true => n.checked_sub(digit.into()),
                false => n.checked_add(digit.into()),
            }
        });
        rounded = rounded * f64::from(radix) + f64::from(digit);
    }
    if let Some(n) = exact {
        return any.then_some(Number::Int(n));
    }
    if radix == 10 {
        // Rounded once, while rounding at every digit adds up.
        rounded = finite(&digits.replace('_', ""))?;
    }
    let rounded = if negative { -rounded } else { rounded };
    rounded.is_finite().then_some(Number::Float(rounded))
}

/// A number in base 60, as YAML 1.1 writes times of the day.
fn sexagesimal(word: &str, negative: bool) -> Option<Number> {
    let mut parts = word.split(':');
    let first = parts.next()?;
    let is_number = first.starts_with(|c: char| ('1'..='9').contains(&c));
    let mut total: i64 = first.replace('_', "").parse().ok().filter(|_| is_number)?;
    for part in parts {
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let part: i64 = part.parse().ok().filter(|n| digits && *n < 60)?;
        total = total.checked_mul(60)?.checked_add(part)?;
    }
    Some(Number::Int(if negative { -total } else { total }))
}

fn float(word: &str) -> Option<f64> {
    let (mantissa, exponent) = match word.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (word, None),
    };
    if let Some(exponent) = exponent {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
    }
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    let starts = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let well_formed = digits(whole)
        && digits(fraction.unwrap_or_default())
        && (starts(whole) || whole.is_empty() && fraction.is_some_and(starts))
        && (fraction.is_some() || exponent.is_some());
    if !well_formed {
        return None;
    }
    if word.contains('_') {
        finite(&word.replace('_', ""))
    } else {
        finite(word)
    }
}

fn finite(word: &str) -> Option<f64> {
    word.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(n: i64) -> Scalar {
        Scalar::Number(Number::Int(n))
    }

    fn float(n: f64) -> Scalar {
        Scalar::Number(Number::Float(n))
    }

    #[test]
    fn words() {
        for word in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(resolve(word), Scalar::Null, "{word}");
        }
        for word in [
            "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON",
        ] {
            assert_eq!(resolve(word), Scalar::Bool(true), "{word}");
        }
        for word in [
            "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF",
        ] {
            assert_eq!(resolve(word), Scalar::Bool(false), "{word}");
        }
    }

    #[test]
    fn integers() {
        for (word, expected) in [
            ("0", 0),
            ("42", 42),
            ("-1", -1),
            ("+7", 7),
            ("1_000", 1000),
            ("123456789012", 123_456_789_012),
            ("9223372036854775807", i64::MAX),
            ("-9223372036854775808", i64::MIN),
            ("0777", 0o777),
            ("-017", -0o17),
            ("00", 0),
            ("0x1F", 31),
            ("0xffff_ffff", 0xffff_ffff),
            ("0b101", 5),
            ("12:30", 750),
            ("1:00:05", 3605),
        ] {
            assert_eq!(resolve(word), int(expected), "{word}");
        }
    }

    #[test]
    fn floats() {
        for (word, expected) in [
            ("1.10", 1.1),
            ("1e3", 1000.0),
            ("1E-2", 0.01),
            ("-.5", -0.5),
            ("6.", 6.0),
            ("1_0.2_5", 10.25),
            ("08.5", 8.5),
            ("012e2", 1200.0),
            ("9223372036854775808", 9_223_372_036_854_775_808.0),
            (
                "123456789012345678901234567890",
                123_456_789_012_345_678_901_234_567_890.0,
            ),
            ("0xffffffffffffffff", 18_446_744_073_709_551_615.0),
        ] {
            assert_eq!(resolve(word), float(expected), "{word}");
        }
    }

    #[test]
    fn strings() {
        for word in [
            "2012-10-17",
            "012345678901",
            "08",
            "=",
            "0o17",
            ".inf",
            "-.inf",
            ".nan",
            "1e999",
            "y",
            "n",
            "tRue",
            "nullable",
            "1.2.3",
            "10.0.0.0/16",
            "-",
            "+",
            ".",
            "--",
            "1-2",
            "0x",
            "0b2",
            "_1",
            "._1",
            "1e",
            "1e+",
            "e3",
            "03:00",
            "12:75",
            "1:",
            ":1",
            "12:30:",
            "1e3.5",
            "é",
            "١",
        ] {
            assert_eq!(resolve(word), Scalar::String, "{word}");
        }
    }
}
