use stackwright_core::Scope;

use crate::iam::{ManagedPolicy, Principal, Role, RoleHandle};

/// Adds a role by which ECS acts on other services, with the policy of AWS's that is made for it.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html>
pub(crate) fn infrastructure_role(
    id: &'static str,
    policy: &'static str,
    scope: Scope<'_>,
) -> RoleHandle {
    let role = Role::new(Principal::service("ecs.amazonaws.com"));
    scope.add(id, role.managed_policy(ManagedPolicy::aws(policy)))
}
