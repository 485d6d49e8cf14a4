//! What it takes to deploy some stacks.

use stackwright_template::{Node, Template};

use crate::order::Edges;
use crate::steps::Before;
use crate::{
    After, Asked, Asset, Client, Command, Quota, Stack, Stacks, Step, capabilities, command, quotas,
};

/// What is asked.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options<'o> {
    /// What is deployed now, where that is known.
    pub before: Option<&'o Stacks>,
    /// What parameters are given.
    pub given: Vec<Given>,
    /// Which command lines are meant; both, if none is said.
    pub clients: Vec<Client>,
    /// One template in many accounts and regions.
    pub spread: Option<crate::Spread>,
}

/// A parameter that is given a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Given {
    /// The stack that has it, by its name, its id or its path; nothing for every one that has it.
    pub stack: Option<String>,
    /// The parameter.
    pub name: String,
    /// The value.
    pub value: String,
}

impl Given {
    /// A parameter of every stack that has it.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Given {
            stack: None,
            name: name.into(),
            value: value.into(),
        }
    }

    /// Reads `[STACK:]NAME=VALUE`, as the AWS CDK command line has it.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, value) = text.split_once('=')?;
        let (stack, name) = match name.split_once(':') {
            Some((stack, name)) => (Some(stack.to_owned()), name),
            None => (None, name),
        };
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric());
        is_name.then(|| Given {
            stack,
            ..Given::new(name, value)
        })
    }

    /// Whether it is meant for a stack.
    pub(crate) fn is_for(&self, stack: &Stack) -> bool {
        let own = [&stack.id, &stack.name, &stack.shown];
        self.stack.as_ref().is_none_or(|name| own.contains(&name))
    }
}

/// What it takes to deploy some stacks.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Plan {
    /// The stacks in the order in which they are deployed or deleted.
    pub stacks: Vec<Planned>,
    /// The ids of those that wait for each other, so that none of them can be first.
    pub ring: Vec<String>,
    /// What is said to the command lines, for each that is asked for.
    pub commands: Vec<(Client, Vec<Command>)>,
    /// What no command line is told and should be known.
    pub notes: Vec<crate::Note>,
}

/// What it takes to deploy one stack.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Planned {
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
    /// Whether it goes, because it is no more among the stacks.
    pub goes: bool,
    /// Its stage, from 0: all stacks of a stage can be deployed at the same time, after those of earlier ones.
    pub stage: usize,
    /// What it waits for.
    pub after: Vec<After>,
    /// What has to be acknowledged.
    pub capabilities: Vec<Asked>,
    /// The parameters without a default, which have to be given.
    pub parameters: Vec<Missing>,
    /// What is published before.
    pub assets: Vec<Asset>,
    /// What is near a quota, or above.
    pub quotas: Vec<Quota>,
    /// How many bytes its template has.
    pub bytes: usize,
    /// The stacks in it whose templates are not known: what they ask for is not known either.
    pub unseen: Vec<String>,
    /// What one deployment cannot do, where it is known what is deployed now.
    pub steps: Vec<Step>,
}

impl Planned {
    /// Whether the template is too long for the call and has to be in a bucket.
    pub fn needs_bucket(&self) -> bool {
        self.bytes > Template::INLINE_BYTES
    }
}

/// A parameter without a default.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Missing {
    /// Its name.
    pub name: String,
    /// Its type.
    pub type_name: String,
    /// What it is for.
    pub description: Option<String>,
    /// What it may be, where that is a list.
    pub allowed: Vec<String>,
    /// Whether CloudFormation never shows it.
    pub is_secret: bool,
    /// The value that it is given in the commands.
    pub given: Option<String>,
}

