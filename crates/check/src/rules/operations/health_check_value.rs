//! A health check of targets with a path, port or codes that cannot be.

use stackwright_template::Severity;

use crate::deployment::{Balancer, Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS603",
        family: Family::Operations,
        severity: Severity::Error,
        title: "health check with a path, port or codes that cannot be",
        why: "Elastic Load Balancing refuses the target group",
        fix: "a path that begins with `/`; a port number or `traffic-port`; codes such as `200`, `200,204` or `200-299`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
        bad: r#"
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      VpcId: !Ref Vpc
      Port: 80
      Protocol: HTTP
      TargetType: ip
      HealthCheckPath: health
"#,
        good: r#"
Parameters:
  Vpc:
    Type: AWS::EC2::VPC::Id
Resources:
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
    for group in &deployment.balancing().target_groups {
        let path = group.get("HealthCheckPath");
        let beginning = path.symbolic().map(|text| text.beginning().to_owned());
        if beginning.is_some_and(|text| !text.is_empty() && !text.starts_with('/')) {
            findings.report(
                path.place(),
                format!("the path {} does not begin with `/`", path.shown()),
            );
        }
        let port = group.get("HealthCheckPort");
        if port.all_values(|text| !is_port(text)) {
            findings.report(port.place(), format!("{} is no port", port.shown()));
        }
        check_codes(group, findings);
    }
}

fn check_codes(group: &Property<'_>, findings: &mut Findings<'_>) {
    let protocol = group.get("Protocol").text();
    let protocol = protocol.and_then(|protocol| Balancer::of_protocol(&protocol));
    let http = group.get("Matcher/HttpCode");
    let grpc = group.get("ProtocolVersion").is("GRPC");
    let most = match protocol {
        Some(Balancer::Application) | None => 499,
        _ => 599,
    };
    if http.is_given() && grpc {
        findings.report(http.place(), "gRPC targets are checked by `GrpcCode`");
    } else if http.all_values(|text| !are_codes(text, 200, most)) {
        let message = format!("{} are no codes between 200 and {most}", http.shown());
        findings.report(http.place(), message);
    }
    let codes = group.get("Matcher/GrpcCode");
    if codes.all_values(|text| !are_codes(text, 0, 99)) {
        findings.report(
            codes.place(),
            format!("{} are no codes between 0 and 99", codes.shown()),
        );
    }
}

fn is_port(text: &str) -> bool {
    text == "traffic-port" || text.parse().is_ok_and(|port: u16| port > 0)
}

/// Whether it is a list of codes and ranges of codes.
fn are_codes(text: &str, least: u16, most: u16) -> bool {
    text.split(',').all(|part| {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let code = |text: &str| {
            text.trim()
                .parse::<u16>()
                .ok()
                .filter(|code| (least..=most).contains(code))
        };
        matches!((code(first), code(last)), (Some(first), Some(last)) if first <= last)
    })
}
