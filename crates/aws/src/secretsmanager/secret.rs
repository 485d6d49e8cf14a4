use stackwright_cfn::kind::kms::KeyArn;
use stackwright_cfn::secretsmanager as cfn;
use stackwright_core::{
    Construct, DeletionPolicy, DynamicService, Handle, IntoValue, NodeId, Scope, Str, Text, Value,
    With, dynamic_reference, handle, non_empty, sub,
};

use crate::ecs::{SecretFields, SecretSource};
use crate::iam::{EncryptedWith, Grant, PolicyDocument, ResourcePolicy, Statement};

/// A value that nobody needs to see. It stays when it leaves the stack, unless it is
/// [`disposable`](Self::disposable).
///
/// <https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html>
///
/// ```
/// use stackwright_aws::secretsmanager::Secret;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let stack = app.stack("Web");
/// let token = stack.add("ApiToken", Secret::generated(32));
/// ```
#[derive(Clone, Debug)]
pub struct Secret {
    length: u32,
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
    exclude: Option<Text>,
    json: Option<(Text, Text)>,
    key: Option<Value<KeyArn>>,
    replicas: Vec<Value<Str>>,
    removal_policy: DeletionPolicy,
}

impl Secret {
    /// A secret that AWS makes up, of this many characters: 1 to 4,096.
    ///
    /// It has no punctuation, so that it can be part of a URL, a shell command or JSON.
    pub fn generated(length: u32) -> Self {
        Secret {
            length,
            name: None,
            description: None,
            exclude: None,
            json: None,
            key: None,
            replicas: Vec::new(),
            removal_policy: DeletionPolicy::RetainExceptOnCreate,
        }
    }

    /// A secret that exists, by its full ARN (with the six characters that AWS adds).
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedSecret {
        ImportedSecret {
            arn: arn.into_value(),
            key: None,
        }
    }

    /// Names it. A named secret cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// Characters that it must not have.
    pub fn exclude_characters(mut self, characters: impl Into<Text>) -> Self {
        self.exclude = Some(characters.into());
        self
    }

    /// Puts it into a JSON object: `template` with a field of this name added, as
    /// `("{\"username\":\"app\"}", "password")`.
    pub fn in_json(mut self, template: impl Into<Text>, field: impl Into<Text>) -> Self {
        self.json = Some((template.into(), field.into()));
        self
    }

    /// Encrypts it with a key of one's own. Who may read it may then decrypt with the key, as far
    /// as the key's policy lets the account say so.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// Keeps a copy in another region, as `us-east-1`, under the same name; said again, in that one, too.
    ///
    /// <https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html>
    pub fn replica_in(mut self, region: impl IntoValue<Str>) -> Self {
        self.replicas.push(region.into_value());
        self
    }

    /// What becomes of it when it leaves the stack; it stays, if this is not said: nobody else has
    /// its value, and what it opens, as a database, may be there for longer.
    pub fn removal_policy(mut self, policy: DeletionPolicy) -> Self {
        self.removal_policy = policy;
        self
    }

    /// Keeps it when it leaves the stack, even where the stack could not be made.
    pub fn retain(self) -> Self {
        self.removal_policy(DeletionPolicy::Retain)
    }

    /// Deletes it when it leaves the stack: for tests.
    pub fn disposable(self) -> Self {
        self.removal_policy(DeletionPolicy::Delete)
    }
}

impl Construct for Secret {
    type Handle = SecretHandle;

    fn build(self, scope: Scope<'_>) -> SecretHandle {
        EncryptedWith::keep(scope, self.key.clone(), "secretsmanager");
        scope.set_data(match &self.json {
            Some((template, field)) => SecretFields::in_json(template.clone(), field.clone()),
            None => SecretFields::of([]),
        });
        let generate = cfn::secret::GenerateSecretString::new()
            .password_length(self.length)
            .exclude_punctuation(true)
            .with(self.exclude, |generate, characters| {
                generate.exclude_characters(characters)
            })
            .with(self.json, |generate, (template, field)| {
                generate
                    .secret_string_template(template)
                    .generate_string_key(field)
            });
        let replicas = self.replicas.into_iter();
        let replicas = non_empty(replicas.map(|region| {
            let replica = cfn::secret::ReplicaRegion::new();
            replica.region(region)
        }));
        let secret = cfn::Secret::new()
            .with(self.name, |secret, name| secret.name(name))
            .with(self.description, |secret, text| secret.description(text))
            .generate_secret_string(generate)
            .with(self.key, |secret, key| secret.kms_key_id(key))
            .with(replicas, |secret, replicas| {
                secret.replica_regions(replicas)
            });
        let resource = scope.add("Resource", secret);
        scope.of(resource).removal_policy(self.removal_policy);
        scope.set_primary(resource);
        scope.set_data(ResourcePolicy::beside("ResourcePolicy", add_policy).for_all());
        SecretHandle::new(scope)
    }
}

/// Says what principals may do with a secret that have no role.
fn add_policy(secret: Scope<'_>, document: PolicyDocument) -> NodeId {
    let policy = cfn::ResourcePolicy::new()
        .secret_id(SecretHandle::new(secret).reference())
        .resource_policy(document);
    secret.add("Policy", policy).node()
}

/// A secret that exists; see [`Secret::imported`].
#[derive(Clone, Debug)]
pub struct ImportedSecret {
    arn: Value<Str>,
    key: Option<Value<KeyArn>>,
}

impl ImportedSecret {
    /// Says which key of one's own encrypts it, so that who may read it may decrypt it, too.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }
}

impl Construct for ImportedSecret {
    type Handle = SecretHandle;

    fn build(self, scope: Scope<'_>) -> SecretHandle {
        EncryptedWith::keep(scope, self.key.clone(), "secretsmanager");
        scope.define("Ref", self.arn.clone());
        scope.define("Id", self.arn);
        SecretHandle::new(scope)
    }
}

handle! {
    /// Names a secret.
    pub struct SecretHandle(cfn::SecretHandle);
}

impl SecretHandle {
    /// Its ARN.
    pub fn arn(self) -> Value<Str> {
        self.reference().assume()
    }

    /// Its whole text, where CloudFormation puts it in when a stack is deployed, and is in no template:
    /// for properties. A container is given the secret itself.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html>
    pub fn value(self) -> Value<Str> {
        let arn = self.arn();
        dynamic_reference(DynamicService::SecretsManager, sub!("{arn}:SecretString"))
    }

    /// One field of a secret that is a JSON object, for a container.
    pub fn field(self, name: impl IntoValue<Str>) -> SecretSource {
        SecretSource::secret(self.arn(), Some(name.into_value()), self.read()).of(self)
    }

    /// The right to change it, for what [rotates](super::Rotation) it, and that of its key.
    ///
    /// <https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html>
    #[cfg(feature = "secretsmanager-rotation")]
    pub fn rotate(self) -> Grant {
        let change = Statement::allow([
            "secretsmanager:DescribeSecret",
            "secretsmanager:GetSecretValue",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage",
        ]);
        let password = Statement::allow(["secretsmanager:GetRandomPassword"]).on_all();
        Grant::from([change.on([self.arn()]), password]).encrypting(self)
    }

    /// The right to read it, and to decrypt it if a key of one's own encrypts it.
    pub fn read(self) -> Grant {
        let read = Statement::allow(["secretsmanager:GetSecretValue"]).on([self.arn()]);
        Grant::from(read).decrypting(self)
    }
}

impl From<SecretHandle> for SecretSource {
    fn from(secret: SecretHandle) -> Self {
        SecretSource::secret(secret.arn(), None, secret.read())
    }
}
