//! One port of a container that is registered twice with one target group.

use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS334",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "port of a container that is registered twice with one target group",
        why: "a task and a port are one target: the second entry adds none",
        fix: "take one of the two out, or name the other target group or port that was meant",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
        bad: r#"
Parameters:
  Cluster:
    Type: String
  Task:
    Type: String
  First:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref First
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref First
"#,
        good: r#"
Parameters:
  Cluster:
    Type: String
  Task:
    Type: String
  First:
    Type: String
  Second:
    Type: String
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      LoadBalancers:
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref First
        - ContainerName: web
          ContainerPort: 80
          TargetGroupArn: !Ref Second
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.running() {
        let mut seen = HashSet::default();
        for entry in &service.load_balancers {
            let entry = entry.properties;
            let Some(key) = key(&entry) else {
                continue;
            };
            if !seen.insert(key) {
                let group = entry.get("TargetGroupArn");
                let message = format!(
                    "the container {} is registered with {} already",
                    entry.get("ContainerName").shown(),
                    group.shown()
                );
                findings.report(group.place(), message);
            }
        }
    }
}

/// What an entry registers; nothing where a part of that is not known.
fn key(entry: &Property<'_>) -> Option<[String; 3]> {
    let part = |name: &'static str| entry.get(name).identity();
    Some([
        part("TargetGroupArn")?,
        part("ContainerName")?,
        part("ContainerPort")?,
    ])
}
