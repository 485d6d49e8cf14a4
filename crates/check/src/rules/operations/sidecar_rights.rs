//! Container beside the application that may not do its work.

use stackwright_template::Severity;

use crate::deployment::{Container, Deployment, DeploymentRule, Subject};
use crate::words::Called;
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

/// What images are called, and what those do with the task role.
const BY_IMAGE: [(&str, &str); 2] = [
    ("aws-xray-daemon", "xray:PutTraceSegments"),
    ("aws-appmesh-envoy", "appmesh:StreamAggregatedResources"),
];

/// Where a log router sends to, and what it needs for that.
const BY_OUTPUT: [(&str, &str); 7] = [
    ("cloudwatch", "logs:PutLogEvents"),
    ("cloudwatch_logs", "logs:PutLogEvents"),
    ("firehose", "firehose:PutRecordBatch"),
    ("kinesis", "kinesis:PutRecords"),
    ("kinesis_firehose", "firehose:PutRecordBatch"),
    ("kinesis_streams", "kinesis:PutRecords"),
    ("s3", "s3:PutObject"),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (task, container) in deployment.containers() {
        let Some(role) = deployment.role(&task.get("TaskRoleArn")) else {
            continue;
        };
        let image = container.get("Image");
        let of_image = by_image(container).map(|action| (image, action));
        let output = container.get("LogConfiguration/Options/Name");
        let routed = container
            .logs_by("awsfirelens")
            .then(|| output.text())
            .flatten();
        let of_output = routed.and_then(|name| {
            let (_, action) = BY_OUTPUT.iter().find(|(own, _)| *own == name)?;
            Some((output, *action))
        });
        for (place, action) in of_image.into_iter().chain(of_output) {
            if role.denies(action, &Subject::Unknown) {
                let (id, called) = (role.properties.id(), container.called());
                let message =
                    format!("{called} needs {action}, which the task role `{id}` does not allow");
                findings.report(place.place(), message);
            }
        }
    }
}

/// What a container does by its image.
fn by_image(container: &Container<'_>) -> Option<&'static str> {
    let text = container.get("Image").symbolic()?;
    let named = |name: &str| text.literals().any(|own| own.contains(name));
    let (_, action) = BY_IMAGE.iter().find(|(name, _)| named(name))?;
    // Without a mesh of its own, a proxy is one like others.
    let meshed = || {
        let variables = container.get("Environment").items().known;
        variables
            .iter()
            .any(|own| own.get("Name").is("APPMESH_RESOURCE_ARN"))
    };
    (!action.starts_with("appmesh") || meshed()).then_some(*action)
}
