//! Number outside of its range.

use super::tell;
use crate::rule::BuiltIn;
use crate::schema::What;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

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
    tell(model, findings, |what| match what {
        What::Number { name, value, bound } => Some(format!(
            "`{name}` of {value} is out of range: {bound} is taken"
        )),
        _ => None,
    });
}
