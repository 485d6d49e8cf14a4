//! What resources do together once they are deployed, on Amazon ECS and around it.

use super::family;

family! {
    crate::deployment::DeploymentRule:
    unknown_container,
    execution_role_missing,
    role_trust,
    execution_role_rights,
    same_role,
    exec_task_role,
    exec_rights,
    role_wildcard,
}
