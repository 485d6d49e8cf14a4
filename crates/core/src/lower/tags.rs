use stackwright_template::Text;

use crate::NodeId;
use crate::graph::Graph;
use crate::resource::{ResourceData, TagProperty, TagShape};
use crate::value::{Expr, Props};

/// The tags property of a resource: what the scopes above it say, and what it says itself.
///
/// Nothing where there is nothing to add. A tag of the resource's own wins over one of a scope,
/// an inner scope over an outer one.
pub fn tags(
    graph: &Graph,
    node: NodeId,
    resource: &ResourceData,
    property: TagProperty,
) -> Option<Expr> {
    let mut tags: Tags = inherited(graph, node, &resource.meta.type_name)
        .into_iter()
        .map(|(key, value)| (key.clone(), entry(property.shape, key, value)))
        .collect();
    if tags.is_empty() {
        return None;
    }
    if let Some(own) = resource.props.get(property.name) {
        // Where the whole property is an expression, what it holds is known at deployment only.
        for (key, entry) in read(property.shape, own)? {
            set(&mut tags, key, entry);
        }
    }
    Some(match property.shape {
        TagShape::Map => Expr::Map(tags.into_iter().collect()),
        _ => Expr::List(tags.into_iter().map(|(_, entry)| entry).collect()),
    })
}

/// What stands in the tags property, by key.
type Tags = Vec<(Text, Expr)>;

fn set(tags: &mut Tags, key: Text, value: Expr) {
    match tags.iter_mut().find(|(name, _)| *name == key) {
        Some((_, slot)) => *slot = value,
        None => tags.push((key, value)),
    }
}

/// The values that the scopes above a resource give it, outermost first.
fn inherited(graph: &Graph, node: NodeId, ty: &str) -> Vec<(Text, Expr)> {
    let mut scopes: Vec<_> = graph
        .ancestors(node)
        .map(|(_, scope)| scope)
        .filter(|scope| !scope.tags.is_empty())
        .collect();
    scopes.reverse();

    let mut tags = Vec::new();
    for edit in scopes.into_iter().flat_map(|scope| &scope.tags) {
        match &edit.value {
            Some(_) if edit.except.contains(&ty) => {}
            Some(value) => set(&mut tags, edit.key.clone(), value.clone()),
            None => tags.retain(|(key, _)| *key != edit.key),
        }
    }
    tags
}

/// The tags that a resource sets itself, each as it stands there, if they are all to be seen.
fn read(shape: TagShape, own: &Expr) -> Option<Tags> {
    let (key_name, _) = names(shape);
    match own {
        Expr::Map(entries) if shape == TagShape::Map => {
            let entries = entries
                .iter()
                .map(|(key, value)| (key.clone(), value.clone()));
            Some(entries.collect())
        }
        Expr::List(items) if shape != TagShape::Map => items
            .iter()
            .map(|item| match item {
                Expr::Map(tag) => match tag.get(key_name)? {
                    Expr::Str(key) => Some((key.clone(), item.clone())),
                    _ => None,
                },
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

/// What a tag looks like in the tags property.
fn entry(shape: TagShape, key: Text, value: Expr) -> Expr {
    if shape == TagShape::Map {
        return value;
    }
    let (key_name, value_name) = names(shape);
    let mut tag = Props::new();
    tag.set(key_name, Expr::Str(key));
    tag.set(value_name, value);
    if shape == TagShape::AutoScalingGroup {
        tag.set("PropagateAtLaunch", Expr::Bool(true));
    }
    Expr::Map(tag)
}

fn names(shape: TagShape) -> (&'static str, &'static str) {
    match shape {
        TagShape::LowLevelList => ("TagKey", "TagValue"),
        TagShape::List | TagShape::AutoScalingGroup | TagShape::Map => ("Key", "Value"),
    }
}
