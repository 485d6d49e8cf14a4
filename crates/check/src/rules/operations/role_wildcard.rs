//! Wildcards in the roles of tasks.

use std::collections::BTreeSet;

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property, Role};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS207",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "role of a task that may do more than its work",
        why: "whoever takes over a container may do all that its role may",
        fix: "name the actions and the resources",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
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
                Action: s3:*
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
                Action: [s3:GetObject]
                Resource: 'arn:aws:s3:::assets/*'
"#,
    },
    check,
};

/// Services, or actions of them, that know no resources: only `*` can stand there.
const WITHOUT_RESOURCES: &[&str] = &[
    "cloudwatch:PutMetricData",
    "ec2messages:",
    "ecr:GetAuthorizationToken",
    "servicediscovery:DiscoverInstances",
    "ssmmessages:",
    "sts:GetCallerIdentity",
    "tag:",
    "xray:",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let mut seen = BTreeSet::new();
    for task in deployment.tasks() {
        let role = deployment.role(&task.get("TaskRoleArn"));
        if let Some(role) = role.filter(|role| seen.insert(role.properties.id())) {
            of_role(role, findings);
        }
    }
}

fn of_role<'d>(role: &'d Role<'d>, findings: &mut Findings<'_>) {
    let id = role.properties.id();
    for grant in &role.grants {
        if grant.allows_all() {
            let message = format!("the role `{id}` of a task may do everything");
            findings.report(grant.place.place(), message);
            continue;
        }
        let actions = grant.allowed_actions();
        let Some(everything) = grant.everything().filter(|_| !grant.is_conditional()) else {
            continue;
        };
        // Of several wildcards in a statement the first is enough to say so.
        let wide = |action: &&Property<'d>| action.text().is_some_and(|text| is_wide(&text));
        if let Some(action) = actions.iter().find(wide) {
            let text = action.shown();
            let message = format!("the role `{id}` of a task may do `{text}` with every resource");
            findings.report(action.place(), message);
        } else if let Some(action) = actions.iter().find(|action| wants_resource(action)) {
            let text = action.shown();
            let message = format!("the role `{id}` of a task may do {text} with every resource");
            findings.report(everything.place(), message);
        }
    }
}

/// Whether an action is a service's every one.
fn is_wide(action: &str) -> bool {
    action.ends_with(":*") && !without_resources(action)
}

fn wants_resource(action: &Property<'_>) -> bool {
    let Some(text) = action.text() else {
        return false;
    };
    let name = text.split_once(':').map_or("", |(_, name)| name);
    let lists = ["Describe", "List"]
        .iter()
        .any(|verb| name.starts_with(verb));
    !lists && !without_resources(&text)
}

fn without_resources(action: &str) -> bool {
    let known = |known: &&str| {
        let start = action.get(..known.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(known))
    };
    WITHOUT_RESOURCES.iter().any(known)
}
