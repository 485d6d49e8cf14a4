//! Keys that most templates have. They need no memory of their own, however often they are read.

use std::borrow::Cow;

use crate::Text;

/// The text of a key.
pub(super) fn key(text: Cow<'_, str>) -> Text {
    match known(&text) {
        Some(known) => Cow::Borrowed(known),
        None => Cow::Owned(text.into_owned()),
    }
}

fn known(key: &str) -> Option<&'static str> {
    let mut words = words(key.len()).iter().copied();
    words.find(|word| *word == key)
}

/// Half of all keys that stand in templates, by their lengths, those that are met most first.
fn words(length: usize) -> &'static [&'static str] {
    match length {
        3 => &["Ref", "Key"],
        4 => &["Type", "Tags", "Name"],
        5 => &["Value", "VpcId"],
        6 => &["Action", "Effect", "Fn::If"],
        7 => &["Fn::Sub", "Version", "Service", "Default"],
        8 => &["Fn::Join", "Resource", "SubnetId"],
        9 => &["Statement", "DependsOn", "Principal", "Condition"],
        10 => &[
            "Properties",
            "Fn::GetAtt",
            "Fn::Select",
            "Fn::GetAZs",
            "PolicyName",
        ],
        11 => &["Description"],
        14 => &["PolicyDocument", "DeletionPolicy"],
        19 => &["UpdateReplacePolicy"],
        24 => &["AssumeRolePolicyDocument"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{key, words};

    #[test]
    fn a_key_is_what_was_read() {
        for own in ["", "ref", "Refs", "Properties "] {
            assert!(matches!(key(Cow::Borrowed(own)), Cow::Owned(text) if text == own));
        }
        for length in 0..32 {
            for word in words(length) {
                assert_eq!(word.len(), length);
                assert!(matches!(key(Cow::Borrowed(word)), Cow::Borrowed(text) if text == *word));
            }
        }
    }
}
