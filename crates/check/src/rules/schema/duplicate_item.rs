//! Item that stands twice in a list.

use stackwright_template::Severity;
use crate::schema::What;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

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
    for violation in model.violations().iter().filter(|v| !v.advice) {
        if let What::Duplicate { value } = &violation.what {
            let message = format!("{value} stands in the list already");
            findings.report(violation.place(), message);
        }
    }
}
