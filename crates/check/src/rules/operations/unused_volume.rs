//! Volumes that no container mounts.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS342",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "volume that no container mounts",
        why: "what the containers write is lost with them, though there is a place for it",
        fix: "mount the volume in `MountPoints` of a container, or take it out",
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
"#,
        good: r#"
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
            - SourceVolume: data
              ContainerPath: /data
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks().iter().filter(|task| task.complete) {
        let mut sources: Vec<Property<'d>> = Vec::new();
        let mut all_seen = true;
        for container in &task.containers {
            let mounts = container.get("MountPoints").items();
            all_seen &= mounts.complete;
            sources.extend(mounts.known.iter().map(|mount| mount.get("SourceVolume")));
        }
        let volumes = task.get("Volumes").items().known;
        // A mount of what is not declared is told by its own rule, and may mean the one unused.
        let is_one = |source: &Property<'d>| {
            let mut volumes = volumes.iter();
            volumes.any(|volume| source.equals(&volume.get("Name")) != Some(false))
        };
        if !all_seen || !sources.iter().all(is_one) {
            continue;
        }
        for volume in &volumes {
            let name = volume.get("Name");
            let differs = |source: &Property<'d>| source.equals(&name) == Some(false);
            if name.is_given() && sources.iter().all(differs) {
                let message = format!("no container mounts the volume \"{}\"", name.shown());
                findings.report(volume.place(), message);
            }
        }
    }
}
