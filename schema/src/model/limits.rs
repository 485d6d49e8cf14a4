//! What a value must satisfy beyond its type.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use crate::{Lazy, Named, is_default};

/// Conditions on a value, in the words of JSON Schema; all that are present must hold.
///
/// The type says which keywords can occur, so that a checker can be complete. There are no
/// references inside: a condition never needs a definition to be evaluated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Limits {
    /// The JSON types that are taken: `string`, `integer`, `number`, `boolean`, `object`, `array`, `null`.
    #[serde(rename = "type", skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
    /// The values that are taken.
    #[serde(rename = "enum", skip_serializing_if = "Option::is_none")]
    pub one_of_values: Option<Lazy<Vec<Value>>>,
    /// The texts that are taken, in upper or lower case.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub enum_ignore_case: Vec<String>,
    /// The only value that is taken.
    #[serde(rename = "const", skip_serializing_if = "Option::is_none")]
    pub constant: Option<Value>,
    /// Whether `A` and `a` are the same to the service, which changes the case of texts by itself:
    /// so for `enum`, `const` and `pattern`.
    #[serde(skip_serializing_if = "is_default")]
    pub ignore_case: bool,
    /// A regular expression that must be found in the text; `regex-lite` compiles it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// A regular expression in ECMAScript's syntax that `regex-lite` cannot compile
    /// (look-around, Unicode classes).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ecma_pattern: Option<String>,
    /// The format of a text: `date-time`, `json`, `ipv4-network`, `ipv6-network`, `uri`, ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The smallest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Number>,
    /// The largest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Number>,
    /// The number must be above this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclusive_minimum: Option<Number>,
    /// The number must be below this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclusive_maximum: Option<Number>,
    /// The number must be a multiple of this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiple_of: Option<Number>,
    /// The fewest characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// The most characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// The fewest elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    /// The most elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// The most different elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_unique_items: Option<u64>,
    /// No two elements may be equal.
    #[serde(skip_serializing_if = "is_default")]
    pub unique: bool,
    /// No two elements may agree in these properties.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unique_keys: Vec<String>,
    /// The service does not keep the order of the elements.
    #[serde(skip_serializing_if = "is_default")]
    pub unordered: bool,
    /// The fewest entries of a map or an object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_properties: Option<u64>,
    /// The most entries of a map or an object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_properties: Option<u64>,
    /// Properties that must be present.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<String>,
    /// Exactly one of each of these groups must be present.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required_xor: Vec<Vec<String>>,
    /// At least one of each of these groups must be present.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required_or: Vec<Vec<String>>,
    /// With the key, the others must be present as well.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub dependent_required: BTreeMap<String, Vec<String>>,
    /// With the key, the others must not be present.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub dependent_excluded: BTreeMap<String, Vec<String>>,
    /// Conditions on properties, where they are present.
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub properties: Named<Limits>,
    /// Conditions on the properties whose names match.
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub pattern_properties: Named<Limits>,
    /// No property but those named in `properties` and `pattern_properties` may be present.
    #[serde(skip_serializing_if = "is_default")]
    pub closed: bool,
    /// A condition on the name of every property.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property_names: Option<Lazy<Limits>>,
    /// A condition on every element.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Lazy<Limits>>,
    /// Conditions on the first, second, ... element.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prefix_items: Vec<Limits>,
    /// At least one element must satisfy this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contains: Option<Lazy<Limits>>,
    /// This must not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not: Option<Lazy<Limits>>,
    /// Decides between `then` and `otherwise`.
    #[serde(rename = "if", skip_serializing_if = "Option::is_none")]
    pub when: Option<Lazy<Limits>>,
    /// Must hold when `if` holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<Lazy<Limits>>,
    /// Must hold when `if` does not hold.
    #[serde(rename = "else", skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Lazy<Limits>>,
    /// All of these must hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all_of: Vec<Limits>,
    /// At least one of these must hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Limits>,
    /// Exactly one of these must hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Limits>,
}

impl Limits {
    /// Whether nothing is demanded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        static NOTHING: LazyLock<Limits> = LazyLock::new(Limits::default);
        *self == *NOTHING
    }

    /// The values that are taken; none where any is.
    #[must_use]
    pub fn allowed(&self) -> &[Value] {
        self.one_of_values.as_ref().map_or(&[], |values| values)
    }

    /// Whether anything is said of which properties are there.
    #[must_use]
    pub fn asks_for_presence(&self) -> bool {
        !(self.required.is_empty()
            && self.required_xor.is_empty()
            && self.required_or.is_empty()
            && self.dependent_required.is_empty()
            && self.dependent_excluded.is_empty())
    }

    /// Whether a number is held against something.
    #[must_use]
    pub fn bounds_numbers(&self) -> bool {
        self.minimum.is_some()
            || self.maximum.is_some()
            || self.exclusive_minimum.is_some()
            || self.exclusive_maximum.is_some()
            || self.multiple_of.is_some()
    }
}
