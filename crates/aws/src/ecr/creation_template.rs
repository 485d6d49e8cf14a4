use stackwright_cfn::ecr as cfn;
use stackwright_cfn::kind::iam::RoleArn;
use stackwright_core::non_empty;
use stackwright_core::{Construct, IntoValue, Scope, Str, Text, Value, With, handle, sub};

use super::EcrRepository;
use super::repository::{Encryption, InTemplate};
use crate::iam::{Grant, GrantExt, Principal, Role, Statement};

/// How repositories are made that nobody has made before an image comes: by a first push, by a rule that
/// keeps images of another registry, by replication. Repositories that are there stay as they are.
///
/// It takes a repository, of which it has lifecycle rules, encryption, and whether tags can be moved; a
/// name, scanning, and what becomes of it when it leaves a stack are nothing that a template knows.
/// Of a registry whose tags move, as `latest`, a cache is of little use with
/// [tags that do not](EcrRepository::tag_mutability).
///
/// Where such repositories are tagged, or encrypted with KMS, ECR makes them by a role, which it adds:
/// `Role`, with the rights that AWS names, to repositories of the prefix and to the one key.
///
/// ```
/// use stackwright_aws::ecr::{CreationTemplate, EcrRepository, PullThroughCache, TagMutability};
/// # let app = stackwright_core::App::new();
/// # let registry = app.stack("Registry");
/// registry.add("Public", PullThroughCache::ecr_public("public"));
/// let kept = EcrRepository::new().keep_last(20).tag_mutability(TagMutability::Mutable);
/// let template = CreationTemplate::new("public", kept).for_caches().tag("Team", "platform");
/// registry.add("Kept", template);
/// ```
///
/// Another prefix replaces it. It is one of an account and a region.
///
/// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html>
#[derive(Clone, Debug)]
pub struct CreationTemplate {
    prefix: Text,
    repository: EcrRepository,
    applied_for: Vec<Applied>,
    tags: Vec<(Text, Value<Str>)>,
    role: Option<Value<RoleArn>>,
    description: Option<Value<Str>>,
}

use cfn::repository_creation_template::AppliedFor as Applied;

impl CreationTemplate {
    /// How repositories are made whose names begin with a prefix; all that no other template is for,
    /// where that is `ROOT`.
    pub fn new(prefix: impl Into<Text>, repository: EcrRepository) -> Self {
        CreationTemplate {
            prefix: prefix.into(),
            repository,
            applied_for: Vec::new(),
            tags: Vec::new(),
            role: None,
            description: None,
        }
    }

    /// Is for repositories that a first push makes. Unless something is said of that, a template is for
    /// all three.
    pub fn for_pushes(self) -> Self {
        self.applied_to(Applied::CreateOnPush)
    }

    /// Is for repositories that images of another registry are kept in.
    pub fn for_caches(self) -> Self {
        self.applied_to(Applied::PullThroughCache)
    }

    /// Is for repositories that replication makes.
    pub fn for_replication(self) -> Self {
        self.applied_to(Applied::Replication)
    }

    fn applied_to(mut self, what: Applied) -> Self {
        self.applied_for.push(what);
        self
    }

    /// Tags such repositories.
    pub fn tag(mut self, key: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.tags.push((key.into(), value.into_value()));
        self
    }

    /// The role by which ECR makes them, in place of one of its own.
    pub fn role(mut self, role: impl IntoValue<RoleArn>) -> Self {
        self.role = Some(role.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// What the role of such repositories may do.
    ///
    /// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-custom.html>
    fn rights(&self, encryption: Option<&Encryption>) -> Grant {
        let prefix = match self.prefix.as_ref() {
            "ROOT" => Text::Borrowed(""),
            _ => self.prefix.clone(),
        };
        let repositories: Value<Str> =
            sub!("arn:{AWS::Partition}:ecr:{AWS::Region}:{AWS::AccountId}:repository/{prefix}*");
        let make = [
            "ecr:CreateRepository",
            "ecr:ReplicateImage",
            "ecr:TagResource",
        ];
        let make = Grant::from(Statement::allow(make).on([repositories]));
        match encryption {
            Some(Encryption::Kms(key)) => {
                let key: Value<Str> = key.clone().assume();
                let using = ["kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant"];
                make.and(Statement::allow(using).on([key]))
            }
            _ => make,
        }
    }
}

impl Construct for CreationTemplate {
    type Handle = CreationTemplateHandle;

    fn build(self, scope: Scope<'_>) -> CreationTemplateHandle {
        use cfn::repository_creation_template as part;

        let InTemplate {
            is_mutable,
            lifecycle,
            encryption,
        } = self.repository.clone().in_template(scope);
        let by_kms = matches!(
            encryption,
            Some(Encryption::Kms(_) | Encryption::KmsManaged)
        );
        let needs_role = by_kms || !self.tags.is_empty();
        let role = match (&self.role, needs_role) {
            (Some(role), _) => Some(role.clone()),
            (None, false) => None,
            (None, true) => {
                let role = Role::new(Principal::service("ecr.amazonaws.com"));
                let role = scope.add("Role", role);
                scope.grant(role, self.rights(encryption.as_ref()));
                Some(role.arn())
            }
        };
        let applied_for = match self.applied_for.is_empty() {
            true => vec![
                Applied::CreateOnPush,
                Applied::PullThroughCache,
                Applied::Replication,
            ],
            false => self.applied_for,
        };
        let encryption = encryption.map(|encryption| {
            let of = part::EncryptionConfiguration::new();
            match encryption {
                Encryption::Aes256 => of.encryption_type(part::EncryptionType::Aes256),
                Encryption::KmsManaged => of.encryption_type(part::EncryptionType::Kms),
                Encryption::Kms(key) => of.encryption_type(part::EncryptionType::Kms).kms_key(key),
            }
        });
        let tags = self.tags.into_iter();
        let tags = tags.map(|(key, value)| part::Tag::new().key(key).value(value));
        let template = cfn::RepositoryCreationTemplate::new()
            .prefix(self.prefix)
            .applied_for(applied_for)
            .image_tag_mutability(match is_mutable {
                true => part::ImageTagMutability::Mutable,
                false => part::ImageTagMutability::Immutable,
            })
            .with(self.description, |it, text| it.description(text))
            .with(encryption, |it, encryption| {
                it.encryption_configuration(encryption)
            })
            .with(lifecycle, |it, text| it.lifecycle_policy(text))
            .with(non_empty(tags), |it, tags| it.resource_tags(tags))
            .with(role, |it, role| it.custom_role_arn(role));
        scope.set_primary(scope.add("Resource", template));
        CreationTemplateHandle::new(scope)
    }
}

handle! {
    /// Names how repositories are made.
    pub struct CreationTemplateHandle(cfn::RepositoryCreationTemplateHandle);
}
