//! Which type or property somebody means.

use stackwright_facts::{Named, Property, nearest, rust, type_names};

use super::constructs::makers;
use super::page::{Owner, PropertyPage, TypePage, inner};

/// What was looked for.
#[derive(Clone, Debug)]
pub enum Found {
    /// One type.
    Type(Box<TypePage>),
    /// One property.
    Property(Box<PropertyPage>),
    /// Several types have that in their names.
    Types(Vec<&'static str>),
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
/// inside of that, `AWS::ECS::Service.LoadBalancers.ContainerPort`; or a part of names, `service`. Upper and lower case
/// are the same.
///
/// # Errors
/// When there is no such type or property; with what may have been meant.
pub fn find(text: &str) -> Result<Found, Unknown> {
    let text = text.trim();
    let (name, way) = match text.split_once(['.', '/']) {
        Some((name, way)) => (name, Some(way)),
        None => (text, None),
    };
    let name = match types(name)?.as_slice() {
        [one] => *one,
        several => return Ok(Found::Types(several.to_vec())),
    };
    let unknown = || Unknown {
        what: format!("there is no type `{name}`"),
        meant: Vec::new(),
    };
    let owner = Owner::of(name).ok_or_else(unknown)?;
    match way {
        None => Ok(Found::Type(Box::new(owner.page()))),
        Some(way) => property(owner, way).map(|page| Found::Property(Box::new(page))),
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
    all.find(|(name, _)| name.eq_ignore_ascii_case(step))
}
