//! Number outside of its range.

use stackwright_template::Severity;
use crate::schema::What;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "SCH110",
        family: Family::Schema,
        severity: Severity::Error,
        title: "number outside of its range",
        why: "the service refuses the number",
        fix: "use a number within the range",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        bad: r#"
Resources:
  Fn:
    Type: AWS::ECS::CapacityProvider
    Properties:
      AutoScalingGroupProvider:
        AutoScalingGroupArn: group
        ManagedScaling:
          TargetCapacity: 101
"#,
        good: r#"
Resources:
  Fn:
    Type: AWS::ECS::CapacityProvider
    Properties:
      AutoScalingGroupProvider:
        AutoScalingGroupArn: group
        ManagedScaling:
          TargetCapacity: 100
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for violation in model.violations().iter().filter(|v| !v.advice) {
        if let What::Number { value, bound } = &violation.what {
            let message = format!("{value} is out of range: {bound} is taken");
            findings.report(violation.place(), message);
        }
    }
}
