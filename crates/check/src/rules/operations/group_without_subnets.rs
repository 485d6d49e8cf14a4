//! Auto Scaling group that is nowhere.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS449",
        family: Family::Operations,
        severity: Severity::Error,
        title: "Auto Scaling group without a subnet",
        why: "Amazon EC2 Auto Scaling wants to know where instances may be, and refuses the group",
        fix: "give `VPCZoneIdentifier` the subnets",
        link: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html",
        bad: r#"
Parameters:
  Template:
    Type: String
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: '1'
      MaxSize: '3'
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: '1'
"#,
        good: r#"
Parameters:
  Template:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: '1'
      MaxSize: '3'
      VPCZoneIdentifier: !Ref Subnets
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: '1'
"#,
    },
    check,
};

/// What says where instances may be. A network interface of a launch template has a subnet, and
/// an instance that the group is made like is in one.
const PLACES: [&str; 4] = [
    "AvailabilityZones",
    "AvailabilityZoneIds",
    "InstanceId",
    "VPCZoneIdentifier",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for group in deployment.resources_of("AWS::AutoScaling::AutoScalingGroup") {
        if PLACES.iter().any(|name| !group.get(name).is_absent()) {
            continue;
        }
        let launched = group.get("LaunchTemplate/LaunchTemplateId");
        let launched = launched.target_of(&["AWS::EC2::LaunchTemplate"]);
        let interfaces = launched.map(|own| own.get("LaunchTemplateData/NetworkInterfaces"));
        if interfaces.is_none_or(|own| own.is_absent()) {
            let message = format!("`{}` has neither subnets nor zones", group.id());
            findings.report(group.place(), message);
        }
    }
}
