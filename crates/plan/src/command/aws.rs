//! What the AWS command line is told.

use stackwright_template::{Node, Template};

use crate::plan::{Options, Planned};
use crate::{AssetKind, Command, Purpose, Stack, Word};

use super::parameters;

/// Where templates and what they name are put, if nothing says it.
const BUCKET: &str = "TEMPLATE_BUCKET";

/// Deploys the stacks one after the other.
pub(super) fn commands(
    assembly: Option<&str>,
    planned: &[(&Stack, Planned)],
    options: &Options<'_>,
) -> Vec<Command> {
    let mut commands = Vec::new();
    for (stack, one) in planned {
        if one.goes {
            commands.extend(deletes(stack));
            continue;
        }
        commands.extend(publishes(assembly, stack));
        let file = match assembly.is_none() && names_files(&stack.template) {
            true => {
                let (command, file) = packages(stack);
                commands.push(command);
                file
            }
            false => stack.file.clone(),
        };
        commands.push(deploys(stack, one, &file, options));
        if stack.is_protected {
            let words = [
                "update-termination-protection",
                "--enable-termination-protection",
            ];
            let purpose = Purpose::Protect {
                stack: stack.id.clone(),
            };
            commands.push(about(stack, purpose, &words));
        }
    }
    commands
}

/// `deploy` makes a stack or updates it, and waits.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/>
fn deploys(stack: &Stack, one: &Planned, file: &str, options: &Options<'_>) -> Command {
    let mut words = cloudformation("deploy");
    words.extend(["--stack-name", &stack.name, "--template-file", file].map(Word::text));
    if one.needs_bucket() {
        words.extend([Word::text("--s3-bucket"), bucket(stack)]);
    }
    capabilities(one, &mut words);
    let parameters = parameters(stack, options);
    if !parameters.is_empty() {
        words.push(Word::text("--parameter-overrides"));
        let pairs = parameters.into_iter();
        words.extend(pairs.map(|(name, value)| Word::text(format!("{name}=")).then(value)));
    }
    // It refuses a tag without a value.
    let tags: Vec<&(String, String)> = stack.tags.iter().filter(|(_, v)| !v.is_empty()).collect();
    if !tags.is_empty() {
        words.push(Word::text("--tags"));
        words.extend(
            tags.iter()
                .map(|(key, value)| Word::text(format!("{key}={value}"))),
        );
    }
    if let Some(role) = &stack.execution_role {
        words.extend([Word::text("--role-arn"), Word::of_place(role)]);
    }
    if !stack.topics.is_empty() {
        words.push(Word::text("--notification-arns"));
        words.extend(stack.topics.iter().map(Word::text));
    }
    words.push(Word::text("--no-fail-on-empty-changeset"));
    region(stack, &mut words);
    Command {
        purpose: Purpose::Deploy {
            stacks: vec![stack.id.clone()],
            account: stack.account.clone(),
        },
        words,
    }
}

/// Deletes a stack and waits until it is gone.
pub(super) fn deletes(stack: &Stack) -> Vec<Command> {
    let calls: [&[&str]; 2] = [&["delete-stack"], &["wait", "stack-delete-complete"]];
    let purpose = || Purpose::Delete {
        stack: stack.id.clone(),
    };
    let calls = calls.iter();
    calls.map(|words| about(stack, purpose(), words)).collect()
}

/// A call that takes the stack and no more.
fn about(stack: &Stack, purpose: Purpose, call: &[&str]) -> Command {
    let mut words: Vec<Word> = ["aws", "cloudformation"].map(Word::text).into();
    words.extend(call.iter().map(|word| Word::text(*word)));
    words.extend([Word::text("--stack-name"), Word::text(&stack.name)]);
    region(stack, &mut words);
    Command { purpose, words }
}

