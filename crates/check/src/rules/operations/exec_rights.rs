//! ECS Exec for a task role without the rights.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Subject};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS206",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "ECS Exec without its rights",
        why: "the service runs, but nobody can open a session in its containers",
        fix: "allow the task role ssmmessages:CreateControlChannel, CreateDataChannel, OpenControlChannel and OpenDataChannel on `*`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
        bad: r#"
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
      TaskRoleArn: !GetAtt TaskRole.Arn
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
  Service:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      TaskDefinition: !Ref Task
      DesiredCount: 1
      EnableExecuteCommand: true
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
  TaskRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs-tasks.amazonaws.com
            Action: sts:AssumeRole
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
      TaskRoleArn: !GetAtt TaskRole.Arn
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
  Service:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      TaskDefinition: !Ref Task
      DesiredCount: 1
      EnableExecuteCommand: true
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: !Ref Subnets
  TaskRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs-tasks.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: exec
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action:
                  - ssmmessages:CreateControlChannel
                  - ssmmessages:CreateDataChannel
                  - ssmmessages:OpenControlChannel
                  - ssmmessages:OpenDataChannel
                Resource: '*'
"#,
    },
    check,
};

const ACTIONS: [&str; 4] = [
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for service in deployment.services() {
        let exec = service.get("EnableExecuteCommand");
        let (Some(true), Some(task)) = (exec.flag(), service.task) else {
            continue;
        };
        let Some(role) = deployment.role(&task.get("TaskRoleArn")) else {
            continue;
        };
        let denied = |action: &&str| role.denies(action, &Subject::Everything);
        if let Some(action) = ACTIONS.into_iter().find(denied) {
            let id = role.properties.id();
            findings.report(
                exec.place(),
                format!("the task role `{id}` does not allow {action}"),
            );
        }
    }
}
