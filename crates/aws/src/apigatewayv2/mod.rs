//! Amazon API Gateway: HTTP and WebSocket APIs in front of services.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `http_api` | HTTP APIs |
//! | `cors` | which pages of other origins may call them |
//! | `http_stage` | further stages of an HTTP API |
//! | `stage` | where an API is deployed: its logs and limits |
//! | `http_route` | which requests go where |
//! | `route_key` | what a route is called |
//! | `integration` | what answers requests |
//! | `service_call` | services of AWS that answer requests |
//! | `vpc_link` | the way into a VPC |
//! | `authorizer` | who may call a route |
//! | `domain_name` | APIs under a name of one's own |
//! | `web_socket_api` | WebSocket APIs |
//! | `metrics` | what CloudWatch measures of APIs |
//! | `recommended` | the alarms of an HTTP API |
//! | `web_socket_route` | what answers messages |
//! | `aws_integration` | services of AWS that answer messages |
//! | `web_socket_authorizer` | who may connect |

mod authorizer;
mod aws_integration;
mod cors;
mod domain_name;
mod http_api;
mod http_route;
mod http_stage;
mod integration;
mod metrics;
#[cfg(feature = "cloudwatch")]
mod recommended;
mod route_key;
mod service_call;
mod stage;
mod vpc_link;
mod web_socket_api;
mod web_socket_authorizer;
mod web_socket_route;

pub use authorizer::{AuthorizerHandle, HttpAuthorizer};
pub use aws_integration::AwsIntegration;
pub use cors::Cors;
pub use domain_name::{
    ApiMapping, ApiMappingHandle, DomainName, DomainNameHandle, ImportedDomainName,
};
pub use http_api::{HttpApi, HttpApiHandle, ImportedHttpApi};
pub use http_route::{Answer, HttpRoute, HttpRouteHandle};
pub use http_stage::{HttpStage, HttpStageHandle};
pub use integration::{HttpIntegration, Integration, IntegrationHandle};
pub use stage::ACCESS_LOG_FORMAT;
pub use vpc_link::{ImportedVpcLink, VpcLink, VpcLinkHandle};
pub use web_socket_api::{ImportedWebSocketApi, WebSocketApi, WebSocketApiHandle};
pub use web_socket_authorizer::{WebSocketAuthorizer, WebSocketAuthorizerHandle};
pub use web_socket_route::{WebSocketRoute, WebSocketRouteHandle};
