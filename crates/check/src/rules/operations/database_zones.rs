//! Databases with subnets of one zone.

use stackwright_template::{Node, Severity};

use crate::deployment::network::all_in_one;
use crate::deployment::{Deployment, DeploymentRule, Target};
use crate::model::Kind;
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS135",
        family: Family::Operations,
        severity: Severity::Error,
        title: "group of database subnets in one zone",
        why: "AWS refuses a group whose subnets are not in two Availability Zones at least",
        fix: "add a subnet in another zone",
        link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
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
      AvailabilityZone: !Select [0, !GetAZs '']
      CidrBlock: 10.0.1.0/24
  Databases:
    Type: AWS::RDS::DBSubnetGroup
    Properties:
      DBSubnetGroupDescription: Databases
      SubnetIds: [!Ref SubnetA, !Ref SubnetB]
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
      CidrBlock: 10.0.1.0/24
  Databases:
    Type: AWS::RDS::DBSubnetGroup
    Properties:
      DBSubnetGroupDescription: Databases
      SubnetIds: [!Ref SubnetA, !Ref SubnetB]
"#,
    },
    check,
};

const SUBNET: &str = "AWS::EC2::Subnet";

/// Types of groups that have to reach into two zones, as `CreateDBSubnetGroup` of each service and
/// `CreateReplicationSubnetGroup` say.
const GROUPS: [&str; 4] = [
    "AWS::DMS::ReplicationSubnetGroup",
    "AWS::RDS::DBSubnetGroup",
    "AWS::DocDB::DBSubnetGroup",
    "AWS::Neptune::DBSubnetGroup",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let network = deployment.network();
    let groups = GROUPS.iter().flat_map(|of| deployment.resources_of(of));
    for group in groups {
        let named = group.get("SubnetIds");
        let subnets = named.items();
        let written = named.node().and_then(Node::as_list).unwrap_or_default();
        if let ([only], [node]) = (subnets.known.as_slice(), written)
            && deployment.model().kind(node) == Kind::Scalar
            && !matches!(only.target(), Target::Resource(other, _) if other.resource_type() != SUBNET)
        {
            let message = format!("there is one subnet, {}", only.called());
            findings.report(named.place(), message);
            continue;
        }
        let here = subnets
            .known
            .iter()
            .filter_map(|named| network.subnet(named));
        let here: Vec<_> = here.collect();
        let sees_all = subnets.complete && here.len() == subnets.known.len();
        let (Some(first), true) = (subnets.known.first(), sees_all) else {
            continue;
        };
        if all_in_one(&here) {
            let message = format!("all subnets are in the zone of {}", first.called());
            findings.report(named.place(), message);
        }
    }
}
