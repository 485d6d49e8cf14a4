use std::fmt::Display;

use stackwright_codes as codes;
use stackwright_template::{
    Diagnostic, Function, Key, Map, Node, Severity, SourceLine, Text, Value,
};

use super::dependencies::{Resolved, resolve};
use super::export::Edge;
use super::ids::about;
use super::nested::stand_in;
use super::stack::Lowering;
use super::{json, sub};
use crate::NodeId;
use crate::graph::Graph;
use crate::resource::ResourceData;
use crate::value::{Attribute, Expr, MAX_DEPTH, Props, Pseudo, Strength};

/// Lowers the expressions of one element of one stack.
pub struct Context<'l, 'g> {
    lowering: &'l mut Lowering<'g>,
    plan: usize,
    node: NodeId,
    needs_extensions: &'l mut bool,
    /// The definitions of constructs that are being followed.
    following: Vec<(NodeId, Attribute)>,
    depth: usize,
    /// How many choices by a condition there are around what is being lowered.
    choices: usize,
    /// Whether what other stacks have is read while this one is deployed.
    is_weak: bool,
}

impl<'l, 'g> Context<'l, 'g> {
    pub fn new(
        lowering: &'l mut Lowering<'g>,
        plan: usize,
        node: NodeId,
        needs_extensions: &'l mut bool,
    ) -> Self {
        let is_weak = lowering.graph.is_weak;
        Context {
            lowering,
            plan,
            node,
            needs_extensions,
            following: Vec::new(),
            depth: 0,
            choices: 0,
            is_weak,
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
        let (ids, graph) = (&self.lowering.ids, self.lowering.graph);
        (ids.plan_of(graph, node)? == self.plan).then(|| ids.get(graph, node).cloned())?
    }

    /// A dependency on a resource of another stack is one on that stack.
    pub fn needs_stack_of(&mut self, resource: NodeId, source: SourceLine) {
        if let Some(other) = self.lowering.ids.plan_of(self.lowering.graph, resource) {
            let edge = Edge::explicit(self.node, source);
            self.lowering.wait(self.plan, other, Some(resource), edge);
        }
    }

    /// What stands for a node in this stack: where it is in a nested one, that.
    pub fn stand_in(&self, node: NodeId) -> NodeId {
        stand_in(self.graph(), node, self.lowering.plans[self.plan].node)
    }

    /// Reports what is wrong with the element. Where it is an error, its template lacks something.
    pub fn report(&mut self, found: Diagnostic) {
        if found.severity == Severity::Error {
            self.lowering.incomplete[self.plan] = true;
        }
        let found = about(self.lowering.graph, self.node, found);
        self.lowering.diagnostics.push(found);
    }

    /// The condition under which the element is there.
    pub fn condition(&mut self, own: Option<NodeId>) -> Option<Text> {
        if let Some(own) = own {
            self.logical_id(own);
        }
        self.lowering.condition_of(self.plan, self.node)
    }

    /// The condition under which another element of the stack is there and this one may not be.
    pub fn condition_beyond(&mut self, other: NodeId) -> Option<Text> {
        self.lowering.condition_beyond(self.plan, other, self.node)
    }

    /// Notes the name of an export, to find others of that name.
    pub fn exports(&mut self, name: &Node) {
        self.lowering.note_export(self.plan, self.node, name);
    }

    /// The logical id of something that only this stack can name: a condition, a mapping.
    pub fn logical_id(&mut self, node: NodeId) -> Option<Text> {
        let id = self.local_id(node);
        if id.is_some() {
            return id;
        }
        let found = match self.graph().get(node) {
            None => foreign(),
            Some(_) => codes::APP108
                .finding(format!(
                    "`{}` belongs to another stack",
                    self.graph().path(node)
                ))
                .help(
                    "conditions, mappings and rules hold in their own stack; declare it here, too",
                ),
        };
        self.report(found);
        None
    }

    pub fn object(&mut self, props: &Props) -> Node {
        Node::from(self.entries(props, 0))
    }

    /// What an object holds, and room for some more.
    pub fn entries(&mut self, props: &Props, more: usize) -> Map {
        let mut entries = Vec::with_capacity(props.len() + more);
        for (name, value) in props.iter() {
            entries.push((Key::from(name.clone()), self.lower(value)));
        }
        Map::of_distinct(entries)
    }

    /// The properties of a resource, and room for some more. In those that replace it, references are
    /// strong unless each is said to be weak.
    pub fn properties(&mut self, data: &ResourceData, more: usize) -> Map {
        if !self.is_weak {
            return self.entries(&data.props, more);
        }
        let mut entries = Vec::with_capacity(data.props.len() + more);
        for (name, value) in data.props.iter() {
            let value = self.property(data, name, value);
            entries.push((Key::from(name.clone()), value));
        }
        Map::of_distinct(entries)
    }

    /// One property of a resource.
    pub fn property(&mut self, data: &ResourceData, name: &str, value: &Expr) -> Node {
        let around = self.is_weak;
        self.is_weak = around && !data.meta.replacing.contains(&name);
        let lowered = self.lower(value);
        self.is_weak = around;
        lowered
    }

    pub fn lower(&mut self, expr: &Expr) -> Node {
        // What most are.
        if let Expr::Str(text) = expr {
            return Node::from(text.clone());
        }
        let lowered = self.deeper(|context| context.lower_one(expr));
        lowered.unwrap_or_else(unresolved)
    }

    /// One level further down. Expressions of the graph are not too deep, but those that
    /// constructs define add up.
    pub fn deeper<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth == MAX_DEPTH {
            let message = format!("a value comes to more than {MAX_DEPTH} levels");
            let help = "each construct on the way adds its own; define attributes by resources";
            self.report(codes::APP117.finding(message).help(help));
            return None;
        }
        self.depth += 1;
        let lowered = lower(self);
        self.depth -= 1;
        Some(lowered)
    }

