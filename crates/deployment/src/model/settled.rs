//! What conditions and defaults decide.

use stackwright_template::hash::{HashMap, HashSet};
use stackwright_template::{Node, Template};

use super::{Model, ParameterType};

/// Resources that conditions can leave out, or change altogether.
pub struct Conditional<'a> {
    /// Their logical ids.
    pub ids: HashSet<&'a str>,
    /// Their types.
    pub types: HashSet<&'a str>,
}

impl<'a> Conditional<'a> {
    pub(super) fn of(template: &'a Template) -> Self {
        let mut conditional = Conditional {
            ids: HashSet::default(),
            types: HashSet::default(),
        };
        for resource in template.resources() {
            let is_whole = |properties: &Node| properties.as_call().is_some();
            let properties = resource.get("Properties");
            if resource.condition().is_some() || properties.is_some_and(is_whole) {
                conditional.ids.insert(resource.id());
                conditional.types.extend(resource.resource_type());
            }
        }
        conditional
    }
}

/// What parameters are by default. Those that are read at deployment are not known.
pub(super) fn defaults<'a>(model: &Model<'a>) -> HashMap<&'a str, Node> {
    let mut defaults = HashMap::default();
    for parameter in model.template().parameters() {
        let of_type = parameter.parameter_type().and_then(ParameterType::parse);
        let default = model.given_to(parameter).or(parameter.default());
        let (Some(of_type), Some(default)) = (of_type, default) else {
            continue;
        };
        let Some(text) = model.text(default).filter(|_| !of_type.stored) else {
            continue;
        };
        let item = |text: &str| Node::from(text.trim().to_owned());
        let mut node = match of_type.list {
            true => Node::from(text.split(',').map(item).collect::<Vec<Node>>()),
            false => Node::from(text.into_owned()),
        };
        node.span = default.span;
        defaults.insert(parameter.id(), node);
    }
    defaults
}
