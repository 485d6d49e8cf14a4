//! Ways through nodes that lead into every branch of `Fn::If`.

use stackwright_template::{Node, Value};

use super::{Body, Model};
use crate::property::path_to;

/// What a resource has at the end of a way below its properties, as `Instances/*/Type`, in every
/// branch.
pub fn along<'a>(resource: &Body<'a>, way: &str) -> Vec<(String, &'a Node)> {
    let mut found = Vec::new();
    if let Some(properties) = resource.get("Properties") {
        let mut path = [&resource.path, "/Properties"].concat();
        follow(properties, way, &mut path, &mut |path, node| {
            found.push((path.to_owned(), node));
        });
    }
    found
}

impl Model<'_> {
    /// Every text that a node can be; nothing where some of them are not known.
    pub fn every_text(&self, node: &Node) -> Option<Vec<String>> {
        let values = self.values(node, &[]);
        let known = values.known.iter().map(|value| {
            let text = value.as_str()?;
            // What a store or a loop puts in is not known.
            (!text.contains("{{") && !text.contains("${") && !text.contains("&{"))
                .then(|| text.to_owned())
        });
        let texts: Vec<String> = known.collect::<Option<_>>()?;
        (values.complete && !texts.is_empty()).then_some(texts)
    }
}

/// What a node that is one or many holds, in every branch.
pub fn one_by_one(node: &Node) -> Vec<&Node> {
    let mut found = Vec::new();
    gather(node, &mut found);
    found
}

fn gather<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    if let Some(items) = node.as_list() {
        for item in items {
            gather(item, found);
        }
    } else if let Some(if_) = node.as_call().and_then(|call| call.if_()) {
        gather(if_.then, found);
        gather(if_.otherwise, found);
    } else {
        found.push(node);
    }
}

/// The path of a node below one whose path is known. It is found by going through what is below, for
/// what is hardly ever asked: there is something wrong with the node.
pub fn path_below(path: &str, from: &Node, node: &Node) -> String {
    match path_to(from, node) {
        Some(way) if !way.segments().is_empty() => format!("{path}/{way}"),
        _ => path.to_owned(),
    }
}

/// Calls `found` for what is at the end of the way, in every branch. The path is that of the node, and is
/// so again at the end.
pub fn follow<'a>(
    node: &'a Node,
    way: &str,
    path: &mut String,
    found: &mut dyn FnMut(&str, &'a Node),
) {
    if let Some(if_) = node.as_call().and_then(|call| call.if_()) {
        below(path, "Fn::If/1", |path| follow(if_.then, way, path, found));
        below(path, "Fn::If/2", |path| {
            follow(if_.otherwise, way, path, found)
        });
        return;
    }
    if way.is_empty() {
        found(path, node);
        return;
    }
    let (step, rest) = way.split_once('/').unwrap_or((way, ""));
    match (&node.value, step) {
        (Value::List(items), "*") => {
            for (index, item) in items.iter().enumerate() {
                below(path, &index.to_string(), |path| {
                    follow(item, rest, path, found)
                });
            }
        }
        (Value::Map(map), step) => {
            if let Some(value) = map.get(step) {
                below(path, step, |path| follow(value, rest, path, found));
            }
        }
        _ => {}
    }
}

/// Goes on with the path of what is below.
fn below(path: &mut String, step: &str, go: impl FnOnce(&mut String)) {
    let length = path.len();
    path.push('/');
    path.push_str(step);
    go(path);
    path.truncate(length);
}
