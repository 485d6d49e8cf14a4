//! Execution role that is missing.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS201",
        family: Family::Operations,
        severity: Severity::Error,
        title: "task without the execution role that it needs",
        why: "Amazon ECS pulls the image, writes the log and reads the secrets with the execution role; without one the task is refused or never starts",
        fix: "give the task definition an `ExecutionRoleArn`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
        bad: r#"
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
          Image: !Sub ${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/web:1.4.2
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ExecutionRoleArn: !GetAtt ExecutionRole.Arn
      ContainerDefinitions:
        - Name: web
          Image: !Sub ${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/web:1.4.2
  ExecutionRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ecs-tasks.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for task in deployment.tasks() {
        let role = task.get("ExecutionRoleArn");
        if !role.is_absent() {
            continue;
        }
        let on_fargate = task.is_fargate();
        let rights = task.rights();
        let mut without = rights
            .iter()
            .filter(|right| on_fargate || !right.of_instance);
        if let Some(right) = without.next() {
            let id = task.properties.id();
            let message = format!("`{id}` has no execution role to {}", right.purpose.called());
            findings.report(role.place(), message);
        }
    }
}
