//! Ranges of ports that are none.

use stackwright_template::Severity;

use crate::deployment::network::every_permission;
use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS141",
        family: Family::Operations,
        severity: Severity::Error,
        title: "range of ports that is none",
        why: "AWS refuses the rule",
        fix: "write the lower port first, and ports from 0 to 65535",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Web
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 8080
          ToPort: 80
          CidrIp: 10.0.0.0/16
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Web
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 80
          ToPort: 8080
          CidrIp: 10.0.0.0/16
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for rule in every_permission(deployment) {
        let protocol = rule.get("IpProtocol").text();
        let has_ports = protocol.as_deref().is_some_and(|protocol| {
            let protocol = protocol.to_ascii_lowercase();
            matches!(protocol.as_str(), "tcp" | "udp" | "6" | "17")
        });
        // Of ICMP, the two are the type and the code.
        if !has_ports {
            continue;
        }
        let ports = [rule.get("FromPort"), rule.get("ToPort")];
        let outside = ports.iter().find(|port| {
            port.all_values(|text| {
                let number: Option<f64> = text.trim().parse().ok();
                number.is_some_and(|number| !(0.0..=65_535.0).contains(&number))
            })
        });
        if let Some(port) = outside {
            findings.report(port.place(), format!("there is no port {}", port.shown()));
            continue;
        }
        let [from, to] = &ports;
        if let (Some(first), Some(last)) = (from.number(), to.number())
            && first > last
        {
            let message = format!("`FromPort` {first} is above `ToPort` {last}");
            findings.report(from.place(), message);
        }
    }
}
