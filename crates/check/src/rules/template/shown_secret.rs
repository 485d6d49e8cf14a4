//! Secret parameter that is shown.

use crate::Place;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Segment;
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL168",
        family: Family::Template,
        severity: Severity::Warning,
        title: "secret parameter that is shown",
        why: "`NoEcho` hides a value among the parameters only: outputs and metadata show it to all who can see the stack",
        fix: "keep the value in Secrets Manager, or leave it out here",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
        bad: r#"
Parameters:
  Password:
    Type: String
    NoEcho: true
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Password:
    Value: !Ref Password
"#,
        good: r#"
Parameters:
  Password:
    Type: String
    NoEcho: true
Resources:
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties:
      SecretString: !Ref Password
Outputs:
  Secret:
    Value: !Ref Secret
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let template = model.template();
    for reference in model.references() {
        let hidden = template
            .parameter(reference.target)
            .and_then(|parameter| model.text(parameter.get("NoEcho")?))
            .is_some_and(|text| text == "true");
        let shown = matches!(
            reference.path.segments(),
            [Segment::Key("Outputs"), _, Segment::Key("Value"), ..]
                | [Segment::Key("Resources"), _, Segment::Key("Metadata"), ..]
        );
        // Which branch is taken may depend on it without showing it.
        if hidden && shown {
            let place = Place::new(&reference.path, reference.span);
            findings.report(
                place,
                format!("the value of `{}` is shown here", reference.target),
            );
        }
    }
}
