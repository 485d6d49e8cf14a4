//! Resources that wait for each other.

use crate::Place;
use crate::model::rings;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL115",
        family: Family::Template,
        severity: Severity::Error,
        title: "resources that wait for each other",
        why: "CloudFormation cannot make any of them first",
        fix: "take one of the references out, or make it a resource of its own, such as a rule of a security group",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html",
        bad: r#"
Resources:
  A:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref B
  B:
    Type: AWS::SNS::Topic
    DependsOn: A
"#,
        good: r#"
Resources:
  A:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref B
  B:
    Type: AWS::SNS::Topic
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for ring in rings(model) {
        let Some(first) = ring.first() else { continue };
        let mut text = first.from.to_owned();
        for edge in &ring {
            text.push_str(&format!(" -({})-> {}", edge.way(model), edge.to));
        }
        let place = Place::new(
            format_args!("Resources/{}/{}", first.from, first.way(model)),
            first.span,
        );
        let message = match ring.len() {
            1 => format!("the resource `{}` refers to itself: {text}", first.from),
            _ => format!("resources wait for each other: {text}"),
        };
        findings.report(place, message);
    }
}
