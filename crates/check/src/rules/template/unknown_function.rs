//! Function that does not exist, or that has company.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Function, Segment};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL118",
        family: Family::Template,
        severity: Severity::Error,
        title: "function that does not exist, or that has company",
        why: "CloudFormation takes a function for one only where it is the only key",
        fix: "use a function that exists, alone in its object",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: 
        Fn::Jion: ['-', [a, b]]
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: 
        Fn::Join: ['-', [a, b]]
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    if model.is_rewritten() {
        return;
    }
    for (spot, map) in model.nodes().function_maps() {
        let path = spot.path();
        if let [Segment::Key("Metadata"), ..] | [_, _, Segment::Key("Metadata"), ..] =
            path.segments()
        {
            continue;
        }
        for key in map.keys() {
            let name = key.as_str();
            if !name.starts_with("Fn::") || key.is_macro() {
                continue;
            }
            let place = Place::new(format_args!("{path}/{name}"), key.span);
            if Function::from_name(name).is_some() {
                let message = format!("`{name}` stands beside other keys");
                findings
                    .report(place, message)
                    .help("take the other keys out");
                continue;
            }
            let known = Function::ALL.into_iter().map(Function::name);
            let nearest = stackwright_facts::nearest(name, known);
            findings
                .report(place, format!("there is no function `{}`", short(name)))
                .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")));
        }
    }
}
