//! Load balancers in subnets without room to grow.

use stackwright_template::Severity;

use crate::deployment::network::subnets_of_balancer;
use crate::deployment::{Balancer, Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS134",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "load balancer in a subnet smaller than /27",
        why: "a load balancer takes up to eight addresses of each of its subnets as it grows, and AWS asks for a block of at least /27",
        fix: "give it a subnet of /27 or larger",
        link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/28
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: [!Ref SubnetA, !Ref SubnetB]
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
Resources:
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.0.0/24
  SubnetB:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref VpcId
      AvailabilityZone: !Select [1, !GetAZs '']
      CidrBlock: 10.0.1.0/27
  Alb:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: [!Ref SubnetA, !Ref SubnetB]
"#,
    },
    check,
};

/// How many addresses of a block of /27 can be used.
const ROOM: f64 = 27.0;

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let network = deployment.network();
    for balancer in &deployment.balancing().load_balancers {
        if Balancer::of(balancer) != Some(Balancer::Application) {
            continue;
        }
        for named in subnets_of_balancer(balancer).known {
            let Some(subnet) = network.subnet(&named) else {
                continue;
            };
            if let Some(room) = subnet.capacity().filter(|room| *room < ROOM) {
                let message = format!("`{}` has {room} addresses", subnet.id());
                findings.report(named.place(), message);
                break;
            }
        }
    }
}
