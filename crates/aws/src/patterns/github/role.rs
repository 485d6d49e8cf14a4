use std::time::Duration;

use stackwright_codes as codes;
use stackwright_core::{Bootstrap, Construct, IntoValue, Scope, Str, Text, Value, handle};

use super::GithubWorkflow;
use super::provider::{AUDIENCE, GithubProvider, GithubProviderHandle};
use crate::ecr::RepositoryHandle;
use crate::iam::{Grant, GrantExt, Principal, Role, RoleHandle, Statement};

/// A repository of GitHub, as tokens name it.
///
/// Tokens of repositories that were made or renamed since July 15, 2026, and of those that have opted
/// in, name owner and repository by their numbers as well, so that nobody who takes a name that is free
/// again takes the rights along: say them with [`ids`](Self::ids), or no workflow gets in. The
/// command `gh api repos/acme/shop --jq '.owner.id, .id'` says them.
///
/// <https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/>
#[derive(Clone, Debug)]
pub struct GithubRepository {
    owner: Text,
    name: Text,
    ids: Option<(u64, u64)>,
}

impl GithubRepository {
    /// The repository of an owner, as `("acme", "shop")`.
    pub fn new(owner: impl Into<Text>, name: impl Into<Text>) -> Self {
        GithubRepository {
            owner: owner.into(),
            name: name.into(),
            ids: None,
        }
    }

    /// The numbers of the owner and of the repository, which tokens have behind the names.
    pub fn ids(mut self, owner: u64, repository: u64) -> Self {
        self.ids = Some((owner, repository));
        self
    }

    /// The subject of a token, as `repo:acme/shop:ref:refs/heads/main`.
    fn subject(&self, rest: &str) -> String {
        let GithubRepository { owner, name, ids } = self;
        match ids {
            Some((of_owner, of_name)) => format!("repo:{owner}@{of_owner}/{name}@{of_name}:{rest}"),
            None => format!("repo:{owner}/{name}:{rest}"),
        }
    }
}

/// Which workflows of a repository.
#[derive(Clone, Debug)]
enum Who {
    Branch(Text),
    Environment(Text),
    Tag(Text),
    All,
}

/// A role by which workflows of GitHub deploy an app, without a key that somebody could lose.
///
/// Who may take it is said exactly: workflows of one repository, of a [branch](Self::branch), of an
/// [environment](Self::github_environment) of GitHub, of a [tag](Self::tag); each said again, that one,
/// too. A job that names an environment is known by that alone, whatever its branch.
///
/// It may take on the roles of [`cdk bootstrap`](Self::bootstrap) in its account, those that deploy,
/// publish files and images, and look up, by their names, and nothing else: what is passed to
/// CloudFormation and to tasks is those roles' to pass. What more it may is granted to it, as
/// [`push_to`](Self::push_to), or `stack.grant(role, task.run())`, which passes the task's own roles.
///
/// It adds `Role`, and `Provider`, unless it is [given one](Self::provider): an account has one
/// provider for GitHub.
///
/// ```
/// use stackwright_aws::patterns::{GithubDeployRole, GithubProvider, GithubRepository};
/// # let app = stackwright_core::App::new();
/// # let stack = app.stack("Deployments");
/// let repository = GithubRepository::new("acme", "shop").ids(1234567, 7654321);
/// let role = GithubDeployRole::new(repository).github_environment("prod");
/// let workflow = role.workflow("eu-west-1").to_yaml(); // for .github/workflows/deploy.yml
/// let role = stack.add("Deploy", role);
/// ```
///
/// # Findings
///
/// - `PAT106`: nobody may take it.
/// - `PAT107`: any workflow of the repository may.
///
/// <https://docs.github.com/en/actions/reference/security/oidc>
#[derive(Clone, Debug)]
pub struct GithubDeployRole {
    repository: GithubRepository,
    who: Vec<Who>,
    provider: Option<GithubProviderHandle>,
    bootstrap: Bootstrap,
    regions: Vec<Text>,
    rights: Grant,
    session: Option<Duration>,
}

/// What the roles of the bootstrap are for.
const PURPOSES: [&str; 4] = ["deploy", "file-publishing", "image-publishing", "lookup"];

impl GithubDeployRole {
    /// A role for workflows of a repository, which nobody may take yet.
    pub fn new(repository: GithubRepository) -> Self {
        GithubDeployRole {
            repository,
            who: Vec::new(),
            provider: None,
            bootstrap: Bootstrap::new(),
            regions: Vec::new(),
            rights: Grant::default(),
            session: None,
        }
    }

    /// Lets workflows of a branch take it, as `main`.
    pub fn branch(self, name: impl Into<Text>) -> Self {
        self.may(Who::Branch(name.into()))
    }

    /// Lets jobs of an environment of GitHub take it, as `prod`: who may start them, and who has to
    /// agree, is said there.
    ///
    /// <https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments>
    pub fn github_environment(self, name: impl Into<Text>) -> Self {
        self.may(Who::Environment(name.into()))
    }

