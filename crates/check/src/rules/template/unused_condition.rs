//! Condition that nothing uses.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL112",
        family: Family::Template,
        severity: Severity::Warning,
        title: "condition that nothing uses",
        why: "it misleads whoever reads the template",
        fix: "use the condition, or take it out",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html",
        bad: r#"
Conditions:
  IsProd: !Equals [!Ref AWS::Region, eu-central-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
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
    if model.is_rewritten() {
        return;
    }
    let used: HashSet<&str> = model.conditions_used().map(|used| used.name).collect();
    for condition in model.template().conditions() {
        let name = condition.id();
        // A loop may make the name that is used.
        let made = |used: &&str| used.contains("${") || used.contains("&{");
        if used.contains(name) || used.iter().any(made) {
            continue;
        }
        findings.report(
            Place::new(format_args!("Conditions/{name}"), condition.span()),
            format!("nothing uses the condition `{}`", short(name)),
        );
    }
}
