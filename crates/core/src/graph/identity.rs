use stackwright_codes as codes;
use stackwright_template::{SourceLine, Text, nearest};

use super::{Graph, Kind, NodeId, Override};
use crate::identity::logical_id;
use crate::lower::Moved;

/// How many constructs a message names before it only counts the rest.
const MOST_SHOWN: usize = 5;

/// A logical id that is fixed, for whatever will be there when the facts have been lowered.
pub(crate) struct Pin {
    pub of: Pinned,
    pub logical_id: Text,
    pub source: SourceLine,
}

/// What a fixed logical id is for.
pub(crate) enum Pinned {
    /// An element, or the main resource of a construct.
    Node(NodeId),
    /// What is at a path below a scope.
    Path(NodeId, Box<str>),
}

/// A property that is written past the types, of whatever will be at a path.
pub(crate) struct Late {
    pub scope: NodeId,
    pub path: Box<str>,
    pub change: Override,
}

/// What logical ids are made of.
impl Graph {
    /// The ids from below the stack to the node; a node that was moved counts with its old path.
    pub fn identity(&self, node: NodeId) -> Vec<&str> {
        // Deeper than most, so that it need not grow.
        let mut identity = Vec::with_capacity(8);
        self.write_identity(node, &mut identity);
        identity
    }

