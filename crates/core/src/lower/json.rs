//! JSON in a string, with the expressions in it filled in at deployment.

use std::borrow::Cow;

use stackwright_codes as codes;
use stackwright_template::{Function, Node, Number, Text};

use super::dependencies::{Resolved, resolve};
use super::expr::{Context, unresolved};
use super::sub::{Parts, write_value};
use crate::graph::{Graph, Kind};
use crate::resource::ResourceMeta;
use crate::value::{Attribute, Expr, JsonType, MAX_DEPTH, Props, Pseudo};

/// Lowers a value to its JSON.
pub fn lower(context: &mut Context, value: &Expr) -> Node {
    text_of(context, value, 0, 0)
}

/// The JSON of a value as a text of its own.
fn text_of(context: &mut Context, value: &Expr, indent: usize, quoted: usize) -> Node {
    let mut parts = Parts::within(quoted);
    context.deeper(|context| write(context, value, indent, &mut parts));
    parts.into_node(context)
}

/// Laid out on lines, because people read it: in the template, in a console, in a difference.
pub fn write(context: &mut Context, value: &Expr, indent: usize, parts: &mut Parts) {
    let mut text = String::new();
    if write_literal(value, indent, &mut text) {
        return parts.text(&text);
    }
    match value {
        Expr::Float(_) => parts.node("Value", context.lower(value)),
        Expr::List(items) => {
            let entries = items.iter().map(|item| (None, item));
            block(context, ["[", "]"], entries, indent, parts);
        }
        Expr::Map(props) => {
            let entries = props.iter().map(|(name, item)| (Some(name), item));
            block(context, ["{", "}"], entries, indent, parts);
        }
        Expr::Get(node, attribute) => match resolve(context.graph(), *node, attribute) {
            Resolved::Defined(value) => {
                context.follow(*node, attribute, |context| {
                    context.deeper(|context| write(context, value, indent, parts))
                });
            }
            _ => write_runtime(context, value, parts),
        },
        Expr::Pseudo(Pseudo::NoValue) => parts.node("Value", context.lower(value)),
        _ => match branches(value) {
            // Each has the quotes that it needs.
            Some((then, otherwise)) => {
                let then = text_of(context, then, indent, parts.quoted());
                let otherwise = text_of(context, otherwise, indent, parts.quoted());
                parts.node("Value", choice(context, value, then, otherwise));
            }
            None => write_runtime(context, value, parts),
        },
    }
}

/// Writes what is known as a whole; says whether it is. What is no such thing is left half written.
fn write_literal(value: &Expr, indent: usize, text: &mut String) -> bool {
    match value {
        Expr::Null => text.push_str("null"),
        Expr::Bool(b) => text.push_str(if *b { "true" } else { "false" }),
        Expr::Int(i) => text.push_str(&i.to_string()),
        Expr::Uint(u) => text.push_str(&u.to_string()),
        Expr::Str(literal) => push_quoted(literal, text),
        Expr::List(items) => {
            let entries = items.iter().map(|item| (None, item));
            return literal_block(["[", "]"], entries, indent, text);
        }
        Expr::Map(props) => {
            let entries = props.iter().map(|(name, item)| (Some(name), item));
            return literal_block(["{", "}"], entries, indent, text);
        }
        _ => return false,
    }
    true
}

/// As [`block`], of what is known.
fn literal_block<'e>(
    [open, close]: [&str; 2],
    entries: impl Iterator<Item = (Option<&'e Text>, &'e Expr)>,
    indent: usize,
    text: &mut String,
) -> bool {
    text.push_str(open);
    let mut is_empty = true;
    for (key, value) in entries {
        if !is_empty {
            text.push(',');
        }
        is_empty = false;
        push_line(indent + 1, text);
        if let Some(key) = key {
            push_quoted(key, text);
            text.push_str(": ");
        }
        if !write_literal(value, indent + 1, text) {
            return false;
        }
    }
    if !is_empty {
        push_line(indent, text);
    }
    text.push_str(close);
    true
}

