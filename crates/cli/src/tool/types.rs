use clap::{Args, ValueEnum};
use stackwright_view::types::find;

use crate::exit::SUCCESS;
use crate::failure::Failure;
use crate::terminal::Outputs;
use crate::types::JsonTypes;

const EXAMPLES: &str = "Examples:
  stackwright types AWS::ECS::Service
  stackwright types AWS::ECS::Service.LoadBalancers.ContainerPort
  stackwright types AWS::SQS::Queue.Arn
  stackwright types FargateService
  stackwright types HealthCheckGracePeriodSeconds
  stackwright types AWS::ECS";

/// Say what is known of a resource type, or of a property.
///
/// Kinds, limits, words, what a change does, attributes, what refers to it, the page of AWS, and what it is
/// called in Rust: the construct that makes it, the typed resource, the setter, the feature. A word is looked
/// for in the names of all types, then in what Rust and AWS CDK call them, in all properties and their words. The exit code is 0, and 2 for a name that there is not.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Types {
    /// How it is shown.
    #[arg(long, value_enum, default_value_t)]
    format: TypesFormat,

    /// A type, a property or attribute behind a dot, a service, a construct, or a part of names; without it all types.
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum TypesFormat {
    /// For people.
    #[default]
    Text,
    /// For scripts.
    Json,
}

impl Types {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        let found = match &self.name {
            None => JsonTypes::all(),
            Some(name) => match find(name) {
                Ok(found) => found.into(),
                Err(unknown) => {
                    let help = match unknown.meant.as_slice() {
                        [] => "`stackwright types` lists all services".to_owned(),
                        meant => format!("did you mean `{}`?", meant.join("`, `")),
                    };
                    let message = format!("{}\n  help: {help}", unknown.what);
                    return outputs.fail(&Failure::Unreadable(message));
                }
            },
        };
        let text = match self.format {
            TypesFormat::Text => found.to_text(outputs.styles.stdout),
            TypesFormat::Json => found.to_json(),
        };
        let done = outputs.print(&text);
        outputs.end(done, SUCCESS)
    }
}