    /// The same, written over what was there, for who asks of many.
    pub fn write_identity<'g>(&'g self, node: NodeId, identity: &mut Vec<&'g str>) {
        identity.clear();
        for (_, ancestor) in self.ancestors(node) {
            if matches!(ancestor.kind, Kind::Stack(_)) {
                break;
            }
            if let Some(old) = &ancestor.moved {
                identity.extend(old.rsplit('/'));
                break;
            }
            identity.push(&ancestor.id);
        }
        identity.reverse();
    }

    /// The same as a path that begins with the one of the stack.
    pub fn identity_with_stack(&self, node: NodeId) -> String {
        let mut path = self.identity(node);
        if let Some(stack) = self.stack_of(node) {
            path.splice(0..0, self.nested_path(stack));
        }
        if let Some(root) = self.root_stack_of(node) {
            let outer = self.ancestors(root);
            let outer = outer.filter(|(_, node)| node.parent.is_some());
            // Most stacks are in the app itself.
            outer.for_each(|(_, node)| path.insert(0, &node.id));
        }
        path.join("/")
    }

    /// The same behind the stack's name instead: for what is deployed, which an id that is only the
    /// program's must not change.
    pub fn identity_with_stack_name(&self, node: NodeId) -> String {
        let stack = self.root_stack_of(node);
        let data = stack.and_then(|stack| self.get(stack));
        if let Some(Kind::Stack(data)) = data.map(|node| &node.kind)
            && data.paths_by_id
        {
            return self.identity_with_stack(node);
        }
        self.identity_behind(stack.and_then(|stack| self.stack_name(stack)), node)
    }

    /// The same with what tells stacks of one stage apart: for logical ids, which are the same in
    /// all stages.
    pub fn identity_within_stage(&self, node: NodeId) -> String {
        let stack = self.root_stack_of(node);
        let name = stack.and_then(|stack| match self.is_in_stage(stack) {
            true => Some(self.get(stack)?.id.clone()),
            false => self.stack_name(stack),
        });
        self.identity_behind(name, node)
    }

    fn identity_behind(&self, name: Option<Text>, node: NodeId) -> String {
        let nested = self.stack_of(node).map(|stack| self.nested_path(stack));
        let mut path: Vec<&str> = name.as_deref().into_iter().collect();
        path.extend(nested.into_iter().flatten());
        path.extend(self.identity(node));
        path.join("/")
    }

    /// What CloudFormation calls a stack: as the program says, and its id where it does not. What it
    /// will call a nested one is not known.
    pub fn stack_name(&self, stack: NodeId) -> Option<Text> {
        let Kind::Stack(data) = &self.get(stack)?.kind else {
            return None;
        };
        data.name.clone().or_else(|| self.stack_id(stack))
    }

    /// What tells a stack apart in the app: its id behind those of the stages that it is in, and a
    /// nested one behind what it is deployed with, as `Web.Inner`.
    pub fn stack_id(&self, stack: NodeId) -> Option<Text> {
        if self.nested_resource(stack).is_some() {
            let root = self.stack_id(self.root_stack_of(stack)?)?;
            let nested = logical_id(&self.nested_path(stack));
            return Some(format!("{root}.{nested}").into());
        }
        match self.is_in_stage(stack) {
            true => Some(self.path(stack).replace('/', "-").into()),
            false => Some(self.get(stack)?.id.clone()),
        }
    }

    fn is_in_stage(&self, stack: NodeId) -> bool {
        let parent = self.get(stack).and_then(|stack| stack.parent);
        parent.is_some_and(|parent| parent != self.root())
    }

    /// Writes properties past the types where only paths were named.
    pub fn resolve_late(&mut self) {
        for late in std::mem::take(&mut self.late) {
            let source = late.change.source;
            let Some(node) = self.at_path(late.scope, &late.path, source) else {
                continue;
            };
            let Some(node) = self.main_node(node, source) else {
                continue;
            };
            if let Some(Kind::Resource(data)) = self.get_mut(node).map(|node| &mut node.kind) {
                data.overrides.push(late.change);
            }
            self.admit(node, source);
        }
    }

    /// Gives logical ids to what they were fixed for, in the order in which the program said so.
    pub fn resolve_pins(&mut self) {
        for pin in std::mem::take(&mut self.pins) {
            let Some(node) = self.pinned(&pin) else {
                continue;
            };
            if let Some(node) = self.get_mut(node) {
                node.pinned = Some(pin.logical_id);
            }
        }
    }

    /// The element that a logical id is fixed for; a finding if there is none.
    fn pinned(&mut self, pin: &Pin) -> Option<NodeId> {
        let node = match &pin.of {
            Pinned::Node(node) => *node,
            Pinned::Path(scope, path) => self.at_path(*scope, path, pin.source)?,
        };
        match self.get(node) {
            Some(data) if data.is_element() => Some(node),
            _ => self.main_node(node, pin.source),
        }
    }

    /// What is at a path below a scope; a finding if there is nothing.
    pub fn at_path(&mut self, scope: NodeId, path: &str, source: SourceLine) -> Option<NodeId> {
        let there = self.find(scope, path);
        if there.is_none() {
            let message = format!("there is nothing at `{}/{path}`", self.path(scope));
            let mut found = codes::APP119.finding(message);
            found.help = Some(self.instead_of(scope, path));
            found.source.push(source);
            self.report(scope, found);
        }
        there
    }

    /// What may have been meant by a path where there is nothing: the way out of `APP119`.
    fn instead_of(&self, scope: NodeId, path: &str) -> String {
        let (mut node, mut found) = (scope, String::new());
        for id in path.split('/') {
            if let Some(child) = self.child(node, id) {
                node = child;
                found = found + id + "/";
                continue;
            }
            let there: Vec<&str> = self
                .nodes
                .iter()
                .filter(|child| child.parent == Some(node))
                .map(|child| &*child.id)
                .collect();
            if let Some(near) = nearest(id, there.iter().copied()) {
                return format!("did you mean `{found}{near}`?");
            }
            if node != scope && !there.is_empty() {
                let shown: Vec<String> = there
                    .iter()
                    .take(MOST_SHOWN)
                    .map(|id| format!("`{found}{id}`"))
                    .collect();
                let more = match there.len() - shown.len() {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                return format!("what is there is {}{more}", shown.join(", "));
            }
            break;
        }
        "name a construct by its path below this scope, as `Alb/Listener`".to_owned()
    }

    /// What was moved, in the order in which the program said so.
    pub fn moved(&self) -> Vec<Moved> {
        let all = self.moves.iter().filter_map(|(node, source)| {
            let stack = self.path(self.stack_of(*node)?);
            Some(Moved {
                path: self.path(*node),
                from: format!("{stack}/{}", self.get(*node)?.moved.as_deref()?),
                source: *source,
            })
        });
        all.collect()
    }

    /// Reports what is moved to where it stands anyway.
    pub fn check_moves(&mut self) {
        let from = std::mem::replace(&mut self.moves_checked, self.moves.len());
        for (node, source) in self.moves.iter().skip(from).copied().collect::<Vec<_>>() {
            let Some(data) = self.get(node) else { continue };
            let above = data.parent.map(|parent| self.identity(parent));
            let mut own = above.unwrap_or_default();
            own.push(&data.id);
            if data.moved.as_deref() == Some(&*own.join("/")) {
                let message = format!("`{}` is where it stands", own.join("/"));
                let mut found = codes::APP142.finding(message);
                found.source.push(source);
                self.report(node, found);
            }
        }
    }

    /// What is at a path below a node.
    pub fn find(&self, scope: NodeId, path: &str) -> Option<NodeId> {
        path.split('/')
            .try_fold(scope, |node, id| self.child(node, id))
    }
}
