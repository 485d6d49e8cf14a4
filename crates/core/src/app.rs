use std::any::{Any, TypeId};
use std::cell::{Ref, RefCell, RefMut};
use std::panic::Location;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use stackwright_template::{SourceLine, Text};

use crate::asset::{self, Bootstrap};
use crate::graph::{Building, FactList, Graph, Kind, Node};
use crate::{NodeId, Props, Scope, Stack, Stage, Synthesis, lower};

/// The whole of a program's infrastructure: its stacks and what is in them.
///
/// ```
/// use stackwright_core::{App, Output, Parameter};
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let name = web.add("Name", Parameter::string());
/// web.add("Shown", Output::new(name));
///
/// let synthesis = app.synth();
/// assert_eq!(synthesis.stacks.len(), 1);
/// ```
pub struct App {
    held: Box<dyn Held>,
}

/// What an app holds, behind a trait: debug information has, in every module of constructs, all types
/// that references lead to, and programs are linked with all of that. It ends at a trait.
trait Held {
    fn it(&self) -> &All;
    fn it_mut(&mut self) -> &mut All;
}

struct All {
    graph: RefCell<Graph>,
    context: Context,
}

impl Held for All {
    fn it(&self) -> &All {
        self
    }

    fn it_mut(&mut self) -> &mut All {
        self
    }
}

/// Values that a program is called with, by their keys.
pub type Context = serde_json::Map<String, serde_json::Value>;

