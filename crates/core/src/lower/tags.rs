use stackwright_template::{Diagnostic, Text};

use crate::NodeId;
use crate::graph::Graph;
use crate::resource::{ResourceData, TagShape};
use crate::value::{Expr, Props};

/// The tags property of a resource: what the scopes above it say, and what it says itself.
///
/// Nothing where there is nothing to add. A tag of the resource's own wins over one of a scope,
/// an inner scope over an outer one.
pub fn tags(
    graph: &Graph,
    node: NodeId,
    resource: &ResourceData,
    report: &mut Vec<Diagnostic>,
) -> Option<Expr> {
    let property = resource.meta.tags?;
    let mut tags = inherited(graph, node, &resource.meta.type_name, report);
    if tags.is_empty() {
        return None;
    }
    match resource.props.get(property.name) {
        None => {}
        Some(own) => match read(property.shape, own) {
            Some(own) => own.into_iter().for_each(|(key, value)| set(&mut tags, key, value)),
            // The whole property is an expression; what it holds is known at deployment only.
            None => return None,
        },
    }
    Some(write(property.shape, tags))
}

type Tags = Vec<(Text, Expr)>;

fn set(tags: &mut Tags, key: Text, value: Expr) {
    match tags.iter_mut().find(|(name, _)| *name == key) {
        Some((_, slot)) => *slot = value,
        None => tags.push((key, value)),
    }
}

fn inherited(graph: &Graph, node: NodeId, ty: &str, report: &mut Vec<Diagnostic>) -> Tags {
    let mut scopes: Vec<_> = graph
        .ancestors(node)
        .filter(|(_, scope)| !scope.tags.is_empty())
        .collect();
    scopes.reverse();

    let mut tags = Tags::new();
    for (id, scope) in scopes {
        for edit in &scope.tags {
            if edit.key.to_ascii_lowercase().starts_with("aws:") {
                let message = format!("the tag key `{}` begins with `aws:`", edit.key);
                let mut found = Diagnostic::error("APP107", message)
                    .help("AWS keeps that prefix for itself; choose another key");
                found.source.push(edit.source);
                found.construct = Some(graph.path(id));
                report.push(found);
            }
            match &edit.value {
                Some(_) if edit.except.contains(&ty) => {}
                Some(value) => set(&mut tags, edit.key.clone(), value.clone()),
                None => tags.retain(|(key, _)| *key != edit.key),
            }
        }
    }
    tags
}

/// The tags that a resource sets itself, if they are all there to see.
fn read(shape: TagShape, own: &Expr) -> Option<Tags> {
    let (key_name, value_name) = names(shape);
    match own {
        Expr::Map(entries) if shape == TagShape::Map => Some(
            entries
                .iter()
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        ),
        Expr::List(items) => items
            .iter()
            .map(|item| match item {
                Expr::Map(tag) => match tag.get(key_name)? {
                    Expr::Str(key) => Some((key.clone(), tag.get(value_name)?.clone())),
                    _ => None,
                },
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

fn write(shape: TagShape, tags: Tags) -> Expr {
    if shape == TagShape::Map {
        return Expr::Map(tags.into_iter().collect());
    }
    let (key_name, value_name) = names(shape);
    let items = tags.into_iter().map(|(key, value)| {
        let mut tag = Props::new();
        tag.set(key_name, Expr::Str(key));
        tag.set(value_name, value);
        if shape == TagShape::AutoScalingGroup {
            tag.set("PropagateAtLaunch", Expr::Bool(true));
        }
        Expr::Map(tag)
    });
    Expr::List(items.collect())
}

fn names(shape: TagShape) -> (&'static str, &'static str) {
    match shape {
        TagShape::LowLevelList => ("TagKey", "TagValue"),
        TagShape::List | TagShape::AutoScalingGroup | TagShape::Map => ("Key", "Value"),
    }
}
