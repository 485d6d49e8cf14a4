//! The built-in rules: a folder a family, a file a rule.
//!
//! To add one, write its file (declaration, examples, check), name it in the family's list, and
//! put at least one more bad and one more good template below `tests/data/<code>/`.
//!
//! # Files
//!
//! `git grep 'code: "CODE"'` finds the file that declares the rule of a code. To find the rule of a
//! subject, look for it in `docs/rules.md` or among the names of the files: `acl_rule_number.rs` is
//! about the numbers of the rules of network ACLs. `docs/rules/CODE.md` is a declaration as a page.
//!
//! | folder | what its rules look at |
//! |---|---|
//! | `template/` | the template as a document: sections, functions, references, policies |
//! | `schema/` | properties, by what the facts say of their types |
//! | `values/` | values of single resources that their schemas allow and AWS refuses |
//! | `operations/` | what resources do together, on Amazon ECS and around it |
//! | `design/` | what deploys, and is regretted later |
//! | `acknowledgement/` | what a template says is known and meant |

mod acknowledgement;
mod design;
mod operations;
mod schema;
mod template;
mod values;

use std::sync::LazyLock;

pub(crate) use schema::{Unlisted, unlisted};

use crate::Rule;
use crate::deployment::DeploymentRule;
use crate::rule::BuiltIn;

/// Every built-in rule, family by family.
pub fn rules() -> impl Iterator<Item = &'static dyn Rule> {
    ALL.iter().copied()
}

/// A list, because a chain of the families would stand, with all that it is made of, in the name of
/// everything that is made of it.
static ALL: LazyLock<Vec<&'static dyn Rule>> = LazyLock::new(|| {
    let mut all: Vec<&'static dyn Rule> = Vec::new();
    for rule in on_templates() {
        all.push(rule);
    }
    for rule in on_deployments() {
        all.push(rule);
    }
    for rule in on_acknowledgements() {
        all.push(rule);
    }
    all
});

/// The rules that look at a template as a whole.
pub(crate) fn on_templates() -> impl Iterator<Item = &'static BuiltIn> {
    [template::RULES, schema::RULES, design::RULES]
        .into_iter()
        .flatten()
        .copied()
}

/// The rules that look at deployments.
pub(crate) fn on_deployments() -> impl Iterator<Item = &'static DeploymentRule> {
    [operations::RULES, values::RULES]
        .into_iter()
        .flatten()
        .copied()
}

/// The rules that look at what a template acknowledges, once the others have run.
pub(crate) fn on_acknowledgements() -> impl Iterator<Item = &'static BuiltIn> {
    acknowledgement::RULES.iter().copied()
}

/// The built-in rule with this code.
pub fn rule(code: &str) -> Option<&'static dyn Rule> {
    rules().find(|rule| rule.declaration().code == code)
}
