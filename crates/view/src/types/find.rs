//! Which type or property somebody means.

use stackwright_facts::{Named, Property, nearest, rust, type_names};

use super::constructs::{Maker, makers, others_of};
use super::page::{AttributeOf, Owner, PropertyPage, TypePage, inner};
use super::{called, everywhere};

/// What was looked for.
#[derive(Clone, Debug)]
pub enum Found {
    /// One type.
    Type(Box<TypePage>),
    /// One property.
    Property(Box<PropertyPage>),
    /// What `Fn::GetAtt` gives.
    Attribute(Box<AttributeOf>),
    /// Several types have that in their names.
    Types(Vec<&'static str>),
    /// Of `stackwright`, and no resource type.
    Others(&'static [Maker]),
    /// Properties of that name, or that take that word, as `AWS::ECS::Service.LaunchType`.
    Properties(Vec<String>),
}

/// What there is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What there is not: a type, or a property of one.
    pub what: String,
    /// What may have been meant; the nearest first.
    pub meant: Vec<String>,
}

/// Finds what a text means: the name of a type, `AWS::ECS::Service`; a property of one, behind a dot, and one
/// inside of that, `AWS::ECS::Service.LoadBalancers.ContainerPort`; an attribute, `AWS::SQS::Queue.Arn`; a service, `ecs`; or a part of
/// names, `service`. Upper and lower case are the same. Otherwise what something is called elsewhere: a construct or a typed
/// resource, `cfn::ecs::Service::launch_type`, a class of AWS CDK, what `stackwright` has beside constructs, a property or a word alone, in all types.
///
/// # Errors
/// When there is no such type or property; with what may have been meant.
pub fn find(text: &str) -> Result<Found, Unknown> {
    let text = text.trim();
    let is_word = text.len() > 2 && text.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    // `FARGATE` is a word of properties before it is a part of names.
    if is_word && called::of_service(text).is_empty() && called::types(text).is_empty() {
        let words = everywhere::words(text);
        if !words.is_empty() {
            return Ok(Found::Properties(words));
        }
    }
    // What is called exactly so is meant, before a part of the names of types.
    let others = others_of(text);
    if !others.is_empty() && !type_names().any(|own| rust::short(own) == text) {
        return Ok(Found::Others(others));
    }
    named_as_written(text).or_else(|unknown| named_otherwise(text).unwrap_or(Err(unknown)))
}

/// What something is called in Rust, by AWS CDK or by a part alone; nothing where nobody calls anything so.
fn named_otherwise(text: &str) -> Option<Result<Found, Unknown>> {
    // What stands behind a dot is missing, and nothing else is meant.
    if text.ends_with(['.', '/']) {
        return None;
    }
    let words = text.replace(' ', "::");
    if let Some((name, way)) = called::qualified(&words) {
        return Some(owned(
            name,
            Some(way.as_str()).filter(|way| !way.is_empty()),
        ));
    }
    let (name, way) = parted(text);
    match called::types(name).as_slice() {
        [] => {}
        [one] => return Some(owned(one, way)),
        several if way.is_none() => return Some(Ok(Found::Types(several.to_vec()))),
        // Of several, that which has such a property.
        several => {
            let mut found = several.iter().map(|own| owned(own, way));
            return found
                .find(Result::is_ok)
                .or_else(|| Some(owned(several.first()?, way)));
        }
    }
    if way.is_some() || plain(name).is_empty() {
        return None;
    }
    for all in [everywhere::properties(name), everywhere::words(name)] {
        if !all.is_empty() {
            return Some(Ok(Found::Properties(all)));
        }
    }
    let meant = called::by_end(name)?;
    Some(Err(Unknown {
        what: format!("there is no type `{name}`"),
        meant: vec![meant.to_owned()],
    }))
}

/// Letters and digits alone, all small: `health_check` is `HealthCheck`.
pub(super) fn plain(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|own| own.to_ascii_lowercase()).collect()
}

fn parted(text: &str) -> (&str, Option<&str>) {
    match text.split_once(['.', '/']) {
        Some((name, way)) => (name, Some(way)),
        None => (text, None),
    }
}

fn named_as_written(text: &str) -> Result<Found, Unknown> {
    let (name, way) = parted(text);
    match types(name)?.as_slice() {
        [one] => owned(one, way),
        several if way.is_none() => Ok(Found::Types(several.to_vec())),
        _ => Err(Unknown {
            what: format!("`{name}` is several types"),
            meant: Vec::new(),
        }),
    }
}

