//! An attribute that a target group cannot have.

use stackwright_template::Severity;

use crate::deployment::{Balancer, Deployment, DeploymentRule, Property, attributes, target_type};
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

/// Connections to targets that became unhealthy are ended, or drained, and drained only where they are
/// not ended: <https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/4648>.
fn exclusive(list: &Property<'_>, findings: &mut Findings<'_>) {
    let items = list.items().known;
    let value = |name: &str| {
        let item = items.iter().find(|item| item.get("Key").is(name));
        item.map(|item| item.get("Value"))
    };
    let ended = value("target_health_state.unhealthy.connection_termination.enabled");
    let drained = value("target_health_state.unhealthy.draining_interval_seconds");
    if let Some(drained) = drained
        // They are ended where nobody says otherwise.
        && ended.is_none_or(|ended| ended.flag() == Some(true))
        && drained.number().is_some_and(|seconds| seconds > 0.0)
    {
        findings
            .report(
                drained.place(),
                format!(
                    "connections to unhealthy targets are ended at once, and cannot be drained for {} seconds",
                    drained.shown()
                ),
            )
            .help("set `target_health_state.unhealthy.connection_termination.enabled` to `false`");
    }
}

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
        exclusive(&list, findings);
    }
}
