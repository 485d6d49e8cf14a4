//! Which values of a resource are others after a change: what `Ref` and `Fn::GetAtt` give.

use stackwright_facts::RefValue;
use stackwright_template::Resource;

use crate::difference::Typed;
use crate::nested::{self, STACK};
use crate::side::Side;
use crate::{Cause, Effect, ResourceChange, Why};

/// How certain it is that a value changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Certainty {
    #[default]
    No,
    Perhaps,
    Surely,
}

/// Attributes that change while the resource stays: with which property, or with any (`*`).
///
/// The pages of the types say what an attribute gives: a number of the latest version, the address of an
/// instance that was stopped, what a nested stack or a provider answers.
const MOVE: [(&str, &str, &str); 12] = [
    (STACK, "Outputs.", "*"),
    (
        "AWS::EC2::LaunchTemplate",
        "LatestVersionNumber",
        "LaunchTemplateData",
    ),
    ("AWS::EC2::Instance", "PublicIp", "InstanceType"),
    ("AWS::EC2::Instance", "PublicDnsName", "InstanceType"),
    ("AWS::SSM::Parameter", "Value", "Value"),
    ("AWS::DynamoDB::Table", "StreamArn", "StreamSpecification"),
    (
        "AWS::DynamoDB::GlobalTable",
        "StreamArn",
        "StreamSpecification",
    ),
    ("AWS::RDS::DBCluster", "Endpoint.Port", "Port"),
    ("AWS::RDS::DBInstance", "Endpoint.Port", "Port"),
    ("AWS::IoT::Policy", "Arn", "PolicyName"),
    ("AWS::Lambda::Function", "SnapStartResponse", "SnapStart"),
    ("AWS::CloudFormation::WaitCondition", "Data", "*"),
];

/// What provides itself what `Fn::GetAtt` gives.
pub(crate) fn is_custom(type_name: &str) -> bool {
    type_name.starts_with("Custom::") || type_name == "AWS::CloudFormation::CustomResource"
}

/// Whether a value of a changed resource is another one: that of `Ref`, or of an attribute.
pub(crate) fn changes(
    change: &ResourceChange,
    attribute: Option<&str>,
    earlier: &Side<'_>,
    later: &Side<'_>,
) -> Certainty {
    let by_replacement = match change.effect {
        Effect::Replaces => Certainty::Surely,
        Effect::MayReplace => Certainty::Perhaps,
        _ => Certainty::No,
    };
    let facts = Typed::of(&change.type_name).facts();
    let named = match (facts.and_then(|facts| facts.reference.as_ref()), attribute) {
        (Some(RefValue::Property(name)), None) => Some(name.as_str()),
        (_, Some(name)) if facts.is_some_and(|facts| facts.properties.contains_key(name)) => {
            Some(name)
        }
        _ => None,
    };
    if let Some(name) = named {
        let mut properties = change.properties.iter();
        if let Some(own) = properties.find(|property| property.path.first() == Some(name)) {
            return match (&own.why, &own.cause) {
                (Why::Condition(_) | Why::Parameter(_) | Why::Mapping(_), _)
                | (_, Cause::Follows { surely: false, .. }) => Certainty::Perhaps,
                _ => Certainty::Surely,
            };
        }
        // A name that is given stays what it is, whatever becomes of the resource.
        let given = |side: &Side<'_>| {
            let resource: Option<Resource<'_>> = side.template.resource(&change.id);
            resource.is_some_and(|resource| side.property(resource, name).is_some())
        };
        if given(earlier) && given(later) {
            return Certainty::No;
        }
    }
    by_replacement.max(in_place(change, attribute, later))
}

fn in_place(change: &ResourceChange, attribute: Option<&str>, later: &Side<'_>) -> Certainty {
    let Some(attribute) = attribute else {
        return Certainty::No;
    };
    if change.properties.is_empty() {
        return Certainty::No;
    }
    if is_custom(&change.type_name) {
        return Certainty::Perhaps;
    }
    if let (STACK, Some(output)) = (
        change.type_name.as_str(),
        attribute.strip_prefix("Outputs."),
    ) && let Some(can_change) = nested::can_change(change, output, later)
    {
        return match can_change {
            true => Certainty::Perhaps,
            false => Certainty::No,
        };
    }
    let moves = MOVE.iter().any(|(type_name, name, with)| {
        let is_it = match name.strip_suffix('.') {
            Some(_) => attribute.starts_with(name),
            None => attribute == *name,
        };
        let mut firsts = change
            .properties
            .iter()
            .map(|property| property.path.first());
        *type_name == change.type_name
            && is_it
            && (*with == "*" || firsts.any(|first| first == Some(with)))
    });
    match moves {
        true => Certainty::Perhaps,
        false => Certainty::No,
    }
}
