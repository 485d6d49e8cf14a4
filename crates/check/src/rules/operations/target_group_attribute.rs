//! An attribute that a target group cannot have.

use stackwright_template::Severity;

use crate::deployment::{Balancer, Deployment, DeploymentRule, attributes, target_type};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS619",
        family: Family::Operations,
        severity: Severity::Error,
        title: "attribute of a target group that cannot be",
        why: "Elastic Load Balancing refuses an attribute that the protocol or target type does not have, or a value out of its range",
        fix: "take out the attribute, or give it one of its values",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html",
        bad: r#"
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref Vpc
      Port: 80
      Protocol: HTTP
      TargetType: ip
      HealthCheckPath: /health
      TargetGroupAttributes:
        - Key: deregistration_delay.timeout_seconds
          Value: '3601'
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
      Port: 80
      Protocol: HTTP
      TargetType: ip
      HealthCheckPath: /health
      TargetGroupAttributes:
        - Key: deregistration_delay.timeout_seconds
          Value: '30'
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for group in &deployment.balancing().target_groups {
        let kind = match target_type(group).as_deref() {
            Some("lambda") => Some(attributes::Holder::Lambda),
            Some(_) => group
                .get("Protocol")
                .text()
                .and_then(|protocol| Balancer::of_protocol(&protocol))
                .map(attributes::Holder::Balancer),
            None => None,
        };
        let list = group.get("TargetGroupAttributes");
        attributes::of_target_group(&list, kind, findings);
    }
}
