//! Resources as they are written, also those that loops make.

use std::ops::Deref;

use stackwright_template::{Resource, Template};

/// A resource, or what a loop makes resources of: there the name holds variables.
pub struct Body<'a> {
    /// Where it stands, as `Resources/Topic`.
    pub path: String,
    resource: Resource<'a>,
}

impl<'a> Deref for Body<'a> {
    type Target = Resource<'a>;

    fn deref(&self) -> &Resource<'a> {
        &self.resource
    }
}

/// Everything that has the shape of a resource, in order, loops last.
pub(super) fn bodies(template: &Template) -> impl Iterator<Item = Body<'_>> {
    let plain = template.resources().map(|resource| Body {
        path: format!("Resources/{}", resource.id()),
        resource,
    });
    let looped = template.looped_resources().into_iter();
    plain.chain(looped.map(|(way, resource)| Body {
        path: format!("Resources/{way}"),
        resource,
    }))
}
