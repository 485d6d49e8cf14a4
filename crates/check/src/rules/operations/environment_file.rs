//! Files with variables that Amazon ECS does not read.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::words::Called;
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS326",
        family: Family::Operations,
        severity: Severity::Error,
        title: "file with variables that Amazon ECS does not read",
        why: "files with variables are objects of Amazon S3 whose names end in `.env`, ten of them at the most",
        fix: "give the ARN of the object: `arn:aws:s3:::bucket/path/web.env`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EnvironmentFile.html",
        bad: r#"
Parameters:
  Role: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          EnvironmentFiles:
            - Type: s3
              Value: s3://settings/web.env
"#,
        good: r#"
Parameters:
  Role: {Type: String}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: !Ref Role
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
          EnvironmentFiles:
            - Type: s3
              Value: arn:aws:s3:::settings/web.env
"#,
    },
    check,
};

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        let files = container.get("EnvironmentFiles");
        let known = files.items().known;
        if known.len() > 10 {
            let message = format!("{} has {} files", container.called(), known.len());
            findings.report(files.place(), message);
        }
        for file in known {
            let value = file.get("Value");
            if is_wrong(&value) {
                let message = format!("\"{}\" is no ARN of an object `*.env`", value.shown());
                findings.report(value.place(), message);
            }
        }
    }
}

fn is_wrong(value: &Property<'_>) -> bool {
    let Some(text) = value.symbolic() else {
        return false;
    };
    let (beginning, end) = (text.beginning(), text.end());
    let whole = text.is_known();
    let no_arn = match beginning.strip_prefix("arn:") {
        // The partition may be a pseudo parameter.
        Some(rest) => rest
            .split_once(':')
            .is_some_and(|(_, rest)| !rest.starts_with("s3:")),
        None => whole || !beginning.is_empty(),
    };
    let has_end = whole || !end.is_empty();
    no_arn || (has_end && !end.ends_with(".env"))
}
