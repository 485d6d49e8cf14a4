use std::time::Duration;

use stackwright_cfn::kms as cfn;
use stackwright_core::{Construct, DeletionPolicy, IntoValue, Pseudo, Scope, Str, Value, With};

use super::alias::whole;
use super::{ImportedKey, KeyHandle};
use crate::iam::{PolicyDocument, Principal, Statement};
use crate::units::whole_days;

/// Which key it is, for another use than encryption.
pub use cfn::key::KeySpec;

/// A key that encrypts what services keep, or signs.
///
/// Unless said otherwise: AWS makes new key material every year, which CloudFormation leaves off; the
/// account decides by its roles who may use it, so that rights to it are written into roles and no role
/// and key need each other; and it stays when it leaves the stack, because what it has encrypted is
/// lost without it.
///
/// It adds `Alias`, where it is [said](Self::alias).
///
/// ```
/// use stackwright_aws::kms::Key;
/// use stackwright_aws::secretsmanager::Secret;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let data = app.stack("Data");
/// let key = data.add("Key", Key::new().alias("shop"));
/// data.add("Token", Secret::generated(32).encrypted_with(key)); // who may read it may use the key
/// ```
///
/// Services that use it by themselves, as SNS for a queue that it encrypts, are let by its policy,
/// where they are [granted](crate::iam::GrantExt::grant) what it encrypts.
///
/// Another [spec](Self::signing), or [for several regions](Self::multi_region), replaces it.
///
/// <https://docs.aws.amazon.com/kms/latest/developerguide/overview.html>
#[derive(Clone, Debug)]
pub struct Key {
    alias: Option<Value<Str>>,
    description: Option<Value<Str>>,
    usage: Option<(KeySpec, cfn::key::KeyUsage)>,
    rotates: bool,
    rotation: Option<Duration>,
    multi_region: bool,
    is_disabled: bool,
    pending: Option<Duration>,
    statements: Vec<Statement>,
    removal_policy: DeletionPolicy,
}

impl Key {
    /// A key that encrypts and decrypts.
    #[allow(
        clippy::new_without_default,
        reason = "what a key is by default is said, not assumed"
    )]
    pub fn new() -> Self {
        Key {
            alias: None,
            description: None,
            usage: None,
            rotates: true,
            rotation: None,
            multi_region: false,
            is_disabled: false,
            pending: None,
            statements: Vec::new(),
            removal_policy: DeletionPolicy::RetainExceptOnCreate,
        }
    }

    /// A pair of keys, of which one signs, and everybody may know the other: `KeySpec::EccNistP256`.
    /// AWS makes no new material for it.
    pub fn signing(spec: KeySpec) -> Self {
        Key::of(spec, cfn::key::KeyUsage::SignVerify)
    }

    /// A key for codes by which two know that a message is from the other: `KeySpec::Hmac256`. AWS
    /// makes no new material for it.
    pub fn mac(spec: KeySpec) -> Self {
        Key::of(spec, cfn::key::KeyUsage::GenerateVerifyMac)
    }

    fn of(spec: KeySpec, usage: cfn::key::KeyUsage) -> Self {
        Key {
            usage: Some((spec, usage)),
            rotates: false,
            ..Key::new()
        }
    }

    /// A key that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedKey {
        ImportedKey(arn.into_value())
    }

    /// A name for people, as `shop`: `alias/`, which it begins with, is added.
    pub fn alias(mut self, name: impl IntoValue<Str>) -> Self {
        self.alias = Some(name.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// How often AWS makes new material: every 90 to 2,560 days; every year, if this is not said.
    pub fn rotation(mut self, period: Duration) -> Self {
        (self.rotates, self.rotation) = (true, Some(period));
        self
    }

    /// Keeps its material for good.
    pub fn without_rotation(mut self) -> Self {
        (self.rotates, self.rotation) = (false, None);
        self
    }

    /// Lets it have twins in other regions.
    ///
    /// <https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html>
    pub fn multi_region(mut self) -> Self {
        self.multi_region = true;
        self
    }

    /// Lets nobody use it for now.
    pub fn disabled(mut self) -> Self {
        self.is_disabled = true;
        self
    }

    /// How long it waits, once it is to be deleted: 7 to 30 days; 30, if this is not said.
    pub fn pending_window(mut self, period: Duration) -> Self {
        self.pending = Some(period);
        self
    }

    /// Adds a statement to its policy, which names a principal; the first one, that the account
    /// decides, stays.
    ///
    /// <https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html>
    pub fn statement(mut self, statement: Statement) -> Self {
        self.statements.push(statement);
        self
    }

    /// What becomes of it when it leaves the stack; it stays, if this is not said.
    pub fn removal_policy(mut self, policy: DeletionPolicy) -> Self {
        self.removal_policy = policy;
        self
    }

    /// Keeps it when it leaves the stack, even where the stack could not be made.
    pub fn retain(self) -> Self {
        self.removal_policy(DeletionPolicy::Retain)
    }

    /// Deletes it when it leaves the stack, once its time has [passed](Self::pending_window): for tests.
    pub fn disposable(self) -> Self {
        self.removal_policy(DeletionPolicy::Delete)
    }
}

impl Construct for Key {
    type Handle = KeyHandle;

    fn build(self, scope: Scope<'_>) -> KeyHandle {
        let account = Principal::account(Pseudo::AccountId.value());
        let own = Statement::allow(["kms:*"]).to(account).on_all();
        let policy: PolicyDocument = std::iter::once(own).chain(self.statements).collect();
        let days = |period: Option<Duration>| period.map(whole_days);
        let key = cfn::Key::new()
            .with(self.description, |key, text| key.description(text))
            .with(self.usage, |key, (spec, usage)| {
                key.key_spec(spec).key_usage(usage)
            })
            .with(self.rotates.then_some(true), |key, yes| {
                key.enable_key_rotation(yes)
            })
            .with(days(self.rotation), |key, days| {
                key.rotation_period_in_days(days)
            })
            .with(self.multi_region.then_some(true), |key, yes| {
                key.multi_region(yes)
            })
            .with(self.is_disabled.then_some(false), |key, no| key.enabled(no))
            .with(days(self.pending), |key, days| {
                key.pending_window_in_days(days)
            })
            .key_policy(policy);
        let resource = scope.add("Resource", key);
        scope.of(resource).removal_policy(self.removal_policy);
        scope.set_primary(resource);
        if let Some(name) = self.alias {
            let name = whole(name);
            let alias = cfn::Alias::new().alias_name(name).target_key_id(resource);
            scope.add("Alias", alias);
        }
        KeyHandle::new(scope)
    }
}