    /// Lets workflows of a tag take it, as `v1`.
    pub fn tag(self, name: impl Into<Text>) -> Self {
        self.may(Who::Tag(name.into()))
    }

    /// Lets any workflow of the repository take it, those of pull requests from its branches among them;
    /// that is warned of (`PAT107`).
    pub fn any_workflow(self) -> Self {
        self.may(Who::All)
    }

    fn may(mut self, who: Who) -> Self {
        self.who.push(who);
        self
    }

    /// The provider of the account, which another stack, or another role, has.
    pub fn provider(mut self, provider: impl Into<GithubProviderHandle>) -> Self {
        self.provider = Some(provider.into());
        self
    }

    /// Which bootstrap's roles it may take on; that of `cdk bootstrap` without a qualifier, if this is
    /// not said.
    pub fn bootstrap(mut self, bootstrap: Bootstrap) -> Self {
        self.bootstrap = bootstrap;
        self
    }

    /// Deploys to this region as well, beside that of its stack.
    pub fn also_in(mut self, region: impl Into<Text>) -> Self {
        self.regions.push(region.into());
        self
    }

    /// Lets it push images into a repository of the app's own.
    pub fn push_to(mut self, repository: impl Into<RepositoryHandle>) -> Self {
        self.rights = self.rights.and(repository.into().push());
        self
    }

    /// How long a session lasts at most: 1 to 12 hours; an hour, if this is not said.
    pub fn max_session(mut self, duration: Duration) -> Self {
        self.session = Some(duration);
        self
    }

    /// The workflow that builds, checks and deploys with it, in a region.
    pub fn workflow(&self, region: impl Into<Text>) -> GithubWorkflow {
        let environment = self.who.iter().find_map(|who| match who {
            Who::Environment(name) => Some(name.clone()),
            _ => None,
        });
        let branches = self.who.iter().filter_map(|who| match who {
            Who::Branch(name) => Some(name.clone()),
            _ => None,
        });
        GithubWorkflow::new(region.into(), environment, branches.collect())
    }

    fn subjects(&self) -> Vec<Value<Str>> {
        let subject = |who: &Who| {
            let rest = match who {
                Who::Branch(name) => format!("ref:refs/heads/{name}"),
                Who::Environment(name) => format!("environment:{name}"),
                Who::Tag(name) => format!("ref:refs/tags/{name}"),
                Who::All => "*".to_owned(),
            };
            self.repository.subject(&rest).into_value()
        };
        self.who.iter().map(subject).collect()
    }

    fn check(&self, is_wide: bool, scope: Scope<'_>) {
        let GithubRepository { owner, name, .. } = &self.repository;
        if self.who.is_empty() {
            let message = format!("no workflow of `{owner}/{name}` may take this role");
            scope.report(codes::PAT106.finding(message));
        }
        if is_wide {
            let message = format!("any workflow of `{owner}/{name}` may take this role");
            scope.report(codes::PAT107.finding(message));
        }
    }

    /// The right to take on the roles of the bootstrap.
    fn deploys(&self) -> Statement {
        let regions = self.regions.iter().map(|region| Some(region.as_ref()));
        let regions: Vec<Option<&str>> = std::iter::once(None).chain(regions).collect();
        let roles = regions
            .into_iter()
            .flat_map(|region| PURPOSES.map(|purpose| self.bootstrap.role(purpose, region)));
        Statement::allow(["sts:AssumeRole"]).on(roles.collect::<Vec<_>>())
    }
}

impl Construct for GithubDeployRole {
    type Handle = GithubDeployRoleHandle;

    fn build(self, scope: Scope<'_>) -> GithubDeployRoleHandle {
        let is_wide = self.who.iter().any(|who| matches!(who, Who::All));
        self.check(is_wide, scope);
        let provider = self.provider;
        let provider = provider.unwrap_or_else(|| scope.add("Provider", GithubProvider::new()));
        let audience = "token.actions.githubusercontent.com:aud";
        let subject = "token.actions.githubusercontent.com:sub";
        let compares = if is_wide {
            "StringLike"
        } else {
            "StringEquals"
        };
        let provider_arn: Value<Str> = provider.arn().assume();
        let role = Role::new(Principal::federated(provider_arn))
            .describe("deploys from GitHub Actions")
            .trusted_when("StringEquals", audience, AUDIENCE);
        let mut role = self
            .subjects()
            .into_iter()
            .fold(role, |role, own| role.trusted_when(compares, subject, own));
        if let Some(session) = self.session {
            role = role.max_session(session);
        }
        let role = scope.add("Role", role);
        scope.grant(role, Grant::from(self.deploys()).and(self.rights));
        GithubDeployRoleHandle::new(scope, role, provider)
    }
}

handle! {
    /// Names a role by which workflows of GitHub deploy.
    pub struct GithubDeployRoleHandle {
        /// The role.
        main role: RoleHandle,
        /// That the account believes the tokens of GitHub.
        provider: GithubProviderHandle,
    }
}