impl Plan {
    /// What it takes to deploy these stacks.
    ///
    /// ```
    /// use stackwright_plan::{Capability, Options, Plan, Stack, Stacks};
    /// use stackwright_template::Template;
    ///
    /// let text = "Resources: {Task: {Type: AWS::IAM::Role, Properties: {RoleName: task}}}";
    /// let stack = Stack::of_file("web", "web.yaml", text.len(), Template::from_yaml(text)?);
    /// let plan = Plan::of(&Stacks::of(vec![stack]), &Options::default());
    /// let [web] = &plan.stacks[..] else { panic!("there is one stack") };
    /// assert_eq!(web.capabilities[0].capability, Capability::NamedIam);
    /// # Ok::<(), stackwright_template::ReadError>(())
    /// ```
    pub fn of(stacks: &Stacks, options: &Options<'_>) -> Self {
        let mut edges = Edges::of(stacks);
        let before = options.before.map(|before| Before::new(before, stacks));
        let gone = before.as_ref().map(Before::gone).unwrap_or_default();
        edges.make_room(gone.len());
        let kept = before.as_ref().map(|before| before.order(&mut edges));
        let kept = kept.unwrap_or_default();
        let all: Vec<&Stack> = stacks.stacks.iter().chain(gone).collect();
        let ordered = edges.order();
        let mut planned = Vec::with_capacity(all.len());
        for (at, stage) in &ordered.order {
            let Some(stack) = all.get(*at) else { continue };
            let goes = *at >= stacks.stacks.len();
            let mut one = match goes {
                true => Planned::bare(stack),
                false => Planned::of(stack, options),
            };
            one.goes = goes;
            one.stage = *stage;
            one.after = edges.after(*at, &all);
            if let (Some(before), false) = (&before, goes) {
                one.steps = before.hazards(stack);
            }
            let own = kept.iter().filter(|(of, _)| of == at);
            one.steps.extend(own.map(|(_, step)| step.clone()));
            planned.push((*stack, one));
        }
        let ring = ordered.ring.iter().filter_map(|at| all.get(*at));
        let ring = ring.map(|stack| stack.id.clone()).collect();
        let (commands, notes) = command::all(stacks, &planned, options);
        Plan {
            stacks: planned.into_iter().map(|(_, one)| one).collect(),
            ring,
            commands,
            notes,
        }
    }

    /// Whether something cannot be deployed as it is: stacks that wait for each other, more than a quota,
    /// or a change that one deployment cannot do.
    pub fn is_stuck(&self) -> bool {
        let over = |stack: &Planned| stack.quotas.iter().any(|quota| quota.count > quota.most);
        let stuck = |stack: &Planned| !stack.steps.is_empty() || over(stack);
        !self.ring.is_empty() || self.stacks.iter().any(stuck)
    }
}

impl Planned {
    /// Of a stack that goes nothing is needed.
    fn bare(stack: &Stack) -> Self {
        Planned {
            id: stack.id.clone(),
            name: stack.name.clone(),
            shown: stack.shown.clone(),
            account: stack.account.clone(),
            region: stack.region.clone(),
            goes: false,
            stage: 0,
            after: Vec::new(),
            capabilities: Vec::new(),
            parameters: Vec::new(),
            assets: Vec::new(),
            quotas: Vec::new(),
            bytes: 0,
            unseen: Vec::new(),
            steps: Vec::new(),
        }
    }

    fn of(stack: &Stack, options: &Options<'_>) -> Self {
        Planned {
            capabilities: capabilities::of(stack),
            parameters: missing(stack, options),
            assets: stack.assets.clone(),
            quotas: quotas::of(stack),
            bytes: stack.bytes,
            unseen: unseen(stack),
            ..Planned::bare(stack)
        }
    }
}

fn missing(stack: &Stack, options: &Options<'_>) -> Vec<Missing> {
    let needed = stack.template.parameters();
    let needed = needed.filter(|parameter| parameter.default().is_none());
    let missing = needed.map(|parameter| {
        let text = |node: &Node| match node.as_str() {
            Some(text) => text.to_owned(),
            None => node.as_number().map(|n| n.to_string()).unwrap_or_default(),
        };
        let allowed = parameter.allowed_values().iter().map(text);
        // The last one that is meant for it, as command lines have it.
        let mut given = options.given.iter().rev();
        let given = given.find(|given| given.name == parameter.id() && given.is_for(stack));
        Missing {
            name: parameter.id().to_owned(),
            type_name: parameter.parameter_type().unwrap_or("String").to_owned(),
            description: parameter.description().map(str::to_owned),
            allowed: allowed.collect(),
            is_secret: parameter.no_echo(),
            given: given.map(|given| given.value.clone()),
        }
    });
    missing.collect()
}

/// The stacks in a stack of which nothing is known here.
fn unseen(stack: &Stack) -> Vec<String> {
    let mut unseen = Vec::new();
    for (path, template) in stack.templates() {
        for resource in template.resources() {
            let own = match path {
                "" => resource.id().to_owned(),
                path => format!("{path}/{}", resource.id()),
            };
            let is_stack = resource.resource_type() == Some("AWS::CloudFormation::Stack");
            let is_known = stack.nested.iter().any(|(known, _)| *known == own);
            if is_stack && !is_known {
                unseen.push(own);
            }
        }
    }
    unseen
}
