//! Health checks of targets by HTTP without a path.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, health_protocol, target_type};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS604",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "health check without a path",
        why: "`/` is asked for, which may be slow, need a login, or answer while nothing works",
        fix: "set `HealthCheckPath` to what answers only when the task can do its work",
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
      Port: 80
      Protocol: HTTP
      TargetType: ip
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
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for group in &deployment.balancing().target_groups {
        let by_http = health_protocol(group).is_some_and(|protocol| protocol.starts_with("HTTP"));
        let of_tasks = matches!(target_type(group).as_deref(), Some("ip" | "instance"));
        let path = group.get("HealthCheckPath");
        // Those have a path of their own for it.
        let grpc = group.get("ProtocolVersion").is("GRPC");
        if by_http && of_tasks && !grpc && path.is_absent() {
            let message = format!(
                "the targets of `{}` are checked by `/`, as no path is given",
                group.id()
            );
            findings.report(path.place(), message);
        }
    }
}
