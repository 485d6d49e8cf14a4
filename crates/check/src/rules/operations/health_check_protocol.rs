//! A health check of targets with settings that its protocol does not have.

use stackwright_template::Severity;

use crate::deployment::{Balancer, Deployment, DeploymentRule, health_protocol, target_type};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS602",
        family: Family::Operations,
        severity: Severity::Error,
        title: "health check that its protocol does not know",
        why: "targets are checked by TCP, HTTP or HTTPS, those of an application load balancer not by TCP, and only HTTP has paths and codes; Elastic Load Balancing refuses the target group",
        fix: "change `HealthCheckProtocol`, or take out what it does not have",
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
      Protocol: TCP
      TargetType: ip
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
      Port: 80
      Protocol: TCP
      TargetType: ip
      HealthCheckPath: /health
      HealthCheckProtocol: HTTP
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for group in &deployment.balancing().target_groups {
        let given = group.get("HealthCheckProtocol");
        let protocol = group.get("Protocol").text().unwrap_or_default();
        let enabled = group.get("HealthCheckEnabled");
        if enabled.flag() == Some(false) && target_type(group).is_some_and(|kind| kind != "lambda")
        {
            findings.report(
                enabled.place(),
                "only targets of type `lambda` can go without health checks",
            );
        }
        let Some(by) = health_protocol(group) else {
            continue;
        };
        let checks = match Balancer::of_protocol(&protocol) {
            Some(Balancer::Application) => matches!(by.as_str(), "HTTP" | "HTTPS"),
            _ => matches!(by.as_str(), "HTTP" | "HTTPS" | "TCP"),
        };
        if !checks {
            let message = format!("targets of the protocol {protocol} cannot be checked by {by}");
            findings.report(given.place(), message);
        } else if by == "TCP" {
            for name in ["HealthCheckPath", "Matcher"] {
                let of_http = group.get(name);
                if of_http.is_given() {
                    findings.report(
                        of_http.place(),
                        format!("a health check by TCP has no `{name}`"),
                    );
                }
            }
        }
    }
}
