use crate::filled;
use std::time::Duration;

use stackwright_cfn::ecr as cfn;
use stackwright_cfn::kind::ecr::RepositoryName;
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_codes as codes;
use stackwright_core::{
    App, Construct, DeletionPolicy, Expr, Handle, IntoValue, Scope, Settings, Str, Text, Value,
    With, handle, json_string, sub,
};

use super::lifecycle::{LifecycleRule, Tags, policy};
use crate::ImportedBy;
use crate::ecs::ContainerImage;
use crate::forms::{Unsaid, UnsaidMutability};
use crate::iam::{Grant, ResourcePolicy, Statement};

/// A private registry for the images of one application.
///
/// Images are scanned when they are pushed, and tags cannot be moved, unless said otherwise.
///
/// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/Repositories.html>
///
/// ```
/// use stackwright_aws::ecr::EcrRepository;
/// use stackwright_core::{App, Output};
///
/// let app = App::new();
/// let registry = app.stack("Registry");
/// let repository = registry.add("Repo", EcrRepository::new().keep_last(10));
/// registry.add("Uri", Output::new(repository.uri()));
/// ```
#[derive(Clone, Debug)]
pub struct EcrRepository {
    name: Option<Value<Str>>,
    rules: Vec<LifecycleRule>,
    scan_on_push: bool,
    mutability: Option<TagMutability>,
    encryption: Option<Encryption>,
    empty_on_delete: bool,
    removal_policy: Option<DeletionPolicy>,
}

/// Whether a tag can be moved to another image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TagMutability {
    /// It can: what a task runs may change under it.
    Mutable,
    /// It cannot.
    Immutable,
}

/// What images are encrypted with.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Encryption {
    /// A key of Amazon S3's own.
    Aes256,
    /// A key of AWS Key Management Service that AWS keeps for ECR.
    KmsManaged,
    /// A key of one's own, by its ARN.
    Kms(Value<KeyArn>),
}

impl EcrRepository {
    /// A repository with scanning on push and tags that cannot be moved.
    pub fn new() -> Self {
        EcrRepository {
            name: None,
            rules: Vec::new(),
            scan_on_push: true,
            mutability: None,
            encryption: None,
            empty_on_delete: false,
            removal_policy: None,
        }
    }

    /// A repository that exists in this account and region, by its name.
    pub fn imported(name: impl IntoValue<RepositoryName>) -> ImportedRepository {
        ImportedRepository(name.into_value())
    }

    /// Names it: 2 to 256 lower-case letters, digits, and `-`, `_`, `.`, `/` between them.
    /// A named repository cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Adds a lifecycle rule; rules are applied in the order in which they are added.
    pub fn lifecycle_rule(mut self, rule: LifecycleRule) -> Self {
        self.rules.push(rule);
        self
    }

    /// Keeps the last `count` images, whatever their tags.
    pub fn keep_last(self, count: u32) -> Self {
        self.lifecycle_rule(LifecycleRule::keep_last(count, Tags::Any))
    }

    /// Gives up images without a tag when they were pushed longer ago than this: 1 day or more.
    pub fn expire_untagged_after(self, age: Duration) -> Self {
        self.lifecycle_rule(LifecycleRule::older_than(age, Tags::None))
    }

    /// Does not scan images for known vulnerabilities when they are pushed, as is done otherwise.
    pub fn without_scan_on_push(mut self) -> Self {
        self.scan_on_push = false;
        self
    }

    /// Whether a tag can be moved to another image; not, if this is not said.
    pub fn tag_mutability(mut self, mutability: TagMutability) -> Self {
        self.mutability = Some(mutability);
        self
    }

    /// What images are encrypted with: the ARN of a key of one's own, or an [`Encryption`];
    /// AES-256, if this is not said. A change replaces the repository.
    pub fn encrypted_with(mut self, encryption: impl Into<Encryption>) -> Self {
        self.encryption = Some(encryption.into());
        self
    }

