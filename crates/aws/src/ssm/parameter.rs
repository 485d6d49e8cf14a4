use stackwright_cfn::kind::kms::KeyArn;
use stackwright_cfn::ssm as cfn;
use stackwright_core::{Construct, Handle, IntoValue, List, Scope, Str, Value, handle, sub};

use super::MadeSsmParameter;
use crate::ecs::SecretSource;
use crate::iam::{EncryptedWith, Grant, Statement};

/// A parameter of Systems Manager's Parameter Store.
///
/// <https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html>
pub enum SsmParameter {}

impl SsmParameter {
    /// A parameter that the program makes, with this text.
    pub fn string(value: impl IntoValue<Str>) -> MadeSsmParameter {
        MadeSsmParameter::string(value.into_value())
    }

    /// A parameter that the program makes, with these texts, which have no commas.
    pub fn list(items: impl IntoValue<List<Str>>) -> MadeSsmParameter {
        MadeSsmParameter::list(items.into_value())
    }

    /// A parameter that exists in this account and region, by its name, as `/app/token`. Where
    /// the name is an expression, leave the slash at its beginning out.
    ///
    /// CloudFormation cannot make secure strings, so that is how a container gets one.
    pub fn imported(name: impl IntoValue<Str>) -> ImportedSsmParameter {
        ImportedSsmParameter {
            name: name.into_value(),
            key: None,
        }
    }
}

/// A parameter that exists; see [`SsmParameter::imported`].
#[derive(Clone, Debug)]
pub struct ImportedSsmParameter {
    name: Value<Str>,
    key: Option<Value<KeyArn>>,
}

impl ImportedSsmParameter {
    /// Says which key of one's own encrypts it, so that who may read it may decrypt it, too.
    /// A secure string under the key that AWS keeps needs no more than the right to read it.
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }
}

impl Construct for ImportedSsmParameter {
    type Handle = SsmParameterHandle;

    fn build(self, scope: Scope<'_>) -> SsmParameterHandle {
        EncryptedWith::keep(scope, self.key, "ssm");
        // In the ARN, the slash that a name begins with is the one after `parameter`.
        let path: Value<Str> = match self.name.expr().as_str() {
            Some(name) => name.trim_start_matches('/').to_owned().into_value(),
            None => self.name.clone(),
        };
        let arn = sub!("arn:{AWS::Partition}:ssm:{AWS::Region}:{AWS::AccountId}:parameter/{path}");
        scope.define("Arn", arn);
        scope.define("Ref", self.name);
        SsmParameterHandle::new(scope)
    }
}

handle! {
    /// Names a parameter of Systems Manager.
    pub struct SsmParameterHandle(cfn::ParameterHandle);
}

impl SsmParameterHandle {
    /// Its ARN.
    pub fn arn(self) -> Value<Str> {
        Value::attribute(self.node(), "Arn")
    }

    /// The right to read it, and to decrypt it if a key of one's own encrypts it.
    pub fn read(self) -> Grant {
        let read = Statement::allow(["ssm:GetParameters"]).on([self.arn()]);
        Grant::from(read).decrypting(self)
    }
}

impl SsmParameterHandle {
    /// One version of it, by its number, for a container: ECS then keeps to it.
    pub fn version(self, number: u32) -> SecretSource {
        SecretSource::parameter(self.arn(), number.to_string().into_value(), self.read())
    }
}

impl From<SsmParameterHandle> for SecretSource {
    fn from(parameter: SsmParameterHandle) -> Self {
        SecretSource::new(parameter.arn(), parameter.read())
    }
}
