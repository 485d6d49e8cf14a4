use stackwright_codes as codes;
use stackwright_template::{Call, Function, Map, Node, Value};

use super::expr::Context;
use crate::graph::Override;
use crate::resource::ResourceData;
use crate::value::MAX_DEPTH;

/// Writes one property past the types, or takes it out.
pub fn apply(context: &mut Context, data: &ResourceData, properties: &mut Map, change: &Override) {
    let name = change.pointer.trim_start_matches('/');
    let name = name.split('/').next().unwrap_or_default();
    let value = change.value.as_ref();
    let value = value.map(|value| context.property(data, name, value));
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
/// an object for a name, which is a call if its name is that of a function.
fn set(node: &mut Node, steps: &[String], value: Node) -> Result<(), String> {
    let Some((step, steps)) = steps.split_first() else {
        *node = value;
        return Ok(());
    };
    if matches!(node.value, Value::Null) {
        node.value = match step.as_str() {
            "0" | "-" => Value::List(Vec::new()),
            _ => Value::Map(Map::new()),
        };
    }
    match &mut node.value {
        Value::Map(map) => {
            let inner = map.get_or_insert_with(step.clone(), || Node::from(Value::Null));
            set_inner(inner, steps, value)
        }
        Value::List(items) => {
            let length = items.len();
            let index = match step.as_str() {
                "-" => length,
                step => position(step)
                    .filter(|index| *index <= length)
                    .ok_or_else(|| no_position(step, length))?,
            };
            if index == length {
                items.push(Node::from(Value::Null));
            }
            match items.get_mut(index) {
                Some(item) => set_inner(item, steps, value),
                None => Err(no_position(step, length)),
            }
        }
        Value::Call(call) => set_inner(argument(call, step)?, steps, value),
        _ => Err(no_object(step)),
    }
}

/// The same below the properties, where what comes to be a call is one.
fn set_inner(node: &mut Node, steps: &[String], value: Node) -> Result<(), String> {
    set(node, steps, value)?;
    if let Value::Map(map) = &node.value
        && let Some(call) = as_call(map)
    {
        *node = call;
    }
    Ok(())
}

/// Takes out what the steps lead to; what is not there is out already.
fn remove(node: &mut Node, steps: &[String]) -> Result<(), String> {
    let Some((step, rest)) = steps.split_first() else {
        return Ok(());
    };
    match &mut node.value {
        Value::Map(map) if rest.is_empty() => {
            map.remove(step);
            Ok(())
        }
        Value::Map(map) => map
            .get_mut(step)
            .map_or(Ok(()), |inner| remove(inner, rest)),
        Value::List(items) => {
            let index = position(step).ok_or_else(|| no_position(step, items.len()))?;
            match items.get_mut(index) {
                None => {}
                Some(inner) if !rest.is_empty() => return remove(inner, rest),
                Some(_) => {
                    items.remove(index);
                }
            }
            Ok(())
        }
        Value::Call(_) if rest.is_empty() => Err(format!(
            "`{step}` is all that there is; take out what holds it"
        )),
        Value::Call(call) => remove(argument(call, step)?, rest),
        _ => Err(no_object(step)),
    }
}

/// The argument of a call, where the step is its function.
fn argument<'n>(call: &'n mut Call, step: &str) -> Result<&'n mut Node, String> {
    match call.function.name() {
        name if name == step => Ok(&mut call.argument),
        name => Err(format!("there is `{name}`, which nothing can stand beside")),
    }
}

/// A map with nothing but the name of a function is a call.
fn as_call(map: &Map) -> Option<Node> {
    let (key, argument) = map.single()?;
    let function = Function::from_name(key.as_str())?;
    let argument = match (function, argument.as_str()) {
        (Function::Condition, None) => return None,
        (Function::GetAtt, Some(text)) => match text.split_once('.') {
            Some((resource, attribute)) => {
                let (resource, attribute) = (resource.to_owned(), attribute.to_owned());
                Node::from(vec![Node::from(resource), Node::from(attribute)])
            }
            None => argument.clone(),
        },
        _ => argument.clone(),
    };
    Some(Node::call(function, argument))
}

/// A position in a list, which is written in one way: `1`, not `01`.
fn position(step: &str) -> Option<usize> {
    step.parse()
        .ok()
        .filter(|index: &usize| index.to_string() == step)
}

fn no_position(step: &str, length: usize) -> String {
    format!("there is no position `{step}` in a list of {length}")
}

fn no_object(step: &str) -> String {
    format!("there is no object above `{step}`")
}
