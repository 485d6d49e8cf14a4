//! None, or more than one, of properties that exclude each other.

use crate::rule::BuiltIn;
use crate::schema::{What, or};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH114",
        family: Family::Schema,
        severity: Severity::Error,
        title: "none, or more than one, of properties that exclude each other",
        why: "the service wants exactly one of them, or at least one",
        fix: "keep one of the properties",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Entry:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: acl-12345678
      Protocol: -1
      RuleAction: allow
      RuleNumber: 100
"#,
        good: r#"
Resources:
  Entry:
    Type: AWS::EC2::NetworkAclEntry
    Properties:
      NetworkAclId: acl-12345678
      Protocol: -1
      RuleAction: allow
      RuleNumber: 100
      CidrBlock: 10.0.0.0/16
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        let What::Group {
            names,
            present,
            exactly,
        } = &violation.what
        else {
            continue;
        };
        let quoted = |names: &[String]| or(names.iter().map(|name| format!("`{name}`")));
        let amount = if *exactly {
            "exactly one"
        } else {
            "at least one"
        };
        let message = match present.is_empty() {
            true => format!(
                "none of {} is given, where {amount} is needed",
                quoted(names)
            ),
            false => format!(
                "{} are given, which exclude each other",
                quoted(present).replace(" or ", " and ")
            ),
        };
        findings
            .report(violation.place(), message)
            .help(format!("give {amount} of {}", quoted(names)));
    }
}