/// A type, or what stands behind its name.
fn owned(name: &'static str, way: Option<&str>) -> Result<Found, Unknown> {
    let unknown = || Unknown {
        what: format!("there is no type `{name}`"),
        meant: Vec::new(),
    };
    let owner = Owner::of(name).ok_or_else(unknown)?;
    match way {
        None => Ok(Found::Type(Box::new(owner.page()))),
        Some(way) => match property(owner, way) {
            Ok(page) => Ok(Found::Property(Box::new(page))),
            Err(unknown) => match owner.attribute(way) {
                Some(page) => Ok(Found::Attribute(Box::new(page))),
                None => Err(unknown),
            },
        },
    }
}

/// The types of that name, or with that in their names.
fn types(name: &str) -> Result<Vec<&'static str>, Unknown> {
    let lower = name.to_lowercase();
    if let Some(exact) = type_names().find(|own| own.to_lowercase() == lower) {
        return Ok(vec![exact]);
    }
    let of_last = |own: &&str| rust::short(own).to_lowercase() == lower;
    let last: Vec<&'static str> = type_names().filter(of_last).collect();
    // Who names the last part alone means a type that has a construct, where one alone has.
    let made = last.iter().filter(|own| !makers(own).is_empty());
    match (last.as_slice(), made.collect::<Vec<_>>().as_slice()) {
        ([one], _) => return Ok(vec![*one]),
        (_, [one]) => return Ok(vec![**one]),
        _ => {}
    }
    let of_service = called::of_service(name);
    if !of_service.is_empty() {
        return Ok(of_service);
    }
    let mut all: Vec<&'static str> = type_names()
        .filter(|own| !lower.is_empty() && own.to_lowercase().contains(&lower))
        .collect();
    // Those that are called so alone come first, then those that have a construct.
    all.sort_by_key(|own| (!last.contains(own), makers(own).is_empty()));
    if !all.is_empty() {
        return Ok(all);
    }
    // A mistake in the last part alone is met as well as one in the whole name.
    let near = nearest(name, type_names()).map(str::to_owned);
    let parts = type_names().map(rust::short);
    let near = near.or_else(|| {
        let part = nearest(name, parts)?;
        type_names()
            .find(|own| rust::short(own) == part)
            .map(str::to_owned)
    });
    Err(Unknown {
        what: format!("there is no type `{name}`"),
        meant: near.into_iter().collect(),
    })
}

/// The property at the end of a way.
fn property(owner: Owner, way: &str) -> Result<PropertyPage, Unknown> {
    let mut definition: Option<String> = None;
    let mut walked: Vec<String> = Vec::new();
    let mut steps = way
        .split(['.', '/'])
        .filter(|step| !step.is_empty())
        .peekable();
    while let Some(step) = steps.next() {
        let so_far = [owner.type_name.to_owned()]
            .into_iter()
            .chain(walked.clone());
        let so_far = so_far.collect::<Vec<_>>().join(".");
        let properties = owner.properties(definition.as_deref());
        let known = properties.and_then(|all| named(all, step));
        let Some((name, property)) = known else {
            // Inside of a property it may be named by the name of the definition.
            let own = owner.definition_named(step).filter(|_| walked.is_empty());
            if let (Some(own), true) = (own, steps.peek().is_some()) {
                walked.push(own.to_owned());
                definition = Some(own.to_owned());
                continue;
            }
            let names = properties.into_iter().flat_map(Named::keys);
            let near = nearest(step, names).map(|near| format!("{so_far}.{near}"));
            return Err(Unknown {
                what: format!("`{so_far}` has no property `{step}`"),
                meant: near.into_iter().collect(),
            });
        };
        walked.push(name.to_owned());
        if steps.peek().is_none() {
            let page = owner.property(&walked.join("."), definition.as_deref(), name);
            return page.ok_or_else(|| Unknown {
                what: format!("`{so_far}` has no property `{step}`"),
                meant: Vec::new(),
            });
        }
        definition = inner(&property.kind).map(str::to_owned);
        if definition.is_none() {
            return Err(Unknown {
                what: format!("`{so_far}.{name}` has no properties"),
                meant: vec![format!("{so_far}.{name}")],
            });
        }
    }
    Err(Unknown {
        what: format!("`{way}` names no property"),
        meant: vec![owner.type_name.to_owned()],
    })
}

fn named<'p>(properties: &'p Named<Property>, step: &str) -> Option<(&'p str, &'p Property)> {
    let mut all = properties.iter();
    let step = plain(step);
    all.find(|(name, _)| plain(name) == step)
}
