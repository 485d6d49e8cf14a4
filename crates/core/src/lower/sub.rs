//! `Fn::Sub`, as a person would write it.

use stackwright_codes as codes;
use stackwright_template::{Function, Map, Node, Text, Value};

use super::dependencies::{Resolved, resolve};
use super::expr::{Context, unresolved};
use super::json;
use crate::value::{Expr, Piece, Pseudo};

/// Lowers the pieces of a text: to a plain string where all is known, to `${Name}` where a
/// reference can stand in the text, to a named variable where it cannot.
pub fn lower(context: &mut Context, pieces: &[Piece]) -> Node {
    let mut parts = Parts::default();
    write_pieces(context, pieces, &mut parts);
    parts.into_node(context)
}

/// A text under construction. Text that follows text is one part with it.
#[derive(Default)]
pub struct Parts {
    parts: Vec<Part>,
    /// Within how many texts of JSON this stands: what is known is escaped as often.
    quoted: usize,
}

enum Part {
    Text(String),
    /// What stands between `${` and `}`, and what it says as a call of its own.
    Inline(Text, Node),
    /// What the variable would be called, and its value.
    Variable(Text, Node),
}

impl Parts {
    /// An empty text that stands within so many texts of JSON.
    pub fn within(quoted: usize) -> Self {
        Parts {
            parts: Vec::new(),
            quoted,
        }
    }

    /// Within how many texts of JSON this stands.
    pub fn quoted(&self) -> usize {
        self.quoted
    }

    pub fn text(&mut self, text: &str) {
        let text = json::escaped(text, self.quoted);
        match self.parts.last_mut() {
            Some(Part::Text(before)) => before.push_str(&text),
            _ if text.is_empty() => {}
            _ => self.parts.push(Part::Text(text.into_owned())),
        }
    }

    /// Adds what another text says, which is escaped already.
    pub fn append(&mut self, other: Parts) {
        for part in other.parts {
            match (part, self.parts.last_mut()) {
                (Part::Text(text), Some(Part::Text(before))) => before.push_str(&text),
                (part, _) => self.parts.push(part),
            }
        }
    }

    pub fn node(&mut self, name: &str, node: Node) {
        match &node.value {
            Value::String(text) => return self.text(text),
            Value::Bool(b) => return self.text(if *b { "true" } else { "false" }),
            Value::Number(number) => return self.text(&json::number(*number)),
            _ => {}
        }
        self.parts.push(match inline(&node) {
            Some(reference) => Part::Inline(reference, node),
            None => Part::Variable(name.to_owned().into(), node),
        });
    }

    pub fn into_node(mut self, context: &mut Context) -> Node {
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
            match part {
                Part::Text(_) => {}
                Part::Inline(reference, node) => {
                    variables.taken.push(reference.clone());
                    must_be(context, node);
                }
                Part::Variable(_, node) => must_be(context, node),
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

/// CloudFormation refuses a text a part of which would not be there.
fn must_be(context: &mut Context, part: &Node) {
    if may_vanish(part) {
        let found = codes::APP132.finding("a part of a text is, or may be, `AWS::NoValue`")
            .help("choose between whole texts, `if_(c, sub!(..), no_value())`, or write an empty part: `\"\"`");
        context.report(found);
    }
}

/// Whether a value comes to `AWS::NoValue` under any condition.
pub fn may_vanish(node: &Node) -> bool {
    let Some(call) = node.as_call() else {
        return false;
    };
    match call.if_() {
        Some(choice) => may_vanish(choice.then) || may_vanish(choice.otherwise),
        None => call.reference() == Some(Pseudo::NoValue.name()),
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
    Some(
        [get_att.resource, get_att.attribute.as_str()?]
            .join(".")
            .into(),
    )
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
pub fn write_value(context: &mut Context, name: &str, value: &Expr, parts: &mut Parts) {
    match value {
        Expr::Sub(pieces) => write_pieces(context, pieces, parts),
        Expr::JsonString(value) => json::write(context, value, 0, parts),
        Expr::Typed(_, value) => write_value(context, name, value, parts),
        Expr::Uint(number) => parts.text(&number.to_string()),
        Expr::Get(node, attribute) => match resolve(context.graph(), *node, attribute) {
            Resolved::Defined(value) => {
                context.follow(*node, attribute, |context| {
                    context.deeper(|context| write_value(context, name, value, parts))
                });
            }
            _ => parts.node(name, context.lower(value)),
        },
        // What deployment chooses from literals is escaped before it does.
        Expr::If(condition, both) if parts.quoted > 0 => {
            let Some(id) = context.logical_id(*condition) else {
                return parts.node(name, unresolved());
            };
            let then = inner(context, &both.0, parts.quoted);
            let otherwise = inner(context, &both.1, parts.quoted);
            parts.node(
                name,
                Node::call(Function::If, vec![Node::from(id), then, otherwise]),
            );
        }
        Expr::Call(function, arguments) if parts.quoted > 0 => {
            let node = match items(*function, arguments) {
                Some((first, items)) => {
                    let first = match function {
                        Function::Join => inner(context, first, parts.quoted),
                        _ => context.lower(first),
                    };
                    let items = items.iter().map(|item| inner(context, item, parts.quoted));
                    let items = Node::from(items.collect::<Vec<_>>());
                    Node::call(*function, vec![first, items])
                }
                None => context.lower(value),
            };
            parts.node(name, node);
        }
        other => {
            let node = context.lower(other);
            parts.node(name, node);
        }
    }
}

/// The delimiter or the index, and the items that are written out, of what makes a text of them.
fn items(function: Function, arguments: &Expr) -> Option<(&Expr, &[Expr])> {
    match arguments {
        Expr::List(arguments) if matches!(function, Function::Join | Function::Select) => {
            match &arguments[..] {
                [first, Expr::List(items)] => Some((first, items)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A text of its own within a text of JSON.
fn inner(context: &mut Context, value: &Expr, quoted: usize) -> Node {
    let mut parts = Parts::within(quoted);
    context.deeper(|context| write_value(context, "Value", value, &mut parts));
    parts.into_node(context)
}
