//! `Fn::Sub`, as a person would write it.

use stackwright_template::{Function, Map, Node, Text, Value};

use super::expr::Context;
use crate::value::{Expr, Piece};

/// Lowers the pieces of a text: to a plain string where all is known, to `${Name}` where a
/// reference can stand in the text, to a named variable where it cannot.
pub fn lower(context: &mut Context, pieces: &[Piece]) -> Node {
    let mut parts = Vec::new();
    flatten(context, pieces, &mut parts);

    if parts.iter().all(|part| matches!(part, Part::Text(_))) {
        let texts = parts.iter().map(|part| match part {
            Part::Text(text) => text.as_ref(),
            Part::Inline(_) | Part::Variable(..) => "",
        });
        return Node::from(texts.collect::<String>());
    }
    if let [Part::Variable(_, node)] = &mut parts[..] {
        return std::mem::replace(node, Node::from(Value::Null));
    }

    let mut text = String::new();
    let mut variables = Map::new();
    let inline: Vec<Text> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Inline(name) => Some(name.clone()),
            Part::Text(_) | Part::Variable(..) => None,
        })
        .collect();
    for part in parts {
        match part {
            // `${` of the text itself is not a variable.
            Part::Text(plain) => text.push_str(&plain.replace("${", "${!")),
            Part::Inline(name) => {
                text.push_str("${");
                text.push_str(&name);
                text.push('}');
            }
            Part::Variable(name, node) => {
                let name = variable(&mut variables, &inline, &name, node);
                text.push_str("${");
                text.push_str(&name);
                text.push('}');
            }
        }
    }
    if variables.is_empty() {
        Node::call(Function::Sub, text)
    } else {
        Node::call(
            Function::Sub,
            Node::from(vec![Node::from(text), Node::from(variables)]),
        )
    }
}

enum Part {
    Text(Text),
    /// What stands between `${` and `}`.
    Inline(Text),
    /// What the variable would be called, and its value.
    Variable(Text, Node),
}

fn flatten(context: &mut Context, pieces: &[Piece], parts: &mut Vec<Part>) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => parts.push(Part::Text(text.clone())),
            Piece::Value { value: Expr::Sub(inner), .. } => flatten(context, inner, parts),
            Piece::Value { name, value } => {
                let node = context.lower(value);
                parts.push(part(name, node));
            }
        }
    }
}

fn part(name: &Text, node: Node) -> Part {
    if let Value::String(text) = node.value {
        return Part::Text(text);
    }
    if let Some(call) = node.as_call() {
        match (call.function, &call.argument.value) {
            (Function::Ref, Value::String(target)) => return Part::Inline(target.clone()),
            (Function::GetAtt, Value::List(target)) => {
                if let [Some(id), Some(attribute)] =
                    [0, 1].map(|i| target.get(i).and_then(Node::as_str))
                {
                    return Part::Inline(format!("{id}.{attribute}").into());
                }
            }
            _ => {}
        }
    }
    Part::Variable(name.clone(), node)
}

/// Names a variable: letters and digits, not the name of something else in the same text.
fn variable(variables: &mut Map, inline: &[Text], name: &str, node: Node) -> String {
    let base = pascal_case(name);
    let mut candidate = base.clone();
    let mut number = 2;
    loop {
        match variables.get(&candidate) {
            Some(same) if *same == node => return candidate,
            None if !inline.iter().any(|taken| *taken == candidate) => {
                variables.insert(candidate.clone(), node);
                return candidate;
            }
            _ => {}
        }
        candidate = format!("{base}{number}");
        number += 1;
    }
}

fn pascal_case(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let mut text = String::new();
    for word in words {
        let mut characters = word.chars();
        text.extend(characters.next().map(|c| c.to_ascii_uppercase()));
        text.push_str(characters.as_str());
    }
    if text.is_empty() { "Value".to_owned() } else { text }
}

/// The JSON of a value in pieces, so that expressions in it are filled in at deployment.
pub fn json_pieces(value: &Expr) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    write_json(value, &mut text, &mut pieces);
    flush(&mut text, &mut pieces);
    pieces
}

fn flush(text: &mut String, pieces: &mut Vec<Piece>) {
    if !text.is_empty() {
        pieces.push(Piece::Text(std::mem::take(text).into()));
    }
}

fn write_json(value: &Expr, text: &mut String, pieces: &mut Vec<Piece>) {
    match value {
        Expr::Null => text.push_str("null"),
        Expr::Bool(b) => text.push_str(if *b { "true" } else { "false" }),
        Expr::Int(i) => text.push_str(&i.to_string()),
        Expr::Float(f) => text.push_str(&serde_json::Value::from(*f).to_string()),
        Expr::Str(s) => text.push_str(&quoted(s)),
        Expr::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_json(item, text, pieces);
            }
            text.push(']');
        }
        Expr::Map(props) => {
            text.push('{');
            for (index, (name, item)) in props.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(&quoted(name));
                text.push(':');
                write_json(item, text, pieces);
            }
            text.push('}');
        }
        // Text in pieces is quoted as a whole; its fixed parts are escaped.
        Expr::Sub(inner) => {
            text.push('"');
            for piece in inner {
                match piece {
                    Piece::Text(plain) => {
                        let escaped = quoted(plain);
                        // Within the quotes that stand around the whole.
                        text.push_str(&escaped[1..escaped.len() - 1]);
                    }
                    Piece::Value { .. } => {
                        flush(text, pieces);
                        pieces.push(piece.clone());
                    }
                }
            }
            text.push('"');
        }
        other => {
            text.push('"');
            flush(text, pieces);
            pieces.push(Piece::Value {
                name: Text::Borrowed("Value"),
                value: other.clone(),
            });
            text.push('"');
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
