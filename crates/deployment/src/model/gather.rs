//! Rules over several resources, in the form that the facts have them: what is gathered from a
//! resource and from those that it refers to, and what must hold for it.
//!
//! The answer is yes, no, or not known: what is known at deployment only decides nothing.

use serde_json::Value as Json;
use stackwright_facts::CrossRule;
use stackwright_template::{Node, Resource, Value};

use super::{Model, along};

/// What stands in the place of a gathered value.
#[derive(Clone, Copy)]
enum Found<'a> {
    /// Nothing, and the service assumes this.
    Default(&'a Json),
    Node(&'a Node),
}

/// What was gathered from one resource.
struct Part<'a> {
    name: &'a str,
    values: Vec<(&'a str, Found<'a>)>,
}

/// Whether a rule holds for a resource; `None` where that is not known.
pub fn holds(model: &Model<'_>, rule: &CrossRule, resource: Resource<'_>) -> Option<bool> {
    let inner = rule.schema.get("cfnGather")?;
    let gather = inner.get("gather")?.as_object()?;
    let mut parts = Vec::new();
    for (name, what) in gather {
        let from = match what.get("reference").and_then(Json::as_str) {
            None => resource,
            Some(way) => {
                let wanted = what.pointer("/filter/type").and_then(Json::as_str);
                // Where nothing of the template is referred to, there is nothing to compare.
                referred(model, resource, way.trim_start_matches('/'))
                    .filter(|found| wanted.is_none() || found.resource_type() == wanted)?
            }
        };
        let values = what.get("properties")?.as_object()?.iter();
        let values = values.filter_map(|(key, at)| {
            let way = at.as_str().or_else(|| at.get("path")?.as_str())?;
            let found = from.property(&way.trim_start_matches('/').replace('/', "."));
            let found = found.map(Found::Node);
            Some((
                key.as_str(),
                found.or_else(|| at.get("default").map(Found::Default))?,
            ))
        });
        parts.push(Part {
            name,
            values: values.collect(),
        });
    }
    let schema = inner.get("schema")?;
    // The context says which functions are compared as they are; here all are.
    let schema = schema.pointer("/cfnContext/schema").unwrap_or(schema);
    Gathered { model, parts }.whole(schema)
}

/// The resource of the template that the end of a way refers to.
fn referred<'a>(model: &Model<'a>, resource: Resource<'_>, way: &str) -> Option<Resource<'a>> {
    let template = model.template();
    let body = model
        .bodies()
        .iter()
        .find(|body| body.id() == resource.id())?;
    let ends = along(body, way);
    let [(_, node)] = ends.as_slice() else {
        return None;
    };
    let call = node.as_call()?;
    let id = call
        .reference()
        .or_else(|| Some(call.get_att()?.resource))?;
    template.resource(id)
}

struct Gathered<'m, 'a, 'v> {
    model: &'m Model<'a>,
    parts: Vec<Part<'v>>,
}

impl<'v> Gathered<'_, '_, 'v> {
    /// A schema over all parts.
    fn whole(&self, schema: &Json) -> Option<bool> {
        self.object(
            schema,
            &|name| self.parts.iter().any(|part| part.name == name),
            &|name, inner| {
                let part = self.parts.iter().find(|part| part.name == name)?;
                let value = |key: &str| part.values.iter().find(|(name, _)| *name == key);
                Some(
                    self.object(inner, &|key| value(key).is_some(), &|key, inner| {
                        value(key).map(|(_, found)| self.value(inner, *found))
                    }),
                )
            },
        )
    }

    /// The keywords of objects: `present` says what is there, `check` looks at it.
    fn object(
        &self,
        schema: &Json,
        present: &dyn Fn(&str) -> bool,
        check: &dyn Fn(&str, &Json) -> Option<Option<bool>>,
    ) -> Option<bool> {
        let mut answer = Some(true);
        for (keyword, value) in schema.as_object()? {
            answer = both(
                answer,
                match keyword.as_str() {
                    "properties" => {
                        let inner = value.as_object()?.iter();
                        all(inner.map(|(name, inner)| check(name, inner).unwrap_or(Some(true))))
                    }
                    "required" => {
                        let mut names = value.as_array()?.iter().filter_map(Json::as_str);
                        Some(names.all(present))
                    }
                    "if" => match self.object(value, present, check) {
                        Some(holds) => {
                            let branch = schema.get(if holds { "then" } else { "else" });
                            branch.map_or(Some(true), |branch| self.object(branch, present, check))
                        }
                        None => None,
                    },
                    "then" | "else" => Some(true),
                    _ => None,
                },
            );
        }
        answer
    }

    /// The keywords of values.
    fn value(&self, schema: &Json, found: Found<'_>) -> Option<bool> {
        let mut answer = Some(true);
        for (keyword, wanted) in schema.as_object()? {
            answer = both(
                answer,
                match keyword.as_str() {
                    "const" => self.same(found, self.data(wanted)?),
                    "enum" => {
                        let each = wanted.as_array()?.iter();
                        let same = each.map(|one| self.same(found, Found::Default(one)));
                        // It is one of them, unless it is none of them.
                        all(same.map(|same| same.map(|same| !same))).map(|none| !none)
                    }
                    "minimum" => self.compare(found, wanted, |a, b| a >= b),
                    "maximum" => self.compare(found, wanted, |a, b| a <= b),
                    "exclusiveMinimum" => self.compare(found, wanted, |a, b| a > b),
                    // A value that is written as text is taken for what it stands for.
                    "type" => self.text(found).map(|_| true),
                    _ => None,
                },
            );
        }
        answer
    }

    fn compare(&self, found: Found<'_>, wanted: &Json, fits: fn(f64, f64) -> bool) -> Option<bool> {
        let number = |found| self.text(found)?.parse::<f64>().ok();
        Some(fits(number(found)?, number(self.data(wanted)?)?))
    }

    /// What a schema names: a value, or with `$data` that of another part.
    fn data<'s>(&'s self, wanted: &'s Json) -> Option<Found<'s>> {
        let Some(way) = wanted.get("$data").and_then(Json::as_str) else {
            return Some(Found::Default(wanted));
        };
        let (part, key) = way.trim_start_matches('/').split_once('/')?;
        let part = self.parts.iter().find(|other| other.name == part)?;
        part.values
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, found)| *found)
    }

    fn same(&self, left: Found<'_>, right: Found<'_>) -> Option<bool> {
        if let (Some(left), Some(right)) = (self.text(left), self.text(right)) {
            return Some(left == right);
        }
        // Two references to resources are the same or are not; of others nothing is known.
        let of_resource = |found| match found {
            Found::Node(node) => {
                let id = node.as_call()?.reference()?.to_owned();
                self.model.template().resource(&id).map(|_| id)
            }
            Found::Default(_) => None,
        };
        Some(of_resource(left)? == of_resource(right)?)
    }

    fn text(&self, found: Found<'_>) -> Option<String> {
        match found {
            Found::Default(Json::String(text)) => Some(text.clone()),
            Found::Default(Json::Bool(flag)) => Some(flag.to_string()),
            Found::Default(Json::Number(number)) => Some(number.to_string()),
            Found::Default(_) => None,
            Found::Node(node) if matches!(node.value, Value::Call(_)) => None,
            Found::Node(node) => {
                let text = self.model.text(node)?;
                (!text.contains("{{")).then(|| text.into_owned())
            }
        }
    }
}

/// Whether all hold.
fn all(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut answer = Some(true);
    for next in answers {
        answer = both(answer, next);
    }
    answer
}

/// Whether both hold.
fn both(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}
