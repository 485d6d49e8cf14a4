use stackwright_cfn::dynamodb::table as cfn;
use stackwright_core::{IntoValue, Text, Value};

/// An attribute that items are found or sorted by: its name, and its type.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.CoreComponents.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableKey {
    pub(super) name: Text,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Bytes,
}

impl TableKey {
    /// Text.
    pub fn string(name: impl Into<Text>) -> Self {
        TableKey::of(name.into(), Kind::Text)
    }

    /// A number.
    pub fn number(name: impl Into<Text>) -> Self {
        TableKey::of(name.into(), Kind::Number)
    }

    /// Bytes.
    pub fn binary(name: impl Into<Text>) -> Self {
        TableKey::of(name.into(), Kind::Bytes)
    }

    fn of(name: Text, kind: Kind) -> Self {
        TableKey { name, kind }
    }

    pub(super) fn into_definition(self) -> Value<cfn::AttributeDefinition> {
        let kind = match self.kind {
            Kind::Text => cfn::AttributeType::S,
            Kind::Number => cfn::AttributeType::N,
            Kind::Bytes => cfn::AttributeType::B,
        };
        let definition = cfn::AttributeDefinition::new().attribute_name(self.name);
        definition.attribute_type(kind).into_value()
    }
}

/// What is found by a key, and by which one sorted.
pub(super) fn schema(partition: &TableKey, sort: Option<&TableKey>) -> Vec<Value<cfn::KeySchema>> {
    let part = |key: &TableKey, role: &'static str| {
        let part = cfn::KeySchema::new().attribute_name(key.name.clone());
        part.key_type(role).into_value()
    };
    let sort = sort.map(|key| part(key, "RANGE"));
    std::iter::once(part(partition, "HASH"))
        .chain(sort)
        .collect()
}
