//! The arena that constructs are added to. It knows no AWS service.

mod data;
mod fact;
mod identity;
mod names;
mod nested;
mod node;
mod visit;

pub use fact::{Fact, Recorded};
pub use node::NodeId;

pub(crate) use visit::Visit;

pub(crate) use data::DataMap;
pub(crate) use fact::{FactList, FactStore};
pub(crate) use identity::{Late, Pin, Pinned};
pub(crate) use node::{Acknowledgement, Kind, Node, Override, StackData, TagEdit};

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;
use names::Names;
use stackwright_codes as codes;
use stackwright_template::{Diagnostic, SourceLine, Text};

use crate::Lookup;
use crate::asset::{Asset, Bootstrap};
use crate::resource::AskedIn;
use crate::value::{Expr, MAX_DEPTH};

/// All nodes of an app, and what was said about them.
pub(crate) struct Graph {
    /// Which app this is, so that a handle of another is recognised.
    app: u32,
    pub nodes: Vec<Node>,
    names: Names,
    /// How often an id was taken, to find the next one that is free.
    twins: HashMap<(NodeId, Text), usize, RandomState>,
    /// Stacks whose templates lack something that a finding is about.
    pub refused: Vec<NodeId>,
    pub facts: FactStore,
    /// What is published beside the templates, and by which node.
    pub assets: Vec<(NodeId, Asset)>,
    /// Where assets go, and who deploys, where nothing is said of a stack.
    pub bootstrap: Bootstrap,
    /// The lines that asked for what stands in lists of resources.
    pub asked: Vec<(NodeId, Arc<AskedIn>)>,
    /// What is looked up in accounts.
    pub lookups: Vec<Lookup>,
    /// What is to be changed in all resources of a type.
    pub visits: Vec<Visit>,
    /// Logical ids that are fixed, until it is known for what.
    pub pins: Vec<Pin>,
    /// Properties that are written past the types, until it is known of what.
    pub late: Vec<Late>,
    /// What was moved, and the line that says so.
    pub moves: Vec<(NodeId, SourceLine)>,
    /// How many of those have been looked at.
    pub moves_checked: usize,
    pub diagnostics: Vec<Diagnostic>,
    /// The construct that is being built, or the fact that is being lowered.
    pub building: Option<Building>,
    /// Whether the program is over and its facts are being lowered: what is added now is added
    /// for the sake of something that the user's line made.
    pub lowering: bool,
    /// Whether there are conditions: in most programs everything is there in any case.
    pub has_conditions: bool,
    /// Whether a scope sets or takes off a tag.
    pub has_tags: bool,
    /// Whether what other stacks have is read while a stack is deployed.
    pub is_weak: bool,
    /// Whether there are stacks in stacks.
    pub has_nested: bool,
}

impl Graph {
    pub fn new(app: u32, source: SourceLine) -> Self {
        // Room for some services, so that their nodes are not moved as there become more.
        let mut nodes = Vec::with_capacity(512);
        nodes.push(Node::new(Text::Borrowed(""), None, source));
        Graph {
            app,
            nodes,
            names: Names::default(),
            twins: HashMap::default(),
            refused: Vec::new(),
            facts: FactStore::default(),
            assets: Vec::new(),
            bootstrap: Bootstrap::new(),
            asked: Vec::new(),
            lookups: Vec::new(),
            visits: Vec::new(),
            pins: Vec::new(),
            late: Vec::new(),
            moves: Vec::new(),
            moves_checked: 0,
            diagnostics: Vec::new(),
            building: None,
            lowering: false,
            has_conditions: false,
            has_tags: false,
            is_weak: false,
            has_nested: false,
        }
    }

    pub fn root(&self) -> NodeId {
        NodeId::new(self.app, 0)
    }

    /// The place of a node in the arena, unless the handle belongs to another app.
    pub fn index(&self, id: NodeId) -> Option<usize> {
        id.index(self.app)
    }

