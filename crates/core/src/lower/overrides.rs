use stackwright_codes as codes;
use stackwright_template::{Map, Node, Value};

use super::expr::Context;
use crate::graph::Override;
use crate::value::MAX_DEPTH;

/// Writes one property past the types, or takes it out.
pub fn apply(context: &mut Context, properties: &mut Map, change: &Override) {
    let value = change.value.as_ref().map(|value| context.lower(value));
    let mut root = Node::from(std::mem::take(properties));
    let written = steps(&change.pointer).and_then(|steps| match value {
        Some(value) => set(&mut root, &steps, value),
        None => remove(&mut root, &steps),
    });
    if let Value::Map(map) = root.value {
        *properties = map;
    }
    if let Err(reason) = written {
        let message = format!("the override of `{}` fails: {reason}", change.pointer);
        let mut found = codes::APP114.finding(message)
            .help("a pointer names properties and list positions from 0, as `/LoadBalancers/0/ContainerName`");
        found.source.push(change.source);
        context.report(found);
    }
}

fn steps(pointer: &str) -> Result<Vec<String>, String> {
    let path = pointer
        .strip_prefix('/')
        .filter(|path| !path.is_empty())
        .ok_or("a pointer begins with `/` and names a property")?;
    let steps: Vec<String> = path
        .split('/')
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect();
    if steps.len() > MAX_DEPTH {
        return Err(format!(
            "it has {} steps; {MAX_DEPTH} are allowed",
            steps.len()
        ));
    }
    Ok(steps)
}

/// Sets what the steps lead to. What is missing on the way is made: a list for the position 0,
/// an object for a name.
fn set(root: &mut Node, steps: &[String], value: Node) -> Result<(), String> {
    let mut node = root;
    for step in steps {
        // Made in this round of the loop or set in the last one.
        if matches!(node.value, Value::Null) {
            node.value = match step.as_str() {
                "0" | "-" => Value::List(Vec::new()),
                _ => Value::Map(Map::new()),
            };
        }
        node = match &mut node.value {
            Value::Map(map) => map.get_or_insert_with(step.clone(), || Node::from(Value::Null)),
            Value::List(items) => {
                if *step == "-" || *step == items.len().to_string() {
                    items.push(Node::from(Value::Null));
                    let last = items.len() - 1;
                    &mut items[last]
                } else {
                    let index = position(items, step)?;
                    &mut items[index]
                }
            }
            _ => return Err(format!("there is no object above `{step}`")),
        };
    }
    *node = value;
    Ok(())
}

/// Takes out what the steps lead to; what is not there is out already.
fn remove(root: &mut Node, steps: &[String]) -> Result<(), String> {
    let Some((last, steps)) = steps.split_last() else {
        return Ok(());
    };
    let mut node = root;
    for step in steps {
        let next = match &mut node.value {
            Value::Map(map) => map.get_mut(step),
            Value::List(items) => {
                let index = position(items, step)?;
                items.get_mut(index)
            }
            _ => return Err(format!("there is no object above `{step}`")),
        };
        match next {
            Some(next) => node = next,
            None => return Ok(()),
        }
    }
    match &mut node.value {
        Value::Map(map) => {
            map.remove(last);
        }
        Value::List(items) => {
            let index = position(items, last)?;
            items.remove(index);
        }
        _ => return Err(format!("there is no object above `{last}`")),
    }
    Ok(())
}

fn position(items: &[Node], step: &str) -> Result<usize, String> {
    step.parse()
        .ok()
        .filter(|index| *index < items.len())
        .ok_or_else(|| format!("there is no position `{step}` in a list of {}", items.len()))
}
