//! Which properties refer to a type.

use stackwright_facts::{Named, Property, PropertyKind};

/// The properties of all types that take what a type gives, as `AWS::ECS::TaskSet.Service`.
pub(super) fn referring(to: &str) -> Vec<String> {
    let mut all = Vec::new();
    for name in stackwright_facts::type_names() {
        let Ok(facts) = stackwright_facts::resource_type(name) else {
            continue;
        };
        add(&facts.properties, name, to, &mut all);
        for (definition, own) in facts.definitions.iter() {
            add(
                &own.properties,
                &format!("{name}.{definition}"),
                to,
                &mut all,
            );
        }
    }
    all
}

fn add(properties: &Named<Property>, of: &str, to: &str, all: &mut Vec<String>) {
    for (name, property) in properties.iter() {
        if takes(property, to) {
            all.push(format!("{of}.{name}"));
        }
    }
}

fn takes(property: &Property, to: &str) -> bool {
    let mut own = property.wants.iter().chain(&property.wants_perhaps);
    own.any(|reference| reference.resource_type == to)
        || match &property.kind {
            PropertyKind::List(item) | PropertyKind::Map(item) => takes(item, to),
            PropertyKind::Union(several) => several.iter().any(|item| takes(item, to)),
            _ => false,
        }
}
