use serde::Serialize;
use stackwright_template::{Diagnostic, Severity};

use crate::{Manifest, lines};

/// The name of the file in the assembly's directory that says what was found in it.
pub const REPORT_FILE: &str = "validation-report.json";

/// What was found in an assembly, in the form in which the CDK CLI shows it with `cdk synth`,
/// `cdk diff` and `cdk deploy`: the content of `validation-report.json`.
///
/// With an error in it the CLI refuses the assembly; warnings are shown and stop nothing.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Report {
    version: &'static str,
    title: &'static str,
    plugin_reports: [PluginReport; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PluginReport {
    plugin_name: &'static str,
    plugin_version: &'static str,
    conclusion: &'static str,
    violations: Vec<Violation>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Violation {
    rule_name: &'static str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggested_fix: Option<String>,
    severity: &'static str,
    violating_constructs: [ViolatingConstruct; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ViolatingConstruct {
    construct_path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cloud_formation_resource: Option<CloudFormationResource>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stack_traces: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CloudFormationResource {
    template_path: String,
    logical_id: String,
    property_paths: Vec<String>,
}

/// A stack as findings name it, and as the CLI does.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Its id, which is what the CLI calls it.
    pub stack: String,
    /// The path of its construct.
    pub path: String,
    pub template_file: String,
}

impl Report {
    /// Of those findings that are about one of these stacks; nothing if there are none.
    pub fn of<'a>(
        findings: impl IntoIterator<Item = &'a Diagnostic>,
        places: &[Place],
    ) -> Option<Self> {
        let violations: Vec<Violation> = findings
            .into_iter()
            .filter_map(|found| violation(found, places))
            .collect();
        let failed = violations.iter().any(|found| found.severity == "error");
        (!violations.is_empty()).then_some(Report {
            // Command lines that do not know reports do not look at it.
            version: Manifest::VERSION,
            title: "Validation Report",
            plugin_reports: [PluginReport {
                plugin_name: "stackwright",
                plugin_version: env!("CARGO_PKG_VERSION"),
                conclusion: if failed { "failure" } else { "success" },
                violations,
            }],
        })
    }

    /// A finding is a line.
    pub fn to_json(&self) -> String {
        lines::to_json(self, 4)
    }
}

fn violation(found: &Diagnostic, places: &[Place]) -> Option<Violation> {
    let path = found.construct.as_deref().unwrap_or_default();
    let below = |place: &Place| -> Option<String> {
        let below = path.strip_prefix(&*place.path)?;
        let is_below = below.is_empty() || below.starts_with('/');
        is_below.then(|| below.to_owned())
    };
    let (place, below) = places.iter().find_map(|place| match &found.stack {
        Some(stack) => (*stack == place.stack).then(|| (place, below(place).unwrap_or_default())),
        None => below(place).map(|below| (place, below)),
    })?;
    // The CLI shows what begins with its own name for a stack.
    let construct_path = format!("{}{below}", place.path);
    let stack_traces = found
        .source
        .iter()
        .map(|line| format!("{construct_path} ({line})"));
    Some(Violation {
        rule_name: found.code,
        description: found.message.clone(),
        suggested_fix: found.help.clone(),
        severity: match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        },
        violating_constructs: [ViolatingConstruct {
            stack_traces: stack_traces.collect(),
            cloud_formation_resource: resource(found, place),
            construct_path,
        }],
    })
}

/// What in the template it is about, if it is about a part of it.
fn resource(found: &Diagnostic, place: &Place) -> Option<CloudFormationResource> {
    let logical_id = found.resource.clone()?;
    let (_, within) = found.path.as_deref()?.split_once(&*logical_id)?;
    let within = within.trim_start_matches('/').replace('/', ".");
    Some(CloudFormationResource {
        template_path: place.template_file.clone(),
        logical_id,
        property_paths: (!within.is_empty()).then_some(within).into_iter().collect(),
    })
}
