//! Where conditions are used.

use stackwright_template::{Function, Node, Path, Section, Segment, Span, Template, Walk};

use crate::Place;

/// That something depends on a condition.
pub(crate) struct UsedCondition<'a> {
    pub(crate) name: &'a str,
    path: String,
    span: Span,
}

impl UsedCondition<'_> {
    pub(crate) fn place(&self) -> Place {
        Place::new(&self.path, self.span)
    }
}

pub(super) fn conditions_used(template: &Template) -> Vec<UsedCondition<'_>> {
    let mut used = Vec::new();
    template.walk(|path: &Path<'_>, node| {
        let segments = path.segments();
        if let [
            Segment::Key("Resources" | "Outputs"),
            _,
            Segment::Key("Condition"),
        ] = segments
        {
            used.extend(node.as_str().map(|name| UsedCondition {
                name,
                path: path.to_string(),
                span: node.span,
            }));
        }
        let Some(call) = node.as_call() else {
            return Walk::Into;
        };
        let in_conditions = matches!(segments.first(), Some(Segment::Key("Conditions" | "Rules")));
        let name = match call.function {
            Function::If => call.if_().map(|if_| if_.condition),
            Function::Condition if in_conditions => call.condition(),
            _ => None,
        };
        used.extend(name.map(|name| UsedCondition {
            name,
            path: path.to_string(),
            span: node.span,
        }));
        Walk::Into
    });
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
