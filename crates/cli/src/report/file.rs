use stackwright_check::{Options, check};
use stackwright_template::{Diagnostic, Template};

/// The findings of one file.
#[derive(Debug)]
pub struct FileReport {
    pub(super) file: String,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// For excerpts: only where there is something to show.
    pub(super) text: Option<String>,
}

impl FileReport {
    /// Checks a template as it stands in a file.
    ///
    /// JSON and YAML are told apart by the name's extension, and where that says nothing by the
    /// contents. A text that is no template is a finding, too.
    pub fn check(file: impl Into<String>, bytes: &[u8], options: &Options) -> Self {
        let file = file.into();
        let diagnostics = match Template::read(bytes, &file) {
            Ok(template) => check(&template, options),
            Err(error) => vec![error.into()],
        };
        FileReport::new(file, bytes, diagnostics)
    }

    /// The same for a file that nobody named: nothing, if it is a document of another kind.
    pub(super) fn check_found(file: String, bytes: &[u8], options: &Options) -> Option<Self> {
        let diagnostics = match Template::read(bytes, &file) {
            Ok(template) if template.root().get("Resources").is_none() => return None,
            Ok(template) => check(&template, options),
            Err(error) => vec![error.into()],
        };
        Some(FileReport::new(file, bytes, diagnostics))
    }

    fn new(file: String, bytes: &[u8], diagnostics: Vec<Diagnostic>) -> Self {
        let text = (!diagnostics.is_empty()).then(|| lines(bytes));
        FileReport {
            file,
            diagnostics,
            text,
        }
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

/// The text with one kind of line end, as the places count lines.
fn lines(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    text.replace("\r\n", "\n").replace('\r', "\n")
}
