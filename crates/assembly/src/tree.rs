//! The tree of constructs, as `tree.json` of AWS CDK has it: for what shows an app as a picture.

use std::cmp::Ordering;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use serde_json::{Value as Json, json};
use stackwright_core::StackTemplate;

/// The name of the file in the assembly's directory that has the tree of constructs.
pub const TREE_FILE: &str = "tree.json";

/// What is known of a node without the constructs: where a resource's properties are, its template
/// says, and nobody reads them here.
fn known(path: &str, type_name: Option<&str>, is_stack: bool) -> String {
    let id = path.rsplit('/').next().unwrap_or_default();
    let (id, path) = (Json::from(id), Json::from(path));
    let class = match (type_name, is_stack) {
        (Some(_), _) => "Resource",
        (None, true) => "Stack",
        (None, false) => "Construct",
    };
    let version = env!("CARGO_PKG_VERSION");
    let info = json!({"fqn": format!("stackwright.{class}"), "version": version});
    let attributes = match type_name {
        Some(name) => {
            let attributes = json!({"aws:cdk:cloudformation:type": name});
            format!(r#","attributes":{attributes}"#)
        }
        None => String::new(),
    };
    format!(r#"{{"id":{id},"path":{path},"constructInfo":{info}{attributes}"#)
}

/// The tree of what the stacks have in their templates, sorted by paths, a construct a line. Written as
/// it goes: scopes may be in each other as deep as they like.
pub(crate) fn tree(stacks: &[&StackTemplate]) -> String {
    let mut nodes: Vec<(&str, Option<&str>, bool)> = Vec::new();
    for stack in stacks.iter().flat_map(|stack| stack.with_nested()) {
        nodes.push((&stack.origin.path, None, true));
        let types = stack.template.resources();
        let types = types.filter_map(|one| Some((one.id(), one.resource_type()?)));
        let types: HashMap<&str, &str, RandomState> = types.collect();
        for (id, origin) in &stack.origins {
            nodes.push((&origin.path, types.get(&**id).copied(), false));
        }
    }
    // Siblings together, and nobody before his parent.
    nodes.sort_by(|one, other| by_parts(one.0, other.0));
    nodes.dedup_by(|later, first| {
        let is_same = later.0 == first.0;
        if is_same {
            (first.1, first.2) = (first.1.or(later.1), first.2 || later.2);
        }
        is_same
    });

    let version = env!("CARGO_PKG_VERSION");
    let app = json!({"fqn": "stackwright.App", "version": version});
    let mut text =
        format!(r#"{{"version":"tree-0.1","tree":{{"id":"App","path":"","constructInfo":{app}"#);
    let mut open: Vec<&str> = Vec::new();
    let mut has_children = vec![false];
    let close = |text: &mut String, had: bool| text.push_str(if had { "}}" } else { "}" });
    for (path, type_name, is_stack) in nodes {
        let parts: Vec<&str> = path.split('/').collect();
        let common = open
            .iter()
            .zip(&parts)
            .take_while(|(one, other)| one == other);
        let common = common.count();
        while open.len() > common {
            open.pop();
            close(&mut text, has_children.pop().unwrap_or_default());
        }
        for depth in common..parts.len() {
            let end: usize = parts[..=depth].iter().map(|part| part.len() + 1).sum();
            let at = path.get(..end - 1).unwrap_or(path);
            let is_last = depth + 1 == parts.len();
            let first = has_children
                .last_mut()
                .map(|had| !std::mem::replace(had, true));
            text.push_str(if first == Some(true) {
                ",\"children\":{\n"
            } else {
                ",\n"
            });
            text.push_str(&Json::from(parts[depth]).to_string());
            text.push(':');
            text.push_str(&known(
                at,
                type_name.filter(|_| is_last),
                is_stack && is_last,
            ));
            open.push(parts[depth]);
            has_children.push(false);
        }
    }
    while let Some(had) = has_children.pop() {
        close(&mut text, had);
    }
    text.push_str("}\n");
    text
}

fn by_parts(one: &str, other: &str) -> Ordering {
    one.split('/').cmp(other.split('/'))
}
