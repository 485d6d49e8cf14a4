//! Role that does not trust the service that is to use it.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS202",
        family: Family::Operations,
        severity: Severity::Error,
        title: "role that its service cannot assume",
        why: "the service is refused the role, and what it should run never starts",
        fix: "let the role trust the service in its `AssumeRolePolicyDocument`",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html",
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
              Service: ecs.amazonaws.com
            Action: sts:AssumeRole
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
"#,
    },
    check,
};

/// Which properties name a role, and the service that assumes it. A star stands for each item.
const ROLES: &[(&str, &str, &str)] = &[
    (
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "RoleARN",
        "application-autoscaling.amazonaws.com",
    ),
    (
        "AWS::Batch::ComputeEnvironment",
        "ServiceRole",
        "batch.amazonaws.com",
    ),
    (
        "AWS::CodeBuild::Project",
        "ServiceRole",
        "codebuild.amazonaws.com",
    ),
    (
        "AWS::CodeDeploy::DeploymentGroup",
        "ServiceRoleArn",
        "codedeploy.amazonaws.com",
    ),
    (
        "AWS::CodePipeline::Pipeline",
        "RoleArn",
        "codepipeline.amazonaws.com",
    ),
    (
        "AWS::ECS::Service",
        "LoadBalancers/*/AdvancedConfiguration/RoleArn",
        "ecs.amazonaws.com",
    ),
    (
        "AWS::ECS::Service",
        "DeploymentConfiguration/LifecycleHooks/*/RoleArn",
        "ecs.amazonaws.com",
    ),
    (
        "AWS::ECS::Service",
        "VolumeConfigurations/*/ManagedEBSVolume/RoleArn",
        "ecs.amazonaws.com",
    ),
    (
        "AWS::ECS::TaskDefinition",
        "ExecutionRoleArn",
        "ecs-tasks.amazonaws.com",
    ),
    (
        "AWS::ECS::TaskDefinition",
        "TaskRoleArn",
        "ecs-tasks.amazonaws.com",
    ),
    (
        "AWS::Events::Rule",
        "Targets/*/RoleArn",
        "events.amazonaws.com",
    ),
    ("AWS::IAM::InstanceProfile", "Roles/*", "ec2.amazonaws.com"),
    ("AWS::Lambda::Function", "Role", "lambda.amazonaws.com"),
    ("AWS::Pipes::Pipe", "RoleArn", "pipes.amazonaws.com"),
    (
        "AWS::Scheduler::Schedule",
        "Target/RoleArn",
        "scheduler.amazonaws.com",
    ),
    (
        "AWS::StepFunctions::StateMachine",
        "RoleArn",
        "states.amazonaws.com",
    ),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (type_name, way, service) in ROLES {
        for resource in deployment.resources_of(type_name) {
            for named in at(resource, way) {
                let Some(role) = deployment.role(&named) else {
                    continue;
                };
                if role.trusts(service).is_no() {
                    let id = role.properties.id();
                    findings
                        .report(
                            named.place(),
                            format!("the role `{id}` does not trust {service}"),
                        )
                        .help(format!(
                            "let the `AssumeRolePolicyDocument` of `{id}` allow sts:AssumeRole to \
                             the service {service}"
                        ));
                }
            }
        }
    }
}

fn at<'d>(resource: Property<'d>, way: &'static str) -> Vec<Property<'d>> {
    let mut found = vec![resource];
    for step in way.split('/') {
        found = match step {
            "*" => found.iter().flat_map(|list| list.items().known).collect(),
            name => found.iter().map(|property| property.get(name)).collect(),
        };
    }
    found
}
