//! Resources as they are written, also those that loops make.

use std::ops::Deref;

use stackwright_facts::ResourceType;
use stackwright_template::{Map, Node, Resource, Section};

use super::Model;

/// A resource, or what a loop makes resources of: there the name holds variables.
pub struct Body<'a> {
    /// Where it stands, as `Resources/Topic`.
    pub path: String,
    /// What is known of its type; nothing for custom resources, modules and types that do not exist.
    pub facts: Option<&'static ResourceType>,
    resource: Resource<'a>,
}

impl<'a> Deref for Body<'a> {
    type Target = Resource<'a>;

    fn deref(&self) -> &Resource<'a> {
        &self.resource
    }
}

/// Everything that has the shape of a resource, in order, loops last.
pub(super) struct Bodies<'a> {
    pub(super) all: Vec<Body<'a>>,
    /// How many of them stand in the template by themselves.
    pub(super) resources: usize,
}

impl<'a> Bodies<'a> {
    pub(super) fn of(model: &Model<'a>) -> Self {
        let body = |way: &str, resource: Resource<'a>| Body {
            path: ["Resources/", way].concat(),
            facts: resource.resource_type().and_then(|name| model.facts(name)),
            resource,
        };
        let template = model.template();
        let section = template.section(Section::Resources);
        let count = section.and_then(Node::as_map).map_or(0, Map::len);
        let mut all = Vec::with_capacity(count);
        for resource in template.resources() {
            all.push(body(resource.id(), resource));
        }
        let resources = all.len();
        for (way, resource) in template.looped_resources() {
            all.push(body(&way, resource));
        }
        Bodies { all, resources }
    }
}
