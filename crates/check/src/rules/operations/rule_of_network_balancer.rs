//! A rule of a listener that cannot have any.

use stackwright_template::Severity;

use crate::deployment::{Balancer, Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS614",
        family: Family::Operations,
        severity: Severity::Error,
        title: "rule for a listener of a network or gateway load balancer",
        why: "only listeners of application load balancers have rules; Elastic Load Balancing refuses the rule",
        fix: "give the listener one default action, or make the load balancer an application load balancer",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
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
      Type: network
      Subnets: !Ref Subnets
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: TCP
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Group
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref Vpc
      Port: 80
      Protocol: TCP
      TargetType: ip
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: 10
      Conditions:
        - Field: path-pattern
          Values: [/api/*]
      Actions:
        - Type: forward
          TargetGroupArn: !Ref Group
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
      Type: network
      Subnets: !Ref Subnets
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: TCP
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Group
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref Vpc
      Port: 80
      Protocol: TCP
      TargetType: ip
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for rule in &deployment.balancing().rules {
        let (false, Some(load_balancer)) = (rule.is_default(), rule.load_balancer) else {
            continue;
        };
        if let Some(kind @ (Balancer::Network | Balancer::Gateway)) = Balancer::of(&load_balancer) {
            let message = format!(
                "`{}` is {}, whose listeners have no rules",
                load_balancer.id(),
                kind.called()
            );
            findings.report(rule.properties.get("ListenerArn").place(), message);
        }
    }
}
