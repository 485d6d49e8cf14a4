//! Parameter that takes no value at all.

use crate::Place;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL166",
        family: Family::Template,
        severity: Severity::Error,
        title: "parameter that takes no value at all",
        why: "whatever is passed, CloudFormation refuses it",
        fix: "let the least be no more than the most, and the allowed values fit both",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
        bad: r#"
Parameters:
  Count:
    Type: Number
    MinValue: 5
    MaxValue: 2
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Sub '${Count}'
"#,
        good: r#"
Parameters:
  Count:
    Type: Number
    MinValue: 2
    MaxValue: 5
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Sub '${Count}'
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for parameter in model.template().parameters() {
        let number = |name: &str| {
            let text = model.text(parameter.get(name)?)?;
            text.parse::<f64>().ok().filter(|number| number.is_finite())
        };
        for (least, most) in [("MinLength", "MaxLength"), ("MinValue", "MaxValue")] {
            let (Some(low), Some(high)) = (number(least), number(most)) else {
                continue;
            };
            if low > high {
                let span = parameter
                    .get(least)
                    .map_or(parameter.span(), |node| node.span);
                let place = Place::new(format_args!("Parameters/{}/{least}", parameter.id()), span);
                findings.report(place, format!("`{least}` is {low}, and `{most}` is {high}"));
            }
        }
    }
}
