use serde::Serialize;
use stackwright_template::{Diagnostic, Severity};

use super::{FileReport, Report, position, url};

/// What `check --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonReport {
    /// Every file that was checked, whether or not something was found in it.
    ///
    /// For an app these are the program's files that findings are about.
    pub files: Vec<JsonFile>,
    /// How much was found.
    pub summary: JsonSummary,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonFile {
    /// The name as it was given, or below the directory that was given; `-` for standard input.
    pub file: String,
    /// What was found, sorted by place.
    pub diagnostics: Vec<JsonDiagnostic>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonDiagnostic {
    /// The stable code of the rule, as `SCH102`.
    pub code: String,
    /// How bad it is.
    pub severity: JsonSeverity,
    /// What is wrong, with the value received.
    pub message: String,
    /// What to do instead.
    pub help: Option<String>,
    /// The logical id of the resource, parameter, output, ....
    pub resource: Option<String>,
    /// The place in the template, as `Resources/Service/Properties/Cluster`.
    pub path: Option<String>,
    /// Line in the file, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// The page of AWS that the rule goes back to.
    pub url: Option<String>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum JsonSeverity {
    /// The deployment would fail or hang.
    Error,
    /// It deploys, and hurts later.
    Warning,
    /// Worth knowing.
    Info,
}

/// How much was found in all files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonSummary {
    /// How many findings are errors.
    pub errors: usize,
    /// How many findings are warnings.
    pub warnings: usize,
}

impl JsonReport {
    /// The JSON Schema of what [`Report::to_json`] gives.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        crate::json::schema::<JsonReport>()
    }
}

impl Report {
    /// The report as JSON, indented by two spaces, with a line end at its end.
    pub fn to_json(&self) -> String {
        crate::json::pretty(&JsonReport::from(self))
    }
}

impl From<&Report> for JsonReport {
    fn from(report: &Report) -> Self {
        JsonReport {
            files: report.files.iter().map(JsonFile::from).collect(),
            summary: JsonSummary {
                errors: report.errors(),
                warnings: report.warnings(),
            },
        }
    }
}

impl From<&FileReport> for JsonFile {
    fn from(file: &FileReport) -> Self {
        JsonFile {
            file: file.file.clone(),
            diagnostics: file.diagnostics.iter().map(JsonDiagnostic::from).collect(),
        }
    }
}

impl From<&Diagnostic> for JsonDiagnostic {
    fn from(found: &Diagnostic) -> Self {
        let position = position(found);
        JsonDiagnostic {
            code: found.code.to_owned(),
            severity: found.severity.into(),
            message: found.message.clone(),
            help: found.help.clone(),
            resource: found.resource.clone(),
            path: found.path.clone(),
            line: position.map(|(line, _)| line),
            column: position.map(|(_, column)| column),
            url: url(found.code).map(str::to_owned),
        }
    }
}

impl From<Severity> for JsonSeverity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Error => JsonSeverity::Error,
            Severity::Warning => JsonSeverity::Warning,
            Severity::Info => JsonSeverity::Info,
        }
    }
}
