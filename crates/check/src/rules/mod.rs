//! The built-in rules: a folder a family, a file a rule.
//!
//! To add one, write its file (declaration, examples, check), name it in the family's list, and
//! put at least one more bad and one more good template below `tests/data/<code>/`.

mod acknowledgement;
mod design;
mod operations;
mod schema;
mod template;
mod values;

use crate::Rule;
use crate::deployment::DeploymentRule;
use crate::rule::BuiltIn;

/// Every built-in rule, family by family.
pub fn rules() -> impl Iterator<Item = &'static dyn Rule> {
    let templates = on_templates().map(|rule| rule as &'static dyn Rule);
    let deployments = on_deployments().map(|rule| rule as &'static dyn Rule);
    let acknowledgements = on_acknowledgements().map(|rule| rule as &'static dyn Rule);
    templates.chain(deployments).chain(acknowledgements)
}

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
