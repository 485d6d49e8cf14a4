//! Rule of the wrong shape.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::{short, shown};
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL128",
        family: Family::Template,
        severity: Severity::Error,
        title: "rule of the wrong shape",
        why: "CloudFormation refuses the template",
        fix: "give the rule a list of assertions, each with `Assert`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html",
        bad: r#"
Rules:
  Region:
    Assertions:
      - AssertDescription: somewhere
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
Rules:
  Region:
    Assertions:
      - Assert: !Equals [!Ref AWS::Region, eu-central-1]
        AssertDescription: somewhere
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for rule in model.template().rules() {
        let Some(map) = rule.node().as_map() else {
            continue;
        };
        let id = rule.id();
        for key in map.keys() {
            let name = key.as_str();
            if !matches!(name, "RuleCondition" | "Assertions") {
                findings.report(
                    Place::new(format_args!("Rules/{id}/{name}"), key.span),
                    format!("rules have no attribute `{}`", short(name)),
                );
            }
        }
        if let Some(condition) = map.get("RuleCondition")
            && condition.as_call().is_none()
        {
            let place = Place::new(format_args!("Rules/{id}/RuleCondition"), condition.span);
            findings.report(
                place,
                format!("{} is no condition of a rule", shown(condition)),
            );
        }
        if rule.assertions().next().is_none() {
            findings.report(
                Place::new(format_args!("Rules/{id}"), rule.span()),
                format!("the rule `{}` asserts nothing", short(id)),
            );
        }
        for (index, assertion) in rule.assertions().enumerate() {
            if assertion.assert().is_none() {
                findings.report(
                    Place::new(
                        format_args!("Rules/{id}/Assertions/{index}"),
                        assertion.node().span,
                    ),
                    "the assertion has no `Assert`",
                );
            }
        }
    }
}
