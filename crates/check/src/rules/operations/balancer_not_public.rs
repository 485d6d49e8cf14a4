//! Load balancers for the internet where no internet gateway is.

use stackwright_template::Severity;

use crate::deployment::network::{WAYS, report_missing, subnets_of_balancer};
use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS116",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "internet-facing load balancer in a subnet without a route to an internet gateway",
        why: "AWS refuses it where the VPC has no internet gateway, and nobody can reach it where the subnet has no route there",
        fix: "use public subnets, or make the load balancer `internal`",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#load-balancer-scheme",
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
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/24
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Scheme: internet-facing
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
        let scheme = balancer.get("Scheme");
        if !scheme.is_absent() && !scheme.is("internet-facing") {
            continue;
        }
        for named in subnets_of_balancer(balancer).known {
            let Some(subnet) = network.subnet(&named) else {
                continue;
            };
            if subnet.is_public().is_no() {
                let message = format!(
                    "`{}` faces the internet, but `{}` has no route to an internet gateway",
                    balancer.id(),
                    subnet.id()
                );
                report_missing(deployment, WAYS, findings, |findings| {
                    findings.report(named.place(), message);
                });
                break;
            }
        }
    }
}
