//! What is known of resource types, ready to be shown.

mod text;

use serde::Serialize;
use stackwright_view::types::{AttributeOf, Found, Maker, PropertyPage, TypePage};

/// What `types --format json` prints: one of these.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum JsonTypes {
    /// What one type is.
    Type(Box<TypePage>),
    /// What one property is.
    Property(Box<PropertyPage>),
    /// What `Fn::GetAtt` gives.
    Attribute(Box<AttributeOf>),
    /// What is of `stackwright`, and no resource type.
    Others(&'static [Maker]),
    /// Properties of that name, or that take that word, in all types.
    Properties(Vec<String>),
    /// The types that have the word in their names; without a word all types.
    Types(Vec<&'static str>),
}

impl JsonTypes {
    /// All types.
    pub fn all() -> Self {
        JsonTypes::Types(stackwright_view::types::names().collect())
    }

    /// As JSON, indented by two spaces, with a line end at its end.
    pub fn to_json(&self) -> String {
        crate::json::pretty(self)
    }

    /// The JSON Schema of what [`to_json`](Self::to_json) gives.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        crate::json::schema::<JsonTypes>()
    }
}

impl From<Found> for JsonTypes {
    fn from(found: Found) -> Self {
        match found {
            Found::Type(page) => JsonTypes::Type(page),
            Found::Property(page) => JsonTypes::Property(page),
            Found::Attribute(page) => JsonTypes::Attribute(page),
            Found::Others(all) => JsonTypes::Others(all),
            Found::Properties(names) => JsonTypes::Properties(names),
            Found::Types(names) => JsonTypes::Types(names),
        }
    }
}
