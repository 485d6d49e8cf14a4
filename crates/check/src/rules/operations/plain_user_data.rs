//! User data that is not encoded.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS444",
        family: Family::Operations,
        severity: Severity::Error,
        title: "user data that is not encoded",
        why: "Amazon EC2 takes user data in base64, and refuses a script as it is",
        fix: "put `Fn::Base64` around it",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-launchtemplate-launchtemplatedata.html",
        bad: r#"
Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData: |
          #!/bin/bash
          yum update -y
"#,
        good: r#"
Resources:
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: |
            #!/bin/bash
            yum update -y
"#,
    },
    check,
};

/// What a script begins with; none of it can stand in base64.
const BEGINNINGS: [&str; 4] = ["#!", "#cloud-config", "<", "["];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    let of = |name: &'static str| deployment.resources_of(name);
    let templates = of("AWS::EC2::LaunchTemplate");
    let templates = templates.map(|own| own.get("LaunchTemplateData/UserData"));
    let others = of("AWS::EC2::Instance").chain(of("AWS::AutoScaling::LaunchConfiguration"));
    let others = others.map(|own| own.get("UserData"));
    for user_data in templates.chain(others).filter(is_plain) {
        let message = "the user data is a script that is not encoded in base64";
        findings.report(user_data.place(), message);
    }
}

fn is_plain(user_data: &Property<'_>) -> bool {
    let text = user_data.symbolic();
    text.is_some_and(|text| {
        let beginning = text.beginning().trim_start();
        BEGINNINGS.iter().any(|own| beginning.starts_with(own))
    })
}
