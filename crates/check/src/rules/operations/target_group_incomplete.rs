//! A target group without its port, protocol or network.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS617",
        family: Family::Operations,
        severity: Severity::Error,
        title: "target group without port, protocol or VPC",
        why: "only targets of type `lambda` go without; Elastic Load Balancing refuses the target group",
        fix: "set `Port`, `Protocol` and `VpcId`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
        bad: r#"
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref Vpc
      Protocol: HTTP
      HealthCheckPath: /health
"#,
        good: r#"
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref Vpc
      Protocol: HTTP
      Port: 80
      HealthCheckPath: /health
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for group in &deployment.balancing().target_groups {
        // Where a type is given, the schema says what goes with it.
        if !group.get("TargetType").is_absent() {
            continue;
        }
        for name in ["Port", "Protocol", "VpcId"] {
            if group.get(name).is_absent() {
                let message = format!(
                    "`{}` has no `{name}`, which targets of the type `instance` need",
                    group.id()
                );
                findings.report(group.place(), message);
            }
        }
    }
}
