//! A health check of targets that may take longer than until the next one.

use stackwright_template::Severity;

use crate::deployment::{Balancer, Deployment, DeploymentRule, Property, target_type};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS601",
        family: Family::Operations,
        severity: Severity::Error,
        title: "health check whose timeout is not below its interval",
        why: "Elastic Load Balancing refuses the target group",
        fix: "let `HealthCheckTimeoutSeconds` be less than `HealthCheckIntervalSeconds`",
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
      HealthCheckPath: /health
      HealthCheckIntervalSeconds: 10
      HealthCheckTimeoutSeconds: 10
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
      HealthCheckIntervalSeconds: 10
      HealthCheckTimeoutSeconds: 5
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for group in &deployment.balancing().target_groups {
        let (timeout, interval) = (
            group.get("HealthCheckTimeoutSeconds"),
            group.get("HealthCheckIntervalSeconds"),
        );
        let (Some(defaults), false) = (
            Defaults::of(group),
            timeout.is_absent() && interval.is_absent(),
        ) else {
            continue;
        };
        let seconds = |given: &Property<'d>, default| match given.is_absent() {
            true => Some(default),
            false => given.number(),
        };
        let both = (
            seconds(&timeout, defaults.timeout),
            seconds(&interval, defaults.interval),
        );
        let (Some(wait), Some(every)) = both else {
            continue;
        };
        if wait > every || wait == every && !defaults.may_be_equal {
            let by_default =
                |given: &Property<'d>| if given.is_absent() { " by default" } else { "" };
            let message = format!(
                "a check may take {wait} seconds{}, and the next one comes after {every}{}",
                by_default(&timeout),
                by_default(&interval)
            );
            let place = if timeout.is_given() {
                timeout.place()
            } else {
                interval.place()
            };
            findings.report(place, message);
        }
    }
}

/// What is in seconds where a target group does not say it.
struct Defaults {
    timeout: f64,
    interval: f64,
    may_be_equal: bool,
}

impl Defaults {
    fn of(group: &Property<'_>) -> Option<Self> {
        let (timeout, interval, may_be_equal) = match target_type(group)?.as_str() {
            "lambda" => (30.0, 35.0, false),
            _ => match Balancer::of_protocol(&group.get("Protocol").text()?)? {
                Balancer::Application => (5.0, 30.0, false),
                Balancer::Network => (6.0, 30.0, true),
                Balancer::Gateway => (5.0, 10.0, true),
            },
        };
        Some(Defaults {
            timeout,
            interval,
            may_be_equal,
        })
    }
}
