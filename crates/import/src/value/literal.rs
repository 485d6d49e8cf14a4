//! Literals, lists, maps, nested objects.

use stackwright_facts::rust::{pascal, setters, variants};
use stackwright_facts::{Named, Property};
use stackwright_template::{Map, Node, Number};

use super::{Names, Written, assumed};
use crate::rust::{self, Code, Link};
use crate::types::{Kind, Type, Typed};

pub fn number(number: Number) -> Written {
    match number {
        Number::Int(value) => (Code::Atom(rust::integer(value)), Type::Integer),
        Number::Float(value) => (Code::Atom(rust::float(value)), Type::Float),
    }
}

/// A text: a word of an enum, where the place takes one.
pub fn text(value: &str, kind: &Kind, of: Option<&Typed>) -> Option<Written> {
    let Kind::Enum(path) = kind else {
        return Some((Code::text(value), Type::Text));
    };
    let name = path.rsplit("::").next()?;
    let words = variants(of?.enums.values(name)?);
    let word = words.into_iter().find(|(_, word)| *word == value);
    let code = match word {
        Some((variant, _)) => Code::atom(format!("{path}::{variant}")),
        None => Code::call(
            format!("{path}::Other"),
            [Code::text(value).method("into", [])],
        ),
    };
    Some((code, Type::Path(path.clone())))
}

impl Names<'_> {
    /// A list whose items are all of one type.
    pub(super) fn list(&self, items: &[Node], kind: &Kind, of: Option<&Typed>) -> Option<Written> {
        let item_kind = match kind {
            Kind::List(item) => item,
            _ => return None,
        };
        if items.is_empty() {
            return None;
        }
        let mut written = Vec::with_capacity(items.len());
        for item in items {
            written.push(self.value(item, item_kind, of));
        }
        let (codes, ty) = of_one_type(written, item_kind)?;
        Some((Code::Array(codes), Type::Array(Box::new(ty))))
    }

    pub(super) fn map(&self, map: &Map, kind: &Kind, of: Option<&Typed>) -> Option<Written> {
        match kind {
            Kind::Map(kind) if !map.is_empty() => {
                let entries = map.iter();
                let written = entries
                    .map(|(_, value)| self.value(value, kind, of))
                    .collect();
                let (codes, ty) = of_one_type(written, kind)?;
                let entries = map.keys().zip(codes);
                let pairs =
                    entries.map(|(key, code)| Code::Tuple(vec![Code::text(key.as_str()), code]));
                Some((Code::Array(pairs.collect()), Type::Pairs(Box::new(ty))))
            }
            Kind::Object(name) => {
                let of = of?;
                let properties = &of.facts.definitions.get(name)?.properties;
                let links = self.setters(map, name, properties, of)?;
                let new = Code::call(format!("{}::{}::new", of.parts, pascal(name)), []);
                let code = links.into_iter().fold(new, Code::link);
                Some((code, Type::Path(name.clone())))
            }
            _ => None,
        }
    }

    /// The setters of an object; nothing, if it has what they do not, or lacks what they need.
    pub fn setters(
        &self,
        map: &Map,
        definition: &str,
        properties: &Named<Property>,
        of: &Typed,
    ) -> Option<Vec<Link>> {
        let setters = setters(properties);
        let lacks = |setter: &stackwright_facts::rust::Setter<'_>| {
            setter.property.required && !map.contains_key(setter.name)
        };
        if setters.iter().any(lacks) {
            return None;
        }
        let mut links = Vec::with_capacity(map.len());
        for (key, value) in map.iter() {
            let setter = setters.iter().find(|setter| setter.name == key.as_str())?;
            let kind = of.kind(definition, setter.name, setter.property).ok()?;
            let (code, _) = self.value(value, &kind, Some(of));
            links.push(Link::new(setter.method.clone(), [code]));
        }
        Some(links)
    }
}

/// The expressions, each assumed where they are of different types.
pub fn of_one_type(written: Vec<Written>, kind: &Kind) -> Option<(Vec<Code>, Type)> {
    let (_, first) = written.first()?;
    let first = first.clone();
    if written.iter().all(|(_, ty)| *ty == first) {
        let codes = written.into_iter().map(|(code, _)| code);
        return Some((codes.collect(), first));
    }
    let codes = written.into_iter().map(|(code, ty)| match ty {
        // Handles are no JSON: what they stand for in this place is not known there.
        Type::Handle(_) | Type::Path(_) => None,
        Type::Any if matches!(code, Code::Call(ref callee, _) if callee == "no_value") => {
            Some(Code::call("assume", [code]))
        }
        ty if ty.fits(&Kind::Json) => Some(assumed(code).0),
        _ => None,
    });
    let _ = kind;
    Some((codes.collect::<Option<_>>()?, Type::Any))
}
