//! CloudFormation templates as Rust programs.
//!
//! A [`Program`] is written on typed resources and synthesizes to an equal template: the same logical
//! ids, the same values, in every section. What the types do not take is written past them, value by
//! value; what has no form at all (loops, macros beside other properties, sections of other tools) is
//! included as it stands. Nothing is lost in silence: [`Program::notes`] says what was not typed.
//!
//! ```
//! use stackwright_import::Program;
//! use stackwright_template::Template;
//!
//! let template = Template::from_yaml("
//! Resources:
//!   Jobs:
//!     Type: AWS::SQS::Queue
//!     Properties:
//!       ## Half a minute.
//!       VisibilityTimeout: 30
//! ")?;
//! let program = Program::of(&template, "Web");
//! assert_eq!(program.build, "\
//! /// The stack `Web`.
//! pub fn build(app: &App) {
//!     let stack = app.stack(\"Web\");
//!
//!     stack.add(
//!         \"Jobs\",
//!         sqs::Queue::new()
//!             // Half a minute.
//!             .visibility_timeout(30),
//!     );
//! }
//! ");
//! assert!(program.features.contains("sqs"));
//! # Ok::<(), stackwright_template::ReadError>(())
//! ```
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `program` | the statements, in order |
//! | `construct/` | constructs in the place of groups of resources |
//! | `element/` | parameters, mappings, rules, resources, outputs as constructs |
//! | `value/` | values as expressions of the types that their places take |
//! | `types` | what places take, and what fits |
//! | `statement` | statements, and which variables are needed |
//! | `uses` | what the program imports |
//! | `names` | what variables and ids are called |
//! | `order` | what is declared before what |
//! | `comments` | comments of YAML, and what each is about |
//! | `project` | the files of a project |
//! | `rust/` | expressions, and the lines that rustfmt makes of them |

mod comments;
pub mod construct;
mod element;
mod names;
mod order;
mod program;
mod project;
mod rust;
mod statement;
mod types;
mod uses;
mod value;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use stackwright_template::Template;

pub use project::{Project, function_names, stack_id};

use construct::{Construct, Constructs};
use program::Builder;
use rust::Code;

/// A template as a function that adds its stack to an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The id of the stack.
    pub stack: String,
    /// The name of the function.
    pub function: String,
    /// `pub fn build(app: &App) { .. }`
    pub build: String,
    /// The features of the crate that it needs, one a service.
    pub features: BTreeSet<String>,
    /// The constructs that it names, by their modules.
    pub constructs: Constructs,
    /// How many lines each resource takes, and each construct by its main one.
    pub lines: BTreeMap<String, usize>,
    /// What is not on typed resources, and what is lost.
    pub notes: Vec<Note>,
}

/// Something that has no typed form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What became of it.
    pub kind: NoteKind,
    /// The element: a section and an id, or the id of a resource.
    pub place: String,
    /// What exactly: a type, a property; or nothing.
    pub what: String,
}

/// What became of something that has no typed form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NoteKind {
    /// It is not in the program.
    Dropped,
    /// It is included as it stands.
    Included,
    /// The resource is there without types: its type is not known, or lacks what it requires.
    Raw,
    /// The property is written past the types, which do not know it.
    PastTypes,
}

impl Program {
    /// The program of a template, whose stack gets this id.
    #[must_use]
    pub fn of(template: &Template, stack: &str) -> Self {
        Program::named(template, stack, "build")
    }

    /// What the function imports: lines with `use`.
    #[must_use]
    pub fn uses(&self) -> String {
        uses::uses(&self.build, &self.constructs)
    }

    /// The same, by a function of this name.
    #[must_use]
    pub fn named(template: &Template, stack: &str, function: &str) -> Self {
        Program::with(template, stack, function, &[])
    }

    /// The same, with constructs in the place of resources.
    #[must_use]
    pub fn with(
        template: &Template,
        stack: &str,
        function: &str,
        constructs: &[Construct],
    ) -> Self {
        let is_yaml = template
            .source()
            .is_some_and(|source| !source.text().trim_start().starts_with('{'));
        let mut builder = Builder::new(template, is_yaml, constructs);
        let made = Code::atom("app").method("stack", [Code::text(stack)]);
        builder.build(made);

        let mut used = HashSet::new();
        for statement in &builder.statements {
            statement.names(&mut used);
        }
        let mut body = String::new();
        // How many lines there are before each statement.
        let mut before = Vec::with_capacity(builder.statements.len() + 1);
        for statement in &builder.statements {
            before.push(body.matches('\n').count());
            statement.write(&used, &mut body);
        }
        before.push(body.matches('\n').count());
        let lines = builder.spans.iter().map(|(id, span)| {
            // What is said of the template stands before all of them.
            let at = |index: usize| before.get(index + 1).copied().unwrap_or_default();
            (
                (*id).to_owned(),
                at(span.end).saturating_sub(at(span.start)),
            )
        });
        let lines = lines.collect();
        let build =
            format!("/// The stack `{stack}`.\npub fn {function}(app: &App) {{\n{body}}}\n");
        Program {
            stack: stack.to_owned(),
            function: function.to_owned(),
            build,
            features: builder.features,
            constructs: builder.imports,
            lines,
            notes: builder.notes,
        }
    }
}
