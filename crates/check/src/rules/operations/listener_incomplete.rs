//! A listener without a port or a protocol.

use stackwright_template::Severity;

use crate::deployment::{Balancer, Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS609",
        family: Family::Operations,
        severity: Severity::Error,
        title: "listener without a port or a protocol",
        why: "only gateway load balancers listen without; Elastic Load Balancing refuses the listener",
        fix: "set `Port` and `Protocol`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
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
      Protocol: HTTP
      DefaultActions:
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
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for listener in deployment.balancing().listeners() {
        let kind = listener.load_balancer.and_then(|own| Balancer::of(&own));
        if !matches!(kind, Some(Balancer::Application | Balancer::Network)) {
            continue;
        }
        for name in ["Port", "Protocol"] {
            if listener.properties.get(name).is_absent() {
                let message = format!("`{}` has no `{name}`", listener.properties.id());
                findings.report(listener.properties.place(), message);
            }
        }
    }
}
