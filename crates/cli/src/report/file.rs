use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use stackwright_check::{Inspection, Options, declaration, inspect};
use stackwright_template::{Diagnostic, ReadError, Template};

/// The findings of one file.
#[derive(Debug)]
pub struct FileReport {
    pub(super) file: String,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many more there are that the template acknowledges.
    pub(super) acknowledged: usize,
    /// For excerpts: the lines that something was found in, by their numbers.
    pub(super) lines: BTreeMap<u32, String>,
}

impl FileReport {
    /// Checks a template as it stands in a file.
    ///
    /// JSON and YAML are told apart by the name's extension, and where that says nothing by the
    /// contents. A text that is no template is a finding, too.
    pub fn check(file: impl Into<String>, bytes: &[u8], options: &Options) -> Self {
        Document::read(file.into(), bytes.to_vec()).check(options)
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
    bytes: Vec<u8>,
    template: Result<Template, ReadError>,
}

impl Document {
    /// A file that somebody named: it should be a template.
    pub(super) fn read(file: String, bytes: Vec<u8>) -> Self {
        Document {
            template: Template::read(&bytes, &file),
            file,
            bytes,
        }
    }

    /// A file that nobody named: nothing, if it is a document of another kind or cannot be read
    /// and does not look like a template.
    pub(super) fn found(file: String, bytes: Vec<u8>) -> Option<Self> {
        let document = Document::read(file, bytes);
        let is_one = match &document.template {
            Ok(template) => template.root().get("Resources").is_some(),
            Err(_) => looks_like_a_template(&document.file, &document.bytes),
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
        let resources = self.template().into_iter().flat_map(Template::resources);
        let stacks =
            resources.filter(|one| one.resource_type() == Some("AWS::CloudFormation::Stack"));
        let named = stacks.filter_map(|stack| stack.property("TemplateURL")?.as_str());
        let mut read = Vec::new();
        for url in named.filter(|url| !url.contains("://")) {
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

    /// The lines in which findings begin.
    fn lines(&self, found: &[Diagnostic]) -> BTreeMap<u32, String> {
        let wanted: BTreeSet<u32> = found.iter().map(|found| found.span.start.line).collect();
        let wanted = wanted.into_iter();
        if let Some(source) = self.template().and_then(Template::source) {
            let line = |number| Some((number, source.line(number)?.to_owned()));
            return wanted.filter_map(line).collect();
        }
        // With one kind of line end, as the places count lines.
        let text = String::from_utf8_lossy(&self.bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = text.lines().collect();
        let line = |number: u32| {
            let index = usize::try_from(number.checked_sub(1)?).ok()?;
            Some((number, (*lines.get(index)?).to_owned()))
        };
        wanted.filter_map(line).collect()
    }

    /// Checks it.
    pub(super) fn check(&self, options: &Options) -> FileReport {
        let inspection = match &self.template {
            Ok(template) => inspect(template, options),
            Err(error) => unreadable(error),
        };
        FileReport {
            file: self.file.clone(),
            lines: self.lines(&inspection.findings),
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
