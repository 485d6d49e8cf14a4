//! What is to be deployed, and where.

use stackwright_change::Lock;
use stackwright_template::Template;

/// Some stacks, in an order in which they may be deployed or in none.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Stacks {
    /// The directory of the assembly that they are in, as a command line is told of it; nothing for templates
    /// that are files alone.
    pub assembly: Option<String>,
    /// The stacks that are deployed by themselves.
    pub stacks: Vec<Stack>,
}

/// A stack that is to be deployed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stack {
    /// What tells it apart from the others.
    pub id: String,
    /// What CloudFormation calls it.
    pub name: String,
    /// What the AWS CDK command line calls it: its path in the app, as `Prod/Web`.
    pub shown: String,
    /// Its template.
    pub template: Template,
    /// How many bytes the template has as it is written.
    pub bytes: usize,
    /// The file with the template, as a command line is told of it.
    pub file: String,
    /// The account, where it is known.
    pub account: Option<String>,
    /// The region, where it is known.
    pub region: Option<String>,
    /// The ids of the stacks after which it is said to be deployed.
    pub after: Vec<String>,
    /// The tags of the stack itself.
    pub tags: Vec<(String, String)>,
    /// Whether it may not be deleted.
    pub is_protected: bool,
    /// The ARNs of the topics that are told what becomes of it.
    pub topics: Vec<String>,
    /// Who deploys it, where a role is named.
    pub deploy_role: Option<String>,
    /// Who CloudFormation is for what it makes, where a role is named.
    pub execution_role: Option<String>,
    /// What is published before.
    pub assets: Vec<Asset>,
    /// The constructs of its resources and of those in stacks in it: paths with logical ids.
    pub constructs: Vec<(String, String)>,
    /// The stacks in it whose templates are known, each with its path of logical ids, as `Inner/Deeper`.
    pub nested: Vec<(String, Template)>,
}

/// Something that is published before a stack is deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Asset {
    /// What command lines call it: the path of its construct, or its hash.
    pub name: String,
    /// What it is.
    pub kind: AssetKind,
    /// Where it is, as a command line is told of it.
    pub source: String,
    /// Where it goes: `s3://BUCKET/KEY` or `REPOSITORY:TAG`. `${AWS::AccountId}` and its like are those of
    /// where the stack is deployed.
    pub destinations: Vec<String>,
}

/// What an asset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AssetKind {
    /// A file, as it is.
    File,
    /// A directory, as an archive.
    Directory,
    /// An image of a container.
    Image,
}

impl Stacks {
    /// The logical ids of all resources of which the construct is known.
    pub fn lock(&self) -> Lock {
        let mut lock = Lock::default();
        for stack in &self.stacks {
            for (path, id) in &stack.constructs {
                let mut found = stack.templates().filter_map(|(_, own)| own.resource(id));
                if let Some(of_type) = found.next().and_then(|found| found.resource_type()) {
                    lock.add(path, of_type, id, Some(&stack.name));
                }
            }
        }
        lock
    }

    /// Stacks that are in no assembly.
    pub fn of(stacks: Vec<Stack>) -> Self {
        Stacks {
            assembly: None,
            stacks,
        }
    }
}

impl Stack {
    /// A stack of a template in a file, of which nothing else is known. What no name of a stack may have in
    /// it becomes `-`.
    pub fn of_file(name: &str, file: impl Into<String>, bytes: usize, template: Template) -> Self {
        Stack {
            id: name.to_owned(),
            name: stack_name(name),
            shown: name.to_owned(),
            template,
            bytes,
            file: file.into(),
            account: None,
            region: None,
            after: Vec::new(),
            tags: Vec::new(),
            is_protected: false,
            topics: Vec::new(),
            deploy_role: None,
            execution_role: None,
            assets: Vec::new(),
            constructs: Vec::new(),
            nested: Vec::new(),
        }
    }

    /// Its template, and those of the stacks in it, each with its path; the own one has none.
    pub fn templates(&self) -> impl Iterator<Item = (&str, &Template)> {
        let nested = self.nested.iter();
        let nested = nested.map(|(path, template)| (path.as_str(), template));
        std::iter::once(("", &self.template)).chain(nested)
    }

    /// Whether two stacks are or may be in one account and region.
    pub(crate) fn may_be_beside(&self, other: &Stack) -> bool {
        let same = |one: &Option<String>, other: &Option<String>| match (one, other) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        same(&self.account, &other.account) && same(&self.region, &other.region)
    }
}

/// Letters, digits and hyphens, a letter first, at most 128.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html>
fn stack_name(name: &str) -> String {
    let kept = |c: char| match c.is_ascii_alphanumeric() {
        true => c,
        false => '-',
    };
    let name: String = name.chars().map(kept).collect();
    let name = match name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => name,
        false => format!("stack-{name}"),
    };
    name.trim_end_matches('-').chars().take(128).collect()
}
