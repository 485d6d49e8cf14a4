//! Two routes to one destination.

use stackwright_template::Severity;
use stackwright_template::hash::HashMap;

use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS146",
        family: Family::Operations,
        severity: Severity::Error,
        title: "two routes to one destination in one route table",
        why: "AWS refuses the second",
        fix: "give each destination one route, or each zone a route table of its own",
        link: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
        bad: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  NatA:
    Type: String
  NatB:
    Type: String
Resources:
  Routes:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  Default:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Routes
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatA
  Further:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Routes
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatB
"#,
        good: r#"
Parameters:
  VpcId:
    Type: AWS::EC2::VPC::Id
  NatA:
    Type: String
  NatB:
    Type: String
Resources:
  Routes:
    Type: AWS::EC2::RouteTable
    Properties:
      VpcId: !Ref VpcId
  Default:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Routes
      DestinationCidrBlock: 0.0.0.0/0
      NatGatewayId: !Ref NatA
  Further:
    Type: AWS::EC2::Route
    Properties:
      RouteTableId: !Ref Routes
      DestinationCidrBlock: 192.168.0.0/24
      NatGatewayId: !Ref NatB
"#,
    },
    check,
};

const DESTINATIONS: [&str; 3] = [
    "DestinationCidrBlock",
    "DestinationIpv6CidrBlock",
    "DestinationPrefixListId",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut seen: HashMap<(String, String), &str> = HashMap::default();
    for route in deployment.resources_of("AWS::EC2::Route") {
        let table = route.get("RouteTableId");
        let here = table.target_of(&["AWS::EC2::RouteTable"]);
        let of_table = here.map_or_else(|| table.shown(), |here| here.id().to_owned());
        for name in DESTINATIONS {
            let destination = route.get(name);
            // What is shown alike is alike, as long as nothing of it is left out.
            let shown = destination.shown();
            if !destination.is_given() || [&shown, &of_table].iter().any(|t| t.contains("...")) {
                continue;
            }
            let key = (of_table.clone(), shown);
            match seen.get(&key) {
                Some(first) => {
                    let (table, shown) = (table.called(), &key.1);
                    let message = format!("`{first}` is a route of {table} to {shown} already");
                    findings.report(destination.place(), message);
                }
                None => {
                    seen.insert(key, route.id());
                }
            }
        }
    }
}
