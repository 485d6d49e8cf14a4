//! Settings of EFS volumes that do not go together.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, Target};
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
            let volume = volume.get("EFSVolumeConfiguration");
            check_one(&volume, findings);
            check_files(&volume, findings);
            let iam = volume.get("AuthorizationConfig/IAM");
            if iam.is("ENABLED") && task.get("TaskRoleArn").is_absent() {
                let message = format!(
                    "the file system asks for a role, and `{}` has no task role",
                    task.properties.id()
                );
                findings
                    .report(iam.place(), message)
                    .help("give the task definition a `TaskRoleArn`, or leave `IAM` out");
            }
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

/// A file system is wanted, and the access point is one of it.
fn check_files(volume: &Property<'_>, findings: &mut Findings<'_>) {
    let named = volume.get("FilesystemId");
    let Target::Resource(files, attribute) = named.target() else {
        return;
    };
    if files.resource_type() != "AWS::EFS::FileSystem"
        && attribute.is_none()
        && files.resource_type().starts_with("AWS::EFS::")
    {
        let kind = files.resource_type();
        let message = format!("`{}` is no file system, but an `{kind}`", files.id());
        findings.report(named.place(), message);
        return;
    }
    let point = volume.get("AuthorizationConfig/AccessPointId");
    let own = point.target_of(&["AWS::EFS::AccessPoint"]);
    let leads = own.and_then(|own| own.get("FileSystemId").target_of(&["AWS::EFS::FileSystem"]));
    if let Some(other) = leads.filter(|other| other.id() != files.id()) {
        let message = format!(
            "the access point `{}` is one of `{}`, and the volume of `{}`",
            point.shown(),
            other.id(),
            files.id()
        );
        findings.report(point.place(), message);
    }
}
