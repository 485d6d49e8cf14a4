//! Log groups that nobody creates.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS516",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "log group that nobody creates",
        why: "`awslogs` writes to a group that is there already; where there is none, the container does not start",
        fix: "add an `AWS::Logs::LogGroup` and refer to it, or set `awslogs-create-group` to true",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        bad: r#"
Parameters:
  Role: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: /ecs/web
              awslogs-region: !Ref AWS::Region
"#,
        good: r#"
Parameters:
  Role: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: !Ref Logs
              awslogs-region: !Ref AWS::Region
  Logs:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties:
      RetentionInDays: 30
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    if !deployment.sees_all() {
        return;
    }
    let groups = deployment.resources_of("AWS::Logs::LogGroup");
    let names: Vec<Property<'d>> = groups.map(|group| group.get("LogGroupName")).collect();
    for (_, container) in deployment.containers() {
        if !container.logs_by("awslogs") {
            continue;
        }
        let options = container.get("LogConfiguration/Options");
        let (group, create) = (
            options.get("awslogs-group"),
            options.get("awslogs-create-group"),
        );
        let creates = create.is_given() && create.flag() != Some(false);
        let differs = |name: &Property<'d>| name.is_absent() || group.equals(name) == Some(false);
        if is_name(&group) && !creates && names.iter().all(differs) {
            let message = format!("nobody creates the log group \"{}\"", group.shown());
            findings.report(group.place(), message);
        }
    }
}

/// Whether it is a name that is put together here, neither handed in nor that of a resource.
fn is_name(group: &Property<'_>) -> bool {
    let Some(text) = group.symbolic() else {
        return false;
    };
    let of_resource = |name: &str| group.deployment().resource(name).is_some();
    let arn = text.beginning().starts_with("arn:");
    text.is_named() && text.literals().next().is_some() && !arn && !text.names().any(of_resource)
}
