use std::collections::HashSet;

use stackwright_template::{Diagnostic, Function, Map, Node, SourceLine, Text, Value};

use super::dependencies::{MAX_DEPTH, Resolved, resolve};
use super::export::Edge;
use super::ids::about;
use super::stack::{Lowering, local_reference};
use super::sub;
use crate::NodeId;
use crate::graph::Graph;
use crate::value::{Attribute, Expr, Props};

/// Lowers the expressions of one element of one stack.
pub struct Context<'l, 'g> {
    lowering: &'l mut Lowering<'g>,
    plan: usize,
    node: NodeId,
    /// The resources of the same stack that were referred to so far.
    referenced: HashSet<NodeId>,
    needs_extensions: &'l mut bool,
    depth: usize,
}

impl<'l, 'g> Context<'l, 'g> {
    pub fn new(
        lowering: &'l mut Lowering<'g>,
        plan: usize,
        node: NodeId,
        needs_extensions: &'l mut bool,
    ) -> Self {
        Context {
            lowering,
            plan,
            node,
            referenced: HashSet::new(),
            needs_extensions,
            depth: 0,
        }
    }

    pub fn graph(&self) -> &'g Graph {
        self.lowering.graph
    }

    pub fn node(&self) -> NodeId {
        self.node
    }

    /// The logical id of a node, if it is in this stack.
    pub fn local_id(&self, node: NodeId) -> Option<Text> {
        self.lowering.plans[self.plan].ids.get(node).cloned()
    }

    pub fn is_referenced(&self, resource: NodeId) -> bool {
        self.referenced.contains(&resource)
    }

    /// A dependency on a resource of another stack is one on that stack.
    pub fn needs_stack_of(&mut self, resource: NodeId, source: SourceLine) {
        if let Some(&other) = self.lowering.plan_of.get(&resource) {
            let edge = Edge::explicit(self.node, source);
            self.lowering.edges[self.plan].entry(other).or_insert(edge);
        }
    }

    pub fn with_report<T>(
        &mut self,
        run: impl FnOnce(&Graph, NodeId, &mut Vec<Diagnostic>) -> T,
    ) -> T {
        let graph = self.lowering.graph;
        run(graph, self.node, &mut self.lowering.diagnostics)
    }

    pub fn report(&mut self, found: Diagnostic) {
        let found = about(self.lowering.graph, self.node, found);
        self.lowering.diagnostics.push(found);
    }

    /// The logical id of something that only this stack can name: a condition, a mapping.
    pub fn logical_id(&mut self, node: NodeId) -> Text {
        if let Some(id) = self.local_id(node) {
            return id;
        }
        let found = match self.graph().get(node) {
            None => foreign(),
            Some(_) => Diagnostic::error(
                "APP108",
                format!("`{}` belongs to another stack", self.graph().path(node)),
            )
            .help("conditions, mappings and rules hold in their own stack; declare it here, too"),
        };
        self.report(found);
        Text::Borrowed("")
    }

    pub fn object(&mut self, props: &Props) -> Node {
        let entries = props.iter().map(|(name, value)| (name.clone(), self.lower(value)));
        Node::from(entries.collect::<Map>())
    }

    pub fn lower(&mut self, expr: &Expr) -> Node {
        match expr {
            Expr::Null => Node::from(Value::Null),
            Expr::Bool(b) => Node::from(*b),
            Expr::Int(i) => Node::from(*i),
            Expr::Float(f) => Node::from(*f),
            Expr::Str(text) => Node::from(text.clone()),
            Expr::List(items) => {
                let items = items.iter().map(|item| self.lower(item));
                Node::from(items.collect::<Vec<_>>())
            }
            Expr::Map(props) => self.object(props),
            Expr::Get(node, attribute) => self.get(*node, attribute),
            Expr::Pseudo(pseudo) => Node::call(Function::Ref, pseudo.name()),
            Expr::Sub(pieces) => sub::lower(self, pieces),
            Expr::JsonString(value) => sub::lower(self, &sub::json_pieces(value)),
            Expr::LogicalId(node) => Node::from(self.logical_id(*node)),
            Expr::Condition(node) => {
                let id = self.logical_id(*node);
                Node::call(Function::Condition, Node::from(id))
            }
            Expr::If(condition, both) => {
                let id = Node::from(self.logical_id(*condition));
                let arguments = vec![id, self.lower(&both.0), self.lower(&both.1)];
                Node::call(Function::If, Node::from(arguments))
            }
            Expr::FindInMap(mapping, keys) => {
                let id = Node::from(self.logical_id(*mapping));
                let arguments = vec![id, self.lower(&keys.0), self.lower(&keys.1)];
                Node::call(Function::FindInMap, Node::from(arguments))
            }
            Expr::FindInMapOr(both) => self.find_or(&both.0, &both.1),
            Expr::Call(function, argument) => {
                if matches!(function, Function::Length | Function::ToJsonString) {
                    *self.needs_extensions = true;
                }
                Node::call(*function, self.lower(argument))
            }
        }
    }

    fn find_or(&mut self, find: &Expr, default: &Expr) -> Node {
        *self.needs_extensions = true;
        let default = Map::from_iter([("DefaultValue", self.lower(default))]);
        let mut found = self.lower(find);
        if let Value::Call(call) = &mut found.value
            && let Value::List(arguments) = &mut call.argument.value
        {
            arguments.push(Node::from(default));
        }
        found
    }

    fn get(&mut self, node: NodeId, attribute: &Attribute) -> Node {
        match resolve(self.graph(), node, attribute) {
            Resolved::Resource(node) | Resolved::Parameter(node) => {
                if let Some(id) = self.local_id(node) {
                    self.referenced.insert(node);
                    return local_reference(id, attribute);
                }
                if let Some(import) = self.lowering.import(self.node, node, attribute) {
                    return import;
                }
            }
            Resolved::Defined(value) if self.depth < MAX_DEPTH => {
                self.depth += 1;
                let lowered = self.lower(value);
                self.depth -= 1;
                return lowered;
            }
            Resolved::Defined(_) | Resolved::Nothing => {}
        }
        let found = match (self.graph().get(node), attribute) {
            (None, _) => foreign(),
            (Some(_), Attribute::Ref) => Diagnostic::error(
                "APP113",
                format!("`{}` has no value that `Ref` could return", self.graph().path(node)),
            )
            .help("refer to one of its attributes"),
            (Some(_), Attribute::Named(name)) => Diagnostic::error(
                "APP113",
                format!("`{}` has no attribute `{name}`", self.graph().path(node)),
            )
            .help("an imported construct has only the attributes it was imported with"),
        };
        self.report(found);
        Node::from("")
    }
}

fn foreign() -> Diagnostic {
    Diagnostic::error("APP103", "a handle of another app is used here")
        .help("a handle is good only for the app whose scope returned it")
}
