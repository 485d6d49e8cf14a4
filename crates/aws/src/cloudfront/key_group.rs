use stackwright_cfn::cloudfront as cfn;
use stackwright_cfn::kind::cloudfront::{KeyGroupId, PublicKeyId};
use stackwright_core::{Construct, IntoValue, List, Scope, Str, Value, With, handle};

use super::names::name;

/// The public half of a key by which one's own servers sign URLs and cookies.
///
/// A change of the key or the name replaces it. CloudFront does not delete a key that a group has, so
/// a new one is added to the group beside the old one first.
///
/// ```
/// use stackwright_aws::cloudfront::{Behavior, Distribution, KeyGroup, Origin, PublicKey};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let pem = "-----BEGIN PUBLIC KEY-----\n...\n-----END PUBLIC KEY-----\n";
/// let key = web.add("Key2026", PublicKey::new(pem));
/// let signers = web.add("Signers", KeyGroup::new([key]));
/// let files = Origin::bucket("files.s3.eu-west-1.amazonaws.com");
/// let site = Distribution::new(Behavior::new(files).signed_by([signers]));
/// web.add("Site", site);
/// ```
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html>
#[derive(Clone, Debug)]
pub struct PublicKey {
    pem: Value<Str>,
    name: Option<Value<Str>>,
    comment: Option<Value<Str>>,
}

impl PublicKey {
    /// A key in PEM: RSA with 2,048 bits, or ECDSA with 256.
    pub fn new(pem: impl IntoValue<Str>) -> Self {
        PublicKey {
            pem: pem.into_value(),
            name: None,
            comment: None,
        }
    }

    /// A key that exists, by its id.
    pub fn imported(id: impl IntoValue<PublicKeyId>) -> ImportedPublicKey {
        ImportedPublicKey(id.into_value())
    }

    /// Names it; its path, if this is not said.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.comment = Some(text.into_value());
        self
    }
}

impl Construct for PublicKey {
    type Handle = PublicKeyHandle;

    fn build(self, scope: Scope<'_>) -> PublicKeyHandle {
        let config = cfn::public_key::PublicKeyConfig::new()
            .caller_reference(scope.identity_text(name))
            .name(self.name.unwrap_or_else(|| scope.identity_text(name)))
            .encoded_key(self.pem)
            .with(self.comment, |config, text| config.comment(text));
        let key = cfn::PublicKey::new().public_key_config(config);
        scope.set_primary(scope.add("Resource", key));
        PublicKeyHandle::new(scope)
    }
}

/// A key that exists; see [`PublicKey::imported`].
#[derive(Clone, Debug)]
pub struct ImportedPublicKey(Value<PublicKeyId>);

impl Construct for ImportedPublicKey {
    type Handle = PublicKeyHandle;

    fn build(self, scope: Scope<'_>) -> PublicKeyHandle {
        scope.define("Id", self.0.clone());
        scope.define("Ref", self.0);
        PublicKeyHandle::new(scope)
    }
}

handle! {
    /// Names a public key.
    pub struct PublicKeyHandle(cfn::PublicKeyHandle);
}

/// Whose signatures CloudFront takes: the [keys](PublicKey) of those who
/// [sign](super::Behavior::signed_by) URLs and cookies. At most five.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html>
#[derive(Clone, Debug)]
pub struct KeyGroup {
    keys: Value<List<PublicKeyId>>,
    name: Option<Value<Str>>,
    comment: Option<Value<Str>>,
}

impl KeyGroup {
    /// A group of these keys.
    pub fn new(keys: impl IntoValue<List<PublicKeyId>>) -> Self {
        KeyGroup {
            keys: keys.into_value(),
            name: None,
            comment: None,
        }
    }

    /// A group that exists, by its id.
    pub fn imported(id: impl IntoValue<KeyGroupId>) -> ImportedKeyGroup {
        ImportedKeyGroup(id.into_value())
    }

    /// Names it; its path, if this is not said.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.comment = Some(text.into_value());
        self
    }
}

impl Construct for KeyGroup {
    type Handle = KeyGroupHandle;

    fn build(self, scope: Scope<'_>) -> KeyGroupHandle {
        let config = cfn::key_group::KeyGroupConfig::new()
            .name(self.name.unwrap_or_else(|| scope.identity_text(name)))
            .items(self.keys)
            .with(self.comment, |config, text| config.comment(text));
        let group = cfn::KeyGroup::new().key_group_config(config);
        scope.set_primary(scope.add("Resource", group));
        KeyGroupHandle::new(scope)
    }
}

/// A group that exists; see [`KeyGroup::imported`].
#[derive(Clone, Debug)]
pub struct ImportedKeyGroup(Value<KeyGroupId>);

impl Construct for ImportedKeyGroup {
    type Handle = KeyGroupHandle;

    fn build(self, scope: Scope<'_>) -> KeyGroupHandle {
        scope.define("Id", self.0.clone());
        scope.define("Ref", self.0);
        KeyGroupHandle::new(scope)
    }
}

handle! {
    /// Names a group of keys.
    pub struct KeyGroupHandle(cfn::KeyGroupHandle);
}
