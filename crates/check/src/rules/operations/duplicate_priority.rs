//! Two rules of one priority.

use stackwright_template::Severity;
use stackwright_template::hash::HashMap;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS612",
        family: Family::Operations,
        severity: Severity::Error,
        title: "two rules of a listener with the same priority",
        why: "Elastic Load Balancing refuses the second one",
        fix: "give each rule of a listener a priority of its own",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
        bad: r#"
Parameters:
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
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 10
      Conditions:
        - Field: path-pattern
          Values: [/api/*]
      Actions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
  Second:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 10
      Conditions:
        - Field: path-pattern
          Values: [/admin/*]
      Actions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
"#,
        good: r#"
Parameters:
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
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 10
      Conditions:
        - Field: path-pattern
          Values: [/api/*]
      Actions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
  Second:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 20
      Conditions:
        - Field: path-pattern
          Values: [/admin/*]
      Actions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut seen = HashMap::default();
    for rule in &deployment.balancing().rules {
        let rule = rule.properties;
        let (listener, priority) = (rule.get("ListenerArn"), rule.get("Priority"));
        let Some(number) = priority.number() else {
            continue;
        };
        // What cannot be told apart may be different.
        let Some(key) = listener.identity() else {
            continue;
        };
        if let Some(other) = seen.insert((key, number.to_bits()), rule.id()) {
            findings.report(
                priority.place(),
                format!("`{other}` has the priority {number} already"),
            );
        }
    }
}
