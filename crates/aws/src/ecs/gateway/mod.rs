//! ECS Gateway: one front door that many services share, run by ECS.
//!
//! What a gateway may say stands in `construct`; `connector` is what a service says of it,
//! `association` ties it to the clusters of those services, `imported` is one that exists.

mod association;
mod connector;
mod construct;
mod imported;

pub(super) use association::Through;
pub use connector::GatewayConnector;
pub use construct::{Gateway, GatewayAccess, GatewayAddresses, GatewayDesync, GatewayHandle};
pub use imported::ImportedGateway;
