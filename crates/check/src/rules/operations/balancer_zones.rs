//! Load balancers in one zone.

use stackwright_template::Severity;

use crate::deployment::network::{Zone, subnets_of_balancer};
use crate::deployment::{Balancer, Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS115",
        family: Family::Operations,
        severity: Severity::Error,
        title: "load balancer in one zone, or with two subnets of one zone",
        why: "a load balancer takes one subnet of each Availability Zone, and an application load balancer at least two zones",
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
        let kind = Balancer::of(balancer);
        let subnets = subnets_of_balancer(balancer);
        if let ([one], true, Some(Balancer::Application)) =
            (subnets.known.as_slice(), subnets.complete, kind)
            && one.symbolic().is_some()
        {
            let message = format!("`{}` has one subnet, `{}`", balancer.id(), one.shown());
            findings.report(one.place(), message);
            continue;
        }
        if kind == Some(Balancer::Gateway) {
            continue;
        }
        let mut seen: Vec<(&Zone<'_>, &str)> = Vec::new();
        for named in subnets.known {
            let Some(subnet) = network.subnet(&named) else {
                continue;
            };
            let Some(zone) = &subnet.zone else { continue };
            let same = seen.iter().find(|(other, _)| zone.is(other) == Some(true));
            if let Some((_, other)) = same {
                let message = format!("`{}` is in the same zone as `{other}`", subnet.id());
                findings.report(named.place(), message);
                break;
            }
            seen.push((zone, subnet.id()));
        }
    }
}
