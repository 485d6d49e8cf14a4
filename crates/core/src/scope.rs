use std::any::{Any, TypeId, type_name};
use std::rc::Rc;
use std::sync::Arc;

use stackwright_codes as codes;
use stackwright_template::{Diagnostic, SourceLine, Text};

use crate::app::caller;
use crate::graph::{Acknowledgement, Building, Fact, Kind, Node, TagEdit};
use crate::resource::{
    Asked, AskedIn, Resource, ResourceData, ResourceHandle, ResourceMeta, Settings,
};
use crate::value::{Expr, IdentityText, IntoValue, Json, Props, Str, Value};
use crate::{App, ConditionHandle, Construct, Handle, NodeId, Stack};

/// A place in the graph where constructs are added. A `Copy` cursor: pass it on freely.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    app: &'a App,
    node: NodeId,
}

/// Building: what programs and constructs do.
impl<'a> Scope<'a> {
    pub(crate) fn new(app: &'a App, node: NodeId) -> Self {
        Scope { app, node }
    }

    /// Adds a construct under an id that is unique within this scope.
    ///
    /// The id becomes part of the logical ids of its resources: changing it later replaces
    /// them. A mistake is recorded and reported at synthesis; the handle is good either way.
    #[track_caller]
    pub fn add<C: Construct>(self, id: impl Into<Text>, construct: C) -> C::Handle {
        let (scope, around) = self.begin(id.into(), caller(), type_name::<C>());
        let handle = construct.build(scope);
        self.app.end(around);
        handle
    }

    /// The scope of a construct that is to be built, and in whose name things were done before.
    fn begin(self, id: Text, line: SourceLine, construct: &str) -> (Scope<'a>, Option<Building>) {
        let building = self.building(line, construct);
        let around = self.app.begin(building);
        let node = self.app.graph_mut().add(self.node, id, building.outer);
        (Scope { node, ..self }, around)
    }

    /// In whose name a construct is built that is added at this line.
    ///
    /// The line counts, unless it is in one of our own constructs: then that of the construct
    /// around it does.
    fn building(self, line: SourceLine, construct: &str) -> Building {
        let around = self.app.graph().building;
        Building {
            outer: self.source(line),
            inner: match around {
                Some(around) if around.is_ours => around.inner,
                _ => Some(line),
            },
            is_ours: construct.starts_with("stackwright_"),
        }
    }

