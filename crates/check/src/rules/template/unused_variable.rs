//! Variable that the text of Fn::Sub does not have.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Map;
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL133",
        family: Family::Template,
        severity: Severity::Warning,
        title: "variable that the text of Fn::Sub does not have",
        why: "it misleads whoever reads the template",
        fix: "use the variable in the text, or take it out",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub
        - topic
        - Name: a
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub
        - topic-${Name}
        - Name: a
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for (spot, call) in model.nodes().calls() {
        let Some(sub) = call.sub() else { continue };
        for key in sub.variables.into_iter().flat_map(Map::keys) {
            let used = sub
                .references()
                .any(|variable| variable.name == key.as_str());
            if !used && !key.is_macro() {
                findings.report(
                    Place::new(spot.path(), key.span),
                    format!("the text has no variable `{}`", short(key.as_str())),
                );
            }
        }
    }
}
