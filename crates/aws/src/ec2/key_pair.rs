use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::kind::ec2::KeyPairKeyName;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle, sub};

/// A key by which people log in to instances over SSH, where ECS Exec and Session Manager do not do.
///
/// AWS makes it, an ED25519 key, and lays the private half down in Systems Manager
/// ([`private_key_parameter`](KeyPairHandle::private_key_parameter)), unless it is given a public half. It
/// is named by its path. Every option replaces it.
///
/// ```
/// use stackwright_aws::ec2::KeyPair;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let stack = app.stack("Fleet");
/// let key = stack.add("Key", KeyPair::new());
/// ```
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-key-pairs.html>
#[derive(Clone, Debug, Default)]
pub struct KeyPair {
    name: Option<Value<Str>>,
    public_key: Option<Value<Str>>,
    rsa: bool,
    ppk: bool,
}

impl KeyPair {
    /// An ED25519 key.
    pub fn new() -> Self {
        KeyPair::default()
    }

    /// A key that exists, by its name.
    pub fn imported(name: impl IntoValue<KeyPairKeyName>) -> ImportedKeyPair {
        ImportedKeyPair(name.into_value())
    }

    /// Names it; its path, if this is not said.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// The public half of a key that people have: the private one is then nowhere in AWS.
    pub fn public_key(mut self, material: impl IntoValue<Str>) -> Self {
        self.public_key = Some(material.into_value());
        self
    }

    /// Makes it an RSA key, as instances of Windows need it.
    pub fn rsa(mut self) -> Self {
        self.rsa = true;
        self
    }

    /// Lays the private half down as PuTTY reads it.
    pub fn ppk(mut self) -> Self {
        self.ppk = true;
        self
    }
}

impl Construct for KeyPair {
    type Handle = KeyPairHandle;

    fn build(self, scope: Scope<'_>) -> KeyPairHandle {
        use cfn::key_pair::{KeyFormat, KeyType};

        let name = self
            .name
            .unwrap_or_else(|| scope.identity_text(str::to_owned));
        // The public half says itself what it is.
        let is_new = self.public_key.is_none();
        let of_type = match self.rsa {
            true => KeyType::Rsa,
            false => KeyType::Ed25519,
        };
        let key = cfn::KeyPair::new()
            .key_name(name)
            .with(is_new.then_some(of_type), |key, of_type| {
                key.key_type(of_type)
            })
            .with(self.ppk.then_some(KeyFormat::Ppk), |key, format| {
                key.key_format(format)
            })
            .with(self.public_key, |key, half| key.public_key_material(half));
        scope.set_primary(scope.add("Resource", key));
        KeyPairHandle::new(scope)
    }
}

/// A key that exists; see [`KeyPair::imported`].
#[derive(Clone, Debug)]
pub struct ImportedKeyPair(Value<KeyPairKeyName>);

impl Construct for ImportedKeyPair {
    type Handle = KeyPairHandle;

    fn build(self, scope: Scope<'_>) -> KeyPairHandle {
        scope.define("Ref", self.0);
        KeyPairHandle::new(scope)
    }
}

handle! {
    /// Names a key pair.
    pub struct KeyPairHandle(cfn::KeyPairHandle);
}

impl KeyPairHandle {
    /// The name of the parameter of Systems Manager that holds the private half of a key that AWS made.
    pub fn private_key_parameter(self) -> Value<Str> {
        sub!("/ec2/keypair/{id}", id = self.key_pair_id())
    }
}
