//! Secret that is looked up outside of properties.

use stackwright_template::{Segment, Severity, Walk};

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL180",
        family: Family::Template,
        severity: Severity::Warning,
        title: "secret that is looked up outside of properties",
        why: "CloudFormation looks secrets up for properties of resources only: elsewhere the text stays as it is, or the template is refused",
        fix: "look the secret up in a property of the resource that needs it",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Password:
    Value: '{{resolve:secretsmanager:shop/database:SecretString:password}}'
"#,
        good: r#"
Resources:
  Secret:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Value: '{{resolve:secretsmanager:shop/database:SecretString:user}}'
Outputs:
  Secret:
    Value: !Ref Secret
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    model.template().walk(|path, node| {
        // A default is looked up where the parameter is used.
        let fitting = matches!(
            path.segments(),
            [Segment::Key("Parameters")]
                | [Segment::Key("Resources"), _, Segment::Key("Properties")]
        );
        if fitting {
            return Walk::Over;
        }
        if node
            .as_str()
            .is_some_and(|text| text.contains("{{resolve:secretsmanager:"))
        {
            let place = Place::new(path, node.span);
            findings.report(place, "no secret is looked up here");
        }
        Walk::Into
    });
}
