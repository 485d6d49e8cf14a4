//! Map with too few or too many entries.

use stackwright_template::Severity;
use crate::schema::What;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH119",
        family: Family::Schema,
        severity: Severity::Error,
        title: "map with too few or too many entries",
        why: "the service refuses the map",
        fix: "give as many entries as are taken",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Transformer:
    Type: AWS::Logs::Transformer
    Properties:
      LogGroupIdentifier: web
      TransformerConfig:
        - ParseJSON: {}
          ParseCloudfront: {}
"#,
        good: r#"
Resources:
  Transformer:
    Type: AWS::Logs::Transformer
    Properties:
      LogGroupIdentifier: web
      TransformerConfig:
        - ParseJSON: {}
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        if let What::Entries { text } = &violation.what {
            let message = format!("the map has {text}");
            findings.report(violation.place(), message);
        }
    }
}
