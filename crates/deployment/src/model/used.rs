//! Where conditions are used.

use stackwright_template::{Function, Node, Section, Span};

use super::Model;
use crate::Place;

/// That something depends on a condition.
pub struct UsedCondition<'a> {
    /// The name of the condition.
    pub name: &'a str,
    path: String,
    span: Span,
}

impl UsedCondition<'_> {
    /// Where it is used.
    pub fn place(&self) -> Place {
        Place::new(&self.path, self.span)
    }
}

pub(super) fn conditions_used<'a>(model: &Model<'a>) -> Vec<UsedCondition<'a>> {
    let mut used = Vec::new();
    let template = model.template();
    let resources = template
        .resources()
        .map(|it| ("Resources", it.id(), it.get("Condition")));
    let outputs = template
        .outputs()
        .map(|it| ("Outputs", it.id(), it.get("Condition")));
    for (section, id, condition) in resources.chain(outputs) {
        used.extend(condition.and_then(|node| {
            Some(UsedCondition {
                name: node.as_str()?,
                path: format!("{section}/{id}/Condition"),
                span: node.span,
            })
        }));
    }
    for (spot, call) in model.nodes().calls() {
        let in_conditions = || matches!(spot.section(), "Conditions" | "Rules");
        let name = match call.function {
            Function::If => call.if_().map(|if_| if_.condition),
            Function::Condition if in_conditions() => call.condition(),
            _ => None,
        };
        used.extend(name.map(|name| UsedCondition {
            name,
            path: spot.path().to_string(),
            span: spot.node().span,
        }));
    }
    // A loop over resources or outputs has their conditions further down.
    for section in [Section::Resources, Section::Outputs] {
        if let Some(node) = template.section(section) {
            in_loops(node, section.name(), &mut used);
        }
    }
    used
}

fn in_loops<'a>(node: &'a Node, at: &str, used: &mut Vec<UsedCondition<'a>>) {
    let Some(map) = node.as_map() else { return };
    for (key, value) in map.iter() {
        if !key.as_str().starts_with("Fn::ForEach::") {
            continue;
        }
        let Some(body) = value.as_list().and_then(|parts| parts.get(2)) else {
            continue;
        };
        let at = format!("{at}/{}/2", key.as_str());
        for (key, entry) in body.as_map().into_iter().flat_map(|map| map.iter()) {
            let name = entry.get("Condition").filter(|_| !key.is_macro());
            used.extend(name.and_then(|node| {
                Some(UsedCondition {
                    name: node.as_str()?,
                    path: format!("{at}/{}/Condition", key.as_str()),
                    span: node.span,
                })
            }));
        }
        in_loops(body, &at, used);
    }
}
