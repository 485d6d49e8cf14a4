//! A redirection to where the request came from.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS624",
        family: Family::Operations,
        severity: Severity::Error,
        title: "redirection that goes round",
        why: "what asks is sent to the same address again; Elastic Load Balancing refuses it",
        fix: "change the protocol, host, port or path",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html",
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
        - Type: redirect
          RedirectConfig:
            Protocol: HTTP
            Port: '80'
            StatusCode: HTTP_301
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
    for rule in &deployment.balancing().rules {
        for action in rule.actions().known {
            let redirect = action.get("RedirectConfig");
            let Some(listener) = rule.listener.filter(|_| redirect.is_given()) else {
                continue;
            };
            if goes_round(&redirect, &listener) {
                findings.report(
                    redirect.place(),
                    "the redirection leads to where the request came from",
                );
            }
        }
    }
}

/// Whether no part of the address is changed.
fn goes_round<'d>(redirect: &Property<'d>, listener: &Property<'d>) -> bool {
    let same = |name: &'d str, unchanged: &str| {
        let part = redirect.get(name);
        part.is_absent() || part.text().is_some_and(|text| text == unchanged)
    };
    let listens = |name: &'d str, variable: &str| {
        let own = listener.get(name).text();
        same(name, variable) || own.is_some_and(|own| same(name, &own))
    };
    same("Host", "#{host}")
        && same("Path", "/#{path}")
        && same("Query", "#{query}")
        && listens("Port", "#{port}")
        && listens("Protocol", "#{protocol}")
}
