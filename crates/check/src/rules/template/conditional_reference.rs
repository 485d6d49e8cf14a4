//! Reference to a resource that may not be there.

use crate::Assumption;
use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Segment;
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL136",
        family: Family::Template,
        severity: Severity::Warning,
        title: "reference to a resource that may not be there",
        why: "the deployment fails where the condition of the resource does not hold",
        fix: "put the reference into `Fn::If` with the same condition",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html",
        bad: r#"
Conditions:
  IsProd: !Equals [!Ref AWS::Region, eu-central-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsProd
Outputs:
  Arn:
    Value: !Ref Topic
"#,
        good: r#"
Conditions:
  IsProd: !Equals [!Ref AWS::Region, eu-central-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsProd
Outputs:
  Arn:
    Condition: IsProd
    Value: !Ref Topic
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for reference in model.references() {
        if !matches!(
            reference.path.segments(),
            [Segment::Key("Resources" | "Outputs"), ..]
        ) {
            continue;
        }
        let target = model.template().resource(reference.target);
        let Some(name) = target.and_then(|target| target.condition()) else {
            continue;
        };
        if !model.conditions().contains(name) {
            continue;
        }
        let mut assumed = model.assumptions_at(&reference.path);
        if !model.conditions().possible(&assumed) {
            continue;
        }
        assumed.push(Assumption { name, holds: false });
        if model.conditions().possible(&assumed) {
            findings.report(
                Place::new(&reference.path, reference.span),
                format!(
                    "the resource `{}` is not there when `{}` does not hold",
                    short(reference.target),
                    short(name)
                ),
            );
        }
    }
}
