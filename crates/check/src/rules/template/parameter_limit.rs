//! Limit that a parameter of its type does not have.

use stackwright_template::Severity;

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model, ParameterType, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL181",
        family: Family::Template,
        severity: Severity::Warning,
        title: "limit that a parameter of this type does not have",
        why: "texts are limited by pattern and length, numbers by least and most: the other limit checks nothing, or the template is refused",
        fix: "take the limit out, or use the one of the type",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
        bad: r#"
Parameters:
  Count:
    Type: Number
    MinLength: 1
Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: !Ref Count
"#,
        good: r#"
Parameters:
  Count:
    Type: Number
    MinValue: 1
Resources:
  Log:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: !Ref Count
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for parameter in model.template().parameters() {
        let limits = match parameter.parameter_type() {
            Some("Number" | "List<Number>") => {
                ["AllowedPattern", "MinLength", "MaxLength"].as_slice()
            }
            Some(other) if ParameterType::parse(other).is_some() => &["MinValue", "MaxValue"],
            _ => continue,
        };
        let map = parameter.node().as_map();
        for (key, _) in limits.iter().filter_map(|limit| map?.get_entry(limit)) {
            let (id, name) = (parameter.id(), key.as_str());
            let kind = parameter.parameter_type().unwrap_or_default();
            findings.report(
                Place::new(format_args!("Parameters/{id}/{name}"), key.span),
                format!("`{name}` limits nothing of the type `{kind}`"),
            );
        }
    }
}