    /// A scope below this one, to keep ids apart.
    #[track_caller]
    pub fn scope(self, id: impl Into<Text>) -> Scope<'a> {
        let source = self.source(caller());
        let node = self.app.graph_mut().add(self.node, id.into(), source);
        Scope { node, ..self }
    }

    /// Changes a resource after it was added: of one's own, or one that a construct made.
    ///
    /// The escape hatch from a construct to its typed resource.
    #[track_caller]
    pub fn edit<H: ResourceHandle>(
        self,
        handle: H,
        change: impl FnOnce(H::Resource) -> H::Resource,
    ) {
        let type_name = <H::Resource as Resource>::META.type_name;
        let source = self.source(caller());
        if let Some((node, props)) = self.take_props_of(handle.node(), &type_name, source) {
            let props = change(H::Resource::from_props(props)).into_props();
            self.put_props(node, props, source);
        }
    }

    /// What a resource has beside its properties: dependencies, policies, a condition, metadata.
    #[track_caller]
    pub fn of(self, handle: impl Handle) -> Settings<'a> {
        Settings::new(self, handle.node(), self.source(caller()))
    }

    /// Writes a property past the types, for what no schema knows yet; see
    /// [`Settings::override_property`].
    #[track_caller]
    pub fn override_property(
        self,
        handle: impl Handle,
        pointer: impl Into<Text>,
        value: impl IntoValue<Json>,
    ) {
        self.of(handle).override_property(pointer, value);
    }

    /// What was added at a path below this scope, as `Alb/Listener`.
    pub fn find(self, path: &str) -> Option<NodeId> {
        self.app.graph().find(self.node, path)
    }

    /// Makes everything at and below this scope conditional: the resources of constructs, what
    /// synthesis adds for them, and outputs.
    ///
    /// `stack.at(alb).when(is_public)` deploys a load balancer, its listeners and its rules only
    /// where the condition holds. A condition on a scope further out, or on a resource or an
    /// output itself, must hold, too: together they are an `Fn::And`. What refers to it from
    /// outside is found by the checker (`TPL136`), and in other stacks by synthesis (`APP126`);
    /// [`if_`](crate::if_) is the way to refer to what may not be there.
    ///
    /// Parameters, mappings, rules and conditions below are not touched. The condition must be
    /// one of the same stack (`APP108`).
    ///
    /// ```
    /// use stackwright_core::{App, Condition, Parameter, RawResource};
    ///
    /// let app = App::new();
    /// let web = app.stack("Web");
    /// let stage = web.add("Stage", Parameter::string());
    /// let is_live = web.add("IsLive", Condition::equals(stage, "live"));
    /// let backups = web.scope("Backups");
    /// backups.add("Vault", RawResource::new("AWS::Backup::BackupVault"));
    /// backups.when(is_live);
    /// ```
    #[track_caller]
    pub fn when(self, condition: ConditionHandle) {
        let source = self.source(caller());
        if self.knows(condition.node(), source) {
            // What is in a nested stack is there where the nested stack is.
            let nested = self.app.graph().nested_resource(self.node);
            let scope = Scope {
                node: nested.unwrap_or(self.node),
                ..self
            };
            scope.change_node(|node| {
                if !node.when.contains(&condition.node()) {
                    node.when.push(condition.node());
                }
            });
        }
    }

    /// Tags everything below this scope that takes tags. A tag set further in wins.
    #[track_caller]
    pub fn tag(self, key: impl Into<Text>, value: impl IntoValue<Str>) {
        self.tag_except(key, value, []);
    }

    /// Tags everything below this scope but resources of some types, as `AWS::EC2::Volume`.
    #[track_caller]
    pub fn tag_except<const N: usize>(
        self,
        key: impl Into<Text>,
        value: impl IntoValue<Str>,
        types: [&'static str; N],
    ) {
        self.edit_tag(key.into(), Some(value.into_value()), types.into());
    }

    /// Keeps a tag that was set further out from everything below this scope.
    #[track_caller]
    pub fn untag(self, key: impl Into<Text>) {
        self.edit_tag(key.into(), None, Vec::new());
    }

    #[track_caller]
    fn edit_tag(self, key: Text, value: Option<Value<Str>>, except: Vec<&'static str>) {
        let source = self.source(caller());
        let mut graph = self.app.graph_mut();
        if value.is_some()
            && key
                .get(..4)
                .is_some_and(|prefix| prefix.eq_ignore_ascii_case("aws:"))
        {
            let message = format!("the tag key `{key}` begins with `aws:`");
            let mut found = codes::APP107
                .finding(message)
                .help("AWS keeps that prefix for itself; choose another key");
            found.source.push(source);
            graph.report(self.node, found);
        }
        let edit = TagEdit {
            key,
            value: value.map(Value::into_expr),
            except,
        };
        graph.has_tags = true;
        match graph.get_mut(self.node) {
            Some(node) => node.tags.push(edit),
            None => graph.foreign(source),
        }
        graph.admit(self.node, source);
    }

    /// Says that a finding is known and meant, and why: what is below this scope is no longer
    /// reported under that code.
    ///
    /// It works on warnings of constructs and on all that the checker finds. Errors of synthesis
    /// itself stay: without what they are about there is no template. An acknowledgement without
    /// a reason is an error, and one that matches nothing is reported, too. [`Scope::at`] is the
    /// scope of a handle: `stack.at(queue).acknowledge("DES102", "what is in it may be lost")`.
    #[track_caller]
    pub fn acknowledge(self, code: impl Into<Text>, reason: impl Into<Text>) {
        let source = self.source(caller());
        let (code, reason) = (code.into(), reason.into());
        let mut graph = self.app.graph_mut();
        if reason.trim().is_empty() {
            let message = format!("`{code}` is acknowledged without a reason");
            let mut found = codes::APP120
                .finding(message)
                .help("say why it is meant to be so, for whoever reads it next");
            found.source.push(source);
            return graph.report(self.node, found);
        }
        match graph.get_mut(self.node) {
            Some(node) => node.acknowledgements.push(Acknowledgement {
                code,
                reason,
                source,
            }),
            None => graph.foreign(source),
        }
    }

    /// The scope of something that was added, to tag it or to add below it.
    pub fn at(self, handle: impl Handle) -> Scope<'a> {
        Scope {
            node: handle.node(),
            ..self
        }
    }
}