    /// What becomes of it and its images when it leaves the stack; they are deleted, if this is
    /// not said. CloudFormation can only delete an empty repository, or one that is
    /// [emptied](Self::empty_on_delete).
    pub fn removal_policy(mut self, policy: DeletionPolicy) -> Self {
        self.removal_policy = Some(policy);
        self
    }

    /// Keeps it and its images when it leaves the stack.
    pub fn retain(self) -> Self {
        self.removal_policy(DeletionPolicy::Retain)
    }

    /// Lets CloudFormation delete it while it holds images.
    pub fn empty_on_delete(mut self) -> Self {
        self.empty_on_delete = true;
        self
    }
}

/// What a template of repositories has of one.
#[cfg(feature = "ecr-registry")]
pub(super) struct InTemplate {
    pub is_mutable: bool,
    pub lifecycle: Option<Value<Str>>,
    pub encryption: Option<Encryption>,
}

#[cfg(feature = "ecr-registry")]
impl EcrRepository {
    pub(super) fn in_template(self, scope: Scope<'_>) -> InTemplate {
        check_rules(&self.rules, scope);
        InTemplate {
            is_mutable: self.mutability == Some(TagMutability::Mutable),
            lifecycle: filled(self.rules).map(|rules| json_string(policy(rules))),
            encryption: self.encryption,
        }
    }
}

impl Default for EcrRepository {
    fn default() -> Self {
        EcrRepository::new()
    }
}

impl Construct for EcrRepository {
    type Handle = RepositoryHandle;

    fn build(self, scope: Scope<'_>) -> RepositoryHandle {
        check_rules(&self.rules, scope);
        let mutability = match self.mutability.unwrap_or(TagMutability::Immutable) {
            TagMutability::Mutable => cfn::repository::ImageTagMutability::Mutable,
            TagMutability::Immutable => cfn::repository::ImageTagMutability::Immutable,
        };
        let scanning =
            cfn::repository::ImageScanningConfiguration::new().scan_on_push(self.scan_on_push);
        let rules = filled(self.rules);
        let repository = cfn::Repository::new()
            .with(self.name, |repository, name| {
                repository.repository_name(name)
            })
            .image_tag_mutability(mutability)
            .image_scanning_configuration(scanning)
            .with(self.encryption, |repository, encryption| {
                repository.encryption_configuration(encryption.into_property())
            })
            .with(rules, |repository, rules| {
                let text = json_string(policy(rules));
                repository.lifecycle_policy(
                    cfn::repository::LifecyclePolicy::new().lifecycle_policy_text(text),
                )
            })
            .with(self.empty_on_delete.then_some(true), |repository, yes| {
                repository.empty_on_delete(yes)
            });
        let resource = scope.add("Resource", repository);
        if self.removal_policy.is_none() {
            scope.at(resource).set_data(Unsaid);
        }
        if self.mutability.is_none() {
            scope.at(resource).set_data(UnsaidMutability);
        }
        scope
            .of(resource)
            .with(self.removal_policy, Settings::removal_policy);
        scope.set_primary(resource);
        scope.set_data(ResourcePolicy::inside("RepositoryPolicyText").for_nothing());
        RepositoryHandle::new(scope)
    }
}

fn check_rules(rules: &[LifecycleRule], scope: Scope<'_>) {
    if rules.iter().any(|rule| rule.count() == 0) {
        let found = codes::ECR101.finding("a lifecycle rule with a count of 0");
        scope.report(found.help("keep 1 image, or wait 1 day, or more"));
    }
    if rules.iter().filter(|rule| rule.is_for_any()).count() > 1 {
        let found = codes::ECR102.finding("two lifecycle rules for images of any tag");
        scope.report(found.help("ECR takes one; say of the others which tags they are for"));
    }
    if rules.iter().any(LifecycleRule::is_for_nothing) {
        let found = codes::ECR103.finding("a lifecycle rule with an empty list of tags");
        scope.report(found.help("name a prefix or a pattern, or use `Tags::Any`"));
    }
}

