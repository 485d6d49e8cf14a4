//! A name that is kept for AWS.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "TPL177",
        family: Family::Template,
        severity: Severity::Error,
        title: "name with a reserved beginning",
        why: "names that begin so are made by AWS alone; the service refuses them",
        fix: "choose another name",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html",
        bad: r#"
Resources:
  Web:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: aws/shop/web
      RetentionInDays: 30
  Api:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /shop/api
      RetentionInDays: 30
"#,
        good: r#"
Resources:
  Web:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /shop/web
      RetentionInDays: 30
  Api:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /shop/api
      RetentionInDays: 30
"#,
    },
    check,
};

/// Types, the properties that name them, and how names must not begin.
const RESERVED: [(&str, &str, &[&str]); 6] = [
    ("AWS::EC2::SecurityGroup", "GroupName", &["sg-"]),
    ("AWS::Events::EventBus", "Name", &["aws."]),
    ("AWS::KMS::Alias", "AliasName", &["alias/aws/"]),
    ("AWS::Logs::LogGroup", "LogGroupName", &["aws/"]),
    ("AWS::SSM::Document", "Name", &["aws", "amazon", "amzn"]),
    (
        "AWS::SSM::Parameter",
        "Name",
        &["aws", "ssm", "/aws", "/ssm"],
    ),
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (kind, property, beginnings) in RESERVED {
        for resource in deployment.resources_of(kind) {
            let name = resource.get(property);
            let Some(text) = name.symbolic() else {
                continue;
            };
            let text = text.beginning().to_ascii_lowercase();
            let beginning = beginnings
                .iter()
                .find(|beginning| text.starts_with(**beginning));
            let place = name.place();
            if let Some(beginning) = beginning.filter(|_| !findings.is_told(&place)) {
                let message = format!(
                    "the name {} begins with the reserved `{beginning}`",
                    name.shown()
                );
                findings.report(place, message);
            }
        }
    }
}
