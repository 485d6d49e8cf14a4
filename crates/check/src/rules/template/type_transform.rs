//! Type of a transform that is not declared.

use crate::Place;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL159",
        family: Family::Template,
        severity: Severity::Error,
        title: "type or attribute of a transform that is not declared",
        why: "CloudFormation knows it only when the transform has made something else of it",
        fix: "add the transform to the template",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-serverless.html",
        bad: r#"
Resources:
  Job:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: job/
      Handler: job.handler
      Runtime: python3.14
"#,
        good: r#"
Transform: AWS::Serverless-2016-10-31
Resources:
  Job:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: job/
      Handler: job.handler
      Runtime: python3.14
"#,
    },
    check,
};

const SERVERLESS: &str = "AWS::Serverless-2016-10-31";

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let template = model.template();
    // A macro that nobody here knows may take such types away.
    if model.is_rewritten() {
        return;
    }
    let globals = template.root().get_entry("Globals");
    if let Some((key, _)) = globals.filter(|_| !template.has_transform(SERVERLESS)) {
        let message = format!("`Globals` needs the transform `{SERVERLESS}`");
        findings
            .report(Place::new("Globals", key.span), message)
            .help(format!("add `Transform: {SERVERLESS}`"));
    }
    for resource in model.bodies() {
        let place = |key: &str, span| Place::new(format_args!("{}/{key}", resource.path), span);
        let of_type = resource.resource_type().unwrap_or_default();
        if let Some(needed) = resource.facts.and_then(|facts| facts.transform.as_deref())
            && !template.has_transform(needed)
        {
            let span = resource
                .get("Type")
                .map_or(resource.span(), |node| node.span);
            findings
                .report(
                    place("Type", span),
                    format!("`{of_type}` needs the transform `{needed}`"),
                )
                .help(format!("add `Transform: {needed}`"));
        }
        for attribute in ["Connectors", "IgnoreGlobals"] {
            let entry = resource
                .node()
                .as_map()
                .and_then(|map| map.get_entry(attribute));
            if let Some((key, _)) = entry
                && !template.has_transform(SERVERLESS)
            {
                let message = format!("`{attribute}` needs the transform `{SERVERLESS}`");
                findings
                    .report(place(attribute, key.span), message)
                    .help(format!("add `Transform: {SERVERLESS}`"));
            }
        }
    }
}
