//! What resources do together once they are deployed, on Amazon ECS and around it.

use super::family;

family! {
    crate::deployment::DeploymentRule:
    unknown_container,
}
