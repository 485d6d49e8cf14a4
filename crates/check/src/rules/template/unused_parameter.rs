//! Parameter that nothing uses.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL122",
        family: Family::Template,
        severity: Severity::Warning,
        title: "parameter that nothing uses",
        why: "whoever deploys is asked for a value that changes nothing",
        fix: "use the parameter, or take it out",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
        bad: r#"
Parameters:
  Name:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
"#,
        good: r#"
Parameters:
  Name:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Sub '${Name} topic'
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    if model.is_rewritten() {
        return;
    }
    let used: HashSet<&str> = model.references().iter().map(|r| r.target).collect();
    for parameter in model.template().parameters() {
        let name = parameter.id();
        let made = |used: &&str| used.contains("${") || used.contains("&{");
        if used.contains(name) || used.iter().any(made) {
            continue;
        }
        findings.report(
            Place::new(format_args!("Parameters/{name}"), parameter.span()),
            format!("nothing uses the parameter `{}`", short(name)),
        );
    }
}
