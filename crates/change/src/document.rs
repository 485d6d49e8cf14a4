//! JSON in texts, and policies: what is only written differently.

use std::borrow::Cow;

use stackwright_template::{Call, Function, Map, Node, Number, Value};

use crate::form::concatenation;

/// Stands in a text for what is no text, with the place of that in a list.
const MARK: char = '\u{f8ff}';

/// The document that a text in the common form is, where it is one: an object or a list as JSON.
/// What already is one is taken as it is.
pub(crate) fn read(node: &Node) -> Option<Node> {
    match &node.value {
        Value::Map(_) | Value::List(_) => Some(node.clone()),
        Value::String(text) => parse(text, &[]),
        Value::Call(call) => match call.argument_of(Function::ToJsonString) {
            Some(argument) => Some(argument.clone()),
            None => {
                let parts = concatenation(node)?;
                let mut text = String::new();
                let mut values = Vec::new();
                for part in parts {
                    match part.as_str() {
                        Some(part) => text.push_str(part),
                        None => {
                            text.push_str(&format!("{MARK}{}{MARK}", values.len()));
                            values.push(part);
                        }
                    }
                }
                parse(&text, &values)
            }
        },
        _ => None,
    }
}

fn parse(text: &str, values: &[&Node]) -> Option<Node> {
    let trimmed = text.trim();
    let bracketed = |open, close| trimmed.starts_with(open) && trimmed.ends_with(close);
    if !bracketed('{', '}') && !bracketed('[', ']') {
        return None;
    }
    let json: serde_json::Value = serde_json::from_str(trimmed)
        .or_else(|_| unquoted(trimmed))
        .ok()?;
    Some(filled(of_json(&json), values))
}

/// A value without quotes, as a number from a parameter: `{"a": ${N}}`.
fn unquoted(text: &str) -> Result<serde_json::Value, serde_json::Error> {
    let mut quoted = String::with_capacity(text.len() + 8);
    let (mut in_text, mut escaped, mut in_mark) = (false, false, false);
    for character in text.chars() {
        if character == MARK && !in_text {
            if !in_mark {
                quoted.push('"');
            }
            quoted.push(character);
            if in_mark {
                quoted.push('"');
            }
            in_mark = !in_mark;
            continue;
        }
        if character == '"' && !escaped {
            in_text = !in_text;
        }
        escaped = character == '\\' && !escaped;
        quoted.push(character);
    }
    serde_json::from_str(&quoted)
}

/// JSON as a value of a template in which nothing is a function.
pub(crate) fn of_json(json: &serde_json::Value) -> Node {
    match json {
        serde_json::Value::Null => Node::from(Value::Null),
        serde_json::Value::Bool(value) => Node::from(*value),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Node::from(whole),
            None => Node::from(Number::Float(number.as_f64().unwrap_or_default())),
        },
        serde_json::Value::String(text) => Node::from(text.clone()),
        serde_json::Value::Array(items) => {
            Node::from(items.iter().map(of_json).collect::<Vec<_>>())
        }
        serde_json::Value::Object(entries) => {
            let mut map = Map::with_capacity(entries.len());
            for (key, value) in entries {
                map.insert(key.clone(), of_json(value));
            }
            Node::from(map)
        }
    }
}

/// The same with the values in the places of their marks.
fn filled(node: Node, values: &[&Node]) -> Node {
    if values.is_empty() {
        return node;
    }
    match node.value {
        Value::String(text) if text.contains(MARK) => {
            let mut parts: Vec<Node> = Vec::new();
            for (index, part) in text.split(MARK).enumerate() {
                let value = part.parse::<usize>().ok().and_then(|at| values.get(at));
                match value {
                    Some(value) if index % 2 == 1 => parts.push((*value).clone()),
                    _ if part.is_empty() => {}
                    _ => parts.push(Node::from(part.to_owned())),
                }
            }
            match parts.len() {
                1 => parts.remove(0),
                _ => {
                    let joined: Vec<Node> = vec!["".into(), parts.into()];
                    Node::call(Function::Join, joined)
                }
            }
        }
        Value::List(items) => {
            let items = items.into_iter().map(|item| filled(item, values));
            Node::from(items.collect::<Vec<_>>())
        }
        Value::Map(map) => {
            let mut done = Map::with_capacity(map.len());
            for (key, value) in map {
                done.insert(key, filled(value, values));
            }
            Node::from(done)
        }
        value => Node::from(value),
    }
}

/// Whether a value is a policy: it has statements.
pub(crate) fn is_policy(node: &Node) -> bool {
    let statement = node.get("Statement").map(|node| &node.value);
    matches!(statement, Some(Value::List(_) | Value::Map(_)))
}

/// A policy with lists where one value may stand without, those in order, and numbers and truth values
/// of conditions as texts. Anything else as it is.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>
pub(crate) fn plain(node: Node) -> Node {
    if !is_policy(&node) {
        return node;
    }
    let Value::Map(policy) = node.value else {
        return node;
    };
    let mut done = Map::with_capacity(policy.len());
    for (key, value) in policy {
        let value = match key.as_str() {
            "Statement" => {
                let statements = many(value).into_iter().map(statement);
                Node::from(statements.collect::<Vec<_>>())
            }
            _ => value,
        };
        done.insert(key, value);
    }
    Node::from(done)
}

