//! Reference to something that does not exist.

use crate::Place;
use crate::model::Target;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL113",
        family: Family::Template,
        severity: Severity::Error,
        title: "reference to something that does not exist",
        why: "CloudFormation refuses the template",
        fix: "refer to a parameter or a resource of the template",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Nam
"#,
        good: r#"
Parameters:
  Name:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Name
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for reference in model.references() {
        let name = reference.target;
        // Whether pseudo parameters exist, and where what may be referred to, is another matter.
        if name.starts_with("AWS::") || model.target(name) != Target::Nothing {
            continue;
        }
        let nearest = stackwright_facts::nearest(name, model.referable());
        findings
            .report(
                Place::new(&reference.path, reference.span),
                format!(
                    "`{}` refers to `{}`, which is neither a parameter nor a resource",
                    reference.function.name(),
                    short(name)
                ),
            )
            .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
    }
}
