use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use stackwright_change::Lock;
use stackwright_plan::mapping::{Identifier, Importing, Refactoring};

use crate::exit::{ERRORS, SUCCESS};
use crate::failure::Failure;
use crate::plan::stacks;
use crate::progress::Progress;
use crate::terminal::Outputs;

const EXAMPLES: &str = "Examples:
  stackwright mapping import --old deployed.yaml template.yaml --identifier Jobs=https://sqs...
  cdk import --resource-mapping mapping.json
  stackwright mapping refactor cdk.out.before cdk.out --for aws
  stackwright mapping refactor ids.lock.before ids.lock --moved Web/Old=Web/New";

/// Write files that tell clients which resource is which.
///
/// To take existing resources over into a stack, and to give resources other logical ids or other stacks
/// without making them anew. Nothing is asked of AWS, and nothing is deployed.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES, disable_help_subcommand = true)]
pub(super) struct Mapping {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Import(Import),
    Refactor(Refactor),
}

/// Whose file it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum For {
    /// `cdk import --resource-mapping`, `cdk refactor --override-file`.
    #[default]
    Cdk,
    /// `aws cloudformation create-change-set --resources-to-import`, `create-stack-refactor --resource-mappings`.
    Aws,
}

/// Name the existing resources that a stack takes over, by what identifies them.
///
/// What identifies a resource is taken from its properties, where it is a text, and from --identifier. The
/// exit code is 1 if something is missing: the clients leave such resources out without a word.
#[derive(Args, Debug)]
struct Import {
    /// Whose file it is.
    #[arg(long = "for", value_enum, default_value_t)]
    client: For,

    /// What is deployed now: what it has is not imported.
    #[arg(long, value_name = "TEMPLATE")]
    old: Option<PathBuf>,

    /// Only these resources, by their logical ids; may be repeated.
    #[arg(long, value_name = "ID")]
    resource: Vec<String>,

    /// What identifies a resource, as ID=VALUE or ID.NAME=VALUE; may be repeated.
    #[arg(long, value_name = "IDENTIFIER", value_parser = identifier)]
    identifier: Vec<Identifier>,

    /// The template that is to have them.
    #[arg(value_name = "TEMPLATE")]
    template: PathBuf,
}

/// Name the resources that get other logical ids, or other stacks, and stay what they are.
///
/// Of two locks of logical ids what stands at the same path, and what --moved says; of templates and
/// assemblies what says the same. The exit code is 1 if there is none.
#[derive(Args, Debug)]
struct Refactor {
    /// Whose file it is.
    #[arg(long = "for", value_enum, default_value_t)]
    client: For,

    /// The account in which the stacks are, for AWS CDK.
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,

    /// The region in which the stacks are, for AWS CDK.
    #[arg(long, value_name = "REGION")]
    region: Option<String>,

    /// What of a lock has moved, as OLD=NEW of two paths with their stacks; may be repeated.
    #[arg(long, value_name = "PATHS", value_parser = paths)]
    moved: Vec<(String, String)>,

    /// What takes the refactoring back.
    #[arg(long)]
    reverse: bool,

    /// What is deployed now: a lock, a template, or an assembly.
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// What shall be: the same.
    #[arg(value_name = "NEW")]
    new: PathBuf,
}

fn identifier(text: &str) -> Result<Identifier, String> {
    let parsed = Identifier::parse(text);
    parsed.ok_or_else(|| "it is not of the form ID=VALUE or ID.NAME=VALUE".to_owned())
}

fn paths(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=');
    let pair = pair.filter(|(old, new)| !old.is_empty() && !new.is_empty());
    let pair = pair.map(|(old, new)| (old.to_owned(), new.to_owned()));
    pair.ok_or_else(|| "it is not of the form OLD=NEW".to_owned())
}

impl Mapping {
    pub fn run(&self, outputs: &mut Outputs<'_>) -> u8 {
        let done = match &self.what {
            What::Import(import) => import.run(outputs),
            What::Refactor(refactor) => refactor.run(outputs),
        };
        match done {
            Ok(code) => code,
            Err(failure) => outputs.end(Err(failure), SUCCESS),
        }
    }
}

