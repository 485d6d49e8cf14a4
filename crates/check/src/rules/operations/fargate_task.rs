//! A service on Fargate whose task definition is not for Fargate.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Launch, TaskDefinition};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS418",
        family: Family::Operations,
        severity: Severity::Error,
        title: "service on Fargate with a task definition that is not for it",
        why: "Amazon ECS refuses to create the service",
        fix: "`RequiresCompatibilities: [FARGATE]`, `NetworkMode: awsvpc`, and `Cpu` and `Memory` of the task definition",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        bad: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          PortMappings:
            - ContainerPort: 80
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      LaunchType: FARGATE
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
        good: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          PortMappings:
            - ContainerPort: 80
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      DesiredCount: 2
      LaunchType: FARGATE
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.starting() {
        let Some(task) = service.task else { continue };
        if service.launch() != Launch::Fargate {
            continue;
        }
        if let Some(why) = not_for_fargate(task) {
            let message = format!(
                "`{}` runs on Fargate, and its task definition `{}` {why}",
                service.properties.id(),
                task.properties.id()
            );
            findings.report(service.definition.place(), message);
        }
    }
}

/// What keeps a task from Fargate. What one that says it is for Fargate lacks is its own fault.
fn not_for_fargate(task: &TaskDefinition<'_>) -> Option<&'static str> {
    if task.requires("FARGATE") != Some(false) {
        return None;
    }
    if task.is_awsvpc() == Some(false) {
        return Some("has another network mode than `awsvpc`");
    }
    if !task.get("RequiresCompatibilities").is_absent() {
        return Some("requires something else");
    }
    let lacking = ["Cpu", "Memory"]
        .iter()
        .any(|name| task.get(name).is_absent());
    lacking.then_some("lacks `Cpu` or `Memory`")
}
