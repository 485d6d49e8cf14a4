//! The forms in which another tool writes what constructs make, for stacks that it has deployed.
//!
//! Constructs are what they are. What differs is changed when all else is lowered, a form a file, in
//! the stacks that say so.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `network` | what a VPC and its subnets are called, and wait for |
//! | `discovery` | where a service of Cloud Map names its namespace |
//! | `rules` | what rules between groups are called, and say |
//! | `groups` | what rules in groups say |
//! | `records` | names in Route 53, and aliases of load balancers |
//! | `unsaid` | what is written where a program says nothing |
//! | `paths` | which construct made a resource |

mod discovery;
mod groups;
mod network;
mod paths;
mod records;
mod rules;
mod unsaid;

use stackwright_core::{App, Fact, NodeId, Recorded, Scope};

pub(crate) use unsaid::{Unsaid, UnsaidMutability, UnsaidRetention};

/// In which forms constructs write what has several.
///
/// ```
/// use stackwright_aws::forms::{Forms, FormsExt};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let web = app.stack("Web");
/// web.forms(Forms::aws_cdk());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Forms {
    paths: bool,
}

impl Forms {
    /// Those that AWS CDK writes, for a stack that it has deployed:
    ///
    /// - What a role is granted stands in a policy beside it, `<role>/DefaultPolicy/Resource`, which is named by
    ///   its logical id.
    /// - A rule between two groups is called as there, `from <peer>:<port>` and `to <peer>:<port>` below
    ///   its group, and says so; rules in a group are described as there, and a group of which nothing leaves says so in
    ///   the words of there.
    /// - A cluster has no capacity providers, and a log group is kept when it leaves the stack, where the
    ///   program does not say otherwise; it then keeps what is in it for two years, and that of a container for ever.
    /// - A repository of images is kept when it leaves the stack, and its tags can be pushed again, where the program does
    ///   not say otherwise.
    /// - The targets of a rule of EventBridge are called by their places.
    /// - Records end with a dot, and lead to load balancers by their dual-stack names.
    /// - What scales a service names the role by which AWS does it.
    /// - A service of Cloud Map with records names its namespace beside them, too, and answers with several values.
    /// - A service with a circuit breaker says that Amazon ECS deploys it; each says that it watches no alarms where it has
    ///   none, and not that its tasks are evened out among zones; on instances it says that it keeps a number of tasks.
    /// - The parts of a VPC are called as there, wait for what they wait for there, and its subnets carry the tags
    ///   `aws-cdk:subnet-name` and `aws-cdk:subnet-type`; public ones give addresses. Each public subnet has a route table of its own
    ///   there: [`route_table_each`](crate::ec2::Vpc::route_table_each). Subnets that it calls otherwise are
    ///   [called](crate::ec2::Vpc::called) so.
    /// - Paths in names and descriptions begin with the id of the stack, where it has another name, too.
    /// - Each resource says in its metadata which construct made it, under `aws:cdk:path`.
    ///
    /// Logical ids are made as AWS CDK makes them anyway; where constructs stand at other paths, `adopt` finds
    /// the lines that keep the ids, and the properties that would replace something.
    pub fn aws_cdk() -> Self {
        Forms { paths: true }
    }

    /// Without `aws:cdk:path`, for what was deployed with `--no-path-metadata`.
    ///
    /// <https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-synth.html>
    #[must_use]
    pub fn without_paths(self) -> Self {
        Forms { paths: false }
    }
}

/// Says in which forms what is in a scope is written.
pub trait FormsExt {
    /// In all of this scope, whatever is added before or after.
    fn forms(self, forms: Forms);
}

impl FormsExt for Scope<'_> {
    #[track_caller]
    fn forms(self, forms: Forms) {
        self.set_data(forms);
        if self.stack_node() == Some(self.node()) {
            self.stack().paths_by_id();
        }
        self.record(Said(self.node()));
    }
}

/// Whether a resource is written as AWS CDK writes it. What is included is written as it stands.
pub(crate) fn is_cdk(app: &App, node: NodeId) -> bool {
    let mut scopes = std::iter::successors(Some(app.scope_of(node)), |scope| scope.parent());
    !app.is_included(node) && scopes.any(|scope| app.data::<Forms>(scope.node()).is_some())
}

/// That a scope has forms of its own.
struct Said(NodeId);

impl Fact for Said {
    /// After all that adds resources.
    const NAME: &'static str = "~/forms";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        let Some(first) = facts.first() else {
            return;
        };
        discovery::write(app);
        app.on_line(first.source, || unsaid::write(app));
        rules::write(app);
        groups::write(app);
        records::write(app);
        network::write(app);
        let scopes = facts.into_iter().map(|said| said.fact.0);
        let tells = |scope: &NodeId| app.data::<Forms>(*scope).is_some_and(|forms| forms.paths);
        paths::write(app, scopes.filter(tells));
    }
}
