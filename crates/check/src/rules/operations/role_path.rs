//! Role with a path that is named without it.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Target};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS215",
        family: Family::Operations,
        severity: Severity::Error,
        title: "role with a path that is named without it",
        why: "`Ref` of a role is its name alone; a service that is given a name looks for a role without a path, and finds none",
        fix: "give the ARN: `!GetAtt Role.Arn`",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
        bad: r#"
Resources:
  Builder:
    Type: AWS::IAM::Role
    Properties:
      Path: /build/
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: codebuild.amazonaws.com
            Action: sts:AssumeRole
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      ServiceRole: !Ref Builder
      Artifacts:
        Type: NO_ARTIFACTS
      Environment:
        Type: LINUX_CONTAINER
        ComputeType: BUILD_GENERAL1_SMALL
        Image: aws/codebuild/amazonlinux2-x86_64-standard:5.0
      Source:
        Type: NO_SOURCE
        BuildSpec: 'version: 0.2'
"#,
        good: r#"
Resources:
  Builder:
    Type: AWS::IAM::Role
    Properties:
      Path: /build/
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: codebuild.amazonaws.com
            Action: sts:AssumeRole
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      ServiceRole: !GetAtt Builder.Arn
      Artifacts:
        Type: NO_ARTIFACTS
      Environment:
        Type: LINUX_CONTAINER
        ComputeType: BUILD_GENERAL1_SMALL
        Image: aws/codebuild/amazonlinux2-x86_64-standard:5.0
      Source:
        Type: NO_SOURCE
        BuildSpec: 'version: 0.2'
"#,
    },
    check,
};

/// Types that take the name of a role and put it where the path has to be known.
const BY_NAME: [&str; 3] = [
    "AWS::CodeBuild::Project",
    "AWS::ECS::Service",
    "AWS::ECS::TaskDefinition",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    if deployment.roles().is_empty() {
        return;
    }
    for kind in BY_NAME {
        for place in stackwright_facts::role_places(kind) {
            for resource in deployment.resources_of(kind) {
                for named in super::role_trust::at(resource, place.way) {
                    let Target::Resource(role, None) = named.target() else {
                        continue;
                    };
                    let path = role.get("Path");
                    if role.resource_type() == "AWS::IAM::Role"
                        && path.all_values(|path| path != "/")
                    {
                        let id = role.id();
                        let message = format!(
                            "`{id}` has the path {}, which its name leaves out",
                            path.shown()
                        );
                        findings
                            .report(named.place(), message)
                            .help(format!("write `!GetAtt {id}.Arn`"));
                    }
                }
            }
        }
    }
}