/// An object or a list, an entry a line.
fn block<'e>(
    context: &mut Context,
    [open, close]: [&str; 2],
    entries: impl Iterator<Item = (Option<&'e Text>, &'e Expr)>,
    indent: usize,
    parts: &mut Parts,
) {
    let entries: Vec<Entry> = entries
        .filter_map(|(key, value)| {
            context
                .deeper(|context| entry(context, key, value, indent + 1, parts.quoted()))
                .flatten()
        })
        .collect();
    parts.text(open);
    if !entries.is_empty() {
        parts.text(&line(indent + 1));
        write_entries(context, entries, &format!(",{}", line(indent + 1)), parts);
        parts.text(&line(indent));
    }
    parts.text(close);
}

/// What stands in an object or a list.
enum Entry {
    Certain(Parts),
    /// A text, or `AWS::NoValue` where the entry is left out.
    Perhaps(Node),
}

impl Entry {
    fn into_node(self, context: &mut Context) -> Node {
        match self {
            Entry::Certain(parts) => parts.into_node(context),
            Entry::Perhaps(node) => node,
        }
    }
}

/// A value behind its key; nothing, if it is left out for certain.
fn entry(
    context: &mut Context,
    key: Option<&Text>,
    value: &Expr,
    indent: usize,
    quoted: usize,
) -> Option<Entry> {
    if !may_vanish(context.graph(), value, MAX_DEPTH) {
        let mut parts = Parts::within(quoted);
        if let Some(key) = key {
            parts.text(&quote(key));
            parts.text(": ");
        }
        write(context, value, indent, &mut parts);
        return Some(Entry::Certain(parts));
    }
    if let Expr::Get(node, attribute) = value
        && let Resolved::Defined(value) = resolve(context.graph(), *node, attribute)
    {
        let found = context.follow(*node, attribute, |context| {
            context.deeper(|context| entry(context, key, value, indent, quoted))
        });
        return found.flatten().flatten();
    }
    let (then, otherwise) = branches(value)?;
    let mut either = |value| {
        let entry = context.deeper(|context| entry(context, key, value, indent, quoted));
        match entry.flatten() {
            Some(entry) => entry.into_node(context),
            None => Node::call(Function::Ref, Pseudo::NoValue.name()),
        }
    };
    let (then, otherwise) = (either(then), either(otherwise));
    Some(Entry::Perhaps(choice(context, value, then, otherwise)))
}

/// The entries with `comma` between them. `Fn::Join` leaves out what is `AWS::NoValue`, and the
/// comma with it.
fn write_entries(context: &mut Context, entries: Vec<Entry>, comma: &str, parts: &mut Parts) {
    let is_certain = |entry: &Entry| matches!(entry, Entry::Certain(_));
    let all_certain = entries.iter().all(is_certain);
    let mut items: Vec<Entry> = Vec::new();
    for entry in entries {
        match (items.last_mut(), entry) {
            (Some(Entry::Certain(before)), Entry::Certain(parts)) => {
                before.text(comma);
                before.append(parts);
            }
            (_, entry) => items.push(entry),
        }
    }
    if all_certain {
        for item in items {
            if let Entry::Certain(entry) = item {
                parts.append(entry);
            }
        }
        return;
    }
    let items: Vec<Node> = items
        .into_iter()
        .map(|item| item.into_node(context))
        .collect();
    let comma = Node::from(escaped(comma, parts.quoted()).into_owned());
    let joined = Node::call(Function::Join, vec![comma, Node::from(items)]);
    parts.node("Entries", joined);
}

