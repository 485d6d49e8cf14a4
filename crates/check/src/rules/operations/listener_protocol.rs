//! A listener whose protocol its load balancer does not speak.

use stackwright_template::Severity;

use crate::deployment::{Balancer, Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS608",
        family: Family::Operations,
        severity: Severity::Error,
        title: "listener with a protocol that its load balancer does not speak",
        why: "application load balancers listen for HTTP and HTTPS, network load balancers for TCP, TLS and UDP; Elastic Load Balancing refuses others",
        fix: "change the protocol of the listener, or the `Type` of the load balancer",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
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
      Protocol: TCP
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Group
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
          TargetGroupArn: !Ref Group
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
    for listener in deployment.balancing().listeners() {
        let Some(load_balancer) = listener.load_balancer else {
            continue;
        };
        let protocol = listener.properties.get("Protocol");
        let Some(text) = protocol.text() else {
            continue;
        };
        let (Some(of_protocol), Some(kind)) =
            (Balancer::of_protocol(&text), Balancer::of(&load_balancer))
        else {
            continue;
        };
        if of_protocol != kind {
            let message = format!(
                "`{}` is {}, which does not speak {text}",
                load_balancer.id(),
                kind.called()
            );
            findings.report(protocol.place(), message);
        }
    }
}
