//! Name of a parameter and of a resource.

use crate::Place;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL167",
        family: Family::Template,
        severity: Severity::Error,
        title: "name of a parameter and of a resource",
        why: "CloudFormation refuses the template: a reference could mean either",
        fix: "rename one of them",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
        bad: r#"
Parameters:
  Topic:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
  Other:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Ref Topic
"#,
        good: r#"
Parameters:
  Name:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Ref Name
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let template = model.template();
    for resource in template.resources() {
        if template.parameter(resource.id()).is_some() {
            let place = Place::of_resource(resource.id(), resource.span());
            let message = format!("there is a parameter `{}` as well", resource.id());
            findings.report(place, message);
        }
    }
}