    /// The node, unless the handle belongs to another app.
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.index(self.app)?)
    }

    pub fn get_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(id.index(self.app)?)
    }

    /// Every node with its id, in order of creation.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        let app = self.app;
        (0..)
            .map(move |index| NodeId::new(app, index))
            .zip(&self.nodes)
    }

    /// Adds a child. A second child of the same name is reported and put aside under a name
    /// of its own, so that the program can go on.
    pub fn add(&mut self, parent: NodeId, id: Text, source: SourceLine) -> NodeId {
        let index = self.nodes.len();
        let child = NodeId::new(self.app, index as u32);
        let mut id = sanitize(id);
        if self.get(parent).is_none() {
            self.foreign(source);
            let root = self.root();
            return self.add(root, id, source);
        }
        let mut name = self.names.name(parent, &id, index);
        let first = self.names.find(&self.nodes, &name, parent, &id);
        let first = first.and_then(|twin| self.nodes.get(twin));
        if let Some(problem) = self.id_problem(parent, &id, first, source) {
            self.diagnostics.push(problem);
            id = self.free_id(parent, &id);
            name = self.names.name(parent, &id, index);
        }
        let last = self.get(parent).and_then(|parent| parent.children);
        if let Some(last) = last.and_then(|(_, last)| self.get_mut(last)) {
            last.next = Some(child);
        }
        if let Some(parent) = self.get_mut(parent) {
            let (first, _) = parent.children.unwrap_or((child, child));
            parent.children = Some((first, child));
        }
        self.names.add(name);
        let inner = self.building.and_then(|building| building.inner);
        let mut node = Node::new(id, Some(parent), source);
        node.inner = inner.filter(|inner| *inner != source);
        self.nodes.push(node);
        child
    }

    /// Adds a child under this id, or one near it that is free.
    pub fn add_free(&mut self, parent: NodeId, id: Text, source: SourceLine) -> NodeId {
        let id = match self.child(parent, &id) {
            Some(_) => self.free_id(parent, &id),
            None => id,
        };
        self.add(parent, id, source)
    }

    /// The child of this id.
    pub fn child(&self, parent: NodeId, id: &str) -> Option<NodeId> {
        let name = self.names.name(parent, id, self.nodes.len());
        let index = self.names.find(&self.nodes, &name, parent, id)?;
        Some(NodeId::new(self.app, index as u32))
    }

    /// An id near the one that is taken, good enough to go on with.
    fn free_id(&mut self, parent: NodeId, id: &str) -> Text {
        let key = (parent, Text::Owned(id.to_owned()));
        let mut number = self.twins.get(&key).copied().unwrap_or(1);
        loop {
            number += 1;
            let candidate = format!("{id}-{number}");
            if self.child(parent, &candidate).is_none() {
                self.twins.insert(key, number);
                return candidate.into();
            }
        }
    }

    fn id_problem(
        &self,
        parent: NodeId,
        id: &str,
        first: Option<&Node>,
        source: SourceLine,
    ) -> Option<Diagnostic> {
        let mut diagnostic = if let Some(first) = first {
            let mut diagnostic = codes::APP101
                .finding(format!(
                    "`{}` has two constructs named `{id}`",
                    self.path_or_app(parent)
                ))
                .help("give one of them another id; ids are unique within their scope");
            diagnostic.construct = Some(self.path_or_app(parent));
            diagnostic.source = self.lines_of(source);
            diagnostic.source.extend(first.lines());
            return Some(diagnostic);
        } else if id.is_empty() {
            codes::APP102
                .finding("a construct has an empty id")
                .help("name it; the id becomes part of its logical id")
        } else {
            return None;
        };
        diagnostic.construct = Some(self.path_or_app(parent));
        diagnostic.source = self.lines_of(source);
        Some(diagnostic)
    }

    /// Reports a handle that belongs to another app.
    pub fn foreign(&mut self, source: SourceLine) {
        let mut diagnostic = codes::APP103
            .finding("this handle belongs to another app")
            .help("a handle is good only for the app whose scope returned it");
        diagnostic.source = vec![source];
        self.diagnostics.push(diagnostic);
    }

    /// The path of a node, as `Web/Service`.
    pub fn path(&self, id: NodeId) -> String {
        // Deeper than most, so that it need not grow.
        self.path_by(id, &mut Vec::with_capacity(8))
    }

    /// The same, for who asks of many and keeps a list for it.
    pub fn path_by<'g>(&'g self, id: NodeId, ids: &mut Vec<&'g str>) -> String {
        ids.clear();
        for (_, node) in self.ancestors(id) {
            if node.parent.is_some() {
                ids.push(&node.id);
            }
        }
        ids.reverse();
        ids.join("/")
    }

    fn path_or_app(&self, id: NodeId) -> String {
        let path = self.path(id);
        if path.is_empty() {
            "App".to_owned()
        } else {
            path
        }
    }

    /// The node and everything above it, innermost first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = (NodeId, &Node)> {
        std::iter::successors(self.get(id).map(|node| (id, node)), |(_, node)| {
            let parent = node.parent?;
            Some((parent, self.get(parent)?))
        })
    }

    /// The stack that a node is in.
    pub fn stack_of(&self, id: NodeId) -> Option<NodeId> {
        self.ancestors(id)
            .find(|(_, node)| matches!(node.kind, Kind::Stack(_)))
            .map(|(id, _)| id)
    }

    /// The node and everything below it, parents first, siblings in order of declaration.
    pub fn below(&self, id: NodeId) -> Vec<NodeId> {
        let first = self.get(id).map(|_| id);
        std::iter::successors(first, |at| self.following(*at, id)).collect()
    }

    /// What comes after a node among all that is below another.
    fn following(&self, id: NodeId, top: NodeId) -> Option<NodeId> {
        if let Some((first, _)) = self.get(id)?.children {
            return Some(first);
        }
        let mut within = self.ancestors(id).take_while(|(id, _)| *id != top);
        within.find_map(|(_, node)| node.next)
    }

    /// The resource that a handle means: the node itself, or the main one of a construct.
    pub fn resource_of(&self, id: NodeId) -> Option<NodeId> {
        let next = |(_, node): &(NodeId, &Node)| {
            let primary = node.primary?;
            Some((primary, self.get(primary)?))
        };
        // A construct is rarely nested three deep; the limit keeps a ring from hanging.
        std::iter::successors(self.get(id).map(|node| (id, node)), next)
            .take(64)
            .find(|(_, node)| matches!(node.kind, Kind::Resource(_)))
            .map(|(id, _)| id)
    }

    /// The resource that a handle means; a finding if it means none.
    pub fn main_node(&mut self, id: NodeId, source: SourceLine) -> Option<NodeId> {
        if self.get(id).is_none() {
            self.foreign(source);
            return None;
        }
        let found = self.resource_of(id);
        if found.is_none() {
            let mut diagnostic = codes::APP104
                .finding(format!(
                    "`{}` has no resource that could be changed",
                    self.path(id)
                ))
                .help("an imported construct belongs to somebody else; change it where it is made");
            diagnostic.source.push(source);
            self.report(id, diagnostic);
        }
        found
    }

    /// Takes expressions out of a node that are nested deeper than anything meant to be
    /// deployed, with a finding, so that whatever walks the graph may recurse.
    pub fn admit(&mut self, id: NodeId, source: SourceLine) {
        let mut refused = 0;
        if let Some(node) = self.get_mut(id) {
            node.each_expr_mut(&mut |expr| {
                if !expr.is_leaf() && expr.is_deeper_than(MAX_DEPTH) {
                    *expr = Expr::Str(Text::Borrowed(""));
                    refused += 1;
                }
            });
        }
        for _ in 0..refused {
            self.refused.push(id);
            let message = format!("a value is nested more than {MAX_DEPTH} levels deep");
            let mut diagnostic = codes::APP117
                .finding(message)
                .help("build it flat: one list of many items, one text of many pieces");
            diagnostic.source.push(source);
            self.report(id, diagnostic);
        }
    }

    /// A line of the program, and the one in a construct of the user's own that is being built.
    fn lines_of(&self, source: SourceLine) -> Vec<SourceLine> {
        let inner = self.building.and_then(|building| building.inner);
        let inner = inner.filter(|inner| *inner != source);
        std::iter::once(source).chain(inner).collect()
    }

    /// A finding about a node, with its path and the lines that made it.
    pub fn report(&mut self, id: NodeId, mut diagnostic: Diagnostic) {
        if let Some(node) = self.get(id) {
            match diagnostic.source[..] {
                [] => diagnostic.source.extend(node.lines()),
                // What goes wrong while a construct of the user's own is built.
                [line] if self.building.is_some() => diagnostic.source = self.lines_of(line),
                _ => {}
            }
            diagnostic.construct.get_or_insert_with(|| self.path(id));
        }
        self.diagnostics.push(diagnostic);
    }
}

/// In whose name something is added: the construct that is being built, the fact that is being
/// lowered.
#[derive(Clone, Copy)]
pub(crate) struct Building {
    /// The line of the program, outside of all constructs.
    pub outer: SourceLine,
    /// The innermost line that is not in one of our own constructs.
    pub inner: Option<SourceLine>,
    /// Whether the construct is one of ours, whose lines say nothing to a user.
    pub is_ours: bool,
}

/// A slash would split the id in two components; CDK writes two hyphens instead.
fn sanitize(id: Text) -> Text {
    // Ids are short: looked at byte by byte, that is sooner done than begun in larger steps.
    if id.bytes().any(|byte| byte == b'/') {
        id.replace('/', "--").into()
    } else {
        id
    }
}
