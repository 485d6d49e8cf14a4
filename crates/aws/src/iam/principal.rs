use stackwright_core::{Expr, IntoValue, Str, sub};

/// Who a policy speaks of.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Principal {
    pub(crate) kind: &'static str,
    pub(crate) value: Expr,
}

impl Principal {
    /// An AWS service, as `ecs-tasks.amazonaws.com`.
    pub fn service(name: impl IntoValue<Str>) -> Self {
        Principal::of("Service", name)
    }

    /// Whoever has this ARN: a role, a user.
    pub fn arn(arn: impl IntoValue<Str>) -> Self {
        Principal::of("AWS", arn)
    }

    /// Everybody in an account, as far as the account allows it.
    pub fn account(id: impl IntoValue<Str>) -> Self {
        let id = id.into_value();
        Principal::of("AWS", sub!("arn:{AWS::Partition}:iam::{id}:root"))
    }

    /// An identity provider, by its ARN, for federated users.
    pub fn federated(provider: impl IntoValue<Str>) -> Self {
        Principal::of("Federated", provider)
    }

    /// Anybody. Narrow it with a condition.
    pub fn anyone() -> Self {
        Principal::of("AWS", "*")
    }

    /// What a message calls it.
    pub(crate) fn name(&self) -> &str {
        self.value.as_str().unwrap_or(self.kind)
    }

    fn of(kind: &'static str, value: impl IntoValue<Str>) -> Self {
        Principal {
            kind,
            value: value.into_value().into_expr(),
        }
    }
}
