//! Settings of TLS on a listener without it, or none with it.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS610",
        family: Family::Operations,
        severity: Severity::Error,
        title: "certificates or TLS settings that do not fit the protocol",
        why: "HTTPS and TLS need one certificate on the listener, and other protocols have none; Elastic Load Balancing refuses the listener",
        fix: "let the protocol be HTTPS or TLS with one certificate, and add others as `AWS::ElasticLoadBalancingV2::ListenerCertificate`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
        bad: r#"
Parameters:
  Certificate:
    Type: String
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
      Certificates:
        - CertificateArn: !Ref Certificate
      DefaultActions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
"#,
        good: r#"
Parameters:
  Certificate:
    Type: String
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
      Port: 443
      Protocol: HTTPS
      Certificates:
        - CertificateArn: !Ref Certificate
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
        let listener = listener.properties;
        let Some(protocol) = listener.get("Protocol").text() else {
            continue;
        };
        let certificates = listener.get("Certificates");
        if matches!(&*protocol, "HTTPS" | "TLS") {
            let items = certificates.items();
            match items.known.len() {
                0 if certificates.is_given() && items.complete => {
                    let message =
                        format!("a listener of the protocol {protocol} needs a certificate");
                    findings.report(certificates.place(), message);
                }
                0 | 1 => {}
                several => {
                    let message =
                        format!("{several} certificates are given, and a listener takes one");
                    findings.report(certificates.place(), message);
                }
            }
            continue;
        }
        for name in [
            "Certificates",
            "SslPolicy",
            "MutualAuthentication",
            "AlpnPolicy",
        ] {
            let given = listener.get(name);
            if given.is_given() {
                let message = format!("a listener of the protocol {protocol} has no `{name}`");
                findings.report(given.place(), message);
            }
        }
    }
}
