//! Reading a template from YAML or JSON.
//!
//! Every node and key knows where it stood. What CloudFormation refuses to read is an error
//! here too: duplicate keys, several documents, an unknown tag, anything but a map at the top.
//! What it reads and then rejects (a wrong type, a missing property) is read, and left to the
//! checker. No input makes the reader panic, and the time is linear in the size of the input.
//!
//! * Nesting is limited to [`MAX_DEPTH`] levels, so everything that walks a tree may recurse.
//! * In YAML, see the [`yaml`] module for tags, anchors and merge keys and the [`scalar`]
//!   module for what a plain word means.
//! * JSON is read strictly: no comments, no trailing commas, no second value.
//! * A byte order mark in front is read over, and counts as no column.

mod bytes;
mod call;
mod error;
mod json;
mod room;
mod scalar;
mod word;
mod yaml;

use std::borrow::Cow;
use std::str::FromStr;

use crate::source::Lines;
use crate::{Key, Map, Node, Source, Template};

pub use error::ReadError;
pub(crate) use scalar::{Scalar, resolve};

/// How many lists and maps may stand inside each other.
///
/// CloudFormation's own documents stay below thirty. The limit keeps a hostile file from
/// overflowing the stack, while reading and afterwards.
pub const MAX_DEPTH: usize = 200;

fn too_deep() -> String {
    format!("found more than {MAX_DEPTH} levels of nesting; expected at most {MAX_DEPTH}")
}

/// Text of the file for a message, which a long one must not fill.
fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        Some((end, _)) => Cow::Owned(format!("{}...", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

/// Adds an entry, unless its key is there already, which CloudFormation refuses.
fn insert(map: &mut Map, key: Key, value: Node) -> Result<(), ReadError> {
    let at = key.span.start;
    map.insert_new(key, value).map_err(|first| {
        let (text, first) = (shortened(first.as_str()), first.span);
        ReadError::new(
            at,
            format!("found the key `{text}` a second time; it stands at {first} already"),
        )
    })
}

/// The two languages that templates are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Yaml,
    Json,
}

impl Format {
    /// By the file's extension, else as CloudFormation does: JSON starts with a brace.
    fn of(text: &str, file: Option<&str>) -> Format {
        let extension = file
            .and_then(|file| file.rsplit_once('.'))
            .map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("json") => Format::Json,
            Some("yaml" | "yml") => Format::Yaml,
            _ if text.trim_start().starts_with('{') => Format::Json,
            _ => Format::Yaml,
        }
    }

    /// The root, and the lines, if those were found out on the way.
    fn parse(self, text: &str) -> Result<(Map, Option<Lines>), ReadError> {
        bytes::no_stray_bytes(text)?;
        match self {
            Format::Yaml => Ok((yaml::parse(text)?, None)),
            Format::Json => {
                let (root, lines) = json::parse(text)?;
                Ok((root, Some(lines)))
            }
        }
    }
}

impl Template {
    /// Reads a template from YAML.
    ///
    /// # Errors
    /// Where the text is not well-formed, or is not one map.
    pub fn from_yaml(text: &str) -> Result<Template, ReadError> {
        Template::parse(text, None, Format::Yaml)
    }

    /// Reads a template from JSON.
    ///
    /// # Errors
    /// Where the text is not well-formed, or is not one object.
    pub fn from_json(text: &str) -> Result<Template, ReadError> {
        Template::parse(text, None, Format::Json)
    }

    /// Reads a template from the contents of a file.
    ///
    /// The language is chosen by the extension of `file` (`.json`, `.yaml`, `.yml`), and by the
    /// contents where that says nothing: JSON starts with a brace.
    ///
    /// # Errors
    /// Where the bytes are not UTF-8 text, the text is not well-formed, or is not one map.
    pub fn read(bytes: &[u8], file: &str) -> Result<Template, ReadError> {
        let text = bytes::text(bytes).map_err(|error| error.in_file(Some(file)))?;
        let text = bytes::without_mark(text);
        Template::parse(text, Some(file), Format::of(text, Some(file)))
    }

    fn parse(text: &str, file: Option<&str>, format: Format) -> Result<Template, ReadError> {
        let text = bytes::without_mark(text);
        match format.parse(text) {
            Ok((root, lines)) => {
                let source = Source::new(file, text, lines);
                Ok(Template::with_source(root, source))
            }
            Err(error) => Err(error.in_file(file)),
        }
    }
}

impl FromStr for Template {
    type Err = ReadError;

    /// Reads YAML or JSON; JSON starts with a brace.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = bytes::without_mark(text);
        Template::parse(text, None, Format::of(text, None))
    }
}
