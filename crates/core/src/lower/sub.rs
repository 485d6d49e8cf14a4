//! `Fn::Sub`, as a person would write it.

use stackwright_template::{Function, Map, Node, Number, Text, Value};

use super::dependencies::{Resolved, resolve};
use super::expr::Context;
use crate::graph::Kind;
use crate::value::{Expr, Piece};

/// Lowers the pieces of a text: to a plain string where all is known, to `${Name}` where a
/// reference can stand in the text, to a named variable where it cannot.
pub fn lower(context: &mut Context, pieces: &[Piece]) -> Node {
    let mut parts = Parts::default();
    write_pieces(context, pieces, &mut parts);
    parts.into_node()
}

/// Lowers a value to its JSON, with the expressions in it filled in at deployment.
pub fn lower_json(context: &mut Context, value: &Expr) -> Node {
    let mut parts = Parts::default();
    write_json(context, value, 0, &mut parts);
    parts.into_node()
}

/// A text under construction. Text that follows text is one part with it.
#[derive(Default)]
struct Parts {
    parts: Vec<Part>,
}

enum Part {
    Text(String),
    /// What stands between `${` and `}`, and what it says as a call of its own.
    Inline(Text, Node),
    /// What the variable would be called, and its value.
    Variable(Text, Node),
}

impl Parts {
    fn text(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Part::Text(before)) => before.push_str(text),
            _ if text.is_empty() => {}
            _ => self.parts.push(Part::Text(text.to_owned())),
        }
    }

    /// A new line of JSON.
    fn line(&mut self, indent: usize) {
        self.text("\n");
        (0..indent).for_each(|_| self.text("  "));
    }

    fn node(&mut self, name: &Text, node: Node) {
        match &node.value {
            Value::String(text) => return self.text(text),
            Value::Bool(b) => return self.text(if *b { "true" } else { "false" }),
            Value::Number(number) => return self.text(&plain(*number)),
            _ => {}
        }
        self.parts.push(match inline(&node) {
            Some(reference) => Part::Inline(reference, node),
            None => Part::Variable(name.clone(), node),
        });
    }

    fn into_node(mut self) -> Node {
        if self.parts.len() <= 1 {
            return match self.parts.pop() {
                None => Node::from(""),
                Some(Part::Text(text)) => Node::from(text),
                // What stands alone needs no text around it.
                Some(Part::Inline(_, node) | Part::Variable(_, node)) => node,
            };
        }

        let mut variables = Variables::default();
        for part in &self.parts {
            if let Part::Inline(reference, _) = part {
                variables.taken.push(reference.clone());
            }
        }
        let mut text = String::new();
        for part in self.parts {
            match part {
                Part::Text(plain) => escape(&plain, &mut text, &mut variables),
                Part::Inline(reference, _) => braces(&mut text, &reference),
                Part::Variable(name, node) => braces(&mut text, &variables.name(&name, node)),
            }
        }
        if variables.map.is_empty() {
            return Node::call(Function::Sub, text);
        }
        let arguments = vec![Node::from(text), Node::from(variables.map)];
        Node::call(Function::Sub, arguments)
    }
}

/// The variables that a text brings along.
#[derive(Default)]
struct Variables {
    map: Map,
    /// What the text refers to without them.
    taken: Vec<Text>,
}

impl Variables {
    /// Names a variable: letters and digits, not the name of something else in the same text.
    fn name(&mut self, name: &str, node: Node) -> String {
        let base = pascal_case(name);
        let mut candidate = base.clone();
        let mut number = 2;
        loop {
            match self.map.get(&candidate) {
                Some(same) if *same == node => return candidate,
                None if !self.taken.iter().any(|taken| *taken == candidate) => {
                    self.map.insert(candidate.clone(), node);
                    return candidate;
                }
                _ => {}
            }
            candidate = format!("{base}{number}");
            number += 1;
        }
    }
}

fn braces(text: &mut String, name: &str) {
    text.push_str("${");
    text.push_str(name);
    text.push('}');
}

/// Writes text that is not a variable though it may look like one: `${a}` as `${!a}`.
fn escape(plain: &str, text: &mut String, variables: &mut Variables) {
    let mut rest = plain;
    while let Some((before, behind)) = rest.split_once("${") {
        text.push_str(before);
        match behind.split_once('}') {
            Some((inner, after)) if !inner.contains("${") => {
                text.push_str("${!");
                text.push_str(inner);
                text.push('}');
                rest = after;
            }
            // The escape reaches to the next brace, which here belongs to something else.
            _ => {
                braces(text, &variables.name("Dollar", Node::from("$")));
                text.push('{');
                rest = behind;
            }
        }
    }
    text.push_str(rest);
}

