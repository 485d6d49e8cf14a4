use serde::Serialize;
use serde_json::Value;
use stackwright_change::words;

use super::Adoption;

/// What `adopt --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonAdoption {
    /// The path of the stack in the app.
    pub stack: String,
    /// Logical ids to be kept.
    pub pins: Vec<JsonPin>,
    /// Properties to be kept.
    pub overrides: Vec<JsonOverride>,
    /// Logical ids of deployed resources, and of outputs with exports, that are none of the program's.
    pub included: Vec<String>,
    /// Those of the included that hold data, and that nothing of the program uses any more, where something used them.
    pub unused: Vec<String>,
    /// How many resources the program and what is deployed have in common then.
    pub common: usize,
    /// The resources that go all the same, or are or may be replaced.
    pub left: Vec<JsonLeft>,
    /// What goes wrong, or is lost, while that is deployed, in words.
    pub hazards: Vec<String>,
}

/// A logical id that is kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonPin {
    /// The construct's path below the stack.
    pub path: String,
    /// The id that is deployed.
    pub id: String,
}

/// A property that is kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonOverride {
    /// The construct's path below the stack.
    pub path: String,
    /// The JSON pointer below its properties.
    pub pointer: String,
    /// The value that is deployed; null where the property is not there.
    pub value: Value,
}

/// A resource that is not kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonLeft {
    /// Its logical id.
    pub id: String,
    /// Its type.
    #[serde(rename = "type")]
    pub type_name: String,
    /// What becomes of it, in words.
    pub becomes: String,
}

impl Adoption {
    /// All of it, for scripts.
    pub fn to_json(&self) -> String {
        let all = JsonAdoption {
            stack: self.stack.clone(),
            pins: self.pins.iter().map(pin).collect(),
            overrides: self.overrides.iter().map(property).collect(),
            included: self.included.clone(),
            unused: self.unused.clone(),
            common: self.common,
            left: self
                .left()
                .map(|resource| JsonLeft {
                    id: resource.id.clone(),
                    type_name: resource.type_name.clone(),
                    becomes: words::becomes(resource),
                })
                .collect(),
            hazards: self.change.hazards.iter().map(words::hazard).collect(),
        };
        crate::json::pretty(&all)
    }
}

fn pin((path, id): &(String, String)) -> JsonPin {
    JsonPin {
        path: path.clone(),
        id: id.clone(),
    }
}

fn property(kept: &super::Kept) -> JsonOverride {
    JsonOverride {
        path: kept.path.clone(),
        pointer: kept.pointer.clone(),
        value: kept
            .value
            .as_ref()
            .and_then(|value| serde_json::to_value(value).ok())
            .unwrap_or_default(),
    }
}

#[cfg(feature = "schema")]
impl JsonAdoption {
    /// The JSON Schema of it.
    pub fn schema() -> schemars::Schema {
        schemars::schema_for!(JsonAdoption)
    }
}
