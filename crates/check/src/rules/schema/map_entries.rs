//! Map with too few or too many entries.

use super::tell;
use crate::rule::BuiltIn;
use crate::schema::What;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

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
    tell(model, findings, |what| match what {
        What::Entries { text } => Some(format!("the map has {text}")),
        _ => None,
    });
}