/// Making constructs: what libraries of them need.
impl<'a> Scope<'a> {
    /// The app.
    pub fn app(self) -> &'a App {
        self.app
    }

    /// The node that this scope is.
    pub fn node(self) -> NodeId {
        self.node
    }

    /// The scope that this one was added to; nothing for the app itself.
    pub fn parent(self) -> Option<Scope<'a>> {
        let node = self.app.graph().get(self.node)?.parent?;
        Some(Scope { node, ..self })
    }

    /// The path of this scope, as `Web/Service`.
    pub fn path(self) -> String {
        self.app.graph().path(self.node)
    }

    /// What logical ids are made of: the path of this scope below its stack, as `Web/Service`,
    /// where what was [moved](Scope::moved) counts with its old path.
    ///
    /// It is what ids and texts that must outlast a refactoring are made of. While a program
    /// runs, `moved` may still be called: [`Scope::identity_text`] waits for it. Empty for a stack.
    pub fn identity_path(self) -> String {
        self.app.identity_path(self.node)
    }

    /// A text made of the id of the stack and the [identity path](Scope::identity_path) of this
    /// scope, as `Web/Service`, once the program is over: the description of a security group,
    /// which is replaced when that changes. AWS CDK makes such texts of the same path.
    ///
    /// ```
    /// use stackwright_core::{App, Construct, Output, Scope};
    ///
    /// struct Named;
    ///
    /// impl Construct for Named {
    ///     type Handle = stackwright_core::NodeId;
    ///
    ///     fn build(self, scope: Scope<'_>) -> Self::Handle {
    ///         scope.add("Name", Output::new(scope.identity_text(|path| path.replace('/', "-"))));
    ///         scope.node()
    ///     }
    /// }
    ///
    /// let app = App::new();
    /// let web = app.stack("Web");
    /// let named = web.scope("New").add("Named", Named);
    /// web.moved(named, "Old/Named"); // The name stays `Web-Old-Named`.
    /// ```
    pub fn identity_text(self, write: fn(&str) -> String) -> Value<Str> {
        Value::from_expr(Expr::Identity(self.node, IdentityText::new(write)))
    }

    /// The id of this scope within its parent.
    pub fn id(self) -> Text {
        match self.app.graph().get(self.node) {
            Some(node) => node.id.clone(),
            None => Text::Borrowed(""),
        }
    }

    /// The stack that this scope is in, for what is said of stacks only.
    pub fn stack(self) -> Stack<'a> {
        let node = self.stack_node().unwrap_or(self.node);
        Stack::new(Scope { node, ..self })
    }

    /// The node of the stack that this scope is in.
    pub fn stack_node(self) -> Option<NodeId> {
        self.app.graph().stack_of(self.node)
    }

    /// Makes this scope a resource.
    pub fn become_resource(self, meta: ResourceMeta, props: Props) {
        self.become_kind(Kind::Resource(Box::new(ResourceData::new(meta, props))));
    }

    pub(crate) fn become_kind(self, kind: Kind) {
        let mut graph = self.app.graph_mut();
        graph.has_conditions |= matches!(kind, Kind::Condition(_));
        match graph.get_mut(self.node) {
            Some(node) if matches!(node.kind, Kind::Group) => node.kind = kind,
            Some(node) => {
                let message = format!("`{}` is {} already", node.id, node.kind.name());
                let found = codes::APP123.finding(message);
                graph.report(self.node, found);
            }
            None => {}
        }
        drop(graph);
        self.admit();
    }

    /// Defines an attribute of this construct, for handles to read with [`Value::attribute`].
    /// `Ref` defines what [`Value::reference`] reads.
    pub fn define<K>(self, attribute: impl Into<Text>, value: Value<K>) {
        self.define_expr(attribute.into(), value.into_expr());
    }

    fn define_expr(self, attribute: Text, value: Expr) {
        self.change_node(|node| node.attributes.push((attribute, value)));
        self.admit();
    }

    /// Names the resource whose attributes, logical id and settings are meant when this
    /// construct is.
    pub fn set_primary(self, handle: impl Handle) {
        self.set_primary_node(handle.node());
    }

    fn set_primary_node(self, primary: NodeId) {
        self.change_node(|node| node.primary = Some(primary));
    }

    /// Keeps something on this node that other constructs need to know.
    pub fn set_data<T: 'static>(self, value: T) {
        self.keep(TypeId::of::<T>(), Rc::new(value));
    }

    fn keep(self, of: TypeId, value: Rc<dyn Any>) {
        self.change_node(|node| node.data.set(of, value));
    }

    /// Keeps the lines that asked for what stands in a list of this resource, for who asks why it is there:
    /// [`StackTemplate::asked`](crate::StackTemplate::asked). The list is named as
    /// `Policies/0/PolicyDocument/Statement`; what is said of the same list later is what holds.
    pub fn set_asked(self, list: impl Into<Text>, asked: Vec<Asked>) {
        self.keep_asked(list.into(), asked);
    }

    fn keep_asked(self, list: Text, asked: Vec<Asked>) {
        let mut graph = self.app.graph_mut();
        if let Some(resource) = graph.resource_of(self.node) {
            graph
                .asked
                .push((resource, Arc::new(AskedIn { list, asked })));
        }
    }

    /// What this or another construct has kept on a node.
    pub fn data<T: 'static>(self, handle: impl Handle) -> Option<Rc<T>> {
        self.app.data(handle.node())
    }

    /// Whether a handle is of this app; a finding (`APP103`) if it is of another. For relations,
    /// which would otherwise be lost without a word.
    #[track_caller]
    pub fn is_of_this_app(self, handle: impl Handle) -> bool {
        self.knows(handle.node(), self.source(caller()))
    }

    /// Records a relation, to be lowered at synthesis.
    #[track_caller]
    pub fn record<F: Fact>(self, fact: F) {
        let source = self.source(caller());
        self.app.graph_mut().facts.record(fact, source);
    }

    /// Reports a mistake of the user's; the program goes on.
    pub fn report(self, diagnostic: Diagnostic) {
        self.app.graph_mut().report(self.node, diagnostic);
    }

    /// Changes the properties of a resource without knowing its type.
    #[track_caller]
    pub fn edit_props(self, handle: impl Handle, change: impl FnOnce(&mut Props)) {
        let source = self.source(caller());
        if let Some((node, mut props)) = self.take_props_of_any(handle.node(), source) {
            change(&mut props);
            self.put_props(node, props, source);
        }
    }

    /// The user's line: the outermost one, where a construct is being built. What a fact adds
    /// is there for the sake of the construct that it is added to.
    pub(crate) fn source(self, caller: SourceLine) -> SourceLine {
        let mut graph = self.app.graph_mut();
        if let Some(building) = &mut graph.building {
            if !building.is_ours {
                building.inner = Some(caller);
            }
            return building.outer;
        }
        match graph.get(self.node) {
            Some(node) if graph.lowering => node.source,
            _ => caller,
        }
    }

    /// The resource that a handle means and its type; a finding if it means none.
    fn type_of(self, node: NodeId, source: SourceLine) -> Option<(NodeId, Text)> {
        let mut graph = self.app.graph_mut();
        let node = graph.main_node(node, source)?;
        match &graph.get(node)?.kind {
            Kind::Resource(data) => Some((node, data.meta.type_name.clone())),
            _ => None,
        }
    }

    /// Whether a node is of this app; a finding if it is not.
    pub(crate) fn knows(self, node: NodeId, source: SourceLine) -> bool {
        let mut graph = self.app.graph_mut();
        let known = graph.get(node).is_some();
        if !known {
            graph.foreign(source);
        }
        known
    }

    /// The properties of a resource of a type, to be changed; a finding if it is of another.
    fn take_props_of_any(self, node: NodeId, source: SourceLine) -> Option<(NodeId, Props)> {
        let (node, _) = self.type_of(node, source)?;
        Some((node, self.take_props(node, source)?))
    }

    fn take_props_of(
        self,
        node: NodeId,
        type_name: &str,
        source: SourceLine,
    ) -> Option<(NodeId, Props)> {
        let (node, found) = self.type_of(node, source)?;
        if found == type_name {
            return Some((node, self.take_props(node, source)?));
        }
        // A handle can be made from any node.
        let mut graph = self.app.graph_mut();
        let message = format!("`{}` is a `{found}`, not a `{type_name}`", graph.path(node));
        let mut found = codes::APP115
            .finding(message)
            .help("edit it through the handle that adding it returned");
        found.source.push(source);
        graph.report(node, found);
        None
    }

    /// The properties of a resource, to be changed and [put back](Scope::put_props); a finding if
    /// somebody is at them. The graph is free in between, because the change is the user's and may
    /// use any scope.
    pub(crate) fn take_props(self, node: NodeId, source: SourceLine) -> Option<Props> {
        let mut props = None;
        self.change_resource(node, source, |data| {
            props = (!data.is_edited).then(|| std::mem::take(&mut data.props));
            data.is_edited = true;
        });
        if props.is_none() {
            let mut graph = self.app.graph_mut();
            let message = format!("`{}` is edited within an edit of it", graph.path(node));
            let mut found = codes::APP124.finding(message);
            found.source.push(source);
            graph.report(node, found);
        }
        props
    }

    pub(crate) fn put_props(self, node: NodeId, props: Props, source: SourceLine) {
        self.change_exprs(node, source, |data| {
            data.props = props;
            data.is_edited = false;
        });
    }

    /// Changes what a resource has beside its expressions.
    pub(crate) fn change_resource(
        self,
        node: NodeId,
        source: SourceLine,
        change: impl FnOnce(&mut ResourceData),
    ) -> Option<NodeId> {
        let mut graph = self.app.graph_mut();
        let node = graph.main_node(node, source)?;
        if let Some(Kind::Resource(data)) = graph.get_mut(node).map(|node| &mut node.kind) {
            change(data);
        }
        Some(node)
    }

    /// Changes the expressions of a resource, and refuses those that are too deep.
    pub(crate) fn change_exprs(
        self,
        node: NodeId,
        source: SourceLine,
        change: impl FnOnce(&mut ResourceData),
    ) {
        if let Some(node) = self.change_resource(node, source, change) {
            self.app.graph_mut().admit(node, source);
        }
    }

    /// Changes the node of this scope, in what a construct says about itself.
    fn change_node(self, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.app.graph_mut().get_mut(self.node) {
            change(node);
        }
    }

    /// Refuses expressions of this node that are too deep.
    fn admit(self) {
        let mut graph = self.app.graph_mut();
        if let Some(source) = graph.get(self.node).map(|node| node.source) {
            graph.admit(self.node, source);
        }
    }
}
