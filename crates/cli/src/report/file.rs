use std::collections::BTreeMap;
use std::fs;

use stackwright_check::{Inspection, Options, declaration, inspect, nested_paths};
use stackwright_template::{Diagnostic, Position, ReadError, Template};

use super::excerpt::Excerpt;

/// The findings of one file.
#[derive(Debug)]
pub struct FileReport {
    pub(super) file: String,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many more there are that the template acknowledges.
    pub(super) acknowledged: usize,
    /// What stands where something was found.
    pub(super) excerpts: BTreeMap<Position, Excerpt>,
}

impl FileReport {
    /// Checks a template as it stands in a file.
    ///
    /// JSON and YAML are told apart by the name's extension, and where that says nothing by the
    /// contents. A text that is no template is a finding, too.
    pub fn check(file: impl Into<String>, bytes: &[u8], options: &Options) -> Self {
        Document::read(file.into(), bytes).check(options)
    }

    /// The file's name, as it was given. For findings about an app, it is the program's file, or
    /// the name of the stack where no line of the program is known.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// What was found, sorted by place.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

/// A file that has been read, and what it says.
pub(super) struct Document {
    file: String,
    template: Result<Template, Unread>,
}

/// A text that is no template, and why.
struct Unread {
    bytes: Vec<u8>,
    error: ReadError,
}

impl Document {
    /// A file that somebody named: it should be a template.
    pub(super) fn read(file: String, bytes: &[u8]) -> Self {
        let template = Template::read(bytes, &file).map_err(|error| Unread {
            bytes: bytes.to_vec(),
            error,
        });
        Document { file, template }
    }

    /// A file that nobody named: nothing, if it is a document of another kind or cannot be read
    /// and does not look like a template.
    pub(super) fn found(file: String, bytes: &[u8]) -> Option<Self> {
        let document = Document::read(file, bytes);
        let is_one = match &document.template {
            Ok(template) => template.root().get("Resources").is_some(),
            Err(_) => looks_like_a_template(&document.file, bytes),
        };
        is_one.then_some(document)
    }

    /// The template, where it is one.
    pub(super) fn template(&self) -> Option<&Template> {
        self.template.as_ref().ok()
    }

    /// The templates that its nested stacks name by a path, with that path seen from here, as far as they
    /// can be read.
    pub(super) fn nested(&self) -> Vec<(String, Template)> {
        let named = self.template().into_iter().flat_map(nested_paths);
        let mut read = Vec::new();
        for url in named {
            let file = stackwright_check::nested_file(&self.file, url);
            if let Some(template) = fs::read(&file)
                .ok()
                .and_then(|bytes| Template::read(&bytes, &file).ok())
            {
                read.push((file, template));
            }
        }
        read
    }

    /// What stands where findings begin.
    fn excerpts(&self, found: &[Diagnostic]) -> BTreeMap<Position, Excerpt> {
        let starts = found.iter().map(|found| found.span.start);
        let excerpt = |start: Position, line: &str| (start, Excerpt::of(line, start.column));
        let bytes = match &self.template {
            Ok(template) => {
                let source = template.source();
                let of = |start: Position| Some(excerpt(start, source?.line(start.line)?));
                return starts.filter_map(of).collect();
            }
            Err(unread) => &unread.bytes,
        };
        // With one kind of line end, as the places count lines.
        let text = String::from_utf8_lossy(bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = text.lines().collect();
        let of = |start: Position| {
            let index = usize::try_from(start.line.checked_sub(1)?).ok()?;
            Some(excerpt(start, lines.get(index)?))
        };
        starts.filter_map(of).collect()
    }

    /// Checks it.
    pub(super) fn check(&self, options: &Options) -> FileReport {
        let mut inspection = match &self.template {
            Ok(template) => inspect(template, options),
            Err(unread) => unreadable(&unread.error),
        };
        // They are kept for long.
        inspection.findings.shrink_to_fit();
        FileReport {
            file: self.file.clone(),
            excerpts: self.excerpts(&inspection.findings),
            diagnostics: inspection.findings,
            acknowledged: inspection.acknowledged.len(),
        }
    }
}

fn unreadable(error: &ReadError) -> Inspection {
    let mut found = Diagnostic::from(error.clone());
    let way_out = declaration(found.code).map(|declared| declared.fix.to_owned());
    found.help = found.help.or(way_out);
    Inspection {
        findings: vec![found],
        ..Inspection::default()
    }
}

/// Whether a file has a template's name or a line that only templates have: the version, or the
/// section that all of them have.
fn looks_like_a_template(file: &str, bytes: &[u8]) -> bool {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    if name.to_ascii_lowercase().contains("template") {
        return true;
    }
    let mut lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    lines.any(|line| {
        let line = line.trim_ascii_start();
        let line = line.strip_prefix(b"{").unwrap_or(line).trim_ascii_start();
        let keys: [&[u8]; 4] = [
            b"AWSTemplateFormatVersion:",
            b"\"AWSTemplateFormatVersion\"",
            b"Resources:",
            b"\"Resources\"",
        ];
        keys.iter().any(|key| line.starts_with(key))
    })
}
