//! What it takes, for scripts.

use serde::Serialize;
use stackwright_plan::{
    Asked, Asker, Asset, AssetKind, Client, Command, Counted, Missing, Plan, Planned, Quota,
    Remedy, Step, words,
};

/// What `plan --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonPlan {
    /// The stacks in the order in which they are deployed or deleted.
    pub stacks: Vec<JsonPlanned>,
    /// Those that wait for each other, so that none of them can be first.
    pub ring: Vec<String>,
    /// The commands of each command line that was asked for.
    pub commands: Vec<JsonCommands>,
    /// What no command says and should be known, in words.
    pub notes: Vec<String>,
    /// Whether something cannot be deployed as it is.
    pub stuck: bool,
}

/// One stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct JsonPlanned {
    /// What tells it apart from the others.
    pub id: String,
    /// What CloudFormation calls it.
    pub name: String,
    /// What the AWS CDK command line calls it.
    pub shown: String,
    /// The account, where it is known.
    pub account: Option<String>,
    /// The region, where it is known.
    pub region: Option<String>,
    /// Whether it goes.
    pub goes: bool,
    /// Its stage, from 1: stacks of a stage can be deployed at the same time, after those of earlier ones.
    pub stage: usize,
    /// What it waits for.
    pub after: Vec<JsonAfter>,
    /// What has to be acknowledged.
    pub capabilities: Vec<JsonCapability>,
    /// The parameters without a default.
    pub parameters: Vec<JsonParameter>,
    /// What is published before.
    pub assets: Vec<JsonAsset>,
    /// What is near a quota, or above.
    pub quotas: Vec<JsonQuota>,
    /// How many bytes the template has.
    pub bytes: usize,
    /// Whether the template is too long for a call, so that it has to be in a bucket.
    pub needs_bucket: bool,
    /// The stacks in it whose templates are not known.
    pub unseen: Vec<String>,
    /// What one deployment cannot do, or what goes wrong in it.
    pub steps: Vec<JsonStep>,
}

/// A stack that is waited for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonAfter {
    /// Its id.
    pub stack: String,
    /// Why, in words.
    pub why: String,
}

/// Something that has to be acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonCapability {
    /// As `CAPABILITY_IAM`.
    pub name: String,
    /// The logical ids and macros that ask for it.
    pub by: Vec<String>,
}

/// A parameter without a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonParameter {
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub type_name: String,
    /// What it is for.
    pub description: Option<String>,
    /// What it may be, where that is a list.
    pub allowed: Vec<String>,
    /// Whether CloudFormation never shows it.
    pub secret: bool,
    /// What it is given in the commands; null if the commands take it from the environment.
    pub given: Option<String>,
}

/// Something that is published before a stack is deployed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonAsset {
    /// What command lines call it.
    pub name: String,
    /// What it is.
    pub kind: JsonAssetKind,
    /// Where it is.
    pub source: String,
    /// Where it goes: `s3://BUCKET/KEY` or `REPOSITORY:TAG`.
    pub destinations: Vec<String>,
}

/// What an asset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum JsonAssetKind {
    /// A file, as it is.
    File,
    /// A directory, as an archive.
    Directory,
    /// An image of a container.
    Image,
}

/// Something of which only so much is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonQuota {
    /// The section whose entries are counted, or `Bytes`.
    pub of: String,
    /// The path of the stack in the stack; empty for the stack itself.
    pub nested: String,
    /// How much there is.
    pub count: usize,
    /// How much is taken.
    pub most: usize,
}

/// Something that one deployment cannot do, or that goes wrong in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonStep {
    /// The code of the hazard; null for what is no change of one stack alone.
    pub code: Option<String>,
    /// What goes wrong.
    pub message: String,
    /// What to do instead.
    pub help: String,
    /// Whether more deployments than one do it; another change does otherwise.
    pub deployments: bool,
}

/// The commands of one command line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonCommands {
    /// `cdk` or `aws`.
    pub client: String,
    /// The commands, in order.
    pub commands: Vec<JsonCommand>,
}

/// One command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JsonCommand {
    /// What it is for, in words.
    pub purpose: String,
    /// Its words, each as a shell of POSIX takes it.
    pub words: Vec<String>,
    /// What it takes from the environment.
    pub environment: Vec<String>,
    /// Whether it is for another time than the others: the update of a stack set.
    pub later: bool,
}