/// Publishes files one by one; directories and images as the AWS CDK command line knows how to.
fn publishes(assembly: Option<&str>, stack: &Stack) -> Vec<Command> {
    let purpose = || Purpose::Publish {
        stack: stack.id.clone(),
    };
    // The template itself goes with the call, or by it into the bucket.
    let assets = stack
        .assets
        .iter()
        .filter(|asset| asset.source != stack.file);
    let assets: Vec<_> = assets.collect();
    if let (Some(assembly), true) = (
        assembly,
        assets.iter().any(|asset| asset.kind != AssetKind::File),
    ) {
        let words = [
            "cdk",
            "publish-assets",
            "--unstable=publish-assets",
            "--app",
        ];
        let words = words
            .into_iter()
            .chain([assembly, "--exclusively", &stack.shown]);
        let words = words.map(Word::text).collect();
        let purpose = purpose();
        return vec![Command { purpose, words }];
    }
    let mut commands = Vec::new();
    for asset in assets {
        for destination in &asset.destinations {
            let mut words: Vec<Word> = ["aws", "s3", "cp"].map(Word::text).into();
            words.extend([Word::text(&asset.source), Word::of_place(destination)]);
            region(stack, &mut words);
            let purpose = purpose();
            commands.push(Command { purpose, words });
        }
    }
    commands
}

/// Puts the files that a template names into a bucket, and writes a template that names those.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html>
fn packages(stack: &Stack) -> (Command, String) {
    let packaged = format!("{}.packaged.yaml", stack.file);
    let mut words = cloudformation("package");
    words.extend(["--template-file", &stack.file, "--s3-bucket"].map(Word::text));
    words.push(Word::variable(BUCKET));
    words.extend(["--output-template-file", &packaged].map(Word::text));
    region(stack, &mut words);
    let purpose = Purpose::Package {
        stack: stack.id.clone(),
    };
    (Command { purpose, words }, packaged)
}

/// The properties in which `package` takes files, of what is used with it most.
const FILES: [(&str, &str); 6] = [
    ("AWS::CloudFormation::Stack", "TemplateURL"),
    ("AWS::Lambda::Function", "Code"),
    ("AWS::Lambda::LayerVersion", "Content"),
    ("AWS::Serverless::Application", "Location"),
    ("AWS::Serverless::Function", "CodeUri"),
    ("AWS::Serverless::LayerVersion", "ContentUri"),
];

/// Whether a template names files of this machine.
fn names_files(template: &Template) -> bool {
    template.resources().any(|resource| {
        let own = |(name, _): &&(&str, &str)| resource.resource_type() == Some(*name);
        let property = FILES.iter().find(own);
        let value = property.and_then(|(_, property)| resource.property(property));
        let far = ["https://", "http://", "s3://"];
        let is_far = |text: &str| far.iter().any(|scheme| text.starts_with(scheme));
        value
            .and_then(Node::as_str)
            .is_some_and(|text| !is_far(text))
    })
}

/// The bucket of the bootstrap where the template goes there, else one that has to be said.
pub(super) fn bucket(stack: &Stack) -> Word {
    let mut own = stack
        .assets
        .iter()
        .filter(|asset| asset.source == stack.file);
    let destination = own.find_map(|asset| asset.destinations.first());
    let bucket = destination.and_then(|to| to.strip_prefix("s3://")?.split('/').next());
    bucket.map_or_else(|| Word::variable(BUCKET), Word::of_place)
}

pub(super) fn cloudformation(call: &str) -> Vec<Word> {
    ["aws", "cloudformation", call].map(Word::text).into()
}

pub(super) fn capabilities(one: &Planned, words: &mut Vec<Word>) {
    if !one.capabilities.is_empty() {
        words.push(Word::text("--capabilities"));
        let names = one.capabilities.iter().map(|asked| asked.capability.name());
        words.extend(names.map(Word::text));
    }
}

pub(super) fn region(stack: &Stack, words: &mut Vec<Word>) {
    if let Some(region) = &stack.region {
        words.extend(["--region", region].map(Word::text));
    }
}
