//! Value of the wrong type.

use super::tell;
use crate::rule::BuiltIn;
use crate::schema::What;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH105",
        family: Family::Schema,
        severity: Severity::Error,
        title: "value of the wrong type",
        why: "CloudFormation refuses the value",
        fix: "give a value of the type that is expected",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Web:
    Type: AWS::ECS::Cluster
    Properties:
      CapacityProviders: FARGATE
"#,
        good: r#"
Resources:
  Web:
    Type: AWS::ECS::Cluster
    Properties:
      CapacityProviders: [FARGATE]
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    tell(model, findings, |what| match what {
        What::WrongType { expected, found } => {
            Some(format!("{expected} is expected here, not {found}"))
        }
        _ => None,
    });
}
