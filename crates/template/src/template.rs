use crate::{Map, Node, Source, Value};

/// A CloudFormation template: its sections, and the file it was read from.
///
/// The tree is what there is; the sections ([`resources`](Template::resources),
/// [`parameters`](Template::parameters), ...) are views of it that lose nothing and judge
/// nothing. Two templates are equal when their trees are, wherever they came from.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html>
#[derive(Clone, Debug, Default)]
pub struct Template {
    root: Map,
    source: Option<Source>,
}

impl Template {
    /// A template without sections.
    pub fn new() -> Self {
        Template::default()
    }

    pub(crate) fn with_source(root: Map, source: Source) -> Self {
        Template {
            root,
            source: Some(source),
        }
    }

    /// The sections as they stand, known and unknown.
    pub fn root(&self) -> &Map {
        &self.root
    }

    /// The sections, to change them.
    pub fn root_mut(&mut self) -> &mut Map {
        &mut self.root
    }

    /// The sections, taken out.
    pub fn into_root(self) -> Map {
        self.root
    }

    /// The file, if the template was read from text.
    pub fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    /// What stood in the file for a node, which for a number may say more than its value:
    /// `1.10`, `0777`, `1e3`. Nothing for a node that a program built.
    pub fn text_of(&self, node: &Node) -> Option<&str> {
        self.source.as_ref()?.slice(node.span)
    }

    /// The node at a path, as `Resources/Service/Properties/Subnets/0`.
    ///
    /// The name of a function is a segment too: `.../Subnets/Fn::If/1`.
    pub fn at(&self, path: &str) -> Option<&Node> {
        let (section, below) = match path.split_once('/') {
            Some((section, below)) => (section, Some(below)),
            None => (path, None),
        };
        let node = self.root.get(section)?;
        match below {
            Some(below) => node.at(below),
            None => Some(node),
        }
    }
}

impl PartialEq for Template {
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root
    }
}

impl From<Map> for Template {
    fn from(root: Map) -> Self {
        Template { root, source: None }
    }
}

impl From<Template> for Node {
    fn from(template: Template) -> Self {
        Node::from(Value::Map(template.root))
    }
}
