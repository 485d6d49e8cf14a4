//! What is said of a program that was written from templates, for scripts.

use std::path::PathBuf;

use serde::Serialize;
use stackwright_import::{NoteKind, Program};

/// What `import --format json` prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonImport {
    /// The program of each stack.
    pub stacks: Vec<JsonProgram>,
    /// The files that were written.
    pub files: Vec<JsonFile>,
    /// The whole program, where no file was written.
    pub program: Option<String>,
}

/// The program of one stack.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonProgram {
    /// The id of the stack.
    pub stack: String,
    /// The function that adds it to an app.
    pub function: String,
    /// The features of the crate of typed resources that it needs.
    pub features: Vec<String>,
    /// What is not typed, and what is lost.
    pub notes: Vec<JsonNote>,
}

/// Something that has no typed form.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonNote {
    /// What became of it.
    pub kind: JsonNoteKind,
    /// The element: its section and its id, or the id of a resource.
    pub place: String,
    /// A type, a property, a reason; or nothing.
    pub what: String,
}

/// What became of something that has no typed form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum JsonNoteKind {
    /// It is not in the program.
    Dropped,
    /// It is included as it stands.
    Included,
    /// The resource is there without types.
    Raw,
    /// The property is written past the types.
    PastTypes,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonFile {
    /// Where it is.
    pub path: String,
}

impl From<&PathBuf> for JsonFile {
    fn from(path: &PathBuf) -> Self {
        JsonFile {
            path: path.display().to_string(),
        }
    }
}

impl JsonImport {
    /// The JSON Schema.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        crate::json::schema::<JsonImport>()
    }

    /// What is said of some programs, and of the files that they are in.
    pub fn of<'p>(
        programs: &[Program],
        files: impl IntoIterator<Item = &'p PathBuf>,
        program: Option<String>,
    ) -> Self {
        JsonImport {
            stacks: programs.iter().map(JsonProgram::from).collect(),
            files: files.into_iter().map(JsonFile::from).collect(),
            program,
        }
    }

    /// As JSON, indented by two spaces, with a line end at its end.
    pub fn to_json(&self) -> String {
        crate::json::pretty(self)
    }
}

impl From<&Program> for JsonProgram {
    fn from(program: &Program) -> Self {
        let notes = program.notes.iter().map(|note| JsonNote {
            kind: match note.kind {
                NoteKind::Included => JsonNoteKind::Included,
                NoteKind::Raw => JsonNoteKind::Raw,
                NoteKind::PastTypes => JsonNoteKind::PastTypes,
                _ => JsonNoteKind::Dropped,
            },
            place: note.place.clone(),
            what: note.what.clone(),
        });
        JsonProgram {
            stack: program.stack.clone(),
            function: program.function.clone(),
            features: program.features.iter().cloned().collect(),
            notes: notes.collect(),
        }
    }
}
