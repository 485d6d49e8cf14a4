//! From the graph to templates. Pure: the same graph gives the same bytes.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `stack` | how a stack becomes a template, section by section, and where its parts come from |
//! | `ids` | which logical id everything has, and which clash |
//! | `expr` | how an expression becomes a node of the template |
//! | `sub` | how `Fn::Sub` is written |
//! | `json` | how JSON in a string is written |
//! | `resource` | how a resource is written, and its `DependsOn` |
//! | `parameter` | how a parameter is written, and which values it takes |
//! | `element` | how rules and outputs are written |
//! | `condition` | which condition an element is there under |
//! | `tags` | which tags of scopes a resource gets, and how |
//! | `overrides` | how a property is written past the types |
//! | `dependencies` | what needs what, and what an attribute comes down to |
//! | `export` | what stacks export and import, in which order they are deployed, and rings of them |
//! | `nested` | what stacks in stacks are given, show, and wait for |
//! | `order` | the order of stacks before they are lowered |
//! | `acknowledge` | which findings are acknowledged, and what the metadata says of it |

mod acknowledge;
mod condition;
mod dependencies;
mod element;
mod export;
mod expr;
mod ids;
mod json;
mod nested;
mod order;
mod overrides;
mod parameter;
mod resource;
mod stack;
mod sub;
mod tags;

use std::collections::BTreeSet;

use stackwright_template::{Diagnostic, SourceLine, Text};

pub use stack::{Origin, StackTemplate};

pub(crate) use condition::conditions_beyond;
pub(crate) use dependencies::{needs, resources_of, users};
pub(crate) use order::stack_order;

use crate::Lookup;
use crate::graph::Graph;
use crate::value::Expr;

/// What synthesis gives: the stacks, and what is wrong with them.
#[derive(Debug)]
pub struct Synthesis {
    /// The stacks, in the order in which they can be deployed.
    pub stacks: Vec<StackTemplate>,
    /// Every finding, sorted by the line of the program.
    pub diagnostics: Vec<Diagnostic>,
    /// The findings that the program acknowledges, sorted the same way.
    pub acknowledged: Vec<Diagnostic>,
    /// What the program says exists already: the names and ARNs that constructs
    /// [define](crate::Scope::define) for what is in no template, as far as they are written out.
    pub existing: BTreeSet<Text>,
    /// What the program says has moved.
    pub moved: Vec<Moved>,
    /// What the program looks up, each with the role that may look, where one is asked for.
    pub lookups: Vec<(Lookup, Option<String>)>,
}

/// A construct that was moved, and keeps what is made of its path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Moved {
    /// Its path, as `Web/Service`.
    pub path: String,
    /// The path that it had, with the stack, as `Web/Api/Service`.
    pub from: String,
    /// The line of the program that added it.
    pub source: SourceLine,
}

impl Synthesis {
    /// Whether there is a finding that would stop a deployment.
    pub fn has_errors(&self) -> bool {
        let error = stackwright_template::Severity::Error;
        self.diagnostics.iter().any(|found| found.severity == error)
    }

    /// All templates: each stack, and after it the stacks in it.
    pub fn templates(&self) -> impl Iterator<Item = &StackTemplate> {
        self.stacks.iter().flat_map(StackTemplate::with_nested)
    }

    /// The stack of this id, or of this name.
    pub fn stack(&self, id: &str) -> Option<&StackTemplate> {
        let by_id = self.stacks.iter().find(|stack| stack.id == id);
        by_id.or_else(|| self.stacks.iter().find(|stack| stack.name == id))
    }
}

pub(crate) fn synthesize(graph: &Graph) -> Synthesis {
    let mut lowering = stack::Lowering::new(graph);
    let stacks = lowering.stacks();
    let (diagnostics, acknowledged) = lowering.into_findings();
    Synthesis {
        stacks,
        diagnostics,
        acknowledged,
        moved: graph.moved(),
        existing: existing(graph),
        lookups: lookups(graph),
    }
}

fn lookups(graph: &Graph) -> Vec<(Lookup, Option<String>)> {
    let lookups = graph.lookups.iter().map(|lookup| {
        let bootstrap = graph.bootstrap_of(lookup.node);
        let place = |name: &str| lookup.props.get(name).and_then(|text| text.as_str());
        let arn = bootstrap.has_roles().then(|| {
            let arn = bootstrap.role_arn("lookup");
            let arn = arn.replace("${AWS::AccountId}", place("account").unwrap_or_default());
            arn.replace("${AWS::Region}", place("region").unwrap_or_default())
        });
        (lookup.clone(), arn)
    });
    lookups.collect()
}

fn existing(graph: &Graph) -> BTreeSet<Text> {
    let is_elsewhere = |id| graph.resource_of(id).is_none();
    let nodes = graph.iter().filter(|(id, _)| is_elsewhere(*id));
    let values = nodes.flat_map(|(_, node)| &node.attributes);
    let names = values.filter_map(|(_, value)| match value {
        Expr::Str(text) => Some(text.clone()),
        _ => None,
    });
    names.collect()
}
