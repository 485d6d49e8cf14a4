//! Property that only the service sets.

use stackwright_template::Severity;
use crate::schema::What;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

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
    for violation in model.violations().iter().filter(|v| !v.advice) {
        if let What::ReadOnly { name } = &violation.what {
            let message = format!("the property `{name}` is set by the service");
            findings.report(violation.place(), message);
        }
    }
}
