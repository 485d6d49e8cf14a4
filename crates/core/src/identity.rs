//! Logical ids, made as AWS CDK makes them, so that a stack can move here without replacing a
//! resource.

use std::fmt::Write;

use md5::{Digest, Md5};

/// The most characters that a logical id may have.
pub(crate) const MAX_LENGTH: usize = 255;

/// The most characters of the readable part, before the hash.
const MAX_HUMAN: usize = 240;

/// A component of this name adds nothing to the id at all.
const TRANSPARENT: &str = "Default";

/// A component of this name adds nothing to the readable part.
const HIDDEN: &str = "Resource";

/// The logical id of the construct at this path below its stack.
///
/// One component stays as it is, but for what is not a letter or a digit. Several give their
/// readable concatenation and eight digits of a hash of the path.
///
/// ```
/// use stackwright_core::logical_id;
///
/// assert_eq!(logical_id(&["ProjectName"]), "ProjectName");
/// assert_eq!(logical_id(&["Service", "Service"]), "ServiceD69D759B");
/// ```
pub fn logical_id(components: &[&str]) -> String {
    let components: Vec<&str> = components
        .iter()
        .copied()
        .filter(|component| *component != TRANSPARENT)
        .collect();

    if let [single] = components[..] {
        let plain = alphanumeric(single);
        if plain.len() <= MAX_LENGTH {
            return plain;
        }
    }

    let mut id = human_part(&components);
    id.truncate(MAX_HUMAN);
    let hash = Md5::digest(components.join("/"));
    for byte in hash.iter().take(4) {
        // Writing to a String cannot fail.
        let _ = write!(id, "{byte:02X}");
    }
    id
}

fn human_part(components: &[&str]) -> String {
    let mut kept: Vec<&str> = Vec::with_capacity(components.len());
    for component in components {
        // `Alb/MyAlb` reads as `Alb`, not as `AlbMyAlb`.
        if !kept.last().is_some_and(|last| last.ends_with(component)) {
            kept.push(component);
        }
    }
    kept.iter()
        .filter(|component| **component != HIDDEN)
        .map(|component| alphanumeric(component))
        .collect()
}

fn alphanumeric(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::logical_id;

    fn of(path: &str) -> String {
        logical_id(&path.split('/').collect::<Vec<_>>())
    }

    #[test]
    fn ids_are_those_of_the_cdk() {
        for (path, id) in [
            ("Vpc/Resource", "Vpc8378EB38"),
            ("Service/Service", "ServiceD69D759B"),
            ("Lb/L/EcsGroup/Resource", "LbLEcsGroup5F9A8088"),
            ("A/BA/A", "ABABC27F87E"),
            ("Resource/Resource", "CF9390BA"),
            ("My-Thing/Sub.Thing_1/Resource", "MyThingSubThing101E0DACD"),
            ("Service/Default", "Service"),
        ] {
            assert_eq!(of(path), id, "{path}");
        }
    }

    #[test]
    fn one_component_stays_as_it_is_up_to_255_characters() {
        assert_eq!(of("ECSCluster"), "ECSCluster");
        assert_eq!(of(&"a".repeat(255)), "a".repeat(255));
        let long = of(&"a".repeat(256));
        assert_eq!((long.len(), &long[..240]), (248, "a".repeat(240).as_str()));
    }

    #[test]
    fn what_is_not_a_letter_or_digit_is_dropped_and_told_apart_by_the_hash() {
        assert_eq!(of("a-b_c.d é"), "abcd");
        assert_ne!(of("A-B/C"), of("AB/C"));
    }
}
