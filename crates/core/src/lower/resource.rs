use std::collections::HashSet;

use foldhash::fast::RandomState;
use stackwright_codes as codes;
use stackwright_template::{Diagnostic, Function, Map, Node, SubPart, Text, Value};

use super::dependencies::resources_of;
use super::expr::Context;
use super::overrides;
use super::stack::one_or_list;
use super::tags::{Tags, tags};
use crate::resource::ResourceData;
use crate::value::{Expr, Pseudo};

/// A resource with all that belongs to it, in the order in which a person would write it.
pub fn resource(context: &mut Context, data: &ResourceData) -> Node {
    // Its type and its properties: few have more.
    let mut map = Map::with_capacity(2);
    map.insert("Type", data.meta.type_name.clone());
    if let Some(condition) = context.condition(data.condition) {
        map.insert("Condition", condition);
    }

    let tags = data.meta.tags.and_then(|property| {
        let tags = match tags(context.graph(), context.node(), data, property) {
            Tags::Own => return None,
            Tags::Merged(tags) => tags,
            Tags::Unknown => {
                context.report(tags_unknown(property.name));
                return None;
            }
        };
        Some((property.name, tags))
    });
    let mut properties = context.properties(data, usize::from(tags.is_some()));
    if let Some((name, tags)) = tags {
        properties.insert(name, context.property(data, name, &tags));
    }
    for change in &data.overrides {
        overrides::apply(context, data, &mut properties, change);
    }

    for (name, value) in data.kept.iter().flat_map(|kept| kept.attributes.iter()) {
        if !map.contains_key(name) {
            map.insert(name.clone(), context.lower(value));
        }
    }
    let after = depends_on(context, data, &properties);
    add_dependencies(&mut map, after.always);
    let mut metadata = match context.object(&data.metadata).value {
        Value::Map(metadata) => metadata,
        _ => Map::new(),
    };
    if !after.where_there.is_empty() {
        metadata.insert(AFTER, after.where_there);
    }
    if !metadata.is_empty() {
        map.insert("Metadata", metadata);
    }
    for (name, policy) in [
        ("CreationPolicy", &data.creation_policy),
        ("UpdatePolicy", &data.update_policy),
        ("DeletionPolicy", &data.deletion_policy),
        ("UpdateReplacePolicy", &data.update_replace_policy),
    ] {
        if let Some(policy) = policy {
            map.insert(name, context.lower(policy));
        }
    }
    for (name, value) in data.attributes.iter() {
        match value {
            Expr::Pseudo(Pseudo::NoValue) => {
                map.remove(name);
            }
            value => {
                map.insert(name.clone(), context.lower(value));
            }
        }
    }
    if !properties.is_empty() {
        map.insert("Properties", properties);
    }
    Node::from(map)
}

fn tags_unknown(property: &str) -> Diagnostic {
    let message = format!("the tags of the scopes do not reach it: its `{property}` is a function");
    codes::APP125.finding(message)
}

/// Where metadata says what a resource is made after that may not be there.
const AFTER: &str = "stackwright:after";

/// What a resource is made after.
#[derive(Default)]
struct After {
    always: Vec<Text>,
    /// References to what may not be there while this is. What depends on it by `DependsOn` is
    /// not made either where it is not; a reference in an `Fn::If` makes wait where there is
    /// something to wait for. Metadata is the one place that takes it and changes nothing.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-condition.html>
    where_there: Vec<Node>,
}

/// The dependencies to be written: those of the same stack that no reference makes already.
fn depends_on(context: &mut Context, data: &ResourceData, properties: &Map) -> After {
    let mut after = After::default();
    if data.depends_on.is_empty() {
        return after;
    }
    let mut seen = HashSet::with_hasher(RandomState::default());
    seen.insert(context.node());
    let referenced = always_referenced(properties);
    for (other, source) in &data.depends_on {
        for resource in resources_of(context.graph(), *other) {
            let resource = context.stand_in(resource);
            if !seen.insert(resource) {
                continue;
            }
            match context.local_id(resource) {
                Some(id) if referenced.contains(id.as_ref()) => {}
                Some(id) => match context.condition_beyond(resource) {
                    None => after.always.push(id),
                    Some(condition) => after.where_there.push(where_holds(condition, id)),
                },
                None => context.needs_stack_of(resource, *source),
            }
        }
    }
    after
}

/// Adds what a resource depends on that is written, but for its properties, which come last.
pub fn add_dependencies(resource: &mut Map, after: Vec<Text>) {
    if after.is_empty() {
        return;
    }
    let mut all = match resource.remove("DependsOn") {
        None => Vec::new(),
        Some(one) => match one.value {
            Value::List(ids) => ids,
            _ => vec![one],
        },
    };
    for id in after {
        let id = Node::from(id);
        if !all.contains(&id) {
            all.push(id);
        }
    }
    resource.insert("DependsOn", one_or_list(all));
}

fn where_holds(condition: Text, id: Text) -> Node {
    let [then, otherwise] =
        [id, "AWS::NoValue".into()].map(|id: Text| Node::call(Function::Ref, id));
    Node::call(Function::If, vec![Node::from(condition), then, otherwise])
}

/// The ids that finished properties refer to, whatever the conditions say: a reference inside
/// `Fn::If` makes no dependency where it is not taken.
pub fn always_referenced(properties: &Map) -> HashSet<&str, RandomState> {
    let mut found = HashSet::default();
    for value in properties.values() {
        add_references(value, &mut found);
    }
    found
}

fn add_references<'n>(node: &'n Node, found: &mut HashSet<&'n str, RandomState>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| add_references(item, found)),
        Value::Map(map) => map.values().for_each(|value| add_references(value, found)),
        Value::Call(call) => {
            found.extend(call.reference());
            found.extend(call.get_att().map(|get_att| get_att.resource));
            if let Some(sub) = call.sub() {
                found.extend(sub.parts().iter().filter_map(|part| match part {
                    SubPart::Variable(variable) => Some(variable.target()),
                    SubPart::Literal(_) => None,
                }));
            }
            if call.function != Function::If {
                add_references(&call.argument, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