impl<K: IntoValue<KeyArn>> From<K> for Encryption {
    fn from(key: K) -> Self {
        Encryption::Kms(key.into_value())
    }
}

impl Encryption {
    fn into_property(self) -> cfn::repository::EncryptionConfiguration {
        use cfn::repository::{EncryptionConfiguration, EncryptionType};
        let kms = || EncryptionConfiguration::new().encryption_type(EncryptionType::Kms);
        match self {
            Encryption::Aes256 => {
                EncryptionConfiguration::new().encryption_type(EncryptionType::Aes256)
            }
            Encryption::KmsManaged => kms(),
            Encryption::Kms(key) => kms().kms_key(key),
        }
    }
}

/// A repository that exists; see [`EcrRepository::imported`].
#[derive(Clone, Debug)]
pub struct ImportedRepository(Value<RepositoryName>);

impl Construct for ImportedRepository {
    type Handle = RepositoryHandle;

    fn build(self, scope: Scope<'_>) -> RepositoryHandle {
        let name = self.0;
        scope.define(
            "Arn",
            sub!("arn:{AWS::Partition}:ecr:{AWS::Region}:{AWS::AccountId}:repository/{name}"),
        );
        scope.define(
            "RepositoryUri",
            sub!("{AWS::AccountId}.dkr.ecr.{AWS::Region}.{AWS::URLSuffix}/{name}"),
        );
        scope.set_data(ImportedBy(name.expr().clone()));
        scope.define("Ref", name);
        RepositoryHandle::new(scope)
    }
}

handle! {
    /// Names a repository.
    pub struct RepositoryHandle(cfn::RepositoryHandle);
}

impl RepositoryHandle {
    /// What images are pushed to and pulled from, without a tag.
    pub fn uri(self) -> Value<Str> {
        self.repository_uri().assume()
    }

    /// The image with this tag. A task that uses it gets the right to pull it.
    pub fn image(self, tag: impl IntoValue<Str>) -> ContainerImage {
        let (uri, tag) = (self.uri(), tag.into_value());
        ContainerImage::from_repository(sub!("{uri}:{tag}"), self)
    }

    /// The image with this digest, as `sha256:...`: always the same bytes.
    pub fn image_digest(self, digest: impl IntoValue<Str>) -> ContainerImage {
        let (uri, digest) = (self.uri(), digest.into_value());
        ContainerImage::from_repository(sub!("{uri}@{digest}"), self)
    }

    /// The right to pull its images.
    pub fn pull(self) -> Grant {
        pull_from(self.arn().assume())
    }

    /// The right to pull its images and to push to it.
    pub fn push(self) -> Grant {
        self.pull().and(
            Statement::allow([
                "ecr:CompleteLayerUpload",
                "ecr:InitiateLayerUpload",
                "ecr:PutImage",
                "ecr:UploadLayerPart",
            ])
            .on([self.arn()]),
        )
    }
}

/// The right to pull images of a repository, by its ARN.
pub(crate) fn pull_from(arn: Value<Str>) -> Grant {
    Grant::from([
        Statement::allow([
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:GetDownloadUrlForLayer",
        ])
        .on([arn]),
        login(),
    ])
}

/// The name of a repository, if the program says it as text.
pub(crate) fn name_of(repository: RepositoryHandle, app: &App) -> Option<Text> {
    let text = |expr: &Expr| expr.as_str().map(|name| Text::from(name.to_owned()));
    let node = repository.node();
    let made = app.read_props(node, |props| props.get("RepositoryName").and_then(text));
    made.unwrap_or_else(|| text(&app.data::<ImportedBy>(node)?.0))
}

/// The right to log in. It knows no resource: the token is for the registry of the account.
///
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html>
fn login() -> Statement {
    Statement::allow(["ecr:GetAuthorizationToken"]).on_all()
}
