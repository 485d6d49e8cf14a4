//! Secret that is looked up outside of properties.

use stackwright_template::{Segment, Severity};

use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

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
    for (spot, text) in model.nodes().braced_texts() {
        let secret = text.contains("{{resolve:secretsmanager:");
        // A default is looked up where the parameter is used.
        if secret
            && !matches!(
                spot.path().segments(),
                [Segment::Key("Parameters"), ..]
                    | [Segment::Key("Resources"), _, Segment::Key("Properties"), ..]
            )
        {
            findings.report(spot.place(), "no secret is looked up here");
        }
    }
}
