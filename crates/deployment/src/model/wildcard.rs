//! Patterns as policies have them.

use std::str::Chars;

/// Whether a text is as a pattern with `*` and `?` says.
pub fn like(pattern: &str, text: &str) -> bool {
    match has_wildcard(pattern) {
        true => agree(pattern, text, |own, other| own == other),
        false => pattern == text,
    }
}

/// The same of actions, where upper and lower case are one.
pub fn like_action(pattern: &str, action: &str) -> bool {
    match has_wildcard(pattern) {
        true => agree(pattern, action, |own, other| {
            own.eq_ignore_ascii_case(&other)
        }),
        false => pattern.eq_ignore_ascii_case(action),
    }
}

fn has_wildcard(pattern: &str) -> bool {
    let bytes = pattern.as_bytes();
    bytes.contains(&b'*') || bytes.contains(&b'?')
}

fn agree(pattern: &str, text: &str, same: fn(char, char) -> bool) -> bool {
    let (mut pattern, mut text) = (pattern.chars(), text.chars());
    // What follows the last star, and the text that the star has not taken.
    let mut star: Option<(Chars<'_>, Chars<'_>)> = None;
    loop {
        let (mut own, mut rest) = (pattern.clone(), text.clone());
        let Some(c) = rest.next() else {
            return pattern.all(|own| own == '*');
        };
        match own.next() {
            Some('*') => {
                star = Some((own.clone(), text.clone()));
                pattern = own;
            }
            Some(one) if one == '?' || same(one, c) => {
                pattern = own;
                text = rest;
            }
            _ => match &mut star {
                Some((after, left)) => {
                    left.next();
                    pattern = after.clone();
                    text = left.clone();
                }
                None => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{like, like_action};

    #[test]
    fn wildcards_match_as_iam_has_them() {
        for (pattern, text, matches) in [
            ("*", "ecr:getauthorizationtoken", true),
            ("ecr:*", "ecr:batchgetimage", true),
            ("ecr:get*token", "ecr:getauthorizationtoken", true),
            ("ecr:get", "ecr:getauthorizationtoken", false),
            ("s3:?et*", "s3:getobject", true),
            ("", "s3:getobject", false),
            ("*a*b", "xxaxxbxxb", true),
        ] {
            assert_eq!(like(pattern, text), matches, "{pattern} {text}");
        }
        assert!(like_action("ECR:get*", "ecr:GetAuthorizationToken"));
        assert!(!like("table/Web*", "table/web"));
    }
}
