//! Regular expressions: from JSON Schema's ECMAScript to the syntax of `regex-lite`.

use stackwright_facts::Limits;

/// Puts a pattern into the limits: rewritten if `regex-lite` can compile it, as it is otherwise.
pub fn set(limits: &mut Limits, pattern: &str) {
    let rewritten = rewrite(pattern);
    if regex_lite::Regex::new(&rewritten).is_ok() {
        limits.pattern = Some(rewritten);
    } else {
        limits.ecma_pattern = Some(pattern.to_owned());
    }
}

/// The same expression without what ECMAScript takes and `regex-lite` refuses or reads otherwise:
/// `[` and doubled operators inside of classes, escapes of characters that need none, `(?<name>`.
fn rewrite(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                // In `regex-lite` these two are word boundaries.
                Some(escaped @ ('<' | '>' | '/' | '"' | '\'' | ' ' | '_' | ',' | ';' | '!' | '%')) => {
                    out.push(escaped);
                }
                Some(escaped @ ('@' | ':' | '=' | '`')) => out.push(escaped),
                Some('Z') => out.push_str("\\z"),
                Some(escaped) => out.extend(['\\', escaped]),
                None => out.push('\\'),
            },
            '[' if in_class => out.push_str("\\["),
            '[' => {
                in_class = true;
                out.push('[');
                // `[^]...` and `[]...` are left to fail: their meaning differs between dialects.
                if chars.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
            }
            ']' => {
                in_class = false;
                out.push(']');
            }
            '&' | '~' if in_class => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use stackwright_facts::Limits;

    use super::{rewrite, set};

    #[test]
    fn what_can_be_rewritten_is() {
        assert_eq!(rewrite(r"^[a-z[\]]+\/$"), r"^[a-z\[\]]+/$");
        assert_eq!(rewrite(r"^[&&~~]$"), r"^[\&\&\~\~]$");
        assert_eq!(rewrite(r"\<b\>\d\Z"), r"<b>\d\z");
    }

    #[test]
    fn what_cannot_be_rewritten_is_kept_apart() {
        let mut limits = Limits::default();
        set(&mut limits, "^(?!aws:).*$");
        assert_eq!(limits.ecma_pattern.as_deref(), Some("^(?!aws:).*$"));
        assert_eq!(limits.pattern, None);
    }
}
