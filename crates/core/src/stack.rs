use std::ops::Deref;

use stackwright_template::{SourceLine, Text};

use crate::app::caller;
use crate::asset::Bootstrap;
use crate::graph::{Kind, StackData};
use crate::value::{Expr, IntoValue, Json};
use crate::{Handle, NodeId, Scope};

/// A stack: a [`Scope`], and what is said of the stack as a whole.
///
/// [`App::stack`](crate::App::stack) makes it, [`Scope::stack`] finds the one that a scope is in.
/// Where a function wants a `Scope`, `*stack` is it. In a [`NestedStack`](crate::NestedStack), what is
/// said of a deployment, as a name or an environment, is said of the stack that is deployed.
///
/// ```
/// use stackwright_core::{App, Output, Scope};
///
/// fn show(scope: Scope<'_>) {
///     scope.add("Shown", Output::new("yes"));
/// }
///
/// let app = App::new();
/// let web = app.stack("Web");
/// web.describe("A web front end").environment("111122223333", "eu-central-1");
/// show(*web);
/// ```
#[derive(Clone, Copy)]
pub struct Stack<'a> {
    scope: Scope<'a>,
}

impl<'a> Stack<'a> {
    pub(crate) fn new(scope: Scope<'a>) -> Self {
        Stack { scope }
    }

    /// Adds a stack below the app or a stage.
    #[track_caller]
    pub(crate) fn below(scope: Scope<'a>, id: Text) -> Self {
        let stack = scope.scope(id);
        stack.become_kind(Kind::Stack(Box::default()));
        Stack::new(stack)
    }

    /// Says what the stack is for. At most 1,024 bytes.
    #[track_caller]
    pub fn describe(self, text: impl Into<Text>) -> Self {
        self.change_own(caller(), |stack| stack.description = Some(text.into()))
    }

    /// Gives the stack another name than its id: a letter, then letters, digits and hyphens, at
    /// most 128 of them (`APP110`).
    ///
    /// Stacks of one name may be deployed to different accounts or regions
    /// ([`environment`](Stack::environment)); in one of them it is the error `APP111`.
    #[track_caller]
    pub fn name(self, name: impl Into<Text>) -> Self {
        self.change(caller(), |stack| stack.name = Some(name.into()))
    }

    /// Tells paths by the id of the stack, behind that of its [`Stage`](crate::Stage), and not by its name, where
    /// constructs name or describe something by their path: as what is deployed may have it. Logical ids stay.
    #[track_caller]
    pub fn paths_by_id(self) -> Self {
        self.change(caller(), |stack| stack.paths_by_id = true)
    }

    /// Says where the stack is deployed, so that it may name zones and look things up.
    #[track_caller]
    pub fn environment(self, account: impl Into<Text>, region: impl Into<Text>) -> Self {
        self.change(caller(), |stack| {
            stack.account = Some(account.into());
            stack.region = Some(region.into());
        })
    }

    /// The region that [`environment`](Stack::environment) says, if it was said by now.
    pub fn region(self) -> Option<Text> {
        let graph = self.app().graph();
        match &graph.get(graph.root_stack_of(self.scope.node())?)?.kind {
            Kind::Stack(data) => data.region.clone(),
            _ => None,
        }
    }

    /// Keeps the stack from being deleted until the protection is taken off by hand.
    ///
    /// What deploys the stack says it to CloudFormation; it is not in the template.
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html>
    #[track_caller]
    pub fn termination_protection(self) -> Self {
        self.change(caller(), |stack| stack.termination_protection = true)
    }

    /// Says where assets of this stack are published, and who publishes and deploys it, if it is
    /// not what is said of the [app](crate::App::bootstrap).
    #[track_caller]
    pub fn bootstrap(self, bootstrap: Bootstrap) -> Self {
        self.change(caller(), |stack| stack.bootstrap = Some(bootstrap))
    }

    /// Tells a topic of Amazon SNS what becomes of the stack and its resources, by its ARN, which is
    /// written out.
    ///
    /// What deploys the stack says it to CloudFormation; it is not in the template.
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html>
    #[track_caller]
    pub fn notify(self, topic: impl Into<Text>) -> Self {
        let topic = topic.into();
        self.change(caller(), |stack| {
            if !stack.notification_arns.contains(&topic) {
                stack.notification_arns.push(topic);
            }
        })
    }

    /// Tags the stack itself; CloudFormation hands the tag on to every resource that it can tag.
    ///
    /// What deploys the stack says it to CloudFormation; [`Scope::tag`] writes tags into the
    /// template. A key that was set before takes the new value.
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-resource-tags.html>
    #[track_caller]
    pub fn stack_tag(self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        let (key, value) = (key.into(), value.into());
        self.change(caller(), |stack| {
            match stack.tags.iter_mut().find(|(name, _)| *name == key) {
                Some((_, slot)) => *slot = value,
                None => stack.tags.push((key, value)),
            }
        })
    }

