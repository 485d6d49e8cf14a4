//! Settings of EFS volumes that do not go together.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS344",
        family: Family::Operations,
        severity: Severity::Error,
        title: "settings of an EFS volume that do not go together",
        why: "with an access point or IAM the connection to the file system has to be encrypted, and an access point decides on the directory itself; Amazon ECS refuses the task definition",
        fix: "set `TransitEncryption: ENABLED`, and leave `RootDirectory` out where there is an access point",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html",
        bad: r#"
Parameters:
  FileSystem: {Type: String}
  AccessPoint: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      Volumes:
        - Name: data
          EFSVolumeConfiguration:
            FilesystemId: !Ref FileSystem
            AuthorizationConfig:
              AccessPointId: !Ref AccessPoint
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          MountPoints:
            - SourceVolume: data
              ContainerPath: /data
"#,
        good: r#"
Parameters:
  FileSystem: {Type: String}
  AccessPoint: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      Volumes:
        - Name: data
          EFSVolumeConfiguration:
            FilesystemId: !Ref FileSystem
            TransitEncryption: ENABLED
            AuthorizationConfig:
              AccessPointId: !Ref AccessPoint
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          MountPoints:
            - SourceVolume: data
              ContainerPath: /data
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        for volume in task.get("Volumes").items().known {
            check_one(&volume.get("EFSVolumeConfiguration"), findings);
        }
    }
}

fn check_one(volume: &Property<'_>, findings: &mut Findings<'_>) {
    let encryption = volume.get("TransitEncryption");
    let point = volume.get("AuthorizationConfig/AccessPointId");
    let iam = volume.get("AuthorizationConfig/IAM");
    let port = volume.get("TransitEncryptionPort");
    let root = volume.get("RootDirectory");
    let plain = encryption.is_absent() || encryption.all_values(|value| value != "ENABLED");
    let wants = if point.is_given() {
        Some("an access point")
    } else if iam.is("ENABLED") {
        Some("IAM")
    } else {
        port.is_given().then_some("a port for encryption")
    };
    if let Some(wants) = wants.filter(|_| plain) {
        let message = format!("the volume has {wants}, and no encryption in transit");
        let place = if encryption.is_given() {
            encryption
        } else {
            *volume
        };
        let help = "set `TransitEncryption: ENABLED`";
        findings.report(place.place(), message).help(help);
    }
    if point.is_given() && root.all_values(|root| !matches!(root, "" | "/")) {
        let message = format!(
            "the volume has an access point, and the directory \"{}\"",
            root.shown()
        );
        let help =
            "leave `RootDirectory` out, or set it to `/`; the access point has a path of its own";
        findings.report(root.place(), message).help(help);
    }
    if port.is_outside(1..=65535) {
        findings.report(port.place(), format!("there is no port {}", port.shown()));
    }
}
