//! Values as the JSON that scripts read.

use serde::Serialize;

/// As JSON, indented by two spaces, with a line end at its end.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    // Serializing strings and numbers into memory cannot fail.
    let mut json = serde_json::to_string_pretty(value).unwrap_or_default();
    json.push('\n');
    json
}
