//! Container beside the application that may not do its work.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Purpose};
use crate::words::container_named;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS211",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "sidecar without the rights that it needs",
        why: "log routers, tracing daemons and agents send with the task role what they collect; without the right it is lost, and only their own log says so",
        fix: "allow the action in a policy of the task role",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
        bad: r#"
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
        - Name: xray
          Image: public.ecr.aws/xray/aws-xray-daemon:3.3.7
          Essential: false
          PortMappings:
            - ContainerPort: 2000
              Protocol: udp
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
                Action: xray:GetSamplingRules
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
      TaskRoleArn: !GetAtt TaskRole.Arn
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
        - Name: xray
          Image: public.ecr.aws/xray/aws-xray-daemon:3.3.7
          Essential: false
          PortMappings:
            - ContainerPort: 2000
              Protocol: udp
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
                Action: 'xray:Put*'
                Resource: '*'
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for need in deployment.needs() {
        if let Purpose::Sidecar { container } = &need.purpose
            && let (Some(role), [action, ..]) = (need.role, need.denied())
        {
            let (id, called) = (role.properties.id(), container_named(container));
            let message =
                format!("{called} needs {action}, which the task role `{id}` does not allow");
            findings.report(need.because.place(), message);
        }
    }
}