/// What only deployment knows: with the quotes and brackets that its type has in JSON.
fn write_runtime(context: &mut Context, value: &Expr, parts: &mut Parts) {
    let known = shape(context.graph(), value);
    let inner = match value {
        Expr::Typed(_, inner) => inner,
        other => other,
    };
    match known {
        Shape::Bare => {
            let node = context.lower(inner);
            parts.node("Value", node);
        }
        Shape::Text => {
            parts.text("\"");
            let mut text = Parts::within(parts.quoted() + 1);
            write_value(context, "Value", inner, &mut text);
            parts.append(text);
            parts.text("\"");
        }
        Shape::Texts | Shape::Numbers => {
            let quote = if known == Shape::Texts { "\"" } else { "" };
            let comma = escaped(&format!("{quote},{quote}"), parts.quoted()).into_owned();
            let items = context.lower(inner);
            parts.text("[");
            parts.text(quote);
            let joined = vec![Node::from(comma), items];
            parts.node("Value", Node::call(Function::Join, joined));
            parts.text(quote);
            parts.text("]");
        }
        Shape::Object => {
            let message = "an object that only deployment knows stands in JSON text";
            context.report(codes::APP133.finding(message));
        }
    }
}

/// How a value that only deployment knows is written.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    /// A number or a truth value.
    Bare,
    Text,
    Texts,
    Numbers,
    Object,
}

fn shape(graph: &Graph, value: &Expr) -> Shape {
    match value {
        Expr::Typed(JsonType::Number | JsonType::Bool, _) => Shape::Bare,
        Expr::Typed(JsonType::Object, _) => Shape::Object,
        Expr::Typed(JsonType::List, list) => match shape(graph, list) {
            Shape::Numbers => Shape::Numbers,
            _ => Shape::Texts,
        },
        Expr::Across(_, value) => shape(graph, value),
        Expr::Int(_) | Expr::Uint(_) | Expr::Float(_) | Expr::Bool(_) => Shape::Bare,
        Expr::Map(_) => Shape::Object,
        Expr::List(items) => match all(items.iter().map(|item| shape(graph, item))) {
            Some(Shape::Bare) => Shape::Numbers,
            _ => Shape::Texts,
        },
        Expr::Pseudo(Pseudo::NotificationArns) => Shape::Texts,
        Expr::Get(node, attribute) => match resolve(graph, *node, attribute) {
            Resolved::Parameter(node) => match graph.get(node).map(|node| &node.kind) {
                Some(Kind::Parameter(data)) if data.ty.contains("List<Number>") => Shape::Numbers,
                Some(Kind::Parameter(data)) if data.is_list => Shape::Texts,
                Some(Kind::Parameter(data)) if data.ty == "Number" => Shape::Bare,
                _ => Shape::Text,
            },
            Resolved::Resource(node) => match graph.get(node).map(|node| &node.kind) {
                Some(Kind::Resource(data)) if is_list(&data.meta, attribute) => Shape::Texts,
                _ => Shape::Text,
            },
            Resolved::Defined(_) | Resolved::Nothing => Shape::Text,
        },
        Expr::FindInMap(mapping, keys) => match graph.get(*mapping).map(|node| &node.kind) {
            Some(Kind::Mapping(data)) => found(graph, &data.table, keys),
            _ => Shape::Text,
        },
        Expr::FindInMapOr(both) => shape(graph, &both.0),
        Expr::Call(function, argument) => match (function, &**argument) {
            (Function::Length, _) => Shape::Bare,
            (
                Function::Split
                | Function::GetAZs
                | Function::Cidr
                | Function::RefAll
                | Function::ValueOfAll,
                _,
            ) => Shape::Texts,
            (Function::Select, Expr::List(arguments)) => match arguments.get(1) {
                Some(list) if shape(graph, list) == Shape::Numbers => Shape::Bare,
                _ => Shape::Text,
            },
            _ => Shape::Text,
        },
        _ => Shape::Text,
    }
}

fn is_list(meta: &ResourceMeta, attribute: &Attribute) -> bool {
    match attribute {
        Attribute::Named(name) => meta.list_attributes.contains(&&**name),
        Attribute::Ref => false,
    }
}

