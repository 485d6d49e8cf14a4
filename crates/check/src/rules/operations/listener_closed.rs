//! Listeners on a port that nobody is let in to.

use stackwright_template::Severity;

use crate::deployment::network::{Direction, Protocol, party_of_balancer};
use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS113",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "listener on a port that nobody is let in to",
        why: "requests to the listener time out",
        fix: "let clients in to the port, in the security group of the load balancer",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  AlbGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Load balancer
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 0.0.0.0/0
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: !Ref Subnets
      SecurityGroups: [!Ref AlbGroup]
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Alb
      Protocol: HTTP
      Port: 80
      DefaultActions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  AlbGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Load balancer
      VpcId: !Ref VpcId
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 80
          ToPort: 80
          CidrIp: 0.0.0.0/0
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: !Ref Subnets
      SecurityGroups: [!Ref AlbGroup]
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Alb
      Protocol: HTTP
      Port: 80
      DefaultActions:
        - Type: fixed-response
          FixedResponseConfig:
            StatusCode: '404'
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let network = deployment.network();
    for listener in deployment.balancing().listeners() {
        let Some(balancer) = listener.load_balancer else {
            continue;
        };
        let groups = party_of_balancer(&balancer).groups;
        let port = listener.properties.get("Port");
        let (Some(number), false) = (port.number(), groups.known.is_empty()) else {
            continue;
        };
        let protocol = match listener.properties.get("Protocol").text().as_deref() {
            Some("UDP" | "QUIC") => Protocol::Udp,
            Some(_) => Protocol::Tcp,
            None => continue,
        };
        let admits = network.allow(&groups, Direction::In, |permission| {
            permission.ports.cover(protocol, number)
        });
        if admits == Some(false) {
            let message = format!(
                "`{}` listens on port {number}, but {} lets nobody in there",
                balancer.id(),
                groups.called()
            );
            findings.report(port.place(), message);
        }
    }
}
