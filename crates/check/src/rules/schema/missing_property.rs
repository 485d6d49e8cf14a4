//! Required property that is missing.

use crate::rule::BuiltIn;
use crate::schema::What;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH103",
        family: Family::Schema,
        severity: Severity::Error,
        title: "required property that is missing",
        why: "CloudFormation refuses a resource without it",
        fix: "give the property",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: vpc-12345678
"#,
        good: r#"
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: vpc-12345678
      GroupDescription: web
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        let What::Missing { name, owner, under } = &violation.what else {
            continue;
        };
        let mut message = match owner.as_str() {
            "" => format!("the property `{name}` is missing"),
            owner => format!("`{owner}` lacks the required property `{name}`"),
        };
        if let Some(under) = under {
            message.push_str(&format!(" when {under}"));
        }
        if let Some(because) = &violation.because {
            message.push_str(&format!(", which is needed because of {because}"));
        }
        findings
            .report(violation.place(), message)
            .help(format!("give `{name}`"));
    }
}
