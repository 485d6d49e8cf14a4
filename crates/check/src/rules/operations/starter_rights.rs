//! Target whose role may not start its tasks.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Role, Starter, Subject};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS208",
        family: Family::Operations,
        severity: Severity::Error,
        title: "target whose role may not start its tasks",
        why: "EventBridge starts the tasks with the role of the target, which must also be allowed to pass on the roles of the task; without that every start fails, and nobody sees it",
        fix: "allow `ecs:RunTask` for the task definition, and `iam:PassRole` for its roles",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html",
        bad: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ExecutionRoleArn: !GetAtt ExecutionRole.Arn
      ContainerDefinitions:
        - Name: report
          Image: !Sub ${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/report:4
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
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: cron(0 3 * * ? *)
      Targets:
        - Id: report
          Arn: !GetAtt Cluster.Arn
          RoleArn: !GetAtt StartRole.Arn
          EcsParameters:
            TaskDefinitionArn: !Ref Task
            LaunchType: FARGATE
            NetworkConfiguration:
              AwsVpcConfiguration:
                Subnets: !Ref Subnets
  StartRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: events.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: start
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: ecs:RunTask
                Resource: !Ref Task
"#,
        good: r#"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      ClusterSettings:
        - Name: containerInsights
          Value: enabled
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ExecutionRoleArn: !GetAtt ExecutionRole.Arn
      ContainerDefinitions:
        - Name: report
          Image: !Sub ${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/report:4
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
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: cron(0 3 * * ? *)
      Targets:
        - Id: report
          Arn: !GetAtt Cluster.Arn
          RoleArn: !GetAtt StartRole.Arn
          EcsParameters:
            TaskDefinitionArn: !Ref Task
            LaunchType: FARGATE
            NetworkConfiguration:
              AwsVpcConfiguration:
                Subnets: !Ref Subnets
  StartRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: events.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: start
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: ecs:RunTask
                Resource: !Ref Task
              - Effect: Allow
                Action: iam:PassRole
                Resource: !GetAtt ExecutionRole.Arn
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for starter in deployment.starters() {
        if let Some(role) = deployment.role(&starter.role) {
            for lacking in lacking(deployment, starter, role) {
                let message = format!("`{}` does not allow {lacking}", role.properties.id());
                findings.report(starter.role.place(), message);
            }
            let queue = starter.target.get("DeadLetterConfig/Arn");
            let queue = queue.target_of(&["AWS::SQS::Queue"]).filter(|_| {
                // For rules, the policy of the queue decides.
                starter.target.resource_type() == "AWS::Scheduler::Schedule"
            });
            if let Some(queue) = queue
                && role.denies("sqs:SendMessage", &Subject::Resource(queue))
            {
                let (id, queue) = (role.properties.id(), queue.id());
                let message = format!("`{id}` does not allow sqs:SendMessage to `{queue}`");
                findings.milder(Severity::Warning, "", |findings| {
                    findings.report(starter.role.place(), message);
                });
            }
        }
    }
}

/// What the role is certainly not allowed, and must be.
fn lacking<'d>(
    deployment: &'d Deployment<'d>,
    starter: &Starter<'d>,
    role: &Role<'d>,
) -> Vec<String> {
    let mut lacking = Vec::new();
    let task = starter.tasks.task;
    let started = task.map_or(Subject::Unknown, |task| Subject::Resource(task.properties));
    if role.denies("ecs:RunTask", &started) {
        let called = starter.tasks.definition.shown();
        lacking.push(format!("ecs:RunTask to start `{called}`"));
    }
    for (name, called) in [
        ("ExecutionRoleArn", "execution role"),
        ("TaskRoleArn", "task role"),
    ] {
        let passed = task.and_then(|task| deployment.role(&task.get(name)));
        let Some(passed) = passed else { continue };
        if role.denies("iam:PassRole", &Subject::Resource(passed.properties)) {
            let id = passed.properties.id();
            lacking.push(format!("iam:PassRole for the {called} `{id}`"));
        }
    }
    lacking
}
