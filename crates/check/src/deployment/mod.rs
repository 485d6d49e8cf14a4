//! What the checker does with deployments: which rules see them, and what those have in common.

pub(crate) mod attributes;
pub(crate) mod network;
mod rule;

pub(crate) use rule::DeploymentRule;
pub(crate) use rule::run;
pub(crate) use stackwright_deployment::*;
