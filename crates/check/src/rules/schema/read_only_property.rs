//! Property that only the service sets.

use super::tell;
use crate::rule::BuiltIn;
use crate::schema::What;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH104",
        family: Family::Schema,
        severity: Severity::Error,
        title: "property that only the service sets",
        why: "CloudFormation refuses a template that gives it",
        fix: "leave the property out; read it with `!GetAtt`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Web:
    Type: AWS::ECS::Cluster
    Properties:
      Arn: arn:aws:ecs:eu-central-1:123456789012:cluster/web
"#,
        good: r#"
Resources:
  Web:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterName: web
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    tell(model, findings, |what| match what {
        What::ReadOnly { name } => Some(format!("the property `{name}` is set by the service")),
        _ => None,
    });
}
