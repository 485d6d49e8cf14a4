use stackwright_cfn::ssm as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, sub};

use crate::ecs::SecretSource;
use crate::handle;
use crate::iam::{Grant, Statement};

/// A parameter of Systems Manager's Parameter Store.
///
/// <https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html>
pub enum SsmParameter {}

impl SsmParameter {
    /// A parameter that exists in this account and region, by its name without a leading slash:
    /// `app/token` for `/app/token`.
    ///
    /// CloudFormation cannot make secure strings, so that is how a container gets one.
    pub fn imported(name: impl IntoValue<Str>) -> ImportedSsmParameter {
        ImportedSsmParameter(name.into_value())
    }
}

/// A parameter that exists; see [`SsmParameter::imported`].
#[derive(Clone, Debug)]
pub struct ImportedSsmParameter(Value<Str>);

impl Construct for ImportedSsmParameter {
    type Handle = SsmParameterHandle;

    fn build(self, scope: Scope<'_>) -> SsmParameterHandle {
        let name = self.0;
        let arn = sub!("arn:{AWS::Partition}:ssm:{AWS::Region}:{AWS::AccountId}:parameter/{name}");
        scope.define("Arn", arn);
        scope.define("Ref", name);
        SsmParameterHandle::new(scope)
    }
}

handle! {
    /// Names a parameter of Systems Manager.
    SsmParameterHandle(cfn::ParameterHandle)
}

impl SsmParameterHandle {
    /// Its ARN.
    pub fn arn(self) -> Value<Str> {
        Value::attribute(stackwright_core::Handle::node(self), "Arn")
    }

    /// The right to read it. A secure string under a key of one's own needs the right to use the
    /// key as well.
    pub fn read(self) -> Grant {
        Statement::allow(["ssm:GetParameters"]).on([self.arn()]).into()
    }
}

impl From<SsmParameterHandle> for SecretSource {
    fn from(parameter: SsmParameterHandle) -> Self {
        SecretSource::new(parameter.arn(), parameter.read())
    }
}
