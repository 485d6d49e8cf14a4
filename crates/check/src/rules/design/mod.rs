//! What deploys, and is regretted later.

use super::family;

family! {
    crate::deployment::DeploymentRule:
}
