use stackwright_cfn::iam as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, handle, sub};

/// Who signs the tokens of workflows.
pub(super) const ISSUER: &str = "token.actions.githubusercontent.com";

/// Whom the tokens are for.
///
/// <https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws>
pub(super) const AUDIENCE: &str = "sts.amazonaws.com";

/// That an account believes the tokens of GitHub Actions.
///
/// An account has one: where another stack has made it, it is [imported](Self::imported). It is a
/// resource of CloudFormation's own, without the thumbprint of a certificate, which AWS does not look at
/// for GitHub, and without the function behind a custom resource that AWS CDK once fetched that with.
///
/// ```
/// use stackwright_aws::patterns::GithubProvider;
/// # let app = stackwright_core::App::new();
/// # let stack = app.stack("Deployments");
/// let github = stack.add("Github", GithubProvider::new());
/// ```
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html>
#[derive(Clone, Copy, Debug, Default)]
pub struct GithubProvider;

impl GithubProvider {
    /// Believes them.
    pub fn new() -> Self {
        GithubProvider
    }

    /// That of this account, which another stack has made.
    pub fn imported() -> ImportedGithubProvider {
        ImportedGithubProvider(sub!(
            "arn:{AWS::Partition}:iam::{AWS::AccountId}:oidc-provider/token.actions.githubusercontent.com"
        ))
    }
}

impl Construct for GithubProvider {
    type Handle = GithubProviderHandle;

    fn build(self, scope: Scope<'_>) -> GithubProviderHandle {
        let provider = cfn::OidcProvider::new()
            .url(format!("https://{ISSUER}"))
            .client_id_list([AUDIENCE]);
        scope.set_primary(scope.add("Resource", provider));
        GithubProviderHandle::new(scope)
    }
}

/// A provider that exists; see [`GithubProvider::imported`].
#[derive(Clone, Debug)]
pub struct ImportedGithubProvider(Value<Str>);

impl ImportedGithubProvider {
    /// Its ARN, where it is of another account.
    pub fn arn(mut self, arn: impl IntoValue<Str>) -> Self {
        self.0 = arn.into_value();
        self
    }
}

impl Construct for ImportedGithubProvider {
    type Handle = GithubProviderHandle;

    fn build(self, scope: Scope<'_>) -> GithubProviderHandle {
        scope.define("Arn", self.0.clone());
        scope.define("Ref", self.0);
        GithubProviderHandle::new(scope)
    }
}

handle! {
    /// Names that an account believes the tokens of GitHub Actions.
    pub struct GithubProviderHandle(cfn::OidcProviderHandle);
}
