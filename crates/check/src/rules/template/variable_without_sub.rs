//! Variable in a text that is not substituted.

use stackwright_template::Severity;
use stackwright_template::{Function, Node, Segment, Walk};
use crate::Place;
use crate::model::Target;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL134",
        family: Family::Template,
        severity: Severity::Warning,
        title: "variable in a text that is not substituted",
        why: "the text keeps `${...}` as it stands",
        fix: "write `!Sub` in front of the text",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: a-${AWS::Region}
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub a-${AWS::Region}
"#,
    },
    check,
};

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let template = model.template();
    let mut substituted: Vec<*const Node> = Vec::new();
    template.walk(|path, node| {
        let segments = path.segments();
        if !matches!(segments, [Segment::Key("Resources" | "Outputs"), ..])
            || matches!(segments, [_, _, Segment::Key("Metadata"), ..])
            || model.is_rewritten()
        {
            return match segments {
                [_] if node.as_map().is_some() => Walk::Into,
                _ => Walk::Over,
            };
        }
        // Loops substitute by themselves.
        let in_loop = |s: &Segment<'_>| matches!(s, Segment::Key(k) if k.starts_with("Fn::ForEach"));
        if segments.iter().any(in_loop) {
            return Walk::Over;
        }
        if let Some(text) = node.as_call().and_then(|call| call.argument_of(Function::Sub)) {
            let text = text.as_list().and_then(<[Node]>::first).unwrap_or(text);
            substituted.push(std::ptr::from_ref(text));
        }
        let Some(text) = node.as_str().filter(|text| text.contains("${")) else {
            return Walk::Into;
        };
        if substituted.pop_if(|sub| std::ptr::eq(*sub, node)).is_some() {
            return Walk::Into;
        }
        let names = text.split("${").skip(1).filter_map(|part| part.split_once('}'));
        for (name, _) in names {
            let target = name.split('.').next().unwrap_or_default();
            if !is_substitution(model, segments, name)
                && matches!(
                    model.target(target),
                    Target::Pseudo | Target::Parameter | Target::Resource
                )
            {
                let message = format!("`${{{name}}}` stands in a text without `Fn::Sub`");
                findings.report(Place::new(path, node.span), message);
                break;
            }
        }
        Walk::Into
    });
}

/// Whether the service puts the value in: the definition of a state machine has variables of its own.
fn is_substitution(model: &Model<'_>, path: &[Segment<'_>], name: &str) -> bool {
    let [_, Segment::Key(id), ..] = path else {
        return false;
    };
    let resource = model.template().resource(id);
    let own = resource.and_then(|resource| resource.property("DefinitionSubstitutions"));
    own.is_some_and(|own| own.as_map().is_none_or(|own| own.contains_key(name)))
}
