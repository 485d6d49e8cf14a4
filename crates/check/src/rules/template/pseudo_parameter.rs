//! Pseudo parameter that does not exist.

use crate::PSEUDO_PARAMETERS;
use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL132",
        family: Family::Template,
        severity: Severity::Error,
        title: "pseudo parameter that does not exist",
        why: "CloudFormation refuses the template",
        fix: "use one of the pseudo parameters",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref AWS::Stackname
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref AWS::StackName
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for reference in model.references() {
        let name = reference.target;
        if !name.starts_with("AWS::") || PSEUDO_PARAMETERS.contains(&name) {
            continue;
        }
        let nearest = stackwright_facts::nearest(name, PSEUDO_PARAMETERS.iter().copied());
        findings
            .report(
                Place::new(&reference.path, reference.span),
                format!("there is no pseudo parameter `{}`", short(name)),
            )
            .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
    }
}
