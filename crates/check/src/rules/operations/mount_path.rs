//! Mounts without a place in the container.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS343",
        family: Family::Operations,
        severity: Severity::Error,
        title: "mount without a place of its own in the container",
        why: "each volume is mounted at an absolute path of its own; otherwise the container is refused or does not start",
        fix: "give each mount its own `ContainerPath`, beginning with `/`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Volumes:
        - Name: data
        - Name: cache
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          MountPoints:
            - SourceVolume: data
              ContainerPath: /data
            - SourceVolume: cache
              ContainerPath: /data
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Volumes:
        - Name: data
        - Name: cache
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          MountPoints:
            - SourceVolume: data
              ContainerPath: /data
            - SourceVolume: cache
              ContainerPath: /cache
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        let mounts = container.get("MountPoints").items().known;
        let paths: Vec<Property<'d>> = mounts
            .iter()
            .map(|mount| mount.get("ContainerPath"))
            .collect();
        for path in Property::repeated(&paths) {
            let called = container.called();
            let message = format!("{called} has another volume at \"{}\"", path.shown());
            findings.report(path.place(), message);
        }
        for path in paths {
            if path.is_absent() {
                findings.report(path.place(), "the mount has no `ContainerPath`");
            } else if is_relative(&path) && task.is_windows() == Some(false) {
                let message = format!("\"{}\" does not begin with `/`", path.shown());
                findings.report(path.place(), message);
            }
        }
    }
}

fn is_relative(path: &Property<'_>) -> bool {
    let begins = path.symbolic().map(|text| text.beginning().chars().next());
    path.all_values(|path| !path.starts_with('/')) || matches!(begins, Some(Some(c)) if c != '/')
}
