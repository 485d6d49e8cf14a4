//! What checking found, collected and ready to be shown.
//!
//! ```
//! use stackwright_check::Options;
//! use stackwright_cli::report::{FileReport, Report, Style};
//!
//! let template = b"Resources: {Web: {Type: AWS::ECS::Clustre}}";
//! let report = Report::of_files(vec![FileReport::check("web.yaml", template, &Options::new())]);
//! assert_eq!(report.errors(), 1);
//! assert!(report.to_text(Style::Plain).contains("did you mean `AWS::ECS::Cluster`?"));
//! ```
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `app` | what was found of an app |
//! | `file` | what was found of one file |
//! | `files` | which files are meant, and what was found of them |
//! | `unchecked` | what could not be checked |
//! | `text` | the report for people |
//! | `excerpt` | what it shows of a line, and what marks the place |
//! | `json` | the report for scripts |
//! | `sarif` | the report for code hosts |

mod app;
mod excerpt;
mod file;
#[cfg(feature = "tool")]
mod files;
mod json;
mod sarif;
mod text;
mod unchecked;

pub use file::FileReport;
#[cfg(feature = "tool")]
pub use files::check_files;
#[cfg(feature = "tool")]
pub(crate) use files::check_files_telling;
pub use json::{JsonDiagnostic, JsonFile, JsonReport, JsonSeverity, JsonSummary};
pub use text::Style;
pub use unchecked::Unchecked;

use stackwright_template::{Diagnostic, Severity};

/// The findings of one call of `check`.
#[derive(Debug)]
pub struct Report {
    files: Vec<FileReport>,
    /// How many findings are left out because they are acknowledged.
    acknowledged: usize,
    checked: Checked,
    unchecked: Vec<Unchecked>,
}

/// What was checked, and how many.
#[derive(Clone, Copy, Debug)]
enum Checked {
    Files(usize),
    Stacks(usize),
}

impl Report {
    /// A report of templates that were read from files.
    pub fn of_files(files: Vec<FileReport>) -> Self {
        Report {
            acknowledged: files.iter().map(|file| file.acknowledged).sum(),
            checked: Checked::Files(files.len()),
            files,
            unchecked: Vec::new(),
        }
    }

    /// The same with what could not be checked.
    #[must_use]
    pub fn with_unchecked(mut self, unchecked: Vec<Unchecked>) -> Self {
        self.unchecked = unchecked;
        self
    }

    /// What could not be checked, in the order in which it was named.
    pub fn unchecked(&self) -> &[Unchecked] {
        &self.unchecked
    }

    /// The files, in the order in which they are shown.
    pub fn files(&self) -> &[FileReport] {
        &self.files
    }

    /// Every finding, file by file.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.files.iter().flat_map(FileReport::diagnostics)
    }

    /// How many findings are errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many findings are warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// How many findings are left out, because templates or the program acknowledge them.
    pub fn acknowledged(&self) -> usize {
        self.acknowledged
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics()
            .filter(|found| found.severity == severity)
            .count()
    }
}

/// Line and column of a finding in its file: the program's, where a program made it.
fn position(found: &Diagnostic) -> Option<(u32, u32)> {
    match found.source.first() {
        Some(source) => Some((source.line, source.column)),
        None if found.span.is_known() => Some((found.span.start.line, found.span.start.column)),
        None => None,
    }
}

/// The page of AWS that a code goes back to.
fn url(code: &str) -> Option<&'static str> {
    let link = stackwright_check::declaration(code)?.link;
    (!link.is_empty()).then_some(link)
}
