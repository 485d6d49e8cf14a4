//! Input of a target that the tasks cannot be started with.

use stackwright_template::Severity;

use serde_json::Value;

use crate::deployment::{Deployment, DeploymentRule, Property, Starter};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS442",
        family: Family::Operations,
        severity: Severity::Error,
        title: "input that tasks cannot be started with",
        why: "what is handed to a target is JSON, and overrides are for containers of the task definition; EventBridge refuses the one, and every start fails for the other",
        fix: "hand over JSON, with the names that the containers have",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html",
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
          Input: '{"containerOverrides": [{"name": "reports", "command": ["all"]}]}'
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
          Input: '{"containerOverrides": [{"name": "report", "command": ["all"]}]}'
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
        let input = starter.target.get("Input");
        let Some(text) = input.text() else { continue };
        match serde_json::from_str(&text) {
            Ok(value) => compare(starter, &input, &value, findings),
            Err(error) => {
                let message = format!("the input is no JSON: {error}");
                findings.report(input.place(), message);
            }
        }
    }
}

/// Overrides are for containers that there are.
fn compare<'d>(
    starter: &Starter<'d>,
    input: &Property<'d>,
    value: &Value,
    findings: &mut Findings<'_>,
) {
    let Some(task) = starter.tasks.task.filter(|task| task.complete) else {
        return;
    };
    let names: Option<Vec<_>> = task
        .containers
        .iter()
        .map(|own| own.name().text())
        .collect();
    let Some(names) = names else { return };
    let overrides = value.get("containerOverrides").and_then(Value::as_array);
    let named = overrides.into_iter().flatten();
    for name in named.filter_map(|own| own.get("name").and_then(Value::as_str)) {
        if !names.iter().any(|own| own == name) {
            let id = task.properties.id();
            let message = format!("`{id}` has no container \"{name}\" to override");
            let nearest = stackwright_facts::nearest(name, names.iter().map(|own| &**own));
            let help = nearest.map(|nearest| format!("did you mean `{nearest}`?"));
            findings.report(input.place(), message).help_if(help);
        }
    }
}
