//! Values as the JSON that scripts read.

use serde::Serialize;

/// As JSON, indented by two spaces, with a line end at its end.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    // Serializing strings and numbers into memory cannot fail.
    let mut json = serde_json::to_string_pretty(value).unwrap_or_default();
    json.push('\n');
    json
}

/// The JSON Schema of what is written: every member is there, and null where there is nothing to say.
#[cfg(feature = "schema")]
pub(crate) fn schema<T: schemars::JsonSchema>() -> schemars::Schema {
    schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
}
