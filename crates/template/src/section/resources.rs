use super::{one_or_many, view};
use crate::{Map, Node};

view! {
    /// A resource.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html>
    Resource in Resources: resources, resource
}

impl<'a> Resource<'a> {
    /// What it is, as `AWS::ECS::Service`.
    pub fn resource_type(self) -> Option<&'a str> {
        self.get("Type")?.as_str()
    }

    /// How it is configured.
    pub fn properties(self) -> Option<&'a Map> {
        self.get("Properties")?.as_map()
    }

    /// A property, also one inside others: `Code.S3Bucket`, `ContainerDefinitions.0.Image`.
    pub fn property(self, path: &str) -> Option<&'a Node> {
        path.split('.')
            .try_fold(self.get("Properties")?, |node, name| node.child(name))
    }

    /// The resources that must be there before, of which one may stand without a list.
    pub fn depends_on(self) -> &'a [Node] {
        one_or_many(self.get("DependsOn"))
    }

    /// The name of the condition under which it is created.
    pub fn condition(self) -> Option<&'a str> {
        self.get("Condition")?.as_str()
    }

    /// What becomes of it when it leaves the stack: `Delete`, `Retain`,
    /// `RetainExceptOnCreate` or `Snapshot`.
    pub fn deletion_policy(self) -> Option<&'a str> {
        self.get("DeletionPolicy")?.as_str()
    }

    /// What becomes of the old one when it is replaced: `Delete`, `Retain` or `Snapshot`.
    pub fn update_replace_policy(self) -> Option<&'a str> {
        self.get("UpdateReplacePolicy")?.as_str()
    }

    /// What the stack waits for when it is created.
    pub fn creation_policy(self) -> Option<&'a Map> {
        self.get("CreationPolicy")?.as_map()
    }

    /// How it is updated.
    pub fn update_policy(self) -> Option<&'a Map> {
        self.get("UpdatePolicy")?.as_map()
    }

    /// Data about the resource, for tools.
    pub fn metadata(self) -> Option<&'a Map> {
        self.get("Metadata")?.as_map()
    }
}