    /// Applies a macro to the whole template, as `AWS::SecretsManager-2024-09-16`.
    #[track_caller]
    pub fn transform(self, name: impl Into<Text>) -> Self {
        let name = Expr::Str(name.into());
        self.change_own(caller(), |stack| {
            if !stack.transforms.contains(&name) {
                stack.transforms.push(name);
            }
        })
    }

    /// Adds to the template's metadata.
    #[track_caller]
    pub fn metadata(self, key: impl Into<Text>, value: impl IntoValue<Json>) -> Self {
        let value = value.into_value().into_expr();
        self.change_own(caller(), |stack| stack.metadata.push((key.into(), value)))
    }

    /// Exports a value of this stack, an attribute of a resource or a parameter, as it is while
    /// another stack uses it.
    ///
    /// CloudFormation does not take an export away that a deployed stack imports, and the stack
    /// that exports is deployed first. So the last use of a value goes in two deployments: one
    /// in which the export is kept, and one without this line. As `exportValue` of AWS CDK.
    /// What cannot be exported is the error `APP128`.
    ///
    /// ```
    /// use stackwright_core::{App, RawResource, Str};
    ///
    /// let app = App::new();
    /// let data = app.stack("Data");
    /// let table = data.add("Table", RawResource::new("AWS::DynamoDB::Table"));
    /// data.keep_export(table.attribute::<Str>("Arn")); // Until `Web` is deployed without it.
    /// # assert_eq!(app.synth().diagnostics, []);
    /// ```
    #[track_caller]
    pub fn keep_export(self, value: impl IntoValue<Json>) -> Self {
        let source = self.source(caller());
        let value = value.into_value().into_expr();
        let mut nodes = Vec::new();
        value.walk(&mut |part| {
            if let Expr::Get(node, _) = part {
                nodes.push(*node);
            }
        });
        if !nodes.into_iter().all(|node| self.knows(node, source)) {
            return self;
        }
        self.change(source, |stack| stack.kept_exports.push((value, source)))
    }

    /// Lets stacks of other accounts read values of this one with [`weak`](crate::weak), by a role of
    /// this stack's account: it may call `cloudformation:DescribeStacks`, and whoever deploys those
    /// stacks may assume it. Its ARN is written out, because it is asked for before this stack is.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html>
    #[track_caller]
    pub fn output_role(self, arn: impl Into<Text>) -> Self {
        self.change(caller(), |stack| stack.output_role = Some(arn.into()))
    }

    /// Deploys the stack after another one, though nothing refers to it.
    #[track_caller]
    pub fn deploy_after(self, other: Stack<'_>) -> Self {
        let source = self.source(caller());
        let other = other.node();
        if !self.knows(other, source) {
            return self;
        }
        self.change(source, |stack| stack.depends_on.push((other, source)))
    }

    /// Changes what is said of a deployment: of the outermost stack.
    fn change(self, caller: SourceLine, change: impl FnOnce(&mut StackData)) -> Self {
        let node = self.scope.node();
        let root = self.app().graph().root_stack_of(node);
        self.change_at(root.unwrap_or(node), caller, change)
    }

    /// Changes what is said of a template.
    pub(crate) fn change_own(
        self,
        caller: SourceLine,
        change: impl FnOnce(&mut StackData),
    ) -> Self {
        self.change_at(self.scope.node(), caller, change)
    }

    fn change_at(
        self,
        node: NodeId,
        caller: SourceLine,
        change: impl FnOnce(&mut StackData),
    ) -> Self {
        let source = self.source(caller);
        let mut graph = self.app().graph_mut();
        match graph.get_mut(node).map(|node| &mut node.kind) {
            Some(Kind::Stack(data)) => {
                change(data);
                graph.admit(node, source);
            }
            _ => graph.foreign(source),
        }
        drop(graph);
        self
    }
}

impl<'a> Deref for Stack<'a> {
    type Target = Scope<'a>;

    fn deref(&self) -> &Scope<'a> {
        &self.scope
    }
}

impl<'a> From<Stack<'a>> for Scope<'a> {
    fn from(stack: Stack<'a>) -> Self {
        stack.scope
    }
}

/// A stack is a place in the graph like any other: `stack.at(..)`, `stack.moved(..)`.
impl Handle for Stack<'_> {
    fn node(self) -> NodeId {
        self.scope.node()
    }
}
