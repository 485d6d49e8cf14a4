//! Execution role that may not do what the task needs.

use std::collections::BTreeSet;

use stackwright_template::Severity;

use crate::deployment::{Actor, Deployment, DeploymentRule, Need, TaskDefinition};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS203",
        family: Family::Operations,
        severity: Severity::Error,
        title: "execution role without the rights that the task needs",
        why: "the task stops before its containers run, with ResourceInitializationError or CannotPullContainerError",
        fix: "allow the action in a policy of the execution role",
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
      Policies:
        - PolicyName: app
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: logs:PutLogEvents
                Resource: '*'
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
    // A need is told once for a task, however many containers have it.
    let mut told = BTreeSet::new();
    for need in deployment.needs() {
        let (Actor::Agent(task), Some(role)) = (need.by, need.role) else {
            continue;
        };
        let denied = need.denied();
        if denied.is_empty() || !told.insert((task.properties.id(), denied)) {
            continue;
        }
        let (id, actions) = (role.properties.id(), denied.join(" and "));
        let purpose = need.purpose.called();
        let message = format!("`{id}` does not allow {actions} to {purpose}");
        findings
            .report(need.because.place(), message)
            .help_if(instead(deployment, task, need));
    }
}

/// Says so where the task role has what the execution role lacks.
fn instead<'d>(
    deployment: &'d Deployment<'d>,
    task: &TaskDefinition<'d>,
    need: &Need<'d>,
) -> Option<String> {
    let other = deployment.role(&task.get("TaskRoleArn"))?;
    let has = |action: &&str| other.may(action, &need.subject).is_yes();
    need.denied().iter().all(has).then(|| {
        let id = other.properties.id();
        format!(
            "the task role `{id}` allows it, but that is what the application uses: \
             `ExecutionRoleArn` and `TaskRoleArn` may have been swapped"
        )
    })
}
