//! Amazon API Gateway: HTTP and WebSocket APIs in front of services.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `http_api` | HTTP APIs |
//! | `cors` | which pages of other origins may call them |
//! | `stage` | where an API is deployed: its logs and limits |
//! | `http_route` | which requests go where |
//! | `route_key` | what a route is called |
//! | `integration` | what answers requests |
//! | `vpc_link` | the way into a VPC |
//! | `authorizer` | who may call a route |
//! | `domain_name` | APIs under a name of one's own |
//! | `web_socket_api` | WebSocket APIs |
//! | `metrics` | what CloudWatch measures of APIs |

mod authorizer;
mod cors;
mod domain_name;
mod http_api;
mod http_route;
mod integration;
mod metrics;
mod route_key;
mod stage;
mod vpc_link;
mod web_socket_api;

pub use authorizer::{AuthorizerHandle, HttpAuthorizer};
pub use cors::Cors;
pub use domain_name::{
    ApiMapping, ApiMappingHandle, DomainName, DomainNameHandle, ImportedDomainName,
};
pub use http_api::{HttpApi, HttpApiHandle, ImportedHttpApi};
pub use http_route::{HttpRoute, HttpRouteHandle};
pub use integration::{HttpIntegration, Integration, IntegrationHandle};
pub use stage::ACCESS_LOG_FORMAT;
pub use vpc_link::{ImportedVpcLink, VpcLink, VpcLinkHandle};
pub use web_socket_api::{WebSocketApi, WebSocketApiHandle, WebSocketRoute, WebSocketRouteHandle};
