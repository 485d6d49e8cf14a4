//! A gateway load balancer with what only others have.

use stackwright_template::Severity;

use crate::deployment::{Balancer, Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS623",
        family: Family::Operations,
        severity: Severity::Error,
        title: "gateway load balancer with security groups, a scheme, or a port",
        why: "it passes packets on inside of a network; Elastic Load Balancing refuses it",
        fix: "take out what is not for gateway load balancers, or change the `Type`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
        bad: r#"
Parameters:
  Group:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Type: gateway
      Scheme: internet-facing
      Subnets: !Ref Subnets
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Group
"#,
        good: r#"
Parameters:
  Group:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Type: gateway
      Subnets: !Ref Subnets
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      DefaultActions:
        - Type: forward
          TargetGroupArn: !Ref Group
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let balancing = deployment.balancing();
    let gateways = balancing.load_balancers.iter();
    for gateway in gateways.filter(|own| Balancer::of(own) == Some(Balancer::Gateway)) {
        let groups = gateway.get("SecurityGroups");
        if !groups.items().known.is_empty() {
            findings.report(
                groups.place(),
                "a gateway load balancer has no security groups",
            );
        }
        let scheme = gateway.get("Scheme");
        if scheme.is("internet-facing") {
            findings.report(
                scheme.place(),
                "a gateway load balancer cannot be internet-facing",
            );
        }
    }
    for listener in balancing.listeners() {
        let gateway = listener.load_balancer.and_then(|own| Balancer::of(&own));
        let port = listener.properties.get("Port");
        if gateway == Some(Balancer::Gateway) && port.is_given() {
            findings.report(
                port.place(),
                "a gateway load balancer listens on every port",
            );
        }
    }
}
