//! Identifier of the wrong kind of resource.

use stackwright_template::Severity;

use super::tell;
use crate::rule::BuiltIn;
use crate::schema::What;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH131",
        family: Family::Schema,
        severity: Severity::Error,
        title: "identifier of the wrong kind of resource",
        why: "the service finds nothing of that kind under the identifier",
        fix: "write the identifier of what the property names",
        link: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html",
        bad: r#"
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: shop
      LaunchType: FARGATE
      TaskDefinition: web:7
      DeploymentConfiguration:
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets:
            - sg-0a1b2c3d4e5f60718
"#,
        good: r#"
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: shop
      LaunchType: FARGATE
      TaskDefinition: web:7
      DeploymentConfiguration:
        DeploymentCircuitBreaker:
          Enable: true
          Rollback: true
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets:
            - subnet-0a1b2c3d4e5f60718
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    tell(model, findings, |what| match what {
        What::Identifier { value, beginning } => {
            Some(format!("{value} stands where {beginning} is wanted"))
        }
        _ => None,
    });
}