fn statement(node: Node) -> Node {
    let Value::Map(statement) = node.value else {
        return node;
    };
    let mut done = Map::with_capacity(statement.len());
    for (key, value) in statement {
        let value = match key.as_str() {
            "Action" | "NotAction" | "Resource" | "NotResource" => sorted(value),
            "Principal" | "NotPrincipal" => principals(value),
            "Condition" => each(value, |test| each(test, sorted)),
            _ => value,
        };
        done.insert(key, value);
    }
    Node::from(done)
}

/// Whether two plain policies say the same: the case of actions does not count, and an account is meant by its number or
/// by the ARN of its root.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
pub(crate) fn means_the_same(one: &Node, other: &Node) -> bool {
    is_policy(one) && is_policy(other) && folded(one) == folded(other)
}

fn folded(policy: &Node) -> Node {
    let statements = policy.get("Statement").and_then(Node::as_list);
    let statements = statements.into_iter().flatten().map(|own| {
        let Some(map) = own.as_map() else {
            return own.clone();
        };
        let mut done = Map::with_capacity(map.len());
        for (key, value) in map.iter() {
            let value = value.clone();
            let value = match key.as_str() {
                "Action" | "NotAction" => sorted(each_item(value, &|item| match item.as_str() {
                    Some(text) => Node::from(text.to_ascii_lowercase()),
                    None => item,
                })),
                "Principal" | "NotPrincipal" => each(value, |who| {
                    sorted(each_item(who, &|item| account(&item).unwrap_or(item)))
                }),
                _ => value,
            };
            done.insert(key.clone(), value);
        }
        Node::from(done)
    });
    let mut done = policy.as_map().cloned().unwrap_or_default();
    done.insert("Statement", statements.collect::<Vec<_>>());
    Node::from(done)
}

fn each_item(node: Node, change: &dyn Fn(Node) -> Node) -> Node {
    match node.value {
        Value::List(items) => Node::from(items.into_iter().map(change).collect::<Vec<_>>()),
        value => change(Node::from(value)),
    }
}

/// The account that the ARN of its root names, in the common form; nothing for anything else.
pub(crate) fn account(principal: &Node) -> Option<Node> {
    const SERVICE: &str = ":iam::";
    const ROOT: &str = ":root";
    let whole = std::slice::from_ref(principal);
    let parts = concatenation(principal).unwrap_or(whole);
    let starts = parts.first()?.as_str()?.starts_with("arn:");
    let at = parts
        .iter()
        .position(|part| part.as_str().is_some_and(|text| text.contains(SERVICE)))?;
    let (_, number) = parts.get(at)?.as_str()?.split_once(SERVICE)?;
    let behind = parts.get(at + 1..)?;
    match behind {
        _ if !starts => None,
        [] => Some(Node::from(number.strip_suffix(ROOT)?.to_owned())),
        [own, root] if number.is_empty() && root.as_str() == Some(ROOT) => Some(own.clone()),
        _ => None,
    }
}

/// Who is meant: `*` is `{"AWS": "*"}`.
fn principals(node: Node) -> Node {
    if node.as_str() == Some("*") {
        let mut all = Map::new();
        all.insert("AWS", vec![Node::from("*")]);
        return Node::from(all);
    }
    each(node, sorted)
}

fn each(node: Node, change: impl Fn(Node) -> Node) -> Node {
    let Value::Map(map) = node.value else {
        return node;
    };
    let mut done = Map::with_capacity(map.len());
    for (key, value) in map {
        done.insert(key, change(value));
    }
    Node::from(done)
}

fn many(node: Node) -> Vec<Node> {
    match node.value {
        Value::List(items) => items,
        value => vec![Node::from(value)],
    }
}

/// A list of words in order; what only deployment knows stands behind them.
fn sorted(node: Node) -> Node {
    if node.as_call().is_some_and(is_list_call) {
        return node;
    }
    let words = many(node).into_iter().map(|item| match item.value {
        Value::Bool(value) => Node::from(value.to_string()),
        Value::Number(number) => Node::from(number.to_string()),
        value => Node::from(value),
    });
    let mut words: Vec<Node> = words.collect();
    words.sort_by_cached_key(|word| match word.as_str() {
        Some(text) => (0, Cow::Owned::<str>(text.to_owned())),
        None => (1, Cow::Owned(format!("{:?}", without_places(word)))),
    });
    words.dedup();
    Node::from(words)
}

/// A function that can give a list by itself.
fn is_list_call(call: &Call) -> bool {
    matches!(
        call.function,
        Function::If | Function::FindInMap | Function::Split | Function::GetAZs
    )
}

/// For an order that does not depend on where something stands.
fn without_places(node: &Node) -> String {
    let mut map = Map::new();
    map.insert("", node.clone());
    stackwright_template::Template::from(map).to_json_compact()
}
