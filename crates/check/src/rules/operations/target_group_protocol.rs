//! A target group whose protocol its listener does not forward.

use stackwright_template::Severity;

use crate::deployment::{Balancer, Deployment, DeploymentRule, Property, target_type};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS615",
        family: Family::Operations,
        severity: Severity::Error,
        title: "target group with a protocol that its listener cannot forward to",
        why: "HTTP goes to HTTP and HTTPS, TCP to TCP, TLS to TLS and TCP, and HTTP/2 and gRPC are passed on from HTTPS alone; Elastic Load Balancing refuses the listener or rule otherwise",
        fix: "change the protocol of the target group or of the listener",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
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
          TargetGroupArn: !Ref Group
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref Vpc
      Port: 80
      Protocol: TCP
      TargetType: ip
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
    let balancing = deployment.balancing();
    for group in &balancing.target_groups {
        let protocol = group.get("Protocol");
        let version = group.get("ProtocolVersion");
        if let Some(text) = protocol.text()
            && version.is_given()
            && !matches!(&*text, "HTTP" | "HTTPS")
        {
            findings.report(
                version.place(),
                format!("the protocol {text} has no versions"),
            );
        }
        for forwarder in balancing.forwarders_of(group) {
            let listener = forwarder.listener.map(|listener| listener.get("Protocol"));
            let Some(from) = listener.and_then(|protocol| protocol.text()) else {
                continue;
            };
            let kind = forwarder.load_balancer.and_then(|own| Balancer::of(&own));
            // Then it is the listener that is wrong.
            if kind.is_some() && kind != Balancer::of_protocol(&from) {
                continue;
            }
            if let Some(to) = refused(&from, group) {
                let message = format!(
                    "`{}` listens for {from}, and cannot forward to targets of {to}",
                    forwarder.listener.map_or("", |listener| listener.id())
                );
                findings.report(protocol.place(), message);
                break;
            }
            let spoken = version.text().filter(|spoken| spoken != "HTTP1");
            if let (Some(spoken), "HTTP") = (spoken, &*from) {
                let message = format!(
                    "`{}` listens for HTTP, and {spoken} is passed on from HTTPS alone",
                    forwarder.listener.map_or("", |listener| listener.id())
                );
                findings
                    .report(version.place(), message)
                    .help("let the listener speak HTTPS, with a certificate");
                break;
            }
        }
    }
}

/// What of a target group a listener of a protocol cannot forward to.
fn refused(from: &str, group: &Property<'_>) -> Option<String> {
    let web = matches!(from, "HTTP" | "HTTPS");
    match target_type(group)?.as_str() {
        "lambda" => return (!web).then(|| "the type `lambda`".to_owned()),
        "alb" if web => return Some("the type `alb`".to_owned()),
        _ => {}
    }
    let to = group.get("Protocol").text()?;
    let fits = match from {
        "HTTP" | "HTTPS" => matches!(&*to, "HTTP" | "HTTPS"),
        "TCP" => matches!(&*to, "TCP" | "TCP_UDP"),
        "TLS" => matches!(&*to, "TCP" | "TLS"),
        "UDP" => matches!(&*to, "UDP" | "TCP_UDP"),
        "TCP_UDP" => to == "TCP_UDP",
        _ => true,
    };
    (!fits).then(|| format!("the protocol {to}"))
}