impl JsonPlan {
    /// The JSON Schema of what [`to_json`](JsonPlan::to_json) gives.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        crate::json::schema::<JsonPlan>()
    }

    /// The plan as JSON, indented by two spaces, with a line end at its end.
    pub fn to_json(&self) -> String {
        crate::json::pretty(self)
    }
}

impl From<&Plan> for JsonPlan {
    fn from(plan: &Plan) -> Self {
        let commands = plan.commands.iter().map(|(client, commands)| JsonCommands {
            client: match client {
                Client::Cdk => "cdk".to_owned(),
                _ => "aws".to_owned(),
            },
            commands: commands.iter().map(JsonCommand::from).collect(),
        });
        JsonPlan {
            stacks: plan.stacks.iter().map(JsonPlanned::from).collect(),
            ring: plan.ring.clone(),
            commands: commands.collect(),
            notes: plan.notes.iter().map(words::note).collect(),
            stuck: plan.is_stuck(),
        }
    }
}

impl From<&Planned> for JsonPlanned {
    fn from(stack: &Planned) -> Self {
        let after = stack.after.iter().map(|after| JsonAfter {
            stack: after.stack.clone(),
            why: words::reasons(after),
        });
        JsonPlanned {
            id: stack.id.clone(),
            name: stack.name.clone(),
            shown: stack.shown.clone(),
            account: stack.account.clone(),
            region: stack.region.clone(),
            goes: stack.goes,
            stage: stack.stage + 1,
            after: after.collect(),
            capabilities: all(&stack.capabilities),
            parameters: all(&stack.parameters),
            assets: all(&stack.assets),
            quotas: all(&stack.quotas),
            bytes: stack.bytes,
            needs_bucket: stack.needs_bucket(),
            unseen: stack.unseen.clone(),
            steps: all(&stack.steps),
        }
    }
}

fn all<'a, A: 'a, B: From<&'a A>>(items: &'a [A]) -> Vec<B> {
    items.iter().map(B::from).collect()
}

impl From<&Asked> for JsonCapability {
    fn from(asked: &Asked) -> Self {
        let by = asked.by.iter().map(|asker| match asker {
            Asker::Resource { id, .. } => id.clone(),
            Asker::Macro { name } => name.clone(),
            _ => String::new(),
        });
        JsonCapability {
            name: asked.capability.name().to_owned(),
            by: by.collect(),
        }
    }
}

impl From<&Missing> for JsonParameter {
    fn from(missing: &Missing) -> Self {
        JsonParameter {
            name: missing.name.clone(),
            type_name: missing.type_name.clone(),
            description: missing.description.clone(),
            allowed: missing.allowed.clone(),
            secret: missing.is_secret,
            given: missing.given.clone(),
        }
    }
}

impl From<&Asset> for JsonAsset {
    fn from(asset: &Asset) -> Self {
        JsonAsset {
            name: asset.name.clone(),
            kind: match asset.kind {
                AssetKind::Directory => JsonAssetKind::Directory,
                AssetKind::Image => JsonAssetKind::Image,
                _ => JsonAssetKind::File,
            },
            source: asset.source.clone(),
            destinations: asset.destinations.clone(),
        }
    }
}

impl From<&Quota> for JsonQuota {
    fn from(quota: &Quota) -> Self {
        JsonQuota {
            of: match quota.of {
                Counted::Entries(section) => section.name().to_owned(),
                _ => "Bytes".to_owned(),
            },
            nested: quota.nested.clone(),
            count: quota.count,
            most: quota.most,
        }
    }
}

impl From<&Step> for JsonStep {
    fn from(step: &Step) -> Self {
        let (message, help) = words::step(step);
        JsonStep {
            code: match step {
                Step::Hazard(hazard) => Some(hazard.code().code.to_owned()),
                _ => None,
            },
            message,
            help,
            deployments: step.remedy() == Remedy::Deployments,
        }
    }
}

impl From<&Command> for JsonCommand {
    fn from(command: &Command) -> Self {
        let named = command.words.iter().flat_map(|word| word.variables());
        JsonCommand {
            purpose: words::purpose(&command.purpose),
            words: command.words.iter().map(ToString::to_string).collect(),
            environment: named.map(str::to_owned).collect(),
            later: command.is_for_later(),
        }
    }
}