/// What stands between the braces, for a reference that can stand in a text.
fn inline(node: &Node) -> Option<Text> {
    let call = node.as_call()?;
    if let Some(target) = call.reference() {
        return Some(target.to_owned().into());
    }
    let get_att = call.get_att()?;
    Some(format!("{}.{}", get_att.resource, get_att.attribute.as_str()?).into())
}

fn pascal_case(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let mut text = String::new();
    for word in words {
        let mut characters = word.chars();
        text.extend(characters.next().map(|c| c.to_ascii_uppercase()));
        text.push_str(characters.as_str());
    }
    if text.is_empty() {
        "Value".to_owned()
    } else {
        text
    }
}

fn write_pieces(context: &mut Context, pieces: &[Piece], parts: &mut Parts) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => parts.text(text),
            Piece::Value { name, value } => {
                context.deeper(|context| write_value(context, name, value, parts));
            }
        }
    }
}

/// A value in a text. Texts in texts are one text.
fn write_value(context: &mut Context, name: &Text, value: &Expr, parts: &mut Parts) {
    match value {
        Expr::Sub(pieces) => write_pieces(context, pieces, parts),
        Expr::JsonString(value) => write_json(context, value, 0, parts),
        Expr::Get(node, attribute) => match resolve(context.graph(), *node, attribute) {
            Resolved::Defined(value) => {
                context.follow(*node, attribute, |context| {
                    context.deeper(|context| write_value(context, name, value, parts))
                });
            }
            _ => parts.node(name, context.lower(value)),
        },
        other => parts.node(name, context.lower(other)),
    }
}

/// Laid out on lines, because people read it: in the template, in a console, in a difference.
fn write_json(context: &mut Context, value: &Expr, indent: usize, parts: &mut Parts) {
    match value {
        Expr::Null => parts.text("null"),
        Expr::Bool(b) => parts.text(if *b { "true" } else { "false" }),
        Expr::Int(i) => parts.text(&i.to_string()),
        Expr::Float(f) => parts.text(&plain(Number::Float(*f))),
        Expr::Str(text) => parts.text(&quoted(text)),
        Expr::List(items) if items.is_empty() => parts.text("[]"),
        Expr::List(items) => {
            parts.text("[");
            for (index, item) in items.iter().enumerate() {
                parts.text(if index > 0 { "," } else { "" });
                parts.line(indent + 1);
                context.deeper(|context| write_json(context, item, indent + 1, parts));
            }
            parts.line(indent);
            parts.text("]");
        }
        Expr::Map(props) if props.is_empty() => parts.text("{}"),
        Expr::Map(props) => {
            parts.text("{");
            for (index, (name, item)) in props.iter().enumerate() {
                parts.text(if index > 0 { "," } else { "" });
                parts.line(indent + 1);
                parts.text(&quoted(name));
                parts.text(": ");
                context.deeper(|context| write_json(context, item, indent + 1, parts));
            }
            parts.line(indent);
            parts.text("}");
        }
        Expr::Get(node, attribute) => match resolve(context.graph(), *node, attribute) {
            Resolved::Defined(value) => {
                context.follow(*node, attribute, |context| {
                    context.deeper(|context| write_json(context, value, indent, parts))
                });
            }
            _ => write_json_text(context, value, parts),
        },
        other => write_json_text(context, other, parts),
    }
}

/// An expression in JSON: in quotes, unless it is known to be a number.
fn write_json_text(context: &mut Context, value: &Expr, parts: &mut Parts) {
    let mut inner = Parts::default();
    write_value(context, &Text::Borrowed("Value"), value, &mut inner);
    let quote = if is_number(context, value) { "" } else { "\"" };
    parts.text(quote);
    for part in inner.parts {
        match part {
            Part::Text(text) => {
                let escaped = quoted(&text);
                // The quotes stand around the whole.
                let inside = escaped.get(1..escaped.len().saturating_sub(1));
                parts.text(inside.unwrap_or_default());
            }
            other => parts.parts.push(other),
        }
    }
    parts.text(quote);
}

fn is_number(context: &Context, value: &Expr) -> bool {
    match value {
        Expr::Call(Function::Length, _) => true,
        Expr::Get(node, attribute) => match resolve(context.graph(), *node, attribute) {
            Resolved::Parameter(node) => matches!(
                context.graph().get(node).map(|node| &node.kind),
                Some(Kind::Parameter(parameter)) if parameter.ty == "Number"
            ),
            _ => false,
        },
        _ => false,
    }
}

/// A number as JSON writes it.
fn plain(number: Number) -> String {
    match number {
        Number::Int(i) => i.to_string(),
        Number::Float(f) => serde_json::Value::from(f).to_string(),
    }
}

fn quoted(text: &str) -> String {
    // Serializing text into memory cannot fail.
    serde_json::to_string(text).unwrap_or_default()
}
