use super::{Section, one_or_many, view};
use crate::{Map, Node, Template};

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
        let properties = self.get("Properties")?;
        // Most paths are one name, and what takes them apart costs more than to look it up.
        match path.as_bytes().contains(&b'.') {
            true => path.split('.').try_fold(properties, Node::child),
            false => properties.child(path),
        }
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

impl Template {
    /// The resources that loops make, as they stand in the loops, in order: each with the way to
    /// it below the section, as `Fn::ForEach::Topics/2/Topic${Name}`.
    pub fn looped_resources(&self) -> Vec<(String, Resource<'_>)> {
        let mut found = Vec::new();
        if let Some(resources) = self.section(Section::Resources) {
            looped(resources, "", &mut found);
        }
        found
    }
}

fn looped<'a>(node: &'a Node, way: &str, found: &mut Vec<(String, Resource<'a>)>) {
    for (key, value) in node.as_map().into_iter().flat_map(Map::iter) {
        if key.as_str().starts_with("Fn::ForEach::") {
            if let Some([_, _, body, ..]) = value.as_list() {
                looped(body, &format!("{way}{}/2/", key.as_str()), found);
            }
        } else if !way.is_empty() && !key.is_macro() {
            found.push((
                format!("{way}{}", key.as_str()),
                Resource { key, node: value },
            ));
        }
    }
}
