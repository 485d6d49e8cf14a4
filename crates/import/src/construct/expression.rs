use std::borrow::Cow;

use stackwright_facts::{Reference, rust};
use stackwright_template::Node;

use super::Constructs;
use crate::rust::Code;
use crate::types::Kind;
use crate::value::Names;

/// An expression of a program, before it is known which variables the program has.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// What stands as it is: a number, `true`.
    Literal(String),
    /// A text.
    Text(String),
    /// A name of a construct's module, as `Retention::OneWeek`.
    Path(Path),
    /// `LogGroup::new(..)`
    Call(Path, Vec<Expression>),
    /// `expression.method(..)`
    Method(Box<Expression>, &'static str, Vec<Expression>),
    /// A number with a method of a trait, which is imported: `5.minutes()`.
    Extended(Path, String, &'static str),
    /// `[..]`
    List(Vec<Expression>),
    /// `(..)`
    Tuple(Vec<Expression>),
    /// A value of the template, where this kind of value is taken.
    Value(Node, Place),
    /// What has this logical id.
    Named(String),
}

/// A name in a module of the crate of constructs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The module, as `logs`.
    pub module: &'static str,
    /// What is imported from it: the first name of the path, or a trait that has the method.
    pub import: &'static str,
    /// What is written.
    pub path: Cow<'static, str>,
}

/// Which values a setter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A whole number.
    Integer,
    /// Any JSON.
    Json,
    /// What names a resource of this type: by this attribute, or by `Ref`.
    Reference(&'static str, Option<&'static str>),
    /// A list of what names resources of this type.
    References(&'static str, Option<&'static str>),
}

impl Place {
    fn kind(self) -> Kind {
        let reference = |resource_type: &str, attribute: Option<&str>| {
            let reference = Reference {
                resource_type: resource_type.to_owned(),
                attribute: attribute.map(str::to_owned),
            };
            // Of what returns the same, one gives the kind its name.
            Kind::Reference(rust::canonical(&reference).unwrap_or(reference))
        };
        match self {
            Place::Text => Kind::Text,
            Place::Texts => Kind::list(Kind::Text),
            Place::Integer => Kind::Integer,
            Place::Json => Kind::Json,
            Place::Reference(ty, attribute) => reference(ty, attribute),
            Place::References(ty, attribute) => Kind::list(reference(ty, attribute)),
        }
    }
}

impl Expression {
    /// The expression with one more method behind it.
    #[must_use]
    pub fn method(self, method: &'static str, arguments: Vec<Expression>) -> Self {
        Expression::Method(Box::new(self), method, arguments)
    }

    /// Adds what it imports.
    pub fn imports(&self, found: &mut Constructs) {
        let mut add = |path: &Path| {
            found.entry(path.module).or_default().insert(path.import);
        };
        match self {
            Expression::Path(path) | Expression::Extended(path, ..) => add(path),
            Expression::Call(path, arguments) => {
                add(path);
                arguments.iter().for_each(|it| it.imports(found));
            }
            Expression::Method(root, _, arguments) => {
                root.imports(found);
                arguments.iter().for_each(|it| it.imports(found));
            }
            Expression::List(items) | Expression::Tuple(items) => {
                items.iter().for_each(|it| it.imports(found));
            }
            Expression::Literal(_)
            | Expression::Text(_)
            | Expression::Value(..)
            | Expression::Named(_) => {}
        }
    }

    /// What is written.
    pub(crate) fn code(&self, names: &Names<'_>) -> Code {
        let all =
            |items: &[Expression]| -> Vec<Code> { items.iter().map(|it| it.code(names)).collect() };
        match self {
            Expression::Literal(text) => Code::atom(text.clone()),
            Expression::Text(text) => Code::text(text),
            Expression::Path(path) => Code::atom(path.path.clone()),
            Expression::Call(path, arguments) => Code::call(path.path.clone(), all(arguments)),
            Expression::Method(root, method, arguments) => {
                let root = root.code(names);
                root.method(*method, all(arguments))
            }
            Expression::Extended(_, number, method) => {
                Code::atom(number.clone()).method(*method, [])
            }
            Expression::List(items) => Code::Array(all(items)),
            Expression::Tuple(items) => Code::Tuple(all(items)),
            Expression::Value(node, place) => names.value(node, &place.kind(), None).0,
            Expression::Named(id) => {
                let bound = names.bound.get(id.as_str());
                Code::Atom(bound.map_or_else(|| id.clone(), |own| own.name.clone()))
            }
        }
    }
}