    /// Lowers what a construct has defined as one of its attributes; nothing, and a finding, if
    /// that takes the attribute itself.
    pub fn follow<T>(
        &mut self,
        node: NodeId,
        attribute: &Attribute,
        lower: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        let definition = (node, attribute.clone());
        if self.following.contains(&definition) {
            let (node, attribute) = definition;
            let message = format!(
                "`{}` defines {} by itself",
                self.graph().path(node),
                match attribute {
                    Attribute::Ref => "its reference".into(),
                    Attribute::Named(name) => format!("its attribute `{name}`"),
                }
            );
            let help = "define it by an attribute of a resource, a parameter or a literal";
            self.report(codes::APP116.finding(message).help(help));
            return None;
        }
        self.following.push(definition);
        let lowered = lower(self);
        self.following.pop();
        Some(lowered)
    }

    fn lower_one(&mut self, expr: &Expr) -> Node {
        match expr {
            Expr::Null => Node::from(Value::Null),
            Expr::Bool(b) => Node::from(*b),
            Expr::Int(i) => Node::from(*i),
            Expr::Uint(u) => self.no_number(u),
            Expr::Float(f) if f.is_finite() => Node::from(*f),
            Expr::Float(f) => self.no_number(f),
            Expr::Str(text) => Node::from(text.clone()),
            Expr::List(items) => {
                let items = items.iter().map(|item| self.lower(item));
                Node::from(items.collect::<Vec<_>>())
            }
            Expr::Map(props) => self.object(props),
            Expr::Get(node, attribute) => self.get(*node, attribute),
            Expr::Pseudo(pseudo) => self.pseudo(*pseudo),
            Expr::Sub(pieces) => sub::lower(self, pieces),
            Expr::JsonString(value) => json::lower(self, value),
            Expr::Typed(_, value) => self.lower_one(value),
            Expr::Across(strength, value) => {
                let is_weak = *strength == Strength::Weak;
                let around = std::mem::replace(&mut self.is_weak, is_weak);
                let lowered = self.lower(value);
                self.is_weak = around;
                lowered
            }
            Expr::Identity(node, text) => {
                Node::from(text.write(&self.graph().identity_with_stack_name(*node)))
            }
            Expr::LogicalId(node) => self.logical_id(*node).map_or_else(unresolved, Node::from),
            Expr::Condition(node) => self.named(Function::Condition, *node, &[]),
            Expr::If(condition, both) => {
                self.choices += 1;
                let chosen = self.named(Function::If, *condition, &[&both.0, &both.1]);
                self.choices -= 1;
                chosen
            }
            Expr::FindInMap(mapping, keys) => {
                self.named(Function::FindInMap, *mapping, &[&keys.0, &keys.1])
            }
            Expr::FindInMapOr(both) => self.find_or(&both.0, &both.1),
            Expr::Call(function, argument) => {
                if matches!(function, Function::Length | Function::ToJsonString) {
                    *self.needs_extensions = true;
                }
                let choice = usize::from(*function == Function::If);
                self.choices += choice;
                let argument = self.lower(argument);
                self.choices -= choice;
                Node::call(*function, argument)
            }
        }
    }

