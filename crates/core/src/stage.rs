use stackwright_template::Text;

use crate::value::{IntoValue, Str};
use crate::{Handle, NodeId, Scope, Stack};

/// An environment in which an app is deployed: the same stacks, once for each.
///
/// A stack of the stage `Prod` that is called `Web` is deployed as `Prod-Web`, and command lines
/// call it `Prod/Web`; the stage's own id selects all of its stacks. No logical id holds a stage, so
/// a stack looks the same in all of them, and one that was deployed by itself can move into a stage
/// if it keeps its [name](Stack::name).
///
/// What differs between stages are arguments of the function that builds one. To an account or a
/// region each, say [`environment`](Stage::environment) before the stacks.
///
/// As `Stage` of AWS CDK. <https://docs.aws.amazon.com/cdk/v2/guide/stages.html>
///
/// ```
/// use stackwright_core::{App, RawResource, Stage};
///
/// fn system(stage: Stage<'_>, zones: i64) {
///     let web = stage.stack("Web");
///     web.add("Queue", RawResource::new("AWS::SQS::Queue").property("DelaySeconds", zones));
/// }
///
/// let app = App::new();
/// system(app.stage("Test").environment("111122223333", "eu-central-1"), 1);
/// system(app.stage("Prod").environment("444455556666", "eu-central-1"), 3);
///
/// let synthesis = app.synth();
/// let names: Vec<&str> = synthesis.stacks.iter().map(|stack| &*stack.name).collect();
/// assert_eq!(names, ["Test-Web", "Prod-Web"]);
/// ```
#[derive(Clone, Copy)]
pub struct Stage<'a> {
    scope: Scope<'a>,
}

/// Kept on a stage: where its stacks are deployed.
struct Environment {
    account: Text,
    region: Text,
}

impl<'a> Stage<'a> {
    #[track_caller]
    pub(crate) fn below(scope: Scope<'a>, id: Text) -> Self {
        let scope = scope.scope(id);
        Stage { scope }
    }

    /// Says where the stacks are deployed that are added from now on. One of them may say otherwise
    /// ([`Stack::environment`]).
    pub fn environment(self, account: impl Into<Text>, region: impl Into<Text>) -> Self {
        let (account, region) = (account.into(), region.into());
        self.scope.set_data(Environment { account, region });
        self
    }

    /// Adds a stack. Its name is that of the stage, a hyphen and its id, unless [`Stack::name`] says
    /// otherwise.
    #[track_caller]
    pub fn stack(self, id: impl Into<Text>) -> Stack<'a> {
        let stack = Stack::below(self.scope, id.into());
        match self.scope.app().data::<Environment>(self.scope.node()) {
            Some(said) => stack.environment(said.account.clone(), said.region.clone()),
            None => stack,
        }
    }

    /// Tags everything in the stage that takes tags, as [`Scope::tag`] does.
    #[track_caller]
    pub fn tag(self, key: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.scope.tag(key, value);
        self
    }

    /// Says that a finding is known and meant in the whole stage, and why, as
    /// [`Scope::acknowledge`] does.
    #[track_caller]
    pub fn acknowledge(self, code: impl Into<Text>, reason: impl Into<Text>) -> Self {
        self.scope.acknowledge(code, reason);
        self
    }

    /// The id of the stage, as `Prod`.
    pub fn id(self) -> Text {
        self.scope.id()
    }
}

impl Handle for Stage<'_> {
    fn node(self) -> NodeId {
        self.scope.node()
    }
}
