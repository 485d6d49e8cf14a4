//! YAML as a person writes it.
//!
//! Own code: `yaml_serde` leaves `12:30`, `0777` and `2012-10-17` bare, which YAML 1.1 reads as
//! something else, has no choice of quotes, and cannot put a short call on one line.
//!
//! * Lists and maps are blocks, indented by two; empty ones are `[]` and `{}`.
//! * Functions take their short form. A call directly inside another cannot, because a value
//!   has one tag; there the outer takes its long form: `Fn::Base64: !Sub ...`. So does
//!   `Fn::GetStackOutput` around any call.
//! * The arguments of a call stand on one line where they are short and hold no map:
//!   `!Select [0, !GetAZs '']`.
//! * Strings of several lines are literal blocks where nothing is lost by that.

use super::scalar::{self, Place};
use crate::{Call, Function, Map, Node, Template, Value};

/// How wide a line may become by arguments that stand on it.
const WIDTH: usize = 80;

impl Template {
    /// The template as YAML, with functions in their short form.
    pub fn to_yaml(&self) -> String {
        if self.root().is_empty() {
            return "{}\n".to_owned();
        }
        let mut writer = Writer::default();
        writer.map(self.root(), 0);
        writer.out
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Where the line starts that is being written.
    line: usize,
}

impl Writer {
    fn end_line(&mut self) {
        self.out.push('\n');
        self.line = self.out.len();
    }

    fn indent(&mut self, by: usize) {
        self.out.extend(std::iter::repeat_n(' ', by));
    }

    /// The entries of a map, the first where the line is already, the others below it.
    fn map(&mut self, map: &Map, indent: usize) {
        for (index, (key, value)) in map.iter().enumerate() {
            if index > 0 {
                self.indent(indent);
            }
            self.entry(key.as_str(), value, indent);
        }
    }

    fn entry(&mut self, key: &str, value: &Node, indent: usize) {
        let before = self.out.len();
        scalar::write(&mut self.out, key, Place::Line);
        if self.out.len() - before > scalar::LONGEST_KEY {
            self.out.insert_str(before, "? ");
            self.end_line();
            self.indent(indent);
        }
        self.out.push(':');
        self.value(value, indent + 2);
    }

