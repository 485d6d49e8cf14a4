//! Item that stands twice in a list.

use super::tell;
use crate::rule::BuiltIn;
use crate::schema::What;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH113",
        family: Family::Schema,
        severity: Severity::Error,
        title: "item that stands twice in a list",
        why: "the service wants every item once",
        fix: "take one of the two out",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Providers:
    Type: AWS::ECS::ClusterCapacityProviderAssociations
    Properties:
      Cluster: web
      DefaultCapacityProviderStrategy: []
      CapacityProviders: [FARGATE, FARGATE]
"#,
        good: r#"
Resources:
  Providers:
    Type: AWS::ECS::ClusterCapacityProviderAssociations
    Properties:
      Cluster: web
      DefaultCapacityProviderStrategy: []
      CapacityProviders: [FARGATE, FARGATE_SPOT]
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    tell(model, findings, |what| match what {
        What::Duplicate { value } => Some(format!("{value} stands in the list already")),
        _ => None,
    });
}
