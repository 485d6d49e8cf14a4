//! Container that is told of something, and may not talk to it.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Permit, Purpose, Subject};
use crate::words::container_named;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS213",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "container that is told of a queue, a topic, a table, a bucket or a stream and has no right to it",
        why: "what is in its environment it is to talk to, and without a right of the task role it is refused when it does",
        fix: "allow in a policy of the task role what the container does with it; in a program, take a link: `container.link(queue.consume())`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
        bad: r#"
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      TaskRoleArn: !GetAtt TaskRole.Arn
      ContainerDefinitions:
        - Name: worker
          Image: public.ecr.aws/nginx/nginx:1.27
          Environment:
            - Name: JOBS_URL
              Value: !Ref Jobs
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
        - PolicyName: app
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: cloudwatch:PutMetricData
                Resource: '*'
"#,
        good: r#"
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      TaskRoleArn: !GetAtt TaskRole.Arn
      ContainerDefinitions:
        - Name: worker
          Image: public.ecr.aws/nginx/nginx:1.27
          Environment:
            - Name: JOBS_URL
              Value: !Ref Jobs
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
        - PolicyName: app
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action:
                  - sqs:ReceiveMessage
                  - sqs:DeleteMessage
                Resource: !GetAtt Jobs.Arn
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for need in deployment.needs() {
        if let Purpose::Talk {
            container,
            variable,
        } = &need.purpose
            && let (Permit::Denied(_), Subject::Resource(subject)) = (&need.verdict, &need.subject)
        {
            let (called, id) = (container_named(container), subject.id());
            let who = match need.role {
                Some(role) => {
                    let role = role.properties.id();
                    format!("the task role `{role}` allows nothing with it")
                }
                None => "its task has no role".to_owned(),
            };
            let message = format!("{called} is told of `{id}` by {variable}, and {who}");
            findings.report(need.because.place(), message);
        }
    }
}
