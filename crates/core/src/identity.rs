//! Logical ids, made as AWS CDK makes them, so that a stack can move here without replacing a
//! resource.

use md5::Context;

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
    let visible = || {
        let components = components.iter().copied();
        components.filter(|component| *component != TRANSPARENT)
    };
    let mut id = String::with_capacity(64);

    let mut rest = visible();
    if let (Some(single), None) = (rest.next(), rest.next()) {
        push_alphanumeric(&mut id, single);
        if id.len() <= MAX_LENGTH {
            return id;
        }
        id.clear();
    }

    push_human_part(&mut id, visible());
    finish(id, visible())
}

/// An id that reads as its label, and that nothing has which is made of another text.
pub(crate) fn labelled_id(label: &str, of: &str) -> String {
    let mut id = String::with_capacity(label.len() + 8);
    push_alphanumeric(&mut id, label);
    finish(id, std::iter::once(of))
}

/// Cuts the readable part, and puts the hash behind it.
fn finish<'c>(mut id: String, components: impl Iterator<Item = &'c str>) -> String {
    id.truncate(MAX_HUMAN);
    let mut hash = Context::new();
    for (position, component) in components.enumerate() {
        if position > 0 {
            hash.consume("/");
        }
        hash.consume(component);
    }
    for byte in hash.finalize().0.iter().take(4) {
        id.push(hex_digit(byte >> 4));
        id.push(hex_digit(byte & 0xF));
    }
    id
}

fn hex_digit(value: u8) -> char {
    char::from(value + if value < 10 { b'0' } else { b'A' - 10 })
}

fn push_human_part<'c>(id: &mut String, components: impl Iterator<Item = &'c str>) {
    let mut last: Option<&str> = None;
    for component in components {
        // `Alb/MyAlb` reads as `Alb`, not as `AlbMyAlb`.
        if last.is_some_and(|last| last.ends_with(component)) {
            continue;
        }
        last = Some(component);
        if component != HIDDEN {
            push_alphanumeric(id, component);
        }
    }
}

fn push_alphanumeric(id: &mut String, text: &str) {
    let mut start = 0;
    for (end, byte) in text.bytes().enumerate() {
        if !byte.is_ascii_alphanumeric() {
            // Letters and digits of ASCII alone, at which no other character begins or ends.
            id.push_str(text.get(start..end).unwrap_or_default());
            start = end + 1;
        }
    }
    id.push_str(text.get(start..).unwrap_or_default());
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
