//! What is said of a program that was written with constructs from templates, for scripts.

use std::path::PathBuf;

use serde::Serialize;
use stackwright_adopt::{Adopted, Group, Left};
use stackwright_import::construct::Past;

use crate::import::{JsonFile, JsonProgram};

/// What `stackwright adopt --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonAdopted {
    /// The program of each stack.
    pub stacks: Vec<JsonAdoptedStack>,
    /// The files that were written.
    pub files: Vec<JsonFile>,
    /// The whole program, where no file was written.
    pub program: Option<String>,
}

/// The program of one stack.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct JsonAdoptedStack {
    /// What `import` says of it, too.
    #[serde(flatten)]
    pub program: JsonProgram,
    /// The constructs.
    pub constructs: Vec<JsonGroup>,
    /// The resources that could be a construct, and are none.
    pub left: Vec<JsonLeftTyped>,
    /// How many lines the program has.
    pub lines: usize,
    /// How many lines it has without constructs.
    pub typed_lines: usize,
}

/// A construct, and the resources that it stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct JsonGroup {
    /// The construct, as `LogGroup`.
    pub construct: String,
    /// What it is added to the stack under.
    pub name: String,
    /// The logical ids of its resources, the main one first.
    pub resources: Vec<String>,
    /// How many of the ids are pinned.
    pub pinned: usize,
    /// The properties that are written past it.
    pub past: Vec<JsonPast>,
    /// How many lines it takes.
    pub lines: usize,
    /// How many lines the typed resources would take.
    pub typed_lines: usize,
}

/// What is written past a construct: a property, or what a resource has beside its properties.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonPast {
    /// The path of the resource below the stack.
    pub path: String,
    /// The JSON pointer of a property, below the properties.
    pub pointer: Option<String>,
    /// The name of what stands beside the properties, as `DependsOn`.
    pub attribute: Option<String>,
    /// The value; null where it is taken out.
    pub value: Option<serde_json::Value>,
}

/// A resource that stays typed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonLeftTyped {
    /// The construct that it could be the main resource of.
    pub construct: String,
    /// Its logical id.
    pub id: String,
    /// Why it is not.
    pub why: String,
}

impl JsonAdopted {
    /// The JSON Schema.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        crate::json::schema::<JsonAdopted>()
    }

    /// What is said of some programs, and of the files that they are in.
    pub fn of<'p>(
        adopted: &[Adopted],
        files: impl IntoIterator<Item = &'p PathBuf>,
        program: Option<String>,
    ) -> Self {
        JsonAdopted {
            stacks: adopted.iter().map(JsonAdoptedStack::from).collect(),
            files: files.into_iter().map(JsonFile::from).collect(),
            program,
        }
    }

    /// As JSON, indented by two spaces, with a line end at its end.
    pub fn to_json(&self) -> String {
        crate::json::pretty(self)
    }
}

impl From<&Adopted> for JsonAdoptedStack {
    fn from(adopted: &Adopted) -> Self {
        JsonAdoptedStack {
            program: JsonProgram::from(&adopted.program),
            constructs: adopted.groups.iter().map(JsonGroup::from).collect(),
            left: adopted.left.iter().map(JsonLeftTyped::from).collect(),
            lines: adopted.lines,
            typed_lines: adopted.typed_lines,
        }
    }
}

impl From<&Group> for JsonGroup {
    fn from(group: &Group) -> Self {
        let past = group.laid.iter().map(|laid| JsonPast {
            path: laid.path.clone(),
            pointer: match &laid.past {
                Past::Property(pointer) => Some(pointer.clone()),
                Past::Attribute(_) => None,
            },
            attribute: match &laid.past {
                Past::Property(_) => None,
                Past::Attribute(name) => Some(name.clone()),
            },
            value: laid
                .value
                .as_ref()
                .and_then(|value| serde_json::to_value(value).ok()),
        });
        JsonGroup {
            construct: group.construct.to_owned(),
            name: group.name.clone(),
            resources: group.resources.clone(),
            pinned: group.pinned,
            past: past.collect(),
            lines: group.lines,
            typed_lines: group.typed_lines,
        }
    }
}

impl From<&Left> for JsonLeftTyped {
    fn from(left: &Left) -> Self {
        JsonLeftTyped {
            construct: left.construct.to_owned(),
            id: left.id.clone(),
            why: left.why.to_string(),
        }
    }
}
