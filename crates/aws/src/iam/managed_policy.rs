use stackwright_cfn::kind::iam::ManagedPolicyPolicyArn;
use stackwright_core::{IntoValue, Str, Value, sub};

/// A policy with a name and an ARN of its own.
#[derive(Clone, Debug)]
pub struct ManagedPolicy(Value<ManagedPolicyPolicyArn>);

impl ManagedPolicy {
    /// A policy that AWS keeps, by its path and name, as
    /// `service-role/AmazonECSTaskExecutionRolePolicy`.
    ///
    /// <https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html>
    pub fn aws(name: impl IntoValue<Str>) -> Self {
        let name = name.into_value();
        ManagedPolicy(sub!("arn:{AWS::Partition}:iam::aws:policy/{name}").assume())
    }

    /// A policy by its ARN.
    pub fn arn(arn: impl IntoValue<ManagedPolicyPolicyArn>) -> Self {
        ManagedPolicy(arn.into_value())
    }
}

impl IntoValue<ManagedPolicyPolicyArn> for ManagedPolicy {
    fn into_value(self) -> Value<ManagedPolicyPolicyArn> {
        self.0
    }
}
