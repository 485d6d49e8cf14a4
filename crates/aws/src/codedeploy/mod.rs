//! CodeDeploy: blue/green deployments of ECS services, for those who have them.
//!
//! ECS does the same by itself since 2025, in a way that CloudFormation can update; that is what a new
//! service wants. A service under CodeDeploy is deployed by CodeDeploy alone: CloudFormation cannot
//! give it another task definition, nor another load balancer, and a stack that tries fails.
//! `application` holds deployment groups, `config` says how traffic is shifted, `group` deploys a service.

mod application;
mod config;
mod group;

pub use application::{EcsApplication, EcsApplicationHandle, ImportedEcsApplication};
pub use config::{
    EcsDeploymentConfig, EcsDeploymentConfigHandle, EcsDeploymentConfigName,
    ImportedEcsDeploymentConfig, Shift,
};
pub use group::{EcsDeploymentGroup, EcsDeploymentGroupHandle, ImportedEcsDeploymentGroup};
