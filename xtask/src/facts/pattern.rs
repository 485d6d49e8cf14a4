//! Regular expressions: from JSON Schema's ECMAScript to the syntax of `regex-lite`.

use stackwright_facts::Limits;

/// Named classes with an equivalent that needs no Unicode tables.
const CLASSES: [(&str, &str); 5] = [
    (r"\p{ASCII}", r"\x00-\x7F"),
    (r"\p{Cc}", r"\x00-\x1F\x7F-\x9F"),
    (r"\p{Graph}", "!-~"),
    (r"\p{Print}", " -~"),
    // Characters beyond 16 bits, as pairs of halves; AWS writes the ends in either order.
    (r"\uD800\uDC00-\uDBFF\uDFFF", r"\u{10000}-\u{10FFFF}"),
];

/// Puts a pattern into the limits: rewritten if `regex-lite` can compile it, as it is otherwise.
///
/// What an anchored pattern looks ahead for becomes a condition of its own: `^(?!aws:).+$` is the
/// pattern `^.+$` and not the pattern `^aws:`.
pub fn set(limits: &mut Limits, pattern: &str) {
    let mut rest = pattern.to_owned();
    let mut ahead = Vec::new();
    while let Some((condition, remaining)) = split_look_ahead(&rest) {
        ahead.push(condition);
        rest = remaining;
    }
    if let Some(rewritten) = compilable(&rest) {
        limits.pattern = Some(rewritten);
        limits.all_of.extend(ahead);
    } else {
        limits.ecma_pattern = Some(pattern.to_owned());
    }
}

/// The pattern in the syntax of `regex-lite`, if it can be written in it.
fn compilable(pattern: &str) -> Option<String> {
    let rewritten = rewrite(pattern);
    regex_lite::Regex::new(&rewritten)
        .is_ok()
        .then_some(rewritten)
}

/// Splits `^(?!X)Y` or `^(?=X)Y` into the condition on X and `^Y`.
fn split_look_ahead(pattern: &str) -> Option<(Limits, String)> {
    let (is_negative, group) = match pattern.strip_prefix("^(?!") {
        Some(group) => (true, group),
        None => (false, pattern.strip_prefix("^(?=")?),
    };
    let (inner, rest) = group.split_at_checked(end_of_group(group)?)?;
    let rest = rest.strip_prefix(')')?;
    if has_outer_alternatives(rest) {
        return None;
    }
    // The group may hold alternatives: keep it a group.
    let found = Limits {
        pattern: Some(compilable(&format!("^(?:{inner})"))?),
        ..Limits::default()
    };
    let condition = if is_negative {
        Limits {
            not: Some(found.into()),
            ..Limits::default()
        }
    } else {
        found
    };
    Some((condition, format!("^{rest}")))
}

/// Where the parenthesis closes that was opened just before the text.
fn end_of_group(text: &str) -> Option<usize> {
    let mut depth = 0;
    outside_of_classes(text).find_map(|(index, c)| {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(index),
            ')' => depth -= 1,
            _ => {}
        }
        None
    })
}

fn has_outer_alternatives(pattern: &str) -> bool {
    let mut depth = 0;
    outside_of_classes(pattern).any(|(_, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        c == '|' && depth == 0
    })
}

/// The characters that are neither escaped nor in a class.
fn outside_of_classes(text: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut is_escaped, mut in_class) = (false, false);
    text.char_indices().filter(move |(_, c)| {
        let is_syntax = !is_escaped && !in_class;
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            _ => {}
        }
        is_syntax
    })
}

/// The same expression without what ECMAScript takes and `regex-lite` refuses or reads otherwise:
/// `[` and doubled operators inside of classes, escapes of characters that need none, a dash behind
/// a class.
fn rewrite(pattern: &str) -> String {
    let mut pattern = pattern.replace(r"\uD800\uDBFF-\uDC00\uDFFF", r"\uD800\uDC00-\uDBFF\uDFFF");
    for (class, equivalent) in CLASSES {
        while let Some(at) = pattern.find(class) {
            let stands_alone = outside_of_classes(&pattern).any(|(index, _)| index == at);
            let equivalent = match stands_alone {
                true => format!("[{equivalent}]"),
                false => equivalent.to_owned(),
            };
            pattern.replace_range(at..at + class.len(), &equivalent);
        }
    }
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('Z') => out.push_str("\\z"),
                // In `regex-lite` these two are word boundaries when escaped.
                Some(escaped @ ('<' | '>')) => out.push(escaped),
                Some(escaped) if is_needless(escaped) => out.push(escaped),
                Some(escaped) => {
                    out.extend(['\\', escaped]);
                    let is_class = matches!(escaped, 'w' | 'd' | 's' | 'W' | 'D' | 'S');
                    if in_class && is_class && chars.next_if_eq(&'-').is_some() {
                        out.push_str("\\-");
                    }
                }
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
            '&' | '~' if in_class => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Whether a character means the same without the escape that it stands behind.
fn is_needless(escaped: char) -> bool {
    matches!(
        escaped,
        '/' | '"' | '\'' | ' ' | '_' | ',' | ';' | '!' | '%' | '@' | ':' | '=' | '`'
    )
}

#[cfg(test)]
mod tests {
    use stackwright_facts::Limits;

    use super::{rewrite, set};

    fn limits(pattern: &str) -> String {
        let mut limits = Limits::default();
        set(&mut limits, pattern);
        serde_json::to_string(&limits).unwrap()
    }

    #[test]
    fn what_can_be_rewritten_is() {
        assert_eq!(rewrite(r"^[a-z[\]]+\/$"), r"^[a-z\[\]]+/$");
        assert_eq!(rewrite(r"^[&&~~]$"), r"^[\&\&\~\~]$");
        assert_eq!(rewrite(r"[\w-.]\<b\>\d\Z"), r"[\w\-.]<b>\d\z");
        assert_eq!(rewrite(r"[\p{Graph}\x20]"), r"[!-\~\x20]");
        assert_eq!(rewrite(r"^\p{Print}+$"), r"^[ -\~]+$");
        assert_eq!(
            rewrite(r"[\uD800\uDBFF-\uDC00\uDFFF]"),
            r"[\u{10000}-\u{10FFFF}]"
        );
    }

    #[test]
    fn looking_ahead_becomes_a_condition() {
        assert_eq!(
            limits(r"^(?!aws:|(x\)))[a-z(]+$"),
            r#"{"pattern":"^[a-z(]+$","allOf":[{"not":{"pattern":"^(?:aws:|(x\\)))"}}]}"#
        );
        assert_eq!(
            limits("^(?=.{3,9}$)a+b*$"),
            r#"{"pattern":"^a+b*$","allOf":[{"pattern":"^(?:.{3,9}$)"}]}"#
        );
    }

    #[test]
    fn what_cannot_be_rewritten_is_kept_apart() {
        for pattern in ["^(?!a)b|c$", "a(?!b)", r"^[\p{L}]+$"] {
            let kept = serde_json::json!({ "ecmaPattern": pattern });
            assert_eq!(limits(pattern), kept.to_string());
        }
    }
}
