//! What differs from a lock, for scripts.

use serde::Serialize;
use stackwright_change::{LockDifference, Locked};

use super::IdsReport;

/// What `ids --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonIds {
    /// What is other than the lock says.
    pub changes: Vec<JsonLockedChange>,
    /// The paths of what is said to have moved from where the lock has nothing.
    pub unmatched: Vec<String>,
}

/// Something that is other than the lock says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonLockedChange {
    /// The path of the construct.
    pub path: String,
    /// What the lock says; null for what is not locked yet.
    pub was: Option<JsonLocked>,
    /// What it is; null for what is gone.
    pub is: Option<JsonLocked>,
}

/// What is said of one resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonLocked {
    /// Its type.
    #[serde(rename = "type")]
    pub type_name: String,
    /// Its logical id.
    pub id: String,
    /// The name of its stack, where it is known.
    pub stack: Option<String>,
}

impl JsonIds {
    /// The JSON Schema of what [`to_json`](JsonIds::to_json) gives.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        crate::json::schema::<JsonIds>()
    }

    /// What differs as JSON, indented by two spaces, with a line end at its end.
    pub fn to_json(&self) -> String {
        crate::json::pretty(self)
    }
}

impl From<&IdsReport> for JsonIds {
    fn from(report: &IdsReport) -> Self {
        let changes = report.differences.iter().map(|difference| {
            let (path, was, is) = match difference {
                LockDifference::Changed { path, was, is } => (path, Some(was), Some(is)),
                LockDifference::Gone { path, was } => (path, Some(was), None),
                LockDifference::New { path, is } => (path, None, Some(is)),
                _ => return None,
            };
            Some(JsonLockedChange {
                path: path.clone(),
                was: was.map(JsonLocked::from),
                is: is.map(JsonLocked::from),
            })
        });
        JsonIds {
            changes: changes.flatten().collect(),
            unmatched: report
                .unmatched
                .iter()
                .map(|own| own.path.clone())
                .collect(),
        }
    }
}

impl From<&Locked> for JsonLocked {
    fn from(locked: &Locked) -> Self {
        JsonLocked {
            type_name: locked.type_name.clone(),
            id: locked.id.clone(),
            stack: locked.stack.clone(),
        }
    }
}
