use stackwright_template::{Function, Text};

use crate::graph::Graph;
use crate::resource::{ResourceData, TagProperty, TagShape};
use crate::value::{Expr, Props, Pseudo};
use crate::{NestedStack, NodeId};

/// What becomes of the tags of a resource.
pub enum Tags {
    /// The scopes above it say nothing: they stay as the resource has them.
    Own,
    /// What the scopes say, and what it says itself.
    Merged(Expr),
    /// Its own are a value that is known at deployment only, to which nothing can be added.
    Unknown,
}

/// The tags property of a resource: what the scopes above it say, and what it says itself.
///
/// A tag of the resource's own wins over one of a scope, an inner scope over an outer one. Where
/// the resource's own depend on a condition, so does what is left of the scopes'.
pub fn tags(graph: &Graph, node: NodeId, resource: &ResourceData, property: TagProperty) -> Tags {
    if !graph.has_tags {
        return Tags::Own;
    }
    let inherited = inherited(graph, node, &resource.meta.type_name);
    if inherited.is_empty() {
        return Tags::Own;
    }
    let inherited: Vec<Tag> = inherited
        .into_iter()
        .map(|(key, value)| Tag {
            entry: entry(property.shape, key, value),
            key,
        })
        .collect();
    let merged = match resource.props.get(property.name) {
        Some(own) => merge(property.shape, &inherited, own),
        None => Some(written(property.shape, inherited)),
    };
    merged.map_or(Tags::Unknown, Tags::Merged)
}

/// A tag of a scope, as it stands in the property.
#[derive(Clone)]
struct Tag<'g> {
    key: &'g Text,
    entry: Expr,
}

/// The values that the scopes above a resource give it, outermost first.
fn inherited<'g>(graph: &'g Graph, node: NodeId, ty: &str) -> Vec<(&'g Text, &'g Expr)> {
    // The tags of a nested stack are those that it hands on.
    let nested = match ty == NestedStack::TYPE {
        true => graph.nested_stack_of(node),
        false => None,
    };
    let mut scopes: Vec<_> = graph
        .ancestors(nested.unwrap_or(node))
        .filter(|(_, scope)| !scope.tags.is_empty())
        .collect();
    scopes.reverse();

    let mut tags: Vec<(&Text, &Expr)> = Vec::new();
    let edits = scopes
        .into_iter()
        .flat_map(|(scope, data)| data.tags.iter().map(move |edit| (scope, edit)));
    for (scope, edit) in edits {
        if graph.has_nested {
            let comes_with =
                |stack| graph.is_within(stack, scope) && graph.hands_on(stack, &edit.key);
            let mut around = graph.ancestors(node).map(|(id, _)| id);
            let is_handed_on =
                around.any(|id| graph.nested_resource(id).is_some() && comes_with(id));
            if is_handed_on || nested.is_some_and(|nested| !comes_with(nested)) {
                continue;
            }
        }
        match &edit.value {
            Some(_) if edit.except.contains(&ty) => {}
            Some(value) => match tags.iter_mut().find(|(key, _)| *key == &edit.key) {
                Some((_, slot)) => *slot = value,
                None => tags.push((&edit.key, value)),
            },
            None => tags.retain(|(key, _)| *key != &edit.key),
        }
    }
    tags
}

