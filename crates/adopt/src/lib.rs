//! Templates as Rust programs on constructs, where these come to the same.
//!
//! [`Adopted::of`] finds the groups of resources that a construct makes, writes each as that construct with its
//! ids pinned, and with what differs written past it, builds the program in memory, and compares what it
//! synthesizes to with the template. What is not proved to change nothing stays on typed resources, and
//! [`Left`] says why.
//!
//! ```
//! use stackwright_adopt::Adopted;
//! use stackwright_template::Template;
//!
//! let template = Template::from_yaml("
//! Resources:
//!   Logs:
//!     Type: AWS::Logs::LogGroup
//!     DeletionPolicy: Retain
//!     UpdateReplacePolicy: Retain
//!     Properties: {LogGroupName: /web, RetentionInDays: 7}
//! ")?;
//! let adopted = Adopted::of(&template, "Web", "build");
//! assert_eq!(adopted.program.build, "\
//! /// The stack `Web`.
//! pub fn build(app: &App) {
//!     let stack = app.stack(\"Web\");
//!
//!     stack.add(
//!         \"Logs\",
//!         LogGroup::new()
//!             .name(\"/web\")
//!             .retention(Retention::OneWeek)
//!             .retain(),
//!     );
//!
//!     stack.pin_ids([(\"Logs/Resource\", \"Logs\")]);
//! }
//! ");
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `construct/` | which resources a construct makes, and what it is told: a construct a file |
//! | `found` | what of a template a construct is told |
//! | `policy` | documents of policies, in words |
//! | `said` | what is said twice: to the construct in memory, and in the program |
//! | `candidate` | a group of resources that may be a construct |
//! | `prove` | which of them come to the same |
//! | `world` | the program in memory |
//! | `read` | values of a template in that program |
//! | `why` | why resources stay as they are |

mod candidate;
mod construct;
mod found;
mod policy;
mod prove;
mod read;
mod said;
mod why;
mod world;

use std::collections::{HashMap, HashSet};

use stackwright_import::Program;
use stackwright_import::construct::{Construct, Laid};
use stackwright_template::{Node, Section, Template};

pub use why::Why;

use candidate::Candidate;

/// A template as a program on constructs.
#[derive(Clone, Debug)]
pub struct Adopted {
    /// The program.
    pub program: Program,
    /// The groups of resources that constructs stand for.
    pub groups: Vec<Group>,
    /// The groups that stay on typed resources.
    pub left: Vec<Left>,
    /// How many lines the program has without constructs.
    pub typed_lines: usize,
    /// How many lines it has.
    pub lines: usize,
}

/// Resources that a construct stands for.
#[derive(Clone, Debug)]
pub struct Group {
    /// The construct, as `LogGroup`.
    pub construct: &'static str,
    /// What it is added to the stack under.
    pub name: String,
    /// The logical ids of its resources, the main one first.
    pub resources: Vec<String>,
    /// How many of them are pinned.
    pub pinned: usize,
    /// The properties that are written past it.
    pub laid: Vec<Laid>,
    /// How many lines it takes, with those.
    pub lines: usize,
    /// How many lines the typed resources would take.
    pub typed_lines: usize,
}

/// Resources that a construct could stand for, and does not.
#[derive(Clone, Debug)]
pub struct Left {
    /// The construct.
    pub construct: &'static str,
    /// The logical id of the main resource.
    pub id: String,
    /// Why it does not.
    pub why: Why,
}

impl Adopted {
    /// The program of a template: a function of this name, which adds the stack with this id.
    #[must_use]
    pub fn of(template: &Template, stack: &str, function: &str) -> Self {
        let typed = Program::named(template, stack, function);
        let mut candidates = candidates(template);
        loop {
            prove::prove(template, stack, &mut candidates);
            let live = candidates.iter().filter(|own| own.is_live());
            let constructs: Vec<Construct> = live.map(Candidate::construct).collect();
            let program = Program::with(template, stack, function, &constructs);
            if !gives_up_what_is_longer(&mut candidates, &typed, &program) {
                return Adopted::from(candidates, &typed, program);
            }
        }
    }

    fn from(candidates: Vec<Candidate<'_>>, typed: &Program, program: Program) -> Self {
        let mut adopted = Adopted {
            groups: Vec::new(),
            left: Vec::new(),
            typed_lines: typed.build.lines().count(),
            lines: program.build.lines().count(),
            program,
        };
        for candidate in candidates {
            let (lines, typed_lines) = lines(&candidate, typed, &adopted.program);
            let construct = candidate.matcher.construct;
            match candidate.why {
                Some(why) => adopted.left.push(Left {
                    construct,
                    id: candidate.resource.id().to_owned(),
                    why,
                }),
                None => adopted.groups.push(Group {
                    construct,
                    name: candidate.name,
                    pinned: candidate.parts.iter().filter(|part| part.is_pinned).count(),
                    resources: candidate.parts.into_iter().map(|part| part.id).collect(),
                    laid: candidate.laid,
                    lines,
                    typed_lines,
                }),
            }
        }
        adopted
    }
}

/// The groups that may be constructs: no resource is in two of them.
fn candidates(template: &Template) -> Vec<Candidate<'_>> {
    let mut names = names(template);
    let mut taken: HashSet<String> = HashSet::new();
    let mut candidates = Vec::new();
    for matcher in construct::ALL {
        for resource in template.resources() {
            if resource.resource_type() != Some(matcher.type_name) {
                continue;
            }
            let candidate = Candidate::of(matcher, template, resource, &mut names);
            let is_free =
                |own: &Candidate<'_>| own.parts.iter().all(|part| !taken.contains(&part.id));
            if let Some(candidate) = candidate.filter(is_free) {
                taken.extend(candidate.parts.iter().map(|part| part.id.clone()));
                candidates.push(candidate);
            }
        }
    }
    let names: HashMap<&str, String> = candidates
        .iter()
        .map(|own| (own.id(), own.name.clone()))
        .collect();
    for candidate in &mut candidates {
        candidate.place_parts(|id| names.get(id).cloned());
    }
    candidates
}

/// What programs add other things of the template under.
fn names(template: &Template) -> HashSet<String> {
    let sections = [
        Section::Parameters,
        Section::Mappings,
        Section::Conditions,
        Section::Rules,
        Section::Outputs,
    ];
    let maps = sections
        .into_iter()
        .filter_map(|section| template.section(section).and_then(Node::as_map));
    maps.flat_map(|map| map.keys().map(|key| key.as_str().to_owned()))
        .collect()
}

/// How many lines a construct takes, with what is written past it, and how many its resources take. The ids
/// that it keeps stand in a table, and do not count.
fn lines(candidate: &Candidate<'_>, typed: &Program, program: &Program) -> (usize, usize) {
    let of = |program: &Program, id: &str| program.lines.get(id).copied().unwrap_or_default();
    let parts = candidate.parts.iter().map(|part| of(typed, &part.id));
    (of(program, candidate.id()), parts.sum())
}

/// Whether a construct is not worth it: something is written past it, and with that it takes more lines than
/// its resources.
fn gives_up_what_is_longer(
    candidates: &mut [Candidate<'_>],
    typed: &Program,
    program: &Program,
) -> bool {
    let mut any = false;
    for candidate in candidates.iter_mut().filter(|own| own.is_live()) {
        let (construct, typed) = lines(candidate, typed, program);
        if construct > typed && !candidate.laid.is_empty() {
            candidate.give_up(Why::Longer { construct, typed });
            any = true;
        }
    }
    any
}
