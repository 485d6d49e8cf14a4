//! What is said to command lines, and how a shell is told of it.

mod aws;
mod cdk;
mod stack_set;
mod word;

use crate::plan::{Options, Planned};
use crate::{Stack, Stacks};

pub use stack_set::Spread;
pub use word::{Part, Word};

/// Whose command line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Client {
    /// That of AWS CDK, which deploys assemblies.
    Cdk,
    /// That of AWS, which deploys templates.
    Aws,
}

/// One call of a command line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Command {
    /// What it is for.
    pub purpose: Purpose,
    /// The program and its arguments.
    pub words: Vec<Word>,
}

/// What a command is for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Purpose {
    /// What assets need in an account and a region, once.
    Bootstrap {
        /// The account, where it is known.
        account: Option<String>,
        /// The region, where it is known.
        region: Option<String>,
    },
    /// What a stack needs is published.
    Publish {
        /// The id of the stack.
        stack: String,
    },
    /// The files that a template names are put into a bucket.
    Package {
        /// The id of the stack.
        stack: String,
    },
    /// Stacks are made or updated.
    Deploy {
        /// Their ids.
        stacks: Vec<String>,
        /// The account in which they are, where it is known.
        account: Option<String>,
    },
    /// A stack can be deleted no more.
    Protect {
        /// The id of the stack.
        stack: String,
    },
    /// A stack is deleted.
    Delete {
        /// Its id.
        stack: String,
    },
    /// Resources get other logical ids or stacks and stay what they are.
    Refactor,
    /// A stack set is made, the first time.
    CreateStackSet {
        /// The id of the stack that it has in every place.
        stack: String,
    },
    /// The stacks of a stack set are made.
    CreateInstances {
        /// The id of the stack that it has in every place.
        stack: String,
    },
    /// A stack set and all of its stacks are updated, every other time.
    UpdateStackSet {
        /// The id of the stack that it has in every place.
        stack: String,
    },
}

/// What no command says and should be known.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The AWS CDK command line deploys assemblies only.
    NoAssembly,
    /// The stacks are in several accounts: each is deployed with credentials of its own.
    Accounts(Vec<String>),
    /// What the AWS command line publishes goes where the bootstrap of AWS CDK makes the place.
    Bootstrapped {
        /// The buckets and repositories.
        places: Vec<String>,
    },
    /// A tag without a value cannot be said to the AWS command line.
    EmptyTag {
        /// The id of the stack.
        stack: String,
        /// The key of the tag.
        key: String,
    },
    /// A stack set whose rights come from the organization takes no template with macros.
    MacroInStackSet {
        /// The id of the stack.
        stack: String,
        /// The macro.
        name: String,
    },
    /// A name that is the same in every region: the second stack of a stack set in an account fails.
    GlobalName {
        /// The id of the stack.
        stack: String,
        /// What has the name.
        id: String,
        /// The property that says it.
        property: &'static str,
    },
}

/// The commands of every client that is asked for, and what else should be known.
pub(crate) fn all(
    stacks: &Stacks,
    planned: &[(&Stack, Planned)],
    options: &Options<'_>,
) -> (Vec<(Client, Vec<Command>)>, Vec<Note>) {
    let (mut all, mut notes) = (Vec::new(), Vec::new());
    let wanted = |client| options.clients.is_empty() || options.clients.contains(&client);
    if let Some(spread) = &options.spread {
        let own = planned.iter().filter(|(_, one)| !one.goes);
        let commands = own.flat_map(|(stack, one)| spread.commands(stack, one, options));
        all.push((Client::Aws, commands.collect()));
        for (stack, one) in planned {
            spread.notes(stack, one, &mut notes);
        }
        return (all, notes);
    }
    if wanted(Client::Cdk) {
        match &stacks.assembly {
            Some(assembly) => {
                all.push((Client::Cdk, cdk::commands(assembly, planned, options)));
            }
            None if options.clients.contains(&Client::Cdk) => notes.push(Note::NoAssembly),
            None => {}
        }
    }
    if wanted(Client::Aws) {
        notes.extend(bootstrapped(planned));
        let assembly = stacks.assembly.as_deref();
        all.push((Client::Aws, aws::commands(assembly, planned, options)));
        for (stack, _) in planned {
            let empty = stack.tags.iter().filter(|(_, value)| value.is_empty());
            notes.extend(empty.map(|(key, _)| Note::EmptyTag {
                stack: stack.id.clone(),
                key: key.clone(),
            }));
        }
    }
    let mut accounts: Vec<String> = Vec::new();
    for (stack, _) in planned {
        accounts.extend(stack.account.clone().filter(|own| !accounts.contains(own)));
    }
    if accounts.len() > 1 {
        notes.push(Note::Accounts(accounts));
    }
    (all, notes)
}

/// The places of what is published that are there after a bootstrap.
fn bootstrapped(planned: &[(&Stack, Planned)]) -> Option<Note> {
    let assets = planned.iter().flat_map(|(_, one)| &one.assets);
    let mut places: Vec<String> = Vec::new();
    for to in assets.flat_map(|asset| &asset.destinations) {
        let place = match to.strip_prefix("s3://") {
            Some(rest) => rest.split('/').next(),
            None => to.rsplit_once(':').map(|(repository, _)| repository),
        };
        let place = place.filter(|place| place.starts_with("cdk-"));
        places.extend(
            place
                .map(str::to_owned)
                .filter(|place| !places.contains(place)),
        );
    }
    (!places.is_empty()).then_some(Note::Bootstrapped { places })
}

/// What the parameters of a stack are given: those without a default all, the others where it is said.
fn parameters(stack: &Stack, options: &Options<'_>) -> Vec<(String, Word)> {
    let mut all = Vec::new();
    for parameter in stack.template.parameters() {
        let name = parameter.id();
        let mut given = options.given.iter().rev();
        let given = given.find(|given| given.name == name && given.is_for(stack));
        match given {
            Some(given) => all.push((name.to_owned(), Word::text(&given.value))),
            None if parameter.default().is_none() => {
                all.push((name.to_owned(), Word::variable(&format!("PARAM_{name}"))));
            }
            None => {}
        }
    }
    all
}
