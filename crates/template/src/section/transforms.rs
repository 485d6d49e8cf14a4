use super::{Section, one_or_many};
use crate::{Map, Node, Template};

/// A macro that rewrites the template before it is deployed.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-section-structure.html>
#[derive(Clone, Copy, Debug)]
pub struct Transform<'a> {
    node: &'a Node,
}

impl<'a> Transform<'a> {
    /// The macro, as `AWS::LanguageExtensions`.
    pub fn name(self) -> Option<&'a str> {
        match self.node.as_str() {
            Some(name) => Some(name),
            None => self.node.get("Name")?.as_str(),
        }
    }

    /// What is passed to it.
    pub fn parameters(self) -> Option<&'a Map> {
        self.node.get("Parameters")?.as_map()
    }

    /// What stands in the template: a string, or a map of name and parameters.
    pub fn node(self) -> &'a Node {
        self.node
    }
}

impl Template {
    /// The macros that are applied to all of the template, in order.
    pub fn transforms(&self) -> impl Iterator<Item = Transform<'_>> {
        one_or_many(self.section(Section::Transform))
            .iter()
            .map(|node| Transform { node })
    }

    /// Whether the macro `name` is applied to all of the template.
    pub fn has_transform(&self, name: &str) -> bool {
        self.transforms()
            .any(|transform| transform.name() == Some(name))
    }
}