/// The tags of the scopes and the resource's own; nothing where those cannot be added to.
fn merge(shape: TagShape, inherited: &[Tag], own: &Expr) -> Option<Expr> {
    if let Some([then, otherwise]) = branches(own) {
        let both = (
            merge(shape, inherited, then)?,
            merge(shape, inherited, otherwise)?,
        );
        return Some(with_branches(own, both));
    }
    match own {
        own if is_no_value(own) => Some(written(shape, inherited.to_vec())),
        Expr::Map(own) if shape == TagShape::Map => {
            let scopes = inherited.iter();
            let mut tags: Props = scopes
                .map(|tag| (tag.key.clone(), tag.entry.clone()))
                .collect();
            own.iter()
                .for_each(|(key, value)| tags.set(key.clone(), value.clone()));
            Some(Expr::Map(tags))
        }
        Expr::List(items) if shape != TagShape::Map => {
            let mut own: Vec<Option<&Expr>> = items.iter().map(Some).collect();
            let mut tags = Vec::with_capacity(inherited.len() + items.len());
            for tag in inherited {
                let is_same = |item: &&mut Option<&Expr>| {
                    item.is_some_and(|item| key_of(shape, item) == Some(tag.key))
                };
                tags.push(match own.iter_mut().find(is_same).and_then(Option::take) {
                    // In its place, and not at the end, so that setting it moves nothing.
                    Some(item) => item.clone(),
                    None => items.iter().fold(tag.entry.clone(), |entry, item| {
                        beside(shape, tag.key, entry, item)
                    }),
                });
            }
            tags.extend(own.into_iter().flatten().cloned());
            Some(Expr::List(tags))
        }
        _ => None,
    }
}

/// What is left of a scope's tag beside an item of the resource's own: the tag, but where the
/// item comes to one of the same key.
fn beside(shape: TagShape, key: &Text, entry: Expr, item: &Expr) -> Expr {
    if key_of(shape, item) == Some(key) {
        return Expr::Pseudo(Pseudo::NoValue);
    }
    let Some([then, otherwise]) = branches(item) else {
        return entry;
    };
    let both = (
        beside(shape, key, entry.clone(), then),
        beside(shape, key, entry.clone(), otherwise),
    );
    if both.0 == entry && both.1 == entry {
        return entry;
    }
    with_branches(item, both)
}

/// The key of a tag, where it is known.
fn key_of(shape: TagShape, item: &Expr) -> Option<&Text> {
    let Expr::Map(tag) = item else { return None };
    match tag.get(names(shape).0) {
        Some(Expr::Str(key)) => Some(key),
        _ => None,
    }
}

/// `AWS::NoValue`, however it was written.
fn is_no_value(expr: &Expr) -> bool {
    let name = Pseudo::NoValue.name();
    match expr {
        Expr::Pseudo(Pseudo::NoValue) => true,
        Expr::Call(Function::Ref, target) => target.as_str() == Some(name),
        _ => false,
    }
}

/// What an `Fn::If` chooses between, however it was written.
fn branches(expr: &Expr) -> Option<[&Expr; 2]> {
    match expr {
        Expr::If(_, both) => Some([&both.0, &both.1]),
        Expr::Call(Function::If, argument) => match &**argument {
            Expr::List(arguments) => match &arguments[..] {
                [_, then, otherwise] => Some([then, otherwise]),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// An `Fn::If` under the same condition.
fn with_branches(choice: &Expr, both: (Expr, Expr)) -> Expr {
    match choice {
        Expr::If(condition, _) => Expr::If(*condition, Box::new(both)),
        Expr::Call(function, argument) => {
            let condition = match &**argument {
                Expr::List(arguments) => arguments.first().cloned(),
                _ => None,
            };
            Expr::call(*function, [condition.unwrap_or(Expr::Null), both.0, both.1])
        }
        _ => both.0,
    }
}

fn written(shape: TagShape, tags: Vec<Tag>) -> Expr {
    match shape {
        TagShape::Map => {
            let tags = tags.into_iter().map(|tag| (tag.key.clone(), tag.entry));
            Expr::Map(tags.collect())
        }
        _ => Expr::List(tags.into_iter().map(|tag| tag.entry).collect()),
    }
}

/// What a tag looks like in the tags property.
fn entry(shape: TagShape, key: &Text, value: &Expr) -> Expr {
    if shape == TagShape::Map {
        return value.clone();
    }
    let (key_name, value_name) = names(shape);
    let mut tag = Props::new();
    tag.set(key_name, Expr::Str(key.clone()));
    tag.set(value_name, value.clone());
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
