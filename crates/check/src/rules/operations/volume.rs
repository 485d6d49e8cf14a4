//! Volumes that are declared in a way that Amazon ECS refuses.

use stackwright_template::Severity;

use crate::deployment::task::is_name;
use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS345",
        family: Family::Operations,
        severity: Severity::Error,
        title: "volume that is declared in a way that Amazon ECS refuses",
        why: "a volume has a name of its own, up to 255 letters, digits, `_` and `-`, is of one kind, and only one of a task is configured at launch",
        fix: "give each volume a name and one kind",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Volumes:
        - Name: data
          Host: {SourcePath: /srv}
        - Name: data
          Host: {SourcePath: /var}
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          MountPoints:
            - SourceVolume: data
              ContainerPath: /data
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Volumes:
        - Name: data
          Host: {SourcePath: /srv}
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          MountPoints:
            - SourceVolume: data
              ContainerPath: /data
"#,
    },
    check,
};

const KINDS: [&str; 5] = [
    "DockerVolumeConfiguration",
    "EFSVolumeConfiguration",
    "FSxWindowsFileServerVolumeConfiguration",
    "Host",
    "S3FilesVolumeConfiguration",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        let volumes = task.get("Volumes").items().known;
        let names: Vec<Property<'d>> = volumes.iter().map(|volume| volume.get("Name")).collect();
        for name in Property::repeated(&names) {
            let message = format!("there is another volume \"{}\"", name.shown());
            findings.report(name.place(), message);
        }
        let mut at_launch = 0;
        for (volume, name) in volumes.iter().zip(names) {
            if name.is_absent() {
                findings.report(volume.place(), "the volume has no name");
            } else if name.all_values(|name| !is_name(name)) {
                let message = format!("\"{}\" is no name of a volume", name.shown());
                findings.report(name.place(), message);
            }
            let launched = volume.get("ConfiguredAtLaunch").flag() == Some(true);
            let mut kinds: Vec<&str> = KINDS.to_vec();
            kinds.retain(|kind| volume.get(kind).is_given());
            kinds.extend(launched.then_some("ConfiguredAtLaunch"));
            if kinds.len() > 1 {
                let message = format!("the volume has both `{}`", kinds.join("` and `"));
                findings.report(volume.place(), message);
            }
            at_launch += usize::from(launched);
            if launched && at_launch > 1 {
                let message = "the task has another volume that is configured at launch";
                findings.report(volume.place(), message);
            }
        }
    }
}
