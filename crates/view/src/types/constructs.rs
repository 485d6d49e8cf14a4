//! Which constructs make a type, and what else has a name in `stackwright`.

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

/// Makers by what they are found by.
type Table = Vec<(String, Vec<Maker>)>;

/// By type: written by a test from the sources of the constructs.
static MAKERS: LazyLock<Table> = LazyLock::new(|| read(include_str!("constructs.json")));

/// What makes no resource of its own, as `RunTask`, by its name: written by the same test.
static OTHERS: LazyLock<Table> = LazyLock::new(|| read(include_str!("others.json")));

fn read(text: &str) -> Table {
    let all: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(text).unwrap_or_default();
    let all = all
        .into_iter()
        .filter_map(|(name, makers)| Some((name, serde_json::from_value(makers).ok()?)));
    all.collect()
}

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

/// What a name is in `stackwright` that is no construct of a resource: a task that is run, a size, a pattern, a word.
pub fn others_of(name: &str) -> &'static [Maker] {
    let found = OTHERS.iter().find(|(own, _)| own == name);
    found.map_or(&[], |(_, all)| all)
}
