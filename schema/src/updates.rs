//! What AWS's pages say of updates beside the facts: which of them interrupt, and which are refused.

/// A property a line, in order: its type, its way from the properties down, what an update of it does, and the
/// page of the Template Reference that says so.
const ROWS: &str = include_str!("updates.txt");

/// What a page says of an update of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Told {
    /// `Update requires: Some interruptions`.
    Interrupts,
    /// `Updates are not supported`.
    Refused,
}

/// What the page of a type says of an update of a property, or of one that is below it, with the name of the page in
/// the Template Reference; nothing where the facts say all of it.
///
/// The way is that from the properties down, with dots: `ResourceConfigurationDefinition.ArnResource`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html>
pub fn told_of_update(type_name: &str, way: &str) -> Option<(Told, &'static str)> {
    let is_below = |of: &str| {
        way.strip_prefix(of)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    ROWS.lines().find_map(|row| {
        let mut words = row.split(' ');
        let (own, of, told, page) = (words.next()?, words.next()?, words.next()?, words.next()?);
        let told = match told {
            "refused" => Told::Refused,
            _ => Told::Interrupts,
        };
        (own == type_name && is_below(of)).then_some((told, page))
    })
}

#[cfg(test)]
mod tests {
    use super::{ROWS, Told, told_of_update};
    use crate::{PropertyKind, Update, resource_type};

    #[test]
    fn rows_stand_in_order_and_say_what_the_facts_do_not() {
        assert!(ROWS.lines().is_sorted());
        for row in ROWS.lines() {
            let words: Vec<&str> = row.split(' ').collect();
            let [type_name, way, told, page] = words[..] else {
                panic!("{row}: four words");
            };
            assert!(["interrupts", "refused"].contains(&told), "{row}");
            assert!(page.starts_with("aws-"), "{row}");
            let facts = resource_type(type_name).unwrap();
            let mut keys = way.split('.');
            let mut property = facts.properties.get(keys.next().unwrap()).unwrap();
            for key in keys {
                let PropertyKind::Object(name) = &property.kind else {
                    panic!("{row}: {key} is in no object");
                };
                let definition = facts.definitions.get(name).unwrap();
                property = definition.properties.get(key).unwrap();
            }
            assert!(property.update != Update::Replacement, "{row}");
        }
    }

    #[test]
    fn what_is_below_a_property_is_told_with_it() {
        let told = |way| told_of_update("AWS::DynamoDB::Table", way).map(|(told, _)| told);
        assert_eq!(told("SSESpecification.SSEEnabled"), Some(Told::Interrupts));
        assert_eq!(told("SSESpecifications"), None);
        let zone = told_of_update("AWS::EC2::Volume", "AvailabilityZone");
        assert_eq!(zone, Some((Told::Refused, "aws-resource-ec2-volume")));
    }
}
