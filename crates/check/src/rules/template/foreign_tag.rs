//! Tag of another tool, which has to rewrite the template first.

use stackwright_template::{Function, Severity};

use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL221",
        family: Family::Template,
        severity: Severity::Warning,
        title: "tag of another tool",
        why: "CloudFormation knows the tags of its functions only, and refuses the text as it stands",
        fix: "deploy what the tool makes of the template, or write what the tag stands for",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html",
        bad: r#"
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Rain::Env QUEUE
"#,
        good: r#"
Parameters:
  Name:
    Type: String
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Ref Name
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for (spot, call) in model.nodes().calls() {
        let Some((name, _)) = call.transform() else {
            continue;
        };
        let place = spot.place();
        let source = model.template().source();
        let text = source.and_then(|source| source.slice(place.span()));
        let tag = text.and_then(|text| text.strip_prefix('!'));
        if call.function == Function::Transform && tag.is_some_and(|tag| tag.starts_with(name)) {
            let message = format!("`!{}` is no function of CloudFormation", short(name));
            findings.report(place, message);
        }
    }
}
