//! Types of the Serverless Application Model: a change does what it does to the resource that the transform makes.

use stackwright_facts::Update;

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

/// The type that the transform makes of one of its own.
#[derive(Clone, Copy)]
pub(crate) struct Transformed(&'static Made);

impl Transformed {
    /// Nothing of a type that no transform knows.
    pub fn of(type_name: &str) -> Option<Self> {
        let made = MADE.iter().find(|made| made.type_name == type_name)?;
        Some(Transformed(made))
    }

    /// What a change of a property does to what the transform makes.
    ///
    /// What becomes resources of its own, as the events of a function do, changes nothing of the function.
    pub fn update(self, property: &str) -> Update {
        let renamed = self.0.renamed.iter().find(|(own, _)| *own == property);
        let name = renamed.map_or(property, |(_, name)| *name);
        let made = stackwright_facts::resource_type(self.0.of).ok();
        let known = made.and_then(|made| made.properties.get(name));
        known.map_or(Update::InPlace, |property| property.update)
    }
}
