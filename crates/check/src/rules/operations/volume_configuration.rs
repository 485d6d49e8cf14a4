//! A volume configured at launch that task and service do not agree upon.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS435",
        family: Family::Operations,
        severity: Severity::Error,
        title: "volume that task definition and service do not agree upon",
        why: "a volume with `ConfiguredAtLaunch` is described by the service, and no other is; Amazon ECS refuses the service",
        fix: "give the same name to the volume of the task definition, with `ConfiguredAtLaunch`, and to the volume configuration of the service",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-ebs-config.html",
        bad: r#"
Parameters:
  Role:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Volumes:
        - Name: data
          ConfiguredAtLaunch: true
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          Memory: 256
          MountPoints:
            - SourceVolume: data
              ContainerPath: /data
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      VolumeConfigurations:
        - Name: disk
          ManagedEBSVolume:
            RoleArn: !Ref Role
            SizeInGiB: 10
"#,
        good: r#"
Parameters:
  Role:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Volumes:
        - Name: data
          ConfiguredAtLaunch: true
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          Memory: 256
          MountPoints:
            - SourceVolume: data
              ContainerPath: /data
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      VolumeConfigurations:
        - Name: data
          ManagedEBSVolume:
            RoleArn: !Ref Role
            SizeInGiB: 10
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let Some(task) = service.task else { continue };
        let volumes = task.get("Volumes").items();
        let configured = service.get("VolumeConfigurations").items();
        for one in &configured.known {
            let name = one.get("Name");
            let other = |volume: &_| differs(volume, one);
            if volumes.complete && volumes.known.iter().all(other) {
                let message = format!(
                    "`{}` has no volume {} that is configured at launch",
                    task.properties.id(),
                    name.shown()
                );
                findings.report(name.place(), message);
            }
        }
        for volume in &volumes.known {
            let wants = volume.get("ConfiguredAtLaunch").flag() == Some(true);
            let not_it =
                |one: &Property<'d>| one.get("Name").equals(&volume.get("Name")) == Some(false);
            if wants && configured.complete && configured.known.iter().all(not_it) {
                let message = format!(
                    "the volume {} of `{}` is configured at launch, and `{}` says nothing of it",
                    volume.get("Name").shown(),
                    task.properties.id(),
                    service.properties.id()
                );
                findings.report(service.get("VolumeConfigurations").place(), message);
            }
        }
    }
}

/// Whether a volume is certainly not what a configuration is for.
fn differs<'d>(volume: &Property<'d>, configuration: &Property<'d>) -> bool {
    let at_launch = volume.get("ConfiguredAtLaunch");
    let never = at_launch.is_absent() || at_launch.flag() == Some(false);
    never || volume.get("Name").equals(&configuration.get("Name")) == Some(false)
}
