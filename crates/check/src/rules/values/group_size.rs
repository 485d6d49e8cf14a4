//! An Auto Scaling group whose sizes contradict each other.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL174",
        family: Family::Template,
        severity: Severity::Error,
        title: "Auto Scaling group with a minimum above its maximum",
        why: "Amazon EC2 Auto Scaling refuses the group",
        fix: "let `MinSize` be no more than `DesiredCapacity`, and that no more than `MaxSize`",
        link: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html",
        bad: r#"
Parameters:
  Template:
    Type: String
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: '1'
      VPCZoneIdentifier: !Ref Subnets
      MinSize: '4'
      MaxSize: '2'
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
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: '1'
      VPCZoneIdentifier: !Ref Subnets
      MinSize: '1'
      MaxSize: '2'
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for group in deployment.resources_of("AWS::AutoScaling::AutoScalingGroup") {
        let (least, most) = (group.get("MinSize"), group.get("MaxSize"));
        let wanted = group.get("DesiredCapacity");
        let (min, max) = (least.number(), most.number());
        if let (Some(min), Some(max)) = (min, max)
            && min > max
        {
            findings.report(
                least.place(),
                format!("the minimum {min} is above the maximum {max}"),
            );
            continue;
        }
        let Some(count) = wanted.number() else {
            continue;
        };
        if min.is_some_and(|min| count < min) || max.is_some_and(|max| count > max) {
            let message = format!("{count} is not from {} to {}", least.shown(), most.shown());
            findings.report(wanted.place(), message);
        }
    }
}