impl Import {
    fn run(&self, outputs: &mut Outputs<'_>) -> Result<u8, Failure> {
        let template = single(&self.template)?;
        let old = self.old.as_deref().map(single).transpose()?;
        let unknown = self
            .resource
            .iter()
            .chain(self.identifier.iter().map(|own| &own.id));
        let unknown: Vec<&str> = unknown
            .filter(|id| template.resource(id).is_none())
            .map(String::as_str)
            .collect();
        if !unknown.is_empty() {
            let message = format!("the template has no resource {}", unknown.join(", "));
            return Err(Failure::Unreadable(message));
        }
        let said = &self.identifier;
        let importing = Importing::of(&template, old.as_ref(), &self.resource, said);
        outputs.print(&match self.client {
            For::Cdk => importing.to_cdk(),
            For::Aws => importing.to_aws(),
        })?;
        // Where standard error is closed, nobody could be told.
        for one in &importing.not_named {
            let id = &one.id;
            let said = match &one.missing[..] {
                [] => format!("nobody here knows what identifies it, a {}", one.type_name),
                [name] => format!("say --identifier {id}=... with its {name}"),
                _ => {
                    let words = one.missing.iter();
                    let words = words.map(|name| format!("--identifier {id}.{name}=..."));
                    format!("say {}", words.collect::<Vec<_>>().join(" "))
                }
            };
            let _ = writeln!(outputs.stderr, "error: {id} is left out: {said}");
        }
        for id in &importing.without_policy {
            let note = "CloudFormation wants one of what it imports";
            let _ = writeln!(outputs.stderr, "note: {id} has no `DeletionPolicy`; {note}");
        }
        let is_whole = importing.not_named.is_empty() && !importing.resources.is_empty();
        Ok(if is_whole { SUCCESS } else { ERRORS })
    }
}

impl Refactor {
    fn run(&self, outputs: &mut Outputs<'_>) -> Result<u8, Failure> {
        let (refactoring, after) = match (is_lock(&self.old), is_lock(&self.new)) {
            (true, true) => {
                let (old, new) = (lock(&self.old)?, lock(&self.new)?);
                (Refactoring::of_locks(&old, &new, &self.moved), None)
            }
            (false, false) if self.moved.is_empty() => {
                let progress = outputs.progress();
                let read = |path| stacks::read(path, &progress);
                let (old, new) = (read(&self.old)?, read(&self.new)?);
                (Refactoring::between(&old, &new), Some(new))
            }
            (false, false) => {
                let message = "--moved is for locks: templates show what has moved";
                return Err(Failure::Unreadable(message.to_owned()));
            }
            _ => {
                let message = "one is a lock, and the other one is none";
                return Err(Failure::Unreadable(message.to_owned()));
            }
        };
        for one in refactoring.moves.iter().filter(|one| one.changes) {
            let id = &one.to.id;
            let note =
                "CloudFormation refactors nothing that changes at once: deploy that afterwards";
            let _ = writeln!(outputs.stderr, "note: {id} changes, too: {note}");
        }
        let is_empty = refactoring.moves.is_empty();
        let command = after.filter(|_| !is_empty && self.client == For::Aws);
        let command = command.map(|after| refactoring.command(&after, "mapping.json"));
        let refactoring = match self.reverse {
            true => refactoring.reversed(),
            false => refactoring,
        };
        outputs.print(&match self.client {
            For::Aws => refactoring.to_aws(),
            For::Cdk => {
                let (Some(account), Some(region)) = (&self.account, &self.region) else {
                    let message =
                        "the file of AWS CDK says where the stacks are: say --account and --region";
                    return Err(Failure::Unreadable(message.to_owned()));
                };
                refactoring.to_cdk(account, region)
            }
        })?;
        if let Some(command) = command.filter(|_| !self.reverse) {
            let _ = writeln!(
                outputs.stderr,
                "# as mapping.json for\n{}",
                command.lines("")
            );
        }
        Ok(if is_empty { ERRORS } else { SUCCESS })
    }
}

fn single(path: &Path) -> Result<stackwright_template::Template, Failure> {
    let read = stacks::read(path, &Progress::silent())?;
    match <[_; 1]>::try_from(read.stacks) {
        Ok([stack]) => Ok(stack.template),
        Err(all) => Err(Failure::Unreadable(format!(
            "`{}` holds {} stacks; name the template of one",
            path.display(),
            all.len()
        ))),
    }
}

/// A file whose name says that it is a lock.
fn is_lock(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.is_file() && name.contains(".lock")
}

fn lock(path: &Path) -> Result<Lock, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Lock::parse(&text)),
        Err(error) => Err(Failure::Unreadable(format!(
            "cannot read `{}`: {error}",
            path.display()
        ))),
    }
}
