use std::ops::Deref;
use std::time::Duration;

use stackwright_template::Text;

use crate::app::caller;
use crate::graph::{Kind, StackData};
use crate::resource::TagShape;
use crate::value::{Expr, IntoValue, Json, Str};
use crate::{Handle, NodeId, ParameterHandle, RawResource, Scope, Stack};

/// A stack in a stack: a [`Scope`] whose constructs stand in a template of their own, which is
/// published beside the others and deployed with the stack around it.
///
/// It is made by [`Scope::nested_stack`]. For what does not fit into 500 resources, and for nothing
/// else: stacks of their own are deployed, compared and rolled back by themselves.
///
/// What constructs in it refer to outside becomes a parameter, and what others refer to in it an
/// output, by themselves; from one nested stack to another they go by the stack around both. What
/// other stacks refer to in it is exported by the outermost.
///
/// It adds `<id>.NestedStack/<id>.NestedStackResource` beside it, an `AWS::CloudFormation::Stack`
/// that has the logical id that AWS CDK gives it. Dependencies, policies and a pinned id are said of
/// it as of any resource: `stack.of(nested).retain()`. Logical ids in it begin anew: moving a
/// construct into it or out of it replaces its resources. Its name is CloudFormation's choice, and so
/// `AWS::StackName` in it is not that of the stack around it.
///
/// *Tags* of the scopes around it are those of the nested stack, and CloudFormation hands them on to
/// all that is in it; but for those that some type of resources, or something in it, does not get
/// ([`tag_except`](Scope::tag_except), [`untag`](Scope::untag)): they are written at each resource.
///
/// A parameter of one's own in it takes its default, or what [`parameter`](NestedStack::parameter)
/// gives it (`APP134`). Two nested stacks that need each other are a ring in the template around them,
/// which the checker reports (`TPL115`).
///
/// As `NestedStack` of AWS CDK.
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html>
///
/// ```
/// use stackwright_core::{App, Output, RawResource, Str};
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let topic = web.add("Topic", RawResource::new("AWS::SNS::Topic"));
/// let backups = web.nested_stack("Backups").describe("What keeps copies");
/// let reader = RawResource::new("Custom::Reader").property("Topic", topic.reference::<Str>());
/// let reader = backups.add("Reader", reader); // The topic is a parameter in there,
/// web.add("Shown", Output::new(reader.attribute::<Str>("Arn"))); // and this an output.
///
/// let synthesis = app.synth();
/// assert_eq!(synthesis.diagnostics, []);
/// assert_eq!(synthesis.stacks[0].nested[0].template.resources().count(), 1);
/// ```
#[derive(Clone, Copy)]
pub struct NestedStack<'a> {
    scope: Scope<'a>,
    resource: NodeId,
}

impl<'a> Scope<'a> {
    /// Adds a stack that is deployed with the one that this scope is in, from a template of its own.
    #[track_caller]
    pub fn nested_stack(self, id: impl Into<Text>) -> NestedStack<'a> {
        let scope = self.scope(id);
        let id = scope.id();
        let holder = self.scope(format!("{id}.NestedStack"));
        let resource = RawResource::new(NestedStack::TYPE).taggable(TagShape::List);
        let resource = holder.add(format!("{id}.NestedStackResource"), resource);
        let resource = resource.node();
        scope.become_kind(Kind::Stack(Box::new(StackData {
            resource: Some(resource),
            ..StackData::default()
        })));
        scope.set_primary(resource);
        self.app().graph_mut().has_nested = true;
        NestedStack { scope, resource }
    }
}

impl<'a> NestedStack<'a> {
    /// The type of the resource that it is.
    pub(crate) const TYPE: &'static str = "AWS::CloudFormation::Stack";

    /// Says what it is for. At most 1,024 bytes.
    #[track_caller]
    pub fn describe(self, text: impl Into<Text>) -> Self {
        Stack::new(self.scope).describe(text);
        self
    }

    /// Applies a macro to its template.
    #[track_caller]
    pub fn transform(self, name: impl Into<Text>) -> Self {
        Stack::new(self.scope).transform(name);
        self
    }

    /// Adds to its template's metadata.
    #[track_caller]
    pub fn metadata(self, key: impl Into<Text>, value: impl IntoValue<Json>) -> Self {
        Stack::new(self.scope).metadata(key, value);
        self
    }

    /// How long it may take to be made, in minutes begun; as long as it takes, if this is not said.
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html>
    #[track_caller]
    pub fn timeout(self, timeout: Duration) -> Self {
        let minutes = timeout.as_secs().div_ceil(60).max(1);
        let minutes = Expr::Int(i64::try_from(minutes).unwrap_or(i64::MAX));
        self.scope.edit_props(self.resource, |props| {
            props.set("TimeoutInMinutes", minutes)
        });
        self
    }

    /// Tells a topic of Amazon SNS what becomes of it, beside those of the stack around it.
    #[track_caller]
    pub fn notify(self, topic: impl IntoValue<Str>) -> Self {
        let topic = topic.into_value().into_expr();
        self.scope.edit_props(self.resource, |props| {
            let topics = props.get_or_insert("NotificationARNs", Expr::List(Vec::new()));
            if let Expr::List(topics) = topics {
                topics.push(topic);
            }
        });
        self
    }

    /// Gives a parameter of its own a value of the stack around it; said again, another one. What
    /// constructs refer to needs none: it becomes a parameter by itself.
    ///
    /// A parameter of another stack is the error `APP135`.
    #[track_caller]
    pub fn parameter<K>(self, parameter: ParameterHandle<K>, value: impl IntoValue<K>) -> Self {
        let source = self.scope.source(caller());
        let (node, value) = (parameter.node(), value.into_value().into_expr());
        if self.scope.knows(node, source) {
            let given = (node, value, source);
            Stack::new(self.scope).change_own(source, |stack| {
                stack.given.retain(|(known, ..)| *known != node);
                stack.given.push(given);
            });
        }
        self
    }
}

impl<'a> Deref for NestedStack<'a> {
    type Target = Scope<'a>;

    fn deref(&self) -> &Scope<'a> {
        &self.scope
    }
}

impl<'a> From<NestedStack<'a>> for Scope<'a> {
    fn from(stack: NestedStack<'a>) -> Self {
        stack.scope
    }
}

/// It stands for its resource in the stack around it, and for the place that it is.
impl Handle for NestedStack<'_> {
    fn node(self) -> NodeId {
        self.scope.node()
    }
}
