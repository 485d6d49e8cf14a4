//! Resources as they are written, also those that loops make.

use std::ops::Deref;

use stackwright_facts::ResourceType;
use stackwright_template::Resource;

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
pub(super) fn bodies<'a>(model: &Model<'a>) -> Vec<Body<'a>> {
    let body = |way: &str, resource: Resource<'a>| Body {
        path: ["Resources/", way].concat(),
        facts: resource.resource_type().and_then(|name| model.facts(name)),
        resource,
    };
    let mut bodies = Vec::new();
    for resource in model.template().resources() {
        bodies.push(body(resource.id(), resource));
    }
    for (way, resource) in model.template().looped_resources() {
        bodies.push(body(&way, resource));
    }
    bodies
}
