//! Two mount targets of a file system in one zone.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS124",
        family: Family::Operations,
        severity: Severity::Error,
        title: "two mount targets of a file system in one zone",
        why: "a file system has one mount target in each zone, which all subnets of the zone use; Amazon EFS refuses the second",
        fix: "keep one mount target for each zone",
        link: "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
        bad: r#"
Parameters:
  SubnetA:
    Type: AWS::EC2::Subnet::Id
  Group:
    Type: AWS::EC2::SecurityGroup::Id
Resources:
  Files:
    Type: AWS::EFS::FileSystem
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      Encrypted: true
  One:
    Type: AWS::EFS::MountTarget
    Properties:
      FileSystemId: !Ref Files
      SubnetId: !Ref SubnetA
      SecurityGroups: [!Ref Group]
  Other:
    Type: AWS::EFS::MountTarget
    Properties:
      FileSystemId: !Ref Files
      SubnetId: !Ref SubnetA
      SecurityGroups: [!Ref Group]
"#,
        good: r#"
Parameters:
  SubnetA:
    Type: AWS::EC2::Subnet::Id
  SubnetB:
    Type: AWS::EC2::Subnet::Id
  Group:
    Type: AWS::EC2::SecurityGroup::Id
Resources:
  Files:
    Type: AWS::EFS::FileSystem
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      Encrypted: true
  One:
    Type: AWS::EFS::MountTarget
    Properties:
      FileSystemId: !Ref Files
      SubnetId: !Ref SubnetA
      SecurityGroups: [!Ref Group]
  Other:
    Type: AWS::EFS::MountTarget
    Properties:
      FileSystemId: !Ref Files
      SubnetId: !Ref SubnetB
      SecurityGroups: [!Ref Group]
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut seen: Vec<Property<'d>> = Vec::new();
    for target in deployment.resources_of("AWS::EFS::MountTarget") {
        let files = target.get("FileSystemId").identity();
        let own = seen.iter().find(|own| {
            files.is_some()
                && own.get("FileSystemId").identity() == files
                && in_one_zone(own, &target)
        });
        if let Some(own) = own {
            let message = format!("`{}` is in the same zone already", own.id());
            findings.report(target.get("SubnetId").place(), message);
        }
        seen.push(target);
    }
}

fn in_one_zone<'d>(one: &Property<'d>, other: &Property<'d>) -> bool {
    let (one, other) = (one.get("SubnetId"), other.get("SubnetId"));
    let network = one.deployment().network();
    let zones = (network.subnet(&one), network.subnet(&other));
    let zones = match zones {
        (Some(one), Some(other)) => one.zone.as_ref().zip(other.zone.as_ref()),
        _ => None,
    };
    one.is_same(&other) || zones.is_some_and(|(one, other)| one.is(other).is_yes())
}
