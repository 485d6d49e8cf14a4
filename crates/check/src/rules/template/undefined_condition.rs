//! Condition that is not defined.

use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Section;
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL111",
        family: Family::Template,
        severity: Severity::Error,
        title: "condition that is not defined",
        why: "CloudFormation refuses the template",
        fix: "define the condition in `Conditions`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsProd
"#,
        good: r#"
Conditions:
  IsProd: !Equals [!Ref AWS::Region, eu-central-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsProd
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    if model.is_rewritten() || model.makes_names_in(Section::Conditions) {
        return;
    }
    for used in model.conditions_used() {
        // A loop's variable may be part of the name.
        if model.conditions().contains(used.name) || used.name.contains(['$', '&']) {
            continue;
        }
        let known = model.template().conditions().map(|c| c.id());
        let nearest = stackwright_facts::nearest(used.name, known);
        findings
            .report(
                used.place(),
                format!("there is no condition `{}`", short(used.name)),
            )
            .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
    }
}
