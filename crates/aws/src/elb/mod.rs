//! Elastic Load Balancing: how requests reach tasks.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `load_balancer` | application load balancers |
//! | `any` | a load balancer of either kind |
//! | `balancer` | what both kinds of load balancers have in common |
//! | `only_cloudfront` | how nobody goes around CloudFront to a load balancer that faces the internet |
//! | `logs` | the bucket that logs are written into |
//! | `domain` | the name that leads to a load balancer, and its certificate |
//! | `front` | the listener that the places of a load balancer are at |
//! | `place` | which requests a service gets |
//! | `attach` | what a service at a place adds |
//! | `conditions` | what a request must be like for a rule |
//! | `priority` | which rule comes first |
//! | `listener` | listeners |
//! | `listener_certificate` | further certificates of listeners |
//! | `listener_rule` | rules of listeners |
//! | `action` | what is done with a request |
//! | `authentication` | who a request comes from |
//! | `tls` | versions of TLS, and certificates of clients |
//! | `trust_store` | the authorities of clients' certificates |
//! | `target_group` | where requests are sent |
//! | `imported_target_group` | where requests are sent already |
//! | `network_load_balancer` | network load balancers |
//! | `network_listener` | their listeners |
//! | `network_target_group` | where connections are passed on to |
//! | `network_place` | which connections a service gets |
//! | `target` | a target group, its listener and its load balancer, put together |
//! | `metrics` | what CloudWatch measures of load balancers and targets |
//! | `recommended` | the alarms of a load balancer |
//! | `health_check` | how a load balancer finds out whether a target is well |
//! | `alb_with_target_group` | the short road: one load balancer for one service |

mod action;
mod alb_with_target_group;
mod any;
mod attach;
mod authentication;
mod balancer;
mod conditions;
#[cfg(feature = "certificatemanager")]
mod domain;
mod front;
mod health_check;
mod imported_target_group;
mod listener;
mod listener_certificate;
mod listener_rule;
mod load_balancer;
mod logs;
mod metrics;
mod network_listener;
mod network_load_balancer;
mod network_place;
mod network_target_group;
mod only_cloudfront;
mod place;
mod priority;
#[cfg(feature = "cloudwatch")]
mod recommended;
mod target;
mod target_group;
mod tls;
mod trust_store;

pub use action::{Action, FixedResponse, Redirect};
pub use alb_with_target_group::{AlbHandle, AlbWithTargetGroup};
pub use any::AnyLoadBalancer;
pub use authentication::{
    Authentication, ClaimFormat, Cognito, Jwt, Oidc, OidcProvider, Unauthenticated,
};
pub use balancer::{AddressType, SubnetMapping};
#[cfg(feature = "ecs-gateway")]
pub(crate) use health_check::How;
pub use health_check::TargetHealthCheck;
pub use imported_target_group::ImportedTargetGroup;
pub use listener::{ImportedListener, Listener, ListenerHandle, ResponseHeader};
pub use listener_certificate::{ListenerCertificate, ListenerCertificateHandle};
pub use listener_rule::{ListenerRule, ListenerRuleHandle};
pub use load_balancer::{
    ApplicationLoadBalancer, DesyncMode, ForwardedFor, ImportedLoadBalancer, LoadBalancerHandle,
};
pub use logs::{LogBucket, LogBucketHandle};
pub use metrics::{HttpCodeElb, HttpCodeTarget, TargetMetrics};
#[cfg(feature = "cloudfront")]
pub(crate) use network_listener::EndsTls;
pub use network_listener::{AlpnPolicy, NetworkListener};
pub use network_load_balancer::{ClientRouting, NetworkLoadBalancer, NetworkLoadBalancerHandle};
pub use network_place::NetworkPlace;
pub use network_target_group::{NetworkProtocol, NetworkTargetGroup};
#[cfg(feature = "cloudfront")]
pub(crate) use only_cloudfront::Demands;
pub use place::Place;
pub use target::Target;
pub use target_group::{Algorithm, HealthyTargets, TargetGroup, TargetGroupHandle};
pub use tls::{MutualTls, TlsPolicy};
pub use trust_store::{
    ImportedTrustStore, TrustStore, TrustStoreHandle, TrustStoreRevocation,
    TrustStoreRevocationHandle,
};

pub(crate) use attach::{Attached, Test, Wish};
pub(crate) use network_place::SHIFT;
pub(crate) use target_group::{Receives, check_port};

use front::front;
