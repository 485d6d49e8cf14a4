//! One template in many accounts and regions, as CloudFormation spreads it.

use crate::capabilities::Asker;
use crate::plan::{Options, Planned};
use crate::{Capability, Command, Purpose, Stack, Word};

use super::{Note, aws, parameters};

/// Where the stacks of a stack set are.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/what-is-cfnstacksets.html>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Spread {
    /// The accounts, each of which lets the stack set in by a role.
    pub accounts: Vec<String>,
    /// The units of an organization instead, whose accounts let it in by themselves, also those to come.
    pub units: Vec<String>,
    /// The regions.
    pub regions: Vec<String>,
}

impl Spread {
    pub(super) fn commands(
        &self,
        stack: &Stack,
        one: &Planned,
        options: &Options<'_>,
    ) -> Vec<Command> {
        let name = ["--stack-set-name", &stack.name].map(Word::text);
        let id = || stack.id.clone();
        let mut commands = Vec::new();
        let body = match one.needs_bucket() {
            false => [
                Word::text("--template-body"),
                Word::text(format!("file://{}", stack.file)),
            ],
            true => {
                let key = stack.file.rsplit('/').next().unwrap_or(&stack.file);
                let place = |start: &str, middle: &str| {
                    let end = format!("{middle}/{}/{key}", stack.name);
                    Word::text(start)
                        .then(aws::bucket(stack))
                        .then(Word::text(end))
                };
                let words = ["aws", "s3", "cp", &stack.file].map(Word::text);
                let words = words.into_iter().chain([place("s3://", "")]).collect();
                commands.push(Command {
                    purpose: Purpose::Publish { stack: id() },
                    words,
                });
                let url = place("https://", ".s3.amazonaws.com");
                [Word::text("--template-url"), url]
            }
        };
        let mut shared = body.to_vec();
        aws::capabilities(one, &mut shared);
        let given = parameters(stack, options);
        if !given.is_empty() {
            shared.push(Word::text("--parameters"));
            shared.extend(given.into_iter().map(|(name, value)| {
                Word::text(format!("ParameterKey={name},ParameterValue=")).then(value.escaped())
            }));
        }
        if !stack.tags.is_empty() {
            shared.push(Word::text("--tags"));
            let tags = stack.tags.iter();
            shared.extend(tags.map(|(key, value)| {
                let value = Word::text(value).escaped();
                Word::text(format!("Key={key},Value=")).then(value)
            }));
        }
        let model = match self.units.is_empty() {
            true => vec!["--permission-model", "SELF_MANAGED"],
            false => vec![
                "--permission-model",
                "SERVICE_MANAGED",
                "--auto-deployment",
                "Enabled=true,RetainStacksOnAccountRemoval=false",
            ],
        };
        let model = model.into_iter().map(Word::text);
        let mut words = aws::cloudformation("create-stack-set");
        words.extend(name.clone().into_iter().chain(shared.clone()).chain(model));
        commands.push(Command {
            purpose: Purpose::CreateStackSet { stack: id() },
            words,
        });
        let mut words = aws::cloudformation("create-stack-instances");
        words.extend(name.clone().into_iter().chain(self.targets()));
        commands.push(Command {
            purpose: Purpose::CreateInstances { stack: id() },
            words,
        });
        let mut words = aws::cloudformation("update-stack-set");
        words.extend(name.into_iter().chain(shared));
        commands.push(Command {
            purpose: Purpose::UpdateStackSet { stack: id() },
            words,
        });
        commands
    }

    fn targets(&self) -> Vec<Word> {
        let mut words = Vec::new();
        match self.units.is_empty() {
            true => {
                words.push(Word::text("--accounts"));
                words.extend(self.accounts.iter().map(Word::text));
            }
            false => {
                words.push(Word::text("--deployment-targets"));
                let units = format!("OrganizationalUnitIds={}", self.units.join(","));
                words.push(Word::text(units));
            }
        }
        words.push(Word::text("--regions"));
        words.extend(self.regions.iter().map(Word::text));
        words
    }

    pub(super) fn notes(&self, stack: &Stack, one: &Planned, notes: &mut Vec<Note>) {
        for asked in &one.capabilities {
            for asker in &asked.by {
                match asker {
                    Asker::Macro { name } if !self.units.is_empty() => {
                        notes.push(Note::MacroInStackSet {
                            stack: stack.id.clone(),
                            name: name.clone(),
                        });
                    }
                    Asker::Resource {
                        id,
                        property: Some(property),
                        ..
                    } if asked.capability == Capability::NamedIam && self.regions.len() > 1 => {
                        notes.push(Note::GlobalName {
                            stack: stack.id.clone(),
                            id: id.clone(),
                            property,
                        });
                    }
                    _ => {}
                }
            }
        }
    }
}
