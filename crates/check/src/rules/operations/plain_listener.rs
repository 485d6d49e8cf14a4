//! A listener without TLS that the internet can reach.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS621",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "listener without TLS on an internet-facing load balancer",
        why: "whoever is in between reads and changes what is sent",
        fix: "listen for HTTPS with a certificate, and let HTTP redirect to it",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html",
        bad: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internet-facing
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
        good: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internet-facing
      Subnets: !Ref Subnets
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions:
        - Type: redirect
          RedirectConfig:
            Protocol: HTTPS
            Port: '443'
            StatusCode: HTTP_301
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for listener in deployment.balancing().listeners() {
        let public = listener.load_balancer.is_some_and(|load_balancer| {
            let scheme = load_balancer.get("Scheme");
            let gateway = load_balancer.get("Type").is("gateway");
            scheme.is("internet-facing") || scheme.is_absent() && !gateway
        });
        let actions = listener.actions();
        let redirects = actions.known.iter().any(|action| {
            let protocol = action.get("RedirectConfig/Protocol");
            action.get("Type").is("redirect") && !protocol.is("HTTP") && !protocol.is_absent()
        });
        let protocol = listener.properties.get("Protocol");
        if public && protocol.is("HTTP") && actions.complete && !redirects {
            let message = format!(
                "`{}` takes requests from the internet without TLS",
                listener.properties.id()
            );
            findings.report(protocol.place(), message);
        }
    }
}
