//! Mounts of volumes that the task does not have.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS341",
        family: Family::Operations,
        severity: Severity::Error,
        title: "mount of a volume that the task does not have",
        why: "Amazon ECS refuses a task definition whose containers mount volumes that it does not declare",
        fix: "declare the volume in `Volumes` of the task definition, or take the mount out",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Volumes:
        - Name: data
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          MountPoints:
            - SourceVolume: cache
              ContainerPath: /cache
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Volumes:
        - Name: cache
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          MountPoints:
            - SourceVolume: cache
              ContainerPath: /cache
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        let volumes = task.get("Volumes").items();
        let names = volumes.known.iter().map(|volume| volume.get("Name"));
        let names: Vec<Property<'d>> = names.collect();
        let mounts = task
            .containers
            .iter()
            .map(|container| container.get("MountPoints"));
        for mount in mounts.flat_map(|mounts| mounts.items().known) {
            let source = mount.get("SourceVolume");
            if source.is_absent() {
                findings.report(mount.place(), "the mount has no `SourceVolume`");
                continue;
            }
            let differs =
                |name: &Property<'d>| name.is_absent() || source.equals(name) == Some(false);
            if source.is_given() && volumes.complete && names.iter().all(differs) {
                let (id, name) = (task.properties.id(), source.shown());
                let message = format!("`{id}` has no volume \"{name}\"");
                findings.report(source.place(), message);
            }
        }
    }
}
