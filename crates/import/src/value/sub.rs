//! `Fn::Sub`, and whether `sub!` comes to the same.

use std::collections::BTreeMap;

use stackwright_template::{Call, Function, Node, SubPart, Value};

use super::{Names, What, Written, snake};
use crate::rust::Code;
use crate::types::{Kind, Type};

/// The pseudo parameters that `sub!` knows.
const PSEUDO: [&str; 6] = [
    "AWS::AccountId",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

impl Names<'_> {
    /// A text with variables, if `sub!` writes just this text.
    pub(super) fn sub(&self, call: &Call) -> Option<Written> {
        let sub = call.sub()?;
        let mut text = Text::default();
        for part in sub.parts() {
            match part {
                SubPart::Literal(literal) => text.literal(literal),
                SubPart::Variable(variable) => {
                    let name = variable.name;
                    text.variable(name)?;
                    let own = sub.variables.and_then(|map| map.get(name));
                    match own {
                        Some(value) => self.own_variable(name, value, &mut text)?,
                        None => self.variable(name, &mut text)?,
                    }
                }
            }
        }
        text.end()?;
        let is_used = |name: &str| text.own.iter().any(|own| own == name);
        let all_used = sub
            .variables
            .is_none_or(|map| !map.is_empty() && map.keys().all(|key| is_used(key.as_str())));
        if !all_used || text.parts < 2 || text.escaped != sub.text {
            return None;
        }
        let mut arguments = vec![Code::text(&text.format)];
        for (name, code) in text.arguments {
            arguments.push(Code::Named(name, Box::new(code)));
        }
        let code = Code::Macro("sub!", arguments);
        Some((code, Type::Value(Kind::Text)))
    }

    /// `${Name}` or `${Name.Attribute}`.
    fn variable(&self, name: &str, text: &mut Text) -> Option<()> {
        if PSEUDO.contains(&name) {
            text.format.push_str(&format!("{{{name}}}"));
            return Some(());
        }
        let (target, attribute) = match name.split_once('.') {
            Some((target, attribute)) => (target, Some(attribute)),
            None => (name, None),
        };
        let binding = self.bound.get(target)?;
        let (code, ty) = match attribute {
            Some(attribute) => self.attribute(target, attribute, &Kind::Text)?,
            None => self.reference(target, &Kind::Text)?,
        };
        if !ty.fits(&Kind::Text) {
            return None;
        }
        let argument = match (&binding.what, attribute) {
            (What::Parameter(_), _) => {
                text.format.push_str(&format!("{{{}}}", binding.name));
                // The name must mean the same in all of the text.
                return (!text.arguments.contains_key(&binding.name)).then_some(());
            }
            (_, None) => binding.name.clone(),
            (_, Some(attribute)) => {
                let attribute = snake(attribute);
                let (name, attribute) = (
                    binding.name.trim_end_matches('_'),
                    attribute.trim_matches('_'),
                );
                format!("{name}_{attribute}")
            }
        };
        text.argument(argument, code)
    }

    /// A variable that the call brings along.
    fn own_variable(&self, name: &str, value: &Node, text: &mut Text) -> Option<()> {
        let argument = snake(name);
        if pascal(&argument) != name || !stands_by_itself(value) {
            return None;
        }
        let (code, ty) = self.value(value, &Kind::Text, None);
        if !ty.fits(&Kind::Text) {
            return None;
        }
        text.own.push(name.to_owned());
        text.argument(argument, code)
    }
}

/// Whether the value of a variable is not drawn into the text, and is there under all conditions.
fn stands_by_itself(value: &Node) -> bool {
    let Value::Call(call) = &value.value else {
        return false;
    };
    match call.function {
        Function::Ref | Function::GetAtt | Function::Sub => false,
        Function::If => call.if_().is_some_and(|choice| {
            let is_there = |side: &Node| match side.as_call() {
                Some(call) => {
                    call.reference() != Some("AWS::NoValue")
                        && (call.function != Function::If || stands_by_itself(side))
                }
                None => true,
            };
            is_there(choice.then) && is_there(choice.otherwise)
        }),
        _ => true,
    }
}

/// What the core calls the variable of an argument.
fn pascal(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let mut text = String::new();
    for word in words {
        let mut characters = word.chars();
        text.extend(characters.next().map(|c| c.to_ascii_uppercase()));
        text.push_str(characters.as_str());
    }
    text
}

/// The text of a `sub!` under construction.
#[derive(Default)]
struct Text {
    /// What stands between the quotes.
    format: String,
    arguments: BTreeMap<String, Code>,
    /// What CloudFormation reads, as the core writes it.
    escaped: String,
    /// The text since the last variable.
    literal: String,
    parts: usize,
    /// The names of variables that the call brings along.
    own: Vec<String>,
}

impl Text {
    fn literal(&mut self, text: &str) {
        self.literal.push_str(text);
    }

    fn variable(&mut self, name: &str) -> Option<()> {
        // `sub!` takes a dollar there for a mistake.
        if self.literal.ends_with('$') {
            return None;
        }
        self.end()?;
        self.parts += 1;
        self.escaped.push_str(&format!("${{{name}}}"));
        Some(())
    }

    /// Ends a stretch of literal text.
    fn end(&mut self) -> Option<()> {
        let literal = std::mem::take(&mut self.literal);
        if literal.is_empty() {
            return Some(());
        }
        self.parts += 1;
        for character in literal.chars() {
            match character {
                '{' => self.format.push_str("{{"),
                '}' => self.format.push_str("}}"),
                other => self.format.push(other),
            }
        }
        let mut rest = literal.as_str();
        while let Some((before, behind)) = rest.split_once("${") {
            let (inner, after) = behind.split_once('}')?;
            if inner.contains("${") {
                return None;
            }
            self.escaped.push_str(before);
            self.escaped.push_str(&format!("${{!{inner}}}"));
            rest = after;
        }
        self.escaped.push_str(rest);
        Some(())
    }

    /// Names a value in the text; nothing, if the name means another one.
    fn argument(&mut self, name: String, code: Code) -> Option<()> {
        self.format.push_str(&format!("{{{name}}}"));
        let known = self.arguments.entry(name).or_insert_with(|| code.clone());
        (*known == code).then_some(())
    }
}
