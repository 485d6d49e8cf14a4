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

/// The words that are known, by their lengths: what is compared has a length then that the compiler knows.
macro_rules! words {
    ($($length:literal: $($word:literal)+;)+) => {
        fn known(key: &str) -> Option<&'static str> {
            match key.len() {
                $($length => match key {
                    $($word => Some($word),)+
                    _ => None,
                },)+
                _ => None,
            }
        }

        #[cfg(test)]
        const WORDS: &[(usize, &[&str])] = &[$(($length, &[$($word),+])),+];
    };
}

// Half of all keys that stand in templates, those that are met most first.
words! {
    3: "Ref" "Key";
    4: "Type" "Tags" "Name";
    5: "Value" "VpcId";
    6: "Action" "Effect" "Fn::If";
    7: "Fn::Sub" "Version" "Service" "Default";
    8: "Metadata" "Fn::Join" "Resource" "SubnetId";
    9: "Statement" "DependsOn" "Principal" "Condition" "CidrBlock";
    10: "Properties" "Fn::GetAtt" "Fn::Select" "IpProtocol" "Fn::GetAZs" "PolicyName";
    11: "Description";
    12: "aws:cdk:path" "RouteTableId";
    14: "PolicyDocument" "DeletionPolicy";
    16: "AvailabilityZone";
    19: "UpdateReplacePolicy";
    24: "AssumeRolePolicyDocument";
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{WORDS, key};

    #[test]
    fn a_key_is_what_was_read() {
        for own in ["", "ref", "Refs", "Properties "] {
            assert!(matches!(key(Cow::Borrowed(own)), Cow::Owned(text) if text == own));
        }
        for (length, words) in WORDS {
            for word in *words {
                assert_eq!(word.len(), *length);
                assert!(matches!(key(Cow::Borrowed(word)), Cow::Borrowed(text) if text == *word));
            }
        }
    }
}
