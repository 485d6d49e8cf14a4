//! Load balancers with two subnets of one zone.

use stackwright_template::Severity;

use crate::deployment::network::{Zone, subnets_of_balancer};
use crate::deployment::{Balancer, Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS115",
        family: Family::Operations,
        severity: Severity::Error,
        title: "load balancer with two subnets of one zone",
        why: "AWS refuses a load balancer with two subnets of one Availability Zone",
        fix: "give it one subnet in each of two or more zones",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer",
        bad: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.1.0/24
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: [!Ref SubnetA, !Ref SubnetB]
"#,
        good: r#"
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/24
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internal
      Subnets: [!Ref SubnetA, !Ref SubnetB]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let network = deployment.network();
    for balancer in &deployment.balancing().load_balancers {
        if Balancer::of(balancer) == Some(Balancer::Gateway) {
            continue;
        }
        let subnets = subnets_of_balancer(balancer);
        let mut seen: Vec<(&Zone<'_>, &str)> = Vec::new();
        for named in subnets.known {
            let Some(subnet) = network.subnet(&named) else {
                continue;
            };
            let Some(zone) = &subnet.zone else { continue };
            let same = seen.iter().find(|(other, _)| zone.is(other).is_yes());
            if let Some((_, other)) = same {
                let message = format!("`{}` is in the same zone as `{other}`", subnet.id());
                findings.report(named.place(), message);
                break;
            }
            seen.push((zone, subnet.id()));
        }
    }
}
