//! Which constructs make a type.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// A construct that makes resources of a type: one that is named after it, or one that has them among its
/// parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Maker {
    /// Its path in `stackwright`, as `aws::sqs::Queue`.
    pub construct: String,
    /// The feature of `stackwright` that brings it; nothing where it is always there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feature: Option<String>,
}

/// By type: written by a test from the sources of the constructs.
static MAKERS: LazyLock<Vec<(String, Vec<Maker>)>> = LazyLock::new(|| {
    let text = include_str!("constructs.json");
    let all: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(text).unwrap_or_default();
    let all = all
        .into_iter()
        .filter_map(|(name, makers)| Some((name, serde_json::from_value(makers).ok()?)));
    all.collect()
});

/// All constructs, each with the type of its main resource.
pub(super) fn all_makers() -> impl Iterator<Item = (&'static str, &'static Maker)> {
    let all = MAKERS.iter();
    all.flat_map(|(name, makers)| makers.iter().map(move |own| (name.as_str(), own)))
}

/// The constructs whose main resource is of a type.
pub fn makers(type_name: &str) -> &'static [Maker] {
    let found = MAKERS.iter().find(|(name, _)| name == type_name);
    found.map_or(&[], |(_, makers)| makers)
}
