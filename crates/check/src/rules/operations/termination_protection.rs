//! Managed termination protection of instances that are not protected.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS440",
        family: Family::Operations,
        severity: Severity::Error,
        title: "managed termination protection that cannot be",
        why: "Amazon ECS refuses a capacity provider that is to protect instances, unless it scales the group itself and the group protects new instances from scale-in",
        fix: "set `NewInstancesProtectedFromScaleIn` on the group and `ManagedScaling` to ENABLED, or switch `ManagedTerminationProtection` off",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-termination-protection.html",
        bad: r#"
Parameters:
  Template:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Instances:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: '0'
      MaxSize: '4'
      VPCZoneIdentifier: !Ref Subnets
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: '1'
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties:
      AutoScalingGroupProvider:
        AutoScalingGroupArn: !Ref Instances
        ManagedScaling:
          Status: ENABLED
        ManagedTerminationProtection: ENABLED
"#,
        good: r#"
Parameters:
  Template:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Instances:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: '0'
      MaxSize: '4'
      VPCZoneIdentifier: !Ref Subnets
      NewInstancesProtectedFromScaleIn: true
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: '1'
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties:
      AutoScalingGroupProvider:
        AutoScalingGroupArn: !Ref Instances
        ManagedScaling:
          Status: ENABLED
        ManagedTerminationProtection: ENABLED
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for provider in deployment.resources_of("AWS::ECS::CapacityProvider") {
        let own = provider.get("AutoScalingGroupProvider");
        let protection = own.get("ManagedTerminationProtection");
        if !protection.is("ENABLED") {
            continue;
        }
        let scaling = own.get("ManagedScaling");
        if scaling.is_absent() || scaling.get("Status").is("DISABLED") {
            let message = "instances are protected only where managed scaling is enabled";
            // It is refused, or without effect.
            findings.warn(protection.place(), message);
        }
        let group = own.get("AutoScalingGroupArn");
        let Some(group) = group.target_of(&["AWS::AutoScaling::AutoScalingGroup"]) else {
            continue;
        };
        let protects = group.get("NewInstancesProtectedFromScaleIn");
        if protects.is_absent() || protects.flag() == Some(false) {
            let id = group.id();
            let message = format!("`{id}` does not protect new instances from scale-in");
            findings.report(protection.place(), message);
        }
    }
}
