//! `Fn::ForEach`: what it makes, where its list is written out.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html>

use std::borrow::Cow;

use stackwright_template::{Call, Map, Node, Section, SubPart, Template, Value};

/// What a key begins with that is a loop.
const LOOP: &str = "Fn::ForEach::";

/// A template without the loops whose lists are written out.
pub(crate) struct Expanded<'t> {
    pub template: Cow<'t, Template>,
    /// The loops over resources whose lists only deployment knows, by their keys.
    pub open: Vec<(String, Node)>,
}

impl<'t> Expanded<'t> {
    pub fn of(template: &'t Template) -> Self {
        let looped = |section: &Section| {
            let map = template.section(*section).and_then(Node::as_map);
            map.is_some_and(|map| map.keys().any(|key| key.as_str().starts_with(LOOP)))
        };
        let sections = [Section::Resources, Section::Outputs, Section::Conditions];
        let mut template = Cow::Borrowed(template);
        let mut open = Vec::new();
        for section in sections.into_iter().filter(looped) {
            let Some(map) = template.section(section).and_then(Node::as_map) else {
                continue;
            };
            let map = expand(map, &[]);
            if section == Section::Resources {
                let loops = map.iter().filter(|(key, _)| key.as_str().starts_with(LOOP));
                open = loops
                    .map(|(key, node)| (key.as_str().to_owned(), node.clone()))
                    .collect();
            }
            template.to_mut().set(section, map);
        }
        Expanded { template, open }
    }
}

/// Which value the name of a loop has in its present round.
type Names<'n> = [(&'n str, String)];

/// The map with these names filled in, and with what its loops make in their places.
fn expand(map: &Map, names: &Names<'_>) -> Map {
    let mut expanded = Map::new();
    for (key, value) in map.iter() {
        match rounds(key.as_str(), value, names) {
            Some((name, values, body)) => {
                for value in values {
                    let mut names = names.to_vec();
                    names.push((name, value));
                    for (key, node) in expand(body, &names) {
                        expanded.insert(key, node);
                    }
                }
            }
            None => {
                expanded.insert(filled(key.as_str(), names), fill(value, names));
            }
        }
    }
    expanded
}

/// The name, the values and the body of a loop whose list is written out.
fn rounds<'n>(
    key: &str,
    node: &'n Node,
    names: &Names<'_>,
) -> Option<(&'n str, Vec<String>, &'n Map)> {
    if !key.starts_with(LOOP) {
        return None;
    }
    let [name, list, body] = node.as_list()? else {
        return None;
    };
    let words = list.as_list()?.iter().map(|item| match &item.value {
        Value::String(text) => Some(filled(text, names)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    Some((
        name.as_str()?,
        words.collect::<Option<_>>()?,
        body.as_map()?,
    ))
}

fn fill(node: &Node, names: &Names<'_>) -> Node {
    match &node.value {
        Value::String(text) => Node::from(filled(text, names)),
        Value::List(items) => {
            let items = items.iter().map(|item| fill(item, names));
            Node::from(items.collect::<Vec<_>>())
        }
        Value::Map(map) => Node::from(expand(map, names)),
        Value::Call(call) => fill_call(call, names),
        Value::Null | Value::Bool(_) | Value::Number(_) => node.clone(),
    }
}

fn fill_call(call: &Call, names: &Names<'_>) -> Node {
    let own = |target: &str| names.iter().find(|(name, _)| *name == target);
    if let Some((_, value)) = call.reference().and_then(own) {
        return Node::from(value.clone());
    }
    let filled = Node::call(call.function, fill(&call.argument, names));
    // A text in which nothing is left to fill in is what it says.
    let text = filled.as_call().and_then(|call| call.sub());
    match text {
        Some(sub) if sub.variables.is_none() && sub.references().next().is_none() => {
            let parts = sub.parts();
            let text = parts.iter().map(|part| match part {
                SubPart::Literal(text) => *text,
                SubPart::Variable(_) => "",
            });
            Node::from(text.collect::<String>())
        }
        _ => filled,
    }
}

/// `${Name}` is the value, `&{Name}` its letters and digits.
fn filled(text: &str, names: &Names<'_>) -> String {
    let mut text = text.to_owned();
    // An inner loop may use the name of an outer one again.
    for (name, value) in names.iter().rev() {
        text = text.replace(&format!("${{{name}}}"), value);
        if text.contains("&{") {
            let word: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
            text = text.replace(&format!("&{{{name}}}"), &word);
        }
    }
    text
}
