//! Patterns: systems that are drawn again and again, put together of the constructs that there are.
//!
//! A pattern takes builders, as a task, a service, a load balancer, and repeats none of their options:
//! what more there is to say is said to the builder, as `.service(|service| service.spot_from(2))`.
//! What it adds stands in its documentation, by id, and its handle leads there.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `any_service` | a service on any capacity, for patterns that have several |
//! | `later` | what is said of a builder that is made later |
//! | `queue_worker` | tasks that work on what waits in a queue |
//! | `microservices` | several services behind one load balancer, that call each other |
//! | `private_service` | a service without a way from or to the internet |
//! | `blue_green` | a service whose new version is tried beside the old one |
//! | `http_api` | a private service behind an HTTP API |
//! | `multi_region` | one service in several regions, under one name |
//! | `github/` | a role by which workflows of GitHub deploy, and the workflow |

mod any_service;
#[cfg(feature = "cloudwatch")]
mod blue_green;
mod github;
#[cfg(feature = "apigatewayv2")]
mod http_api;
mod later;
mod microservices;
#[cfg(feature = "certificatemanager")]
mod multi_region;
mod private_service;
#[cfg(all(feature = "cloudwatch", feature = "sqs"))]
mod queue_worker;

pub use any_service::AnyService;
#[cfg(feature = "cloudwatch")]
pub use blue_green::{BlueGreenService, BlueGreenServiceHandle};
pub use github::{
    GithubDeployRole, GithubDeployRoleHandle, GithubProvider, GithubProviderHandle,
    GithubRepository, GithubWorkflow, ImportedGithubProvider,
};
#[cfg(feature = "apigatewayv2")]
pub use http_api::{HttpApiService, HttpApiServiceHandle};
pub use microservices::{Microservices, MicroservicesHandle};
#[cfg(feature = "certificatemanager")]
pub use multi_region::{InRegionHandle, MultiRegion, Region};
pub use private_service::{PrivateService, PrivateServiceHandle};
#[cfg(all(feature = "cloudwatch", feature = "sqs"))]
pub use queue_worker::{QueueWorker, QueueWorkerHandle};

use stackwright_core::Text;

/// An id as a name in DNS: `order-files` of `OrderFiles`.
fn in_dns(id: &str) -> Text {
    let mut name = String::with_capacity(id.len() + 2);
    let mut follows_small = false;
    for letter in id.chars() {
        if letter.is_ascii_uppercase() && follows_small {
            name.push('-');
        }
        follows_small = letter.is_ascii_lowercase() || letter.is_ascii_digit();
        name.push(match letter.is_ascii_alphanumeric() {
            true => letter.to_ascii_lowercase(),
            false => '-',
        });
    }
    Text::from(name)
}