/// What all values are that a look-up can come to.
fn found(graph: &Graph, table: &Props, (top, second): &(Expr, Expr)) -> Shape {
    let may_be = |key: &Expr, name: &str| key.as_str().is_none_or(|key| key == name);
    let rows = table.iter().filter(|(name, _)| may_be(top, name));
    let values = rows.flat_map(|(_, row)| match row {
        Expr::Map(row) => row
            .iter()
            .filter(|(name, _)| may_be(second, name))
            .collect(),
        _ => Vec::new(),
    });
    all(values.map(|(_, value)| shape(graph, value))).unwrap_or(Shape::Text)
}

/// The shape of all, if they have one.
fn all(mut shapes: impl Iterator<Item = Shape>) -> Option<Shape> {
    let first = shapes.next()?;
    shapes.all(|shape| shape == first).then_some(first)
}

/// The two sides of a choice that a condition makes.
fn branches(value: &Expr) -> Option<(&Expr, &Expr)> {
    match value {
        Expr::If(_, both) => Some((&both.0, &both.1)),
        // As JSON of the user's own has it.
        Expr::Call(Function::If, arguments) => match &**arguments {
            Expr::List(arguments) => match &arguments[..] {
                [_, then, otherwise] => Some((then, otherwise)),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// The choice of `value`, with other sides.
fn choice(context: &mut Context, value: &Expr, then: Node, otherwise: Node) -> Node {
    let condition = match value {
        Expr::If(condition, _) => match context.logical_id(*condition) {
            Some(id) => Node::from(id),
            None => return unresolved(),
        },
        Expr::Call(_, arguments) => match &**arguments {
            Expr::List(arguments) => match arguments.first() {
                Some(name) => context.lower(name),
                None => Node::from(""),
            },
            _ => Node::from(""),
        },
        _ => Node::from(""),
    };
    Node::call(Function::If, vec![condition, then, otherwise])
}

/// Whether a value comes to `AWS::NoValue` under any condition.
fn may_vanish(graph: &Graph, value: &Expr, levels: usize) -> bool {
    if levels == 0 {
        return false;
    }
    match value {
        Expr::Pseudo(Pseudo::NoValue) => true,
        Expr::Get(node, attribute) => match resolve(graph, *node, attribute) {
            Resolved::Defined(value) => may_vanish(graph, value, levels - 1),
            _ => false,
        },
        _ => branches(value).is_some_and(|(then, otherwise)| {
            may_vanish(graph, then, levels - 1) || may_vanish(graph, otherwise, levels - 1)
        }),
    }
}

/// A number as JSON writes it.
pub fn number(number: Number) -> String {
    match number {
        Number::Int(i) => i.to_string(),
        Number::Float(f) => serde_json::Value::from(f).to_string(),
    }
}

fn line(indent: usize) -> String {
    let mut text = String::with_capacity(1 + 2 * indent);
    push_line(indent, &mut text);
    text
}

fn push_line(indent: usize, text: &mut String) {
    text.push('\n');
    (0..indent).for_each(|_| text.push_str("  "));
}

fn push_quoted(literal: &str, text: &mut String) {
    let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if literal.bytes().all(is_plain) {
        text.push('"');
        text.push_str(literal);
        text.push('"');
    } else {
        text.push_str(&quote(literal));
    }
}

fn quote(text: &str) -> String {
    // Serializing text into memory cannot fail.
    serde_json::to_string(text).unwrap_or_default()
}

/// What a text is within so many texts of JSON.
pub fn escaped(text: &str, times: usize) -> Cow<'_, str> {
    (0..times).fold(Cow::Borrowed(text), |text, _| {
        let quoted = quote(&text);
        // The quotes stand around the whole.
        let inside = quoted.get(1..quoted.len().saturating_sub(1));
        Cow::Owned(inside.unwrap_or_default().to_owned())
    })
}