impl App {
    /// An app without stacks.
    #[track_caller]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        // Only told apart, never written anywhere: the number does not reach a template.
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let graph = RefCell::new(Graph::new(number, caller()));
        let context = Context::new();
        App {
            held: Box::new(All { graph, context }),
        }
    }

    /// Gives it the values that the program was called with; the command line of an app does.
    pub fn with_context(mut self, context: Context) -> Self {
        self.held.it_mut().context = context;
        self
    }

    /// A value that the program was called with: by `--context KEY=VALUE`, as text, or by the
    /// AWS CDK command line, which passes on its own `--context` and what `cdk.json` and
    /// `cdk.context.json` hold.
    ///
    /// What is not there is nothing: say what is meant then.
    ///
    /// <https://docs.aws.amazon.com/cdk/v2/guide/context.html>
    ///
    /// ```
    /// use stackwright_core::App;
    ///
    /// let app = App::new();
    /// let stage = app.context("stage").and_then(|stage| stage.as_str()).unwrap_or("test");
    /// app.stack(format!("Web-{stage}"));
    /// ```
    pub fn context(&self, key: &str) -> Option<&serde_json::Value> {
        self.held.it().context.get(key)
    }

    /// Adds a stack. Its id is its name, unless [`Stack::name`] says otherwise.
    #[track_caller]
    pub fn stack(&self, id: impl Into<Text>) -> Stack<'_> {
        let root = self.graph().root();
        Stack::below(Scope::new(self, root), id.into())
    }

    /// What was added at a path, as `Web/Service/Resource`: what an [`Origin`](crate::Origin) names.
    pub fn find(&self, path: &str) -> Option<NodeId> {
        let graph = self.graph();
        graph.find(graph.root(), path)
    }

    /// Adds a stage: an environment in which the app is deployed, with stacks of its own.
    #[track_caller]
    pub fn stage(&self, id: impl Into<Text>) -> Stage<'_> {
        let root = self.graph().root();
        Stage::below(Scope::new(self, root), id.into())
    }

    /// Says where assets of all stacks are published, and who publishes and deploys them, unless
    /// something else is said of a [stack](Stack::bootstrap).
    pub fn bootstrap(&self, bootstrap: Bootstrap) {
        self.graph_mut().bootstrap = bootstrap;
    }

    /// Reads what stacks refer to in each other while they are deployed, instead of importing it, as
    /// [`weak`](crate::weak) does of one value: what is exported then holds no stack, and references
    /// reach other regions.
    ///
    /// But in properties that replace their resource when they change, which import as before:
    /// CloudFormation plans a replacement when their reference is weakened, whatever the value
    /// ([aws-cdk#38829](https://github.com/aws/aws-cdk/issues/38829)). There, and where stacks are apart,
    /// each is asked for with [`weak`](crate::weak); the checker warns of it (`DES106`). One that is to be
    /// guarded all the same is imported by [`strong`](crate::strong).
    ///
    /// An app that is deployed already goes over in two steps: exports that deployed stacks still
    /// import are [kept](crate::Stack::keep_export) until those are deployed.
    ///
    /// ```
    /// use stackwright_core::{App, RawResource, Str};
    ///
    /// let app = App::new();
    /// app.weak_references();
    /// let data = app.stack("Data");
    /// let table = data.add("Table", RawResource::new("AWS::DynamoDB::Table"));
    /// let web = app.stack("Web");
    /// web.add("Reader", RawResource::new("Custom::Reader").property("Table", table.reference::<Str>()));
    /// assert!(app.synth().stacks[1].template.to_json().contains("Fn::GetStackOutput"));
    /// ```
    pub fn weak_references(&self) {
        self.graph_mut().is_weak = true;
    }

    /// The scope of a node, as the lowering of facts needs it.
    pub fn scope_of(&self, node: NodeId) -> Scope<'_> {
        Scope::new(self, node)
    }

    /// What a construct has kept on a node for others.
    pub fn data<T: 'static>(&self, node: NodeId) -> Option<Rc<T>> {
        self.kept(node, TypeId::of::<T>())?.downcast().ok()
    }

    fn kept(&self, node: NodeId, of: TypeId) -> Option<Rc<dyn Any>> {
        self.graph().get(node)?.data.get(of)
    }

    /// The resource that a handle means: itself, or the main one of a construct. Nothing for an
    /// imported construct.
    pub fn resource_of(&self, node: NodeId) -> Option<NodeId> {
        self.graph().resource_of(node)
    }

    /// The [identity path](Scope::identity_path) of a node behind the path of its stack, as
    /// `Web/Service`: what tells it apart in the whole app, to sort by.
    pub fn identity_with_stack(&self, node: NodeId) -> String {
        self.graph().identity_with_stack(node)
    }

    /// The same behind the name of its stack, to make ids and texts of that are deployed.
    pub fn identity_with_stack_name(&self, node: NodeId) -> String {
        self.graph().identity_with_stack_name(node)
    }

    /// The same behind what its stack is called within its [`Stage`]: to make logical ids of, which
    /// are the same in all stages.
    pub fn identity_within_stage(&self, node: NodeId) -> String {
        self.graph().identity_within_stage(node)
    }

    /// What logical ids are made of, for the lowering of facts; see [`Scope::identity_path`].
    pub fn identity_path(&self, node: NodeId) -> String {
        self.graph().identity(node).join("/")
    }

    /// The resources that refer to a resource or explicitly depend on it, as declared.
    pub fn users_of(&self, resource: NodeId) -> Vec<NodeId> {
        lower::users(&self.graph(), resource)
    }

    /// Whether a resource needs another, directly or through others, by a reference or an
    /// explicit dependency. A construct stands for all of its resources.
    pub fn needs(&self, resource: NodeId, other: NodeId) -> bool {
        lower::needs(&self.graph(), resource, other)
    }

    /// Whether two stacks are deployed as one: they are nested in one another, or in the same one.
    pub fn are_in_one(&self, stack: NodeId, other: NodeId) -> bool {
        let graph = self.graph();
        graph.root_stack_of(stack) == graph.root_stack_of(other)
    }

    /// The conditions under which a resource is there while another, of the same stack, may not be
    /// ([`Scope::when`]), sorted by path: what the other says of the resource must stand under
    /// `Fn::If` with each of them. Nothing if it is there whenever the other is. For the lowering
    /// of facts, when the conditions of all are known.
    pub fn conditions_beyond(&self, resource: NodeId, other: NodeId) -> Vec<NodeId> {
        let graph = self.graph();
        let resource = graph.resource_of(resource).unwrap_or(resource);
        let other = graph.resource_of(other).unwrap_or(other);
        lower::conditions_beyond(&graph, resource, other)
    }

    /// The resources of a type, as `AWS::EC2::SecurityGroup`, as declared.
    pub fn resources_of_type(&self, type_name: &str) -> Vec<NodeId> {
        let graph = self.graph();
        let of_type = |(id, node): (NodeId, &Node)| match &node.kind {
            Kind::Resource(data) if data.meta.type_name == type_name => Some(id),
            _ => None,
        };
        graph.iter().filter_map(of_type).collect()
    }

    /// Whether a resource stands in an included template.
    pub fn is_included(&self, node: NodeId) -> bool {
        let graph = self.graph();
        let data = graph.get(node).map(|node| &node.kind);
        matches!(data, Some(Kind::Resource(data)) if data.kept.is_some())
    }

    /// The resources in a scope, in order of declaration.
    pub fn resources_below(&self, scope: NodeId) -> Vec<NodeId> {
        lower::resources_of(&self.graph(), scope)
    }

    /// Reads the properties of the resource that a handle means; nothing where it means none.
    pub fn read_props<T>(&self, node: NodeId, read: impl FnOnce(&Props) -> T) -> Option<T> {
        self.props_of(node).map(|props| read(&props))
    }

    fn props_of(&self, node: NodeId) -> Option<Ref<'_, Props>> {
        let of_resource = Ref::filter_map(self.graph(), |graph| {
            match &graph.get(graph.resource_of(node)?)?.kind {
                Kind::Resource(data) => Some(&data.props),
                _ => None,
            }
        });
        of_resource.ok()
    }

    /// All stacks, each after those that it refers to or is said to be deployed after; apart from
    /// that by their paths, so that it does not matter which was declared first. What facts that
    /// are still to be lowered will add is not known.
    pub fn stack_order(&self) -> Vec<NodeId> {
        lower::stack_order(&self.graph())
    }

    /// Lowers the graph to templates and says what is wrong with it, all at once.
    ///
    /// The same program gives the same bytes on any machine. Facts are lowered once: a second
    /// call gives the same again.
    pub fn synth(&self) -> Synthesis {
        self.graph_mut().lowering = true;
        while let Some(facts) = self.next_facts() {
            facts.lower(self);
        }
        self.graph_mut().lowering = false;
        let visits = self.graph_mut().take_visits();
        for (visit, nodes) in visits {
            for node in nodes {
                self.scope_of(node).visited(node, &visit);
            }
        }
        asset::resolve(&mut self.graph_mut());
        self.graph_mut().resolve_late();
        self.graph_mut().resolve_pins();
        self.graph_mut().check_moves();
        lower::synthesize(&self.graph())
    }

    /// Runs `work` in the name of a line of the user's: what it adds and what it does wrong
    /// count as that line's. For facts, which know the line that recorded them.
    pub fn on_line<T>(&self, line: SourceLine, work: impl FnOnce() -> T) -> T {
        let building = Building {
            outer: line,
            inner: None,
            is_ours: true,
        };
        let around = self.begin(building);
        let result = work();
        self.end(around);
        result
    }

    /// From here on all is done in the name of a construct, until what is returned is put back.
    pub(crate) fn begin(&self, building: Building) -> Option<Building> {
        self.graph_mut().building.replace(building)
    }

    pub(crate) fn end(&self, around: Option<Building>) {
        self.graph_mut().building = around;
    }

    fn next_facts(&self) -> Option<Box<dyn FactList>> {
        // A method of its own, so that the graph is free again while the facts are lowered.
        self.graph_mut().facts.next()
    }

    pub(crate) fn graph(&self) -> Ref<'_, Graph> {
        self.held.it().graph.borrow()
    }

    pub(crate) fn graph_mut(&self) -> RefMut<'_, Graph> {
        self.held.it().graph.borrow_mut()
    }
}

/// The line of the user's that called, through every `#[track_caller]` on the way.
#[track_caller]
pub(crate) fn caller() -> SourceLine {
    let location = Location::caller();
    SourceLine {
        file: location.file(),
        line: location.line(),
        column: location.column(),
    }
}
