use stackwright_template::{SourceLine, Text};

use super::DataMap;
use crate::asset::Bootstrap;
use crate::element::{ConditionData, MappingData, OutputData, ParameterData, RuleData};
use crate::include::Written;
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
    /// The first and the last child.
    pub children: Option<(NodeId, NodeId)>,
    /// The next child of the parent, in order of declaration.
    pub next: Option<NodeId>,
    /// The user's line that made it.
    pub source: SourceLine,
    /// The line that made it in a construct of the user's own, if that is another.
    pub inner: Option<SourceLine>,
    pub kind: Kind,
    /// Attributes that a construct defines for its users: an imported VPC's id, for instance.
    pub attributes: Vec<(Text, Expr)>,
    /// The node whose attributes are meant where this one defines none.
    pub primary: Option<NodeId>,
    pub tags: Vec<TagEdit>,
    pub acknowledgements: Vec<Acknowledgement>,
    /// What must hold for anything below this node to be there.
    pub when: Vec<NodeId>,
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
    /// What stands in an included template, and has no other kind.
    Written(Box<Written>),
}

impl Kind {
    /// What a user would call it.
    pub fn name(&self) -> String {
        match self {
            Kind::Group => "a scope".to_owned(),
            Kind::Stack(_) => "a stack".to_owned(),
            Kind::Resource(data) => format!("a resource of the type `{}`", data.meta.type_name),
            Kind::Parameter(_) => "a parameter".to_owned(),
            Kind::Mapping(_) => "a mapping".to_owned(),
            Kind::Condition(_) => "a condition".to_owned(),
            Kind::Rule(_) => "a rule".to_owned(),
            Kind::Output(_) => "an output".to_owned(),
            Kind::Written(data) => format!("in `{}` of an included template", data.section.name()),
        }
    }
}

/// What is said about a stack as a whole.
#[derive(Default)]
pub(crate) struct StackData {
    /// The resource that it is in the stack around it; nothing for what is deployed by itself.
    pub resource: Option<NodeId>,
    /// What parameters of a nested stack are given.
    pub given: Vec<(NodeId, Expr, SourceLine)>,
    pub name: Option<Text>,
    /// Whether paths are told by its id, and not by its name.
    pub paths_by_id: bool,
    pub description: Option<Text>,
    pub transforms: Vec<Expr>,
    pub metadata: Vec<(Text, Expr)>,
    /// Sections of an included template that are not known otherwise.
    pub sections: Vec<(Text, Expr)>,
    pub account: Option<Text>,
    pub region: Option<Text>,
    /// By which role stacks of other accounts read its outputs.
    pub output_role: Option<Text>,
    /// Tags of the stack itself.
    pub tags: Vec<(Text, Text)>,
    pub termination_protection: bool,
    /// The topics that are told of the stack.
    pub notification_arns: Vec<Text>,
    /// Where assets go, and who deploys, if it is not what is said of the app.
    pub bootstrap: Option<Bootstrap>,
    /// What is exported whether another stack uses it or not.
    pub kept_exports: Vec<(Expr, SourceLine)>,
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
            children: None,
            next: None,
            source,
            inner: None,
            kind: Kind::Group,
            attributes: Vec::new(),
            primary: None,
            tags: Vec::new(),
            acknowledgements: Vec::new(),
            when: Vec::new(),
            pinned: None,
            moved: None,
            data: DataMap::default(),
        }
    }

    /// The lines that made it: the program's, and that of a construct of the user's own.
    pub fn lines(&self) -> impl Iterator<Item = SourceLine> {
        std::iter::once(self.source).chain(self.inner)
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
            Kind::Stack(stack) => {
                let kept = stack.kept_exports.iter_mut().map(|(value, _)| value);
                let given = stack.given.iter_mut().map(|(_, value, _)| value);
                let metadata = stack.metadata.iter_mut().map(|(_, value)| value);
                let sections = stack.sections.iter_mut().map(|(_, value)| value);
                let own = stack.transforms.iter_mut().chain(sections);
                metadata.chain(kept).chain(given).chain(own).for_each(visit);
            }
            Kind::Resource(resource) => resource.each_expr_mut(visit),
            Kind::Parameter(parameter) => {
                parameter.default.iter_mut().for_each(&mut *visit);
                parameter.written.iter_mut().for_each(&mut *visit);
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
            Kind::Written(data) => visit(&mut data.value),
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