    /// A pseudo parameter. In what a construct of another stack defines it is that stack's.
    fn pseudo(&mut self, pseudo: Pseudo) -> Node {
        let here = Node::call(Function::Ref, pseudo.name());
        let definer = self.following.last().map(|(node, _)| *node);
        let Some(definer) = definer.filter(|node| !self.is_local(*node)) else {
            return here;
        };
        let there = self.lowering.pseudo_of(self.node, definer, pseudo);
        there.unwrap_or(here)
    }

    fn is_local(&self, node: NodeId) -> bool {
        self.lowering.ids.plan_of(self.graph(), node) == Some(self.plan)
    }

    /// A function of a condition or a mapping, by its logical id, and of other arguments.
    fn named(&mut self, function: Function, node: NodeId, others: &[&Expr]) -> Node {
        let id = self.logical_id(node).map(Node::from);
        let others: Vec<Node> = others.iter().map(|other| self.lower(other)).collect();
        match id {
            None => unresolved(),
            Some(id) if others.is_empty() => Node::call(function, id),
            Some(id) => {
                let arguments: Vec<Node> = std::iter::once(id).chain(others).collect();
                Node::call(function, arguments)
            }
        }
    }

    /// A number that would be another one in a template, or none.
    fn no_number(&mut self, number: impl Display) -> Node {
        let message = format!("`{number}` is no number that a template can hold");
        self.report(codes::APP130.finding(message));
        Node::from(0)
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
                    return local_reference(id, attribute);
                }
                // What is in no stack was reported when it was added.
                let import = match self.is_weak {
                    true => self.lowering.read_output(self.node, node, attribute),
                    false => self.lowering.import(self.node, node, attribute),
                };
                if self.choices == 0 {
                    self.lowering.check_conditions(self.node, node);
                }
                return import.unwrap_or_else(unresolved);
            }
            Resolved::Defined(value) => {
                let lowered = self.follow(node, attribute, |context| context.lower(value));
                return lowered.unwrap_or_else(unresolved);
            }
            Resolved::Nothing => {}
        }
        let found = match (self.graph().get(node), attribute) {
            (None, _) => foreign(),
            (Some(_), Attribute::Ref) => codes::APP113
                .finding(format!(
                    "`{}` has no value that `Ref` could return",
                    self.graph().path(node)
                ))
                .help("refer to one of its attributes"),
            (Some(_), Attribute::Named(name)) => codes::APP113
                .finding(format!(
                    "`{}` has no attribute `{name}`",
                    self.graph().path(node)
                ))
                .help("an imported construct has only the attributes it was imported with"),
        };
        self.report(found);
        unresolved()
    }
}

/// What stands where a value could not be lowered, which was reported and keeps everything from
/// being written. It is one that only the deployment knows, so that nobody who looks at the rest
/// of the template holds it against anybody.
pub fn unresolved() -> Node {
    Node::call(Function::ImportValue, "unresolved")
}

/// `Ref` or `Fn::GetAtt`, in the stack that the resource is in.
pub fn local_reference(id: Text, attribute: &Attribute) -> Node {
    match attribute {
        Attribute::Ref => Node::call(Function::Ref, id),
        Attribute::Named(name) => {
            let arguments = vec![Node::from(id), Node::from(name.clone())];
            Node::call(Function::GetAtt, arguments)
        }
    }
}

fn foreign() -> Diagnostic {
    codes::APP103
        .finding("a handle of another app is used here")
        .help("a handle is good only for the app whose scope returned it")
}