    /// The items of a list, the first where the line is already, the others below it.
    fn list(&mut self, items: &[Node], indent: usize) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.indent(indent);
            }
            self.out.push('-');
            match &item.value {
                // What is a block itself starts behind the dash.
                Value::List(inner) if !inner.is_empty() => {
                    self.out.push(' ');
                    self.list(inner, indent + 2);
                }
                Value::Map(inner) if !inner.is_empty() => {
                    self.out.push(' ');
                    self.map(inner, indent + 2);
                }
                Value::Call(call) if !has_short_form(call) => {
                    self.out.push(' ');
                    self.entry(call.function.name(), &call.argument, indent + 2);
                }
                _ => self.value(item, indent + 2),
            }
        }
    }

    /// A value behind a key or a dash, to the end of its last line. What does not fit on the
    /// line is indented by `indent`.
    fn value(&mut self, node: &Node, indent: usize) {
        match &node.value {
            Value::List(items) if !items.is_empty() => {
                self.end_line();
                self.indent(indent);
                self.list(items, indent);
            }
            Value::Map(map) if !map.is_empty() => {
                self.end_line();
                self.indent(indent);
                self.map(map, indent);
            }
            Value::Call(call) if has_short_form(call) => {
                self.out.push_str(" !");
                self.out.push_str(call.function.tag());
                self.argument(call, indent);
            }
            Value::Call(call) => {
                self.end_line();
                self.indent(indent);
                self.entry(call.function.name(), &call.argument, indent);
            }
            Value::String(text) => self.string(text, indent),
            _ => {
                self.out.push(' ');
                atom(&mut self.out, node);
                self.end_line();
            }
        }
    }

    fn string(&mut self, text: &str, indent: usize) {
        self.out.push(' ');
        let Some(header) = scalar::literal_header(text) else {
            scalar::write(&mut self.out, text, Place::Line);
            self.end_line();
            return;
        };
        self.out.push_str(header);
        self.end_line();
        for line in text.split_inclusive('\n') {
            if line != "\n" {
                self.indent(indent);
            }
            self.out.push_str(line);
        }
        if !text.ends_with('\n') {
            self.out.push('\n');
        }
        self.line = self.out.len();
    }

    /// The argument behind a tag.
    fn argument(&mut self, call: &Call, indent: usize) {
        if let Value::String(text) = &call.argument.value {
            return self.string(text, indent);
        }
        let mark = self.out.len();
        if self.short_argument(call) {
            self.end_line();
        } else {
            self.out.truncate(mark);
            self.value(&call.argument, indent);
        }
    }

    /// Tries to write the arguments on the line; false where they hold a map or do not fit.
    fn short_argument(&mut self, call: &Call) -> bool {
        self.out.push(' ');
        if let Some((resource, attribute)) = dotted(call) {
            scalar::write(
                &mut self.out,
                &format!("{resource}.{attribute}"),
                Place::Line,
            );
            return true;
        }
        match call.argument.as_list() {
            Some(items) => self.flow_list(items),
            None => false,
        }
    }

    fn flow_list(&mut self, items: &[Node]) -> bool {
        self.out.push('[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.out.push_str(", ");
            }
            if !self.flow(item) {
                return false;
            }
        }
        self.out.push(']');
        self.fits()
    }

    fn fits(&self) -> bool {
        self.out.len() - self.line <= WIDTH
    }

    fn flow(&mut self, node: &Node) -> bool {
        match &node.value {
            Value::List(items) => self.flow_list(items),
            Value::Map(_) => false,
            Value::Call(call) => {
                self.out.push('!');
                self.out.push_str(call.function.tag());
                match &call.argument.value {
                    Value::String(text) if text.len() <= WIDTH => {
                        self.out.push(' ');
                        scalar::write(&mut self.out, text, Place::Flow);
                        self.fits()
                    }
                    Value::List(_) if dotted(call).is_some() => self.short_argument(call),
                    Value::List(items) => {
                        self.out.push(' ');
                        self.flow_list(items)
                    }
                    _ => false,
                }
            }
            Value::String(text) => {
                if text.len() > WIDTH || text.contains('\n') {
                    return false;
                }
                scalar::write(&mut self.out, text, Place::Flow);
                self.fits()
            }
            _ => {
                atom(&mut self.out, node);
                self.fits()
            }
        }
    }
}

/// Whether `!Tag argument` is read as the same call again, and CloudFormation takes it.
///
/// A value has one tag, so a call cannot follow; and what follows as a word is a string. In the
/// parameters of `!GetStackOutput` there must be no other short form:
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html>.
/// The pages about the other functions forbid only what one tag a value forbids already.
fn has_short_form(call: &Call) -> bool {
    match &call.argument.value {
        Value::String(_) | Value::List(_) => true,
        Value::Map(_) => call.function != Function::GetStackOutput || !holds_call(&call.argument),
        _ => false,
    }
}

fn holds_call(node: &Node) -> bool {
    match &node.value {
        Value::Call(_) => true,
        Value::List(items) => items.iter().any(holds_call),
        Value::Map(map) => map.values().any(holds_call),
        _ => false,
    }
}

/// The two sides of `!GetAtt Resource.Attribute`, where that says the same as the list.
fn dotted(call: &Call) -> Option<(&str, &str)> {
    let get_att = call.get_att()?;
    let (resource, attribute) = (get_att.resource, get_att.attribute.as_str()?);
    let one_line = |text: &str| !text.is_empty() && text.len() <= WIDTH && !text.contains('\n');
    let splits_again = !resource.contains('.') && one_line(resource) && one_line(attribute);
    splits_again.then_some((resource, attribute))
}

/// A value that is a word.
fn atom(out: &mut String, node: &Node) {
    match &node.value {
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => scalar::number(out, *number),
        Value::List(_) => out.push_str("[]"),
        Value::Map(_) => out.push_str("{}"),
        Value::String(text) => scalar::write(out, text, Place::Line),
        Value::Null | Value::Call(_) => out.push_str("null"),
    }
}
