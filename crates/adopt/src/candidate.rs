//! A group of resources that may be a construct.

use std::collections::HashSet;

use stackwright_aws::forms::{Forms, FormsExt};
use stackwright_change::{Path, Step};
use stackwright_core::{self as core, Json, StackTemplate, logical_id};
use stackwright_import::construct::{Aid, Construct, Expression, Laid, Part, Past};
use stackwright_template::{Node, Resource, Template, Value};

use crate::construct::Matcher;
use crate::found::{Found, Writing};
use crate::why::Why;
use crate::world::World;

/// A group of resources, and what is known of it as a construct.
pub struct Candidate<'t> {
    pub matcher: &'static Matcher,
    pub resource: Resource<'t>,
    /// What the construct is added under.
    pub name: String,
    pub parts: Vec<Part>,
    /// What has to be written past it.
    pub laid: Vec<Laid>,
    pub condition: Option<String>,
    has_forms: bool,
    /// What it is told of that makes no resource.
    aids: Vec<Aid>,
    /// Whether it is known which ids have to be pinned.
    knows_ids: bool,
    code: Expression,
    /// Why it stays as it is.
    pub why: Option<Why>,
}

impl<'t> Candidate<'t> {
    /// The group of a main resource; `names` has what is taken already.
    pub fn of(
        matcher: &'static Matcher,
        template: &'t Template,
        resource: Resource<'t>,
        names: &mut HashSet<String>,
    ) -> Option<Self> {
        let paths = (matcher.parts)(Found { template, resource });
        let (main, _) = paths.first()?;
        let name = name(resource.id(), main, names);
        names.insert(name.clone());
        let parts = paths.into_iter().map(|(path, id)| Part {
            path: match path.starts_with('/') {
                true => path,
                false => format!("{name}/{path}"),
            },
            id,
            is_pinned: false,
        });
        Some(Candidate {
            matcher,
            resource,
            parts: parts.collect(),
            name,
            laid: Vec::new(),
            condition: resource.condition().map(str::to_owned),
            has_forms: false,
            aids: Vec::new(),
            knows_ids: false,
            code: Expression::List(Vec::new()),
            why: None,
        })
    }

