use stackwright_template::{Diagnostic, Map, Node, Value};

use super::expr::Context;
use crate::graph::Override;

/// Writes one property past the types, or takes it out.
pub fn apply(context: &mut Context, properties: &mut Map, change: &Override) {
    let value = change.value.as_ref().map(|value| context.lower(value));
    if let Err(reason) = write(properties, &change.pointer, value) {
        let message = format!("the override of `{}` fails: {reason}", change.pointer);
        let mut found = Diagnostic::error("APP114", message)
            .help("a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`");
        found.source.push(change.source);
        context.report(found);
    }
}

fn write(properties: &mut Map, pointer: &str, value: Option<Node>) -> Result<(), String> {
    let path = pointer
        .strip_prefix('/')
        .filter(|path| !path.is_empty())
        .ok_or("a pointer begins with `/` and names a property")?;
    let mut steps: Vec<String> = path
        .split('/')
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect();
    let last = steps.pop().unwrap_or_default();

    if steps.is_empty() {
        put(properties, last, value);
        return Ok(());
    }
    let first = steps.remove(0);
    let mut node = child(properties, first);
    for step in steps {
        node = match &mut node.value {
            Value::Map(map) => child(map, step),
            Value::List(items) => position(items, &step)?,
            _ => return Err(format!("there is no object above `{step}`")),
        };
    }
    match &mut node.value {
        Value::Map(map) => put(map, last, value),
        Value::List(items) => match value {
            Some(value) if last == items.len().to_string() || last == "-" => items.push(value),
            Some(value) => *position(items, &last)? = value,
            None => {
                position(items, &last)?;
                items.remove(last.parse().unwrap_or(0));
            }
        },
        _ => return Err(format!("there is no object above `{last}`")),
    }
    Ok(())
}

fn put(map: &mut Map, key: String, value: Option<Node>) {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    };
}

fn child(map: &mut Map, key: String) -> &mut Node {
    map.get_or_insert_with(key, || Node::from(Map::new()))
}

fn position<'n>(items: &'n mut [Node], step: &str) -> Result<&'n mut Node, String> {
    let length = items.len();
    step.parse::<usize>()
        .ok()
        .and_then(|index| items.get_mut(index))
        .ok_or_else(|| format!("there is no position `{step}` in a list of {length}"))
}
