//! Variable in a text that is not substituted.

use crate::model::{Spot, Target};
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Function, Map, Segment};

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
    if model.is_rewritten() {
        return;
    }
    for (spot, text) in model.nodes().braced_texts() {
        if !text.contains("${") || is_substituted(spot) {
            continue;
        }
        let path = spot.path();
        let path = path.segments();
        // Loops substitute by themselves.
        let in_loop =
            |s: &Segment<'_>| matches!(s, Segment::Key(k) if k.starts_with("Fn::ForEach"));
        if !matches!(path, [Segment::Key("Resources" | "Outputs"), ..])
            || matches!(path, [_, _, Segment::Key("Metadata"), ..])
            || path.iter().any(in_loop)
        {
            continue;
        }
        let parts = text.split("${").skip(1);
        let mut names = parts.filter_map(|part| Some(part.split_once('}')?.0));
        let meant = names.find(|name| {
            let target = model.target(name.split('.').next().unwrap_or_default());
            matches!(
                target,
                Target::Pseudo | Target::Parameter | Target::Resource
            ) && !is_put_in(model, path, name)
        });
        if let Some(name) = meant {
            let (place, message) = (
                spot.place(),
                format!("`${{{name}}}` stands in a text without `Fn::Sub`"),
            );
            // Where the property refuses the text, that is said.
            if !findings.is_told(&place) {
                findings.report(place, message);
            }
        } else if let Some((own, name)) = left_over(model, path, text) {
            let message = format!("`DefinitionSubstitutions` has nothing for `${{{name}}}`");
            let known = own.keys().map(|key| key.as_str());
            let nearest = stackwright_facts::nearest(name, known);
            let help = nearest.map(|nearest| format!("did you mean `{nearest}`?"));
            let place = spot.place();
            findings.report(place, message).help_if(help);
        }
    }
}

/// The first variable of a state machine's definition for which no value is given.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html>
fn left_over<'m>(
    model: &'m Model<'_>,
    path: &[Segment<'_>],
    text: &'m str,
) -> Option<(&'m Map, &'m str)> {
    let [
        _,
        Segment::Key(id),
        _,
        Segment::Key("Definition" | "DefinitionString"),
        ..,
    ] = path
    else {
        return None;
    };
    let resource = model.template().resource(id)?;
    if !resource.resource_type()?.ends_with("::StateMachine") {
        return None;
    }
    let own = resource.property("DefinitionSubstitutions")?.as_map()?;
    let parts = text.split("${").skip(1);
    let mut names = parts.filter_map(|part| Some(part.split_once('}')?.0));
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let name = names.find(|name| is_name(name) && !own.contains_key(name))?;
    (!own.keys().any(|key| key.is_macro())).then_some((own, name))
}

/// Whether it is the text of a `Fn::Sub`.
fn is_substituted(text: Spot<'_, '_>) -> bool {
    let whole = |spot: Spot<'_, '_>| {
        let call = spot.parent().and_then(Spot::call);
        call.is_some_and(|call| call.function == Function::Sub)
    };
    whole(text) || text.step() == Segment::Index(0) && text.parent().is_some_and(whole)
}

/// Whether the service puts the value in: the definition of a state machine has variables of its own.
fn is_put_in(model: &Model<'_>, path: &[Segment<'_>], name: &str) -> bool {
    let [_, Segment::Key(id), ..] = path else {
        return false;
    };
    let resource = model.template().resource(id);
    let own = resource.and_then(|resource| resource.property("DefinitionSubstitutions"));
    own.is_some_and(|own| own.as_map().is_none_or(|own| own.contains_key(name)))
}
