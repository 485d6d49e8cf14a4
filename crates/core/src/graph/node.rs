use stackwright_template::{SourceLine, Text};

use super::DataMap;
use crate::element::{ConditionData, MappingData, OutputData, ParameterData, RuleData};
use crate::resource::ResourceData;
use crate::value::{Attribute, Expr};

/// Names a node of an app's graph. `Copy`, borrows nothing, and good for that app only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId {
    app: u32,
    index: u32,
}

impl NodeId {
    pub(crate) fn new(app: u32, index: u32) -> Self {
        NodeId { app, index }
    }

    /// The place in the arena of this app; nothing if the node is another app's.
    pub(crate) fn index(self, app: u32) -> Option<usize> {
        (self.app == app).then_some(self.index as usize)
    }
}

/// One construct, or a part of one.
pub(crate) struct Node {
    /// The id within the parent.
    pub id: Text,
    pub parent: Option<NodeId>,
    /// In order of declaration.
    pub children: Vec<NodeId>,
    /// The user's line that made it.
    pub source: SourceLine,
    pub kind: Kind,
    /// Attributes that a construct defines for its users: an imported VPC's id, for instance.
    pub attributes: Vec<(Text, Expr)>,
    /// The node whose attributes are meant where this one defines none.
    pub primary: Option<NodeId>,
    pub tags: Vec<TagEdit>,
    pub acknowledgements: Vec<Acknowledgement>,
    /// Fixed logical id.
    pub pinned: Option<Text>,
    /// The path within the stack that the logical id is made from, after a refactoring.
    pub moved: Option<Text>,
    /// What other constructs need to know about this one.
    pub data: DataMap,
}

/// What a node is in a template.
pub(crate) enum Kind {
    /// Nothing: a scope, or a construct that is made of others.
    Group,
    Stack(Box<StackData>),
    Resource(Box<ResourceData>),
    Parameter(Box<ParameterData>),
    Mapping(Box<MappingData>),
    Condition(Box<ConditionData>),
    Rule(Box<RuleData>),
    Output(Box<OutputData>),
}

/// What is said about a stack as a whole.
#[derive(Default)]
pub(crate) struct StackData {
    pub name: Option<Text>,
    pub description: Option<Text>,
    pub transforms: Vec<Text>,
    pub metadata: Vec<(Text, Expr)>,
    pub account: Option<Text>,
    pub region: Option<Text>,
    /// Tags of the stack itself.
    pub tags: Vec<(Text, Text)>,
    pub termination_protection: bool,
    /// Stacks that must be deployed before, beyond those that are referenced.
    pub depends_on: Vec<(NodeId, SourceLine)>,
}

/// A tag set or taken off everything below a node.
pub(crate) struct TagEdit {
    pub key: Text,
    /// The value; nothing takes the tag off.
    pub value: Option<Expr>,
    /// The resource types that it leaves alone.
    pub except: Vec<&'static str>,
}

/// A finding that is known and meant, for everything below a node.
pub(crate) struct Acknowledgement {
    pub code: Text,
    /// Why; never blank.
    pub reason: Text,
    pub source: SourceLine,
}

/// A property written past the types, applied to the finished template.
pub(crate) struct Override {
    /// A JSON pointer below `Properties`.
    pub pointer: Text,
    /// The value; nothing removes the property.
    pub value: Option<Expr>,
    pub source: SourceLine,
}

impl Node {
    pub fn new(id: Text, parent: Option<NodeId>, source: SourceLine) -> Self {
        Node {
            id,
            parent,
            children: Vec::new(),
            source,
            kind: Kind::Group,
            attributes: Vec::new(),
            primary: None,
            tags: Vec::new(),
            acknowledgements: Vec::new(),
            pinned: None,
            moved: None,
            data: DataMap::default(),
        }
    }

    /// Whether it is written to a template under an id of its own.
    pub fn is_element(&self) -> bool {
        !matches!(self.kind, Kind::Group | Kind::Stack(_))
    }

    /// Every expression that the node holds, to change it.
    pub fn each_expr_mut(&mut self, visit: &mut impl FnMut(&mut Expr)) {
        self.attributes
            .iter_mut()
            .for_each(|(_, value)| visit(value));
        self.tags
            .iter_mut()
            .filter_map(|tag| tag.value.as_mut())
            .for_each(&mut *visit);
        match &mut self.kind {
            Kind::Group => {}
            Kind::Stack(stack) => stack
                .metadata
                .iter_mut()
                .for_each(|(_, value)| visit(value)),
            Kind::Resource(resource) => resource.each_expr_mut(visit),
            Kind::Parameter(parameter) => {
                parameter.default.iter_mut().for_each(&mut *visit);
                parameter
                    .fields
                    .iter_mut()
                    .for_each(|(_, value)| visit(value));
            }
            Kind::Mapping(mapping) => mapping.table.values_mut().for_each(visit),
            Kind::Condition(condition) => visit(&mut condition.expr),
            Kind::Rule(rule) => {
                rule.when.iter_mut().for_each(&mut *visit);
                rule.assertions
                    .iter_mut()
                    .for_each(|assertion| visit(&mut assertion.holds));
            }
            Kind::Output(output) => {
                visit(&mut output.value);
                output.export.iter_mut().for_each(visit);
            }
        }
    }

    /// What a construct defined under the name of an attribute.
    pub fn defined(&self, attribute: &Attribute) -> Option<&Expr> {
        let name = match attribute {
            Attribute::Ref => "Ref",
            Attribute::Named(name) => name,
        };
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }
}
