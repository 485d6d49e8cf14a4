//! Deployments by GitHub Actions, without a key that somebody could lose.
//!
//! `provider` is how an account knows GitHub, `role` what a workflow may do, `workflow` the file that
//! does it.

mod provider;
mod role;
mod workflow;

pub use provider::{GithubProvider, GithubProviderHandle, ImportedGithubProvider};
pub use role::{GithubDeployRole, GithubDeployRoleHandle, GithubRepository};
pub use workflow::GithubWorkflow;
