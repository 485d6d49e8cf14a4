//! Types of the Serverless Application Model: a change does what it does to the resource that the transform makes.

use stackwright_facts::Update;

use crate::difference::{Difference, Typed};
use crate::laws::Asked;
use crate::{Effect, Why};

/// What the transform makes of a type, and what it calls the properties that have another name there.
struct Made {
    type_name: &'static str,
    of: &'static str,
    renamed: &'static [(&'static str, &'static str)],
}

/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html>
const MADE: [Made; 7] = [
    Made {
        type_name: "AWS::Serverless::Api",
        of: "AWS::ApiGateway::RestApi",
        renamed: &[],
    },
    Made {
        type_name: "AWS::Serverless::Application",
        of: "AWS::CloudFormation::Stack",
        renamed: &[],
    },
    Made {
        type_name: "AWS::Serverless::Function",
        of: "AWS::Lambda::Function",
        renamed: &[],
    },
    Made {
        type_name: "AWS::Serverless::HttpApi",
        of: "AWS::ApiGatewayV2::Api",
        renamed: &[],
    },
    Made {
        type_name: "AWS::Serverless::LayerVersion",
        of: "AWS::Lambda::LayerVersion",
        renamed: &[("ContentUri", "Content")],
    },
    Made {
        type_name: "AWS::Serverless::SimpleTable",
        of: "AWS::DynamoDB::Table",
        renamed: &[],
    },
    Made {
        type_name: "AWS::Serverless::StateMachine",
        of: "AWS::StepFunctions::StateMachine",
        renamed: &[("Name", "StateMachineName"), ("Type", "StateMachineType")],
    },
];

/// What a change does to what the transform makes; nothing of a type that no transform knows.
///
/// What becomes resources of its own, as the events of a function do, changes nothing of the function.
pub(crate) fn decided(asked: &Asked<'_, '_>, difference: &Difference) -> Option<(Effect, Why)> {
    let made = MADE.iter().find(|made| made.type_name == asked.type_name)?;
    let first = difference.path.first()?;
    let renamed = made.renamed.iter().find(|(own, _)| *own == first);
    let name = renamed.map_or(first, |(_, name)| *name);
    let update = Typed::of(made.of)
        .property(name)
        .map(|property| property.update);
    Some(match update {
        Some(Update::Replacement) => (Effect::Replaces, Why::Property),
        Some(Update::Conditional) => (Effect::MayReplace, Why::Values),
        Some(Update::Maybe) => (Effect::MayReplace, Why::Unsaid),
        Some(Update::InPlace) | None => (Effect::InPlace, Why::Property),
    })
}