    pub fn id(&self) -> &'t str {
        self.resource.id()
    }

    /// Puts parts that stand below others where these are added; `named` says under what, by the resource.
    pub fn place_parts(&mut self, named: impl Fn(&str) -> Option<String>) {
        for part in &mut self.parts {
            if let Some((id, below)) = part
                .path
                .strip_prefix('/')
                .and_then(|own| own.split_once('/'))
            {
                let name = named(id).unwrap_or_else(|| id.to_owned());
                part.path = format!("{name}/{below}");
            }
        }
    }

    pub fn is_live(&self) -> bool {
        self.why.is_none()
    }

    /// Gives up, for the first reason.
    pub fn give_up(&mut self, why: Why) {
        self.why.get_or_insert(why);
    }

    /// Adds it to a program in memory.
    pub fn build(&mut self, template: &'t Template, world: &mut World<'_>) {
        let found = Found {
            template,
            resource: self.resource,
        };
        let drafted = (self.matcher.write)(&Writing { found, world });
        let aids = world.asked_aids();
        let drafted = match drafted {
            Ok(drafted) => drafted,
            Err(why) => return self.give_up(why),
        };
        self.aids = aids;
        self.code = drafted.code;
        self.has_forms = drafted.forms;
        let stack = world.stack;
        let handle = (drafted.add)(*stack, &self.name);
        world.made(self.resource.id(), handle);
        for part in &self.parts {
            match world.made_at(&part.id, &part.path) {
                Some(node) if part.is_pinned => stack.pin_id(node, part.id.clone()),
                Some(_) => {}
                None => self.why = Some(Why::Lacks(part.id.clone())),
            }
        }
        if let Some(condition) = self.condition.as_deref().and_then(|it| world.condition(it))
            && let Some(node) = stack.find(&self.name)
        {
            stack.at(node).when(condition);
        }
        if self.has_forms
            && let Some(node) = stack.find(&self.name)
        {
            stack.at(node).forms(Forms::aws_cdk().without_paths());
        }
        for laid in &self.laid {
            let value = laid
                .value
                .as_ref()
                .map(|value| -> core::Value<Json> { world.value(value) });
            match (&laid.past, value) {
                (Past::Property(pointer), Some(value)) => {
                    stack.override_at(&laid.path, pointer.clone(), value);
                }
                (Past::Property(pointer), None) => stack.remove_at(&laid.path, pointer.clone()),
                (Past::Attribute(name), value) => {
                    let Some(node) = stack.find(&laid.path) else {
                        continue;
                    };
                    let of = stack.of(node);
                    match value {
                        Some(value) => of.override_attribute(name.clone(), value),
                        None => of.remove_attribute(name.clone()),
                    };
                }
            }
        }
    }

    /// Finds out which of its resources have other ids by themselves; whether any was not known to.
    pub fn learn_ids(&mut self, after: &StackTemplate) -> bool {
        if std::mem::replace(&mut self.knows_ids, true) {
            return false;
        }
        let mut has_learned = false;
        for part in &mut self.parts {
            let path = format!("{}/{}", after.origin.path, part.path);
            let origin = after.origins.get(part.id.as_str());
            part.is_pinned = origin.is_none_or(|origin| origin.path != path);
            has_learned |= part.is_pinned;
        }
        has_learned
    }

    /// Writes past it where a property of one of its resources differs: at these places, or, where that is longer or
    /// did not help, all of it. Whether that is new.
    pub fn lay_property(
        &mut self,
        id: &str,
        property: &str,
        places: &[&Path],
        before: &Template,
    ) -> bool {
        let value = before.resource(id).and_then(|own| own.property(property));
        let Some(part) = self.parts.iter().find(|part| part.id == id) else {
            return false;
        };
        let laid = |pointer: String, value: Option<&Node>| Laid {
            path: part.path.clone(),
            past: Past::Property(pointer),
            value: value.cloned(),
        };
        let whole = laid(format!("/{property}"), value);
        if self.laid.contains(&whole) {
            return false;
        }
        let each = places.iter().map(|place| {
            let value = inside(value?, place.steps())?;
            Some(laid(format!("/{}", place.pointer()), value))
        });
        let each = each.collect::<Option<Vec<Laid>>>();
        let each = each.filter(|each| each.iter().map(size).sum::<usize>() < size(&whole));
        match each {
            Some(each) if each.iter().all(|own| !self.laid.contains(own)) => {
                self.laid.extend(each);
            }
            _ => {
                let below = format!("/{property}/");
                self.laid.retain(|own| {
                    let is_below =
                        matches!(&own.past, Past::Property(at) if at.starts_with(&below));
                    own.path != whole.path || !is_below
                });
                self.laid.push(whole);
            }
        }
        true
    }

    /// Writes past it what one of its resources has beside its properties; whether that is new.
    pub fn lay_attribute(&mut self, id: &str, name: &str, before: &Template) -> bool {
        let resource = before.resource(id);
        let value = resource.and_then(|resource| resource.node().get(name));
        self.lay(id, Past::Attribute(name.to_owned()), value.cloned())
    }

    fn lay(&mut self, id: &str, past: Past, value: Option<Node>) -> bool {
        let Some(part) = self.parts.iter().find(|part| part.id == id) else {
            return false;
        };
        let laid = Laid {
            path: part.path.clone(),
            past,
            value,
        };
        let is_new = !self.laid.contains(&laid);
        if is_new {
            self.laid.push(laid);
        }
        is_new
    }

    pub fn construct(&self) -> Construct {
        Construct {
            id: self.resource.id().to_owned(),
            name: self.name.clone(),
            code: self.code.clone(),
            aids: self.aids.clone(),
            parts: self.parts.clone(),
            laid: self.laid.clone(),
            has_forms: self.has_forms,
            condition: self.condition.clone(),
        }
    }
}

/// About how long it is to write something past a construct: the statement, and what its value is made of.
fn size(laid: &Laid) -> usize {
    fn of(node: &Node) -> usize {
        match &node.value {
            Value::List(items) => 1 + items.iter().map(of).sum::<usize>(),
            Value::Map(map) => 1 + map.values().map(of).sum::<usize>(),
            Value::Call(call) => of(&call.argument),
            _ => 1,
        }
    }
    2 + laid.value.as_ref().map_or(0, of)
}

/// What a property has at a place below it: nothing to be there, or no such place.
fn inside<'n>(property: &'n Node, steps: &[Step]) -> Option<Option<&'n Node>> {
    let (last, way) = steps.get(1..)?.split_last()?;
    let mut around = property;
    for step in way {
        around = match step {
            Step::Key(key) if is_plain(key) => around.get(key)?,
            Step::Item { index, .. } => around.as_list()?.get(*index)?,
            _ => return None,
        };
    }
    match last {
        Step::Key(key) if is_plain(key) => around.as_map().map(|map| map.get(key)),
        _ => None,
    }
}

/// Whether a pointer names a key as it is.
fn is_plain(key: &str) -> bool {
    !key.contains(['/', '~'])
}

/// What a construct is added under: what makes the logical id by itself, where that is known.
fn name(id: &str, main: &str, names: &HashSet<String>) -> String {
    let human = id
        .len()
        .checked_sub(8)
        .and_then(|at| id.split_at_checked(at));
    if let Some((human, _)) = human {
        // What the id of the part says of itself stands behind the name.
        let part: String = main.split('/').filter(|part| *part != "Resource").collect();
        let name = human.strip_suffix(part.as_str()).unwrap_or(human);
        let path: Vec<&str> = std::iter::once(name).chain(main.split('/')).collect();
        if logical_id(&path) == id && !names.contains(name) {
            return name.to_owned();
        }
    }
    let mut name = id.to_owned();
    while names.contains(&name) {
        name.push('_');
    }
    name
}
