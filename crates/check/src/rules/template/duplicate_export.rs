//! Two exports of the same name.

use crate::Assumption;
use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::hash::HashMap;
use stackwright_template::{Node, Output};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL127",
        family: Family::Template,
        severity: Severity::Error,
        title: "two exports of the same name",
        why: "names of exports are unique within account and region",
        fix: "give each export a name of its own",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  A:
    Value: !Ref Topic
    Export:
      Name: !Sub '${AWS::StackName}-x'
  B:
    Value: !Ref Topic
    Export:
      Name: !Sub '${AWS::StackName}-x'
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  A:
    Value: !Ref Topic
    Export:
      Name: !Sub '${AWS::StackName}-x'
  B:
    Value: !Ref Topic
    Export:
      Name: !Sub '${AWS::StackName}-y'
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let mut seen: HashMap<String, Vec<Output<'_>>> = HashMap::default();
    for output in model.template().outputs() {
        let Some(name) = output.export_name() else {
            continue;
        };
        let before = seen.entry(key(name)).or_default();
        let same = before.iter().find(|other| {
            let condition = |name| Assumption { name, holds: true };
            let both = [output.condition(), other.condition()];
            let both: Vec<Assumption<'_>> = both.into_iter().flatten().map(condition).collect();
            let same = |own: &Node| own == name || is_plain(own) && is_plain(name);
            other.export_name().is_some_and(same) && model.conditions().possible(&both)
        });
        if let Some(other) = same {
            findings.report(
                Place::new(
                    format_args!("Outputs/{}/Export/Name", output.id()),
                    name.span,
                ),
                format!(
                    "the output `{}` has the same export name",
                    short(other.id())
                ),
            );
        }
        before.push(output);
    }
}

/// Whether a name is what its key says: a text, or a `Fn::Sub` without variables.
fn is_plain(name: &Node) -> bool {
    let sub = name.as_call().and_then(|call| call.sub());
    name.as_str().is_some() || sub.is_some_and(|sub| sub.references().next().is_none())
}

/// Something to find equal names by: their text, or the text of their `Fn::Sub`.
fn key(name: &Node) -> String {
    let text = name.as_str();
    let sub = || {
        name.as_call()
            .and_then(|call| call.sub())
            .map(|sub| sub.text)
    };
    text.or_else(sub).unwrap_or_default().to_owned()
}
