use stackwright_cfn::ecr as cfn;
use stackwright_cfn::kind::iam::RoleArn;
use stackwright_core::{Construct, Handle, IntoValue, NodeId, Scope, Str, Text, Value, With, sub};

use super::repository::pull_from;
use crate::ecs::ContainerImage;
use crate::iam::Statement;
use crate::secretsmanager::SecretHandle;

/// Keeps images of another registry in this one as they are pulled: a rule for a beginning of
/// names. Tasks without a way to the internet pull from it, and no limit of the other registry
/// is met.
///
/// [`image`](PullThroughCacheHandle::image) is what containers name. The execution role of the task
/// gets the rights that the first pull needs beside those of every pull: to import the image, and to
/// create the repository that it is kept in.
///
/// Every change replaces it. It is one of an account and a region.
///
/// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html>
///
/// ```
/// use stackwright_aws::ecr::PullThroughCache;
/// use stackwright_aws::ecs::Container;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let cache = app.stack("Registry").add("Public", PullThroughCache::ecr_public("public"));
/// let web = Container::new("web", cache.image("nginx/nginx:1.27"));
/// ```
#[derive(Clone, Debug)]
pub struct PullThroughCache {
    prefix: Text,
    registry: cfn::pull_through_cache_rule::UpstreamRegistry,
    url: Text,
    credentials: Option<SecretHandle>,
    role: Option<Value<RoleArn>>,
    upstream_prefix: Option<Text>,
}

impl PullThroughCache {
    /// Of Amazon ECR Public, under names that begin with this, as `public`.
    pub fn ecr_public(prefix: impl Into<Text>) -> Self {
        PullThroughCache::new(prefix, Upstream::EcrPublic, "public.ecr.aws")
    }

    /// Of Quay.
    pub fn quay(prefix: impl Into<Text>) -> Self {
        PullThroughCache::new(prefix, Upstream::Quay, "quay.io")
    }

    /// Of the registry of Kubernetes.
    pub fn kubernetes(prefix: impl Into<Text>) -> Self {
        PullThroughCache::new(prefix, Upstream::K8s, "registry.k8s.io")
    }

    /// Of Docker Hub, with a secret of `username` and `accessToken`, whose name begins with
    /// `ecr-pullthroughcache/`.
    pub fn docker_hub(prefix: impl Into<Text>, secret: impl Into<SecretHandle>) -> Self {
        PullThroughCache::new(prefix, Upstream::DockerHub, "registry-1.docker.io").opened_by(secret)
    }

    /// Of the registry of GitHub, with such a secret.
    pub fn github(prefix: impl Into<Text>, secret: impl Into<SecretHandle>) -> Self {
        let rule = PullThroughCache::new(prefix, Upstream::GithubContainerRegistry, "ghcr.io");
        rule.opened_by(secret)
    }

    /// Of the registry of GitLab.com, with such a secret.
    pub fn gitlab(prefix: impl Into<Text>, secret: impl Into<SecretHandle>) -> Self {
        let registry = Upstream::GitlabContainerRegistry;
        PullThroughCache::new(prefix, registry, "registry.gitlab.com").opened_by(secret)
    }

    /// Of a registry of Azure, by its address, as `shop.azurecr.io`, with such a secret.
    pub fn azure(
        prefix: impl Into<Text>,
        address: impl Into<Text>,
        secret: impl Into<SecretHandle>,
    ) -> Self {
        let registry = Upstream::AzureContainerRegistry;
        PullThroughCache::new(prefix, registry, address).opened_by(secret)
    }

    /// Of Amazon ECR in another region or account, by its address, as
    /// `111122223333.dkr.ecr.eu-west-1.amazonaws.com`. Another account needs a
    /// [role](Self::role).
    pub fn ecr(prefix: impl Into<Text>, address: impl Into<Text>) -> Self {
        PullThroughCache::new(prefix, Upstream::Ecr, address)
    }

    fn new(prefix: impl Into<Text>, registry: Upstream, url: impl Into<Text>) -> Self {
        PullThroughCache {
            prefix: prefix.into(),
            registry,
            url: url.into(),
            credentials: None,
            role: None,
            upstream_prefix: None,
        }
    }

    fn opened_by(mut self, secret: impl Into<SecretHandle>) -> Self {
        self.credentials = Some(secret.into());
        self
    }

    /// The role by which ECR pulls from another account.
    pub fn role(mut self, role: impl IntoValue<RoleArn>) -> Self {
        self.role = Some(role.into_value());
        self
    }

    /// Only what begins with this in the other registry, which is then left out of names.
    pub fn upstream_prefix(mut self, prefix: impl Into<Text>) -> Self {
        self.upstream_prefix = Some(prefix.into());
        self
    }
}

use cfn::pull_through_cache_rule::UpstreamRegistry as Upstream;

impl Construct for PullThroughCache {
    type Handle = PullThroughCacheHandle;

    fn build(self, scope: Scope<'_>) -> PullThroughCacheHandle {
        let rule = cfn::PullThroughCacheRule::new()
            .ecr_repository_prefix(self.prefix.clone())
            .upstream_registry(self.registry)
            .upstream_registry_url(self.url)
            .with(self.credentials, |rule, secret| rule.credential_arn(secret))
            .with(self.role, |rule, role| rule.custom_role_arn(role))
            .with(self.upstream_prefix, |rule, prefix| {
                rule.upstream_repository_prefix(prefix)
            });
        scope.set_primary(scope.add("Resource", rule));
        PullThroughCacheHandle(scope.node())
    }
}

/// Names a rule by which images of another registry are kept.
#[derive(Clone, Copy, Debug)]
pub struct PullThroughCacheHandle(NodeId);

impl Handle for PullThroughCacheHandle {
    fn node(self) -> NodeId {
        self.0
    }
}

impl PullThroughCacheHandle {
    /// What names of repositories begin with.
    pub fn prefix(self) -> Value<Str> {
        Value::reference(self.0)
    }

    /// An image of the other registry, as `nginx/nginx:1.27`. A task that uses it gets the rights to
    /// have it kept, and to pull it.
    pub fn image(self, name: impl Into<Text>) -> ContainerImage {
        let (prefix, name) = (self.prefix(), name.into());
        let uri = sub!(
            "{AWS::AccountId}.dkr.ecr.{AWS::Region}.{AWS::URLSuffix}/{prefix}/{name}",
            name = name.clone(),
        );
        let end = name.find(['@', ':']).unwrap_or(name.len());
        let repository = name.get(..end).unwrap_or_default().to_owned();
        let arn = sub!(
            "arn:{AWS::Partition}:ecr:{AWS::Region}:{AWS::AccountId}:repository/{prefix}/{repository}"
        );
        let first = Statement::allow(["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"])
            .on([arn.clone()]);
        ContainerImage::pulled(uri, pull_from(arn).and(first))
    }
}
