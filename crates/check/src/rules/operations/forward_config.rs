//! Forwarding to several target groups in a way that cannot be.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS618",
        family: Family::Operations,
        severity: Severity::Error,
        title: "weights or stickiness of forwarding that are refused",
        why: "a rule forwards to five target groups at most, each with a weight from 0 to 999, and keeps to one for 1 to 604800 seconds",
        fix: "give each target group once, with a weight below 1000; stickiness with its `DurationSeconds`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ForwardActionConfig.html",
        bad: r#"
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: !Ref Subnets
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: forward
          ForwardConfig:
            TargetGroups:
              - TargetGroupArn: !Ref Group
                Weight: 1000
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref Vpc
      Port: 80
      Protocol: HTTP
      TargetType: ip
      HealthCheckPath: /health
"#,
        good: r#"
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: !Ref Subnets
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: forward
          ForwardConfig:
            TargetGroups:
              - TargetGroupArn: !Ref Group
                Weight: 100
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

/// How many target groups a rule can forward to.
const MANY: usize = 5;

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for rule in &deployment.balancing().rules {
        for action in rule.actions().known {
            let config = action.get("ForwardConfig");
            if config.is_given() {
                compare(&config, findings);
            }
        }
    }
}

fn compare(config: &Property<'_>, findings: &mut Findings<'_>) {
    let groups = config.get("TargetGroups");
    let items = groups.items();
    if items.known.len() > MANY {
        let message = format!(
            "{} target groups are given, and {MANY} are the most",
            items.known.len()
        );
        findings.report(groups.place(), message);
    }
    let mut weights = Vec::new();
    for group in &items.known {
        let weight = group.get("Weight");
        if weight.all_values(|text| outside(text, 0.0, 999.0)) {
            findings.report(
                weight.place(),
                format!("the weight {} is not from 0 to 999", weight.shown()),
            );
        }
        weights.push(weight.number());
    }
    if items.complete && !weights.is_empty() && weights.iter().all(|weight| *weight == Some(0.0)) {
        findings.warn(
            groups.place(),
            "all weights are 0: every request is answered with an error",
        );
    }
    let stickiness = config.get("TargetGroupStickinessConfig");
    let seconds = stickiness.get("DurationSeconds");
    if stickiness.get("Enabled").flag() == Some(true) && seconds.is_absent() {
        findings.report(
            stickiness.place(),
            "stickiness is enabled without `DurationSeconds`",
        );
    } else if seconds.all_values(|text| outside(text, 1.0, 604_800.0)) {
        findings.report(
            seconds.place(),
            format!("{} is not from 1 to 604800 seconds", seconds.shown()),
        );
    }
}

fn outside(text: &str, least: f64, most: f64) -> bool {
    text.trim()
        .parse::<f64>()
        .is_ok_and(|number| !(least..=most).contains(&number))
}
