use stackwright_cfn::vpclattice as cfn;
use stackwright_core::{Scope, Str, Value};

use crate::iam::PolicyDocument;

/// Who may call a service, or the services of a network, by IAM.
///
/// IAM without a policy lets nobody in, so there is no such thing here. Callers sign their requests,
/// and their roles need the right, too ([`invoke`](super::LatticeServiceHandle::invoke)).
///
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html>
#[derive(Clone, Debug)]
pub struct LatticeAuth(PolicyDocument);

impl LatticeAuth {
    /// Whoever the policy lets in.
    pub fn iam(policy: impl Into<PolicyDocument>) -> Self {
        LatticeAuth(policy.into())
    }

    /// Adds the policy, as `AuthPolicy`, of what an ARN names.
    pub(super) fn attach(self, arn: Value<Str>, scope: Scope<'_>) {
        let policy = cfn::AuthPolicy::new()
            .resource_identifier(arn)
            .policy(self.0);
        scope.add("AuthPolicy", policy);
    }
}
