//! Dependency that a reference implies.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use crate::{Edge, Use};
use stackwright_template::Segment;
use stackwright_template::Severity;
use stackwright_template::hash::HashSet;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL137",
        family: Family::Template,
        severity: Severity::Info,
        title: "dependency that a reference implies",
        why: "CloudFormation sees it without being told",
        fix: "take the dependency out",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
        bad: r#"
Resources:
  Queue:
    Type: AWS::SQS::Queue
  Topic:
    Type: AWS::SNS::Topic
    DependsOn: Queue
    Properties:
      DisplayName: !Ref Queue
"#,
        good: r#"
Resources:
  Queue:
    Type: AWS::SQS::Queue
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Ref Queue
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let depend = |edge: &&Edge<'_>| edge.by == Use::DependsOn;
    let depending = model.edges().iter().filter(depend);
    let depending: HashSet<&str> = depending.map(|edge| edge.from).collect();
    let mut referred: HashSet<(&str, &str)> = HashSet::default();
    for edge in model.edges() {
        if !depending.contains(edge.from) {
            continue;
        }
        let Use::Reference(index) = edge.by else {
            continue;
        };
        // A reference in a branch implies nothing where the other branch is taken.
        let sure = model.references().get(index).is_some_and(|reference| {
            let branch = |s: &Segment<'_>| *s == Segment::Key("Fn::If");
            !reference.path.segments().iter().any(branch)
        });
        if sure {
            referred.insert((edge.from, edge.to));
        }
    }
    for edge in model.edges().iter().filter(depend) {
        if referred.contains(&(edge.from, edge.to)) {
            findings.report(
                Place::new(format_args!("Resources/{}/DependsOn", edge.from), edge.span),
                format!(
                    "`{}` refers to `{}` already",
                    short(edge.from),
                    short(edge.to)
                ),
            );
        }
    }
}
