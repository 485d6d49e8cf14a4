//! Ways to services of AWS that do not lead over the internet.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `service` | which services there are endpoints for |
//! | `gateway` | endpoints that are routes |
//! | `interface` | endpoints that are network interfaces |
//! | `china` | what endpoints are called in the regions of China |
//! | `tasks` | which endpoints the tasks in a VPC need |
//! | `offer` | services of one's own, for the VPCs of others |
//! | `known` | which endpoints a VPC has |

mod china;
mod gateway;
mod interface;
mod known;
#[cfg(feature = "ec2-network")]
mod offer;
mod service;
mod tasks;

pub use gateway::{GatewayEndpoint, GatewayEndpointHandle};
pub use interface::{EndpointAddresses, InterfaceEndpoint, InterfaceEndpointHandle};
use known::Known;
#[cfg(feature = "ec2-network")]
pub use offer::{VpcEndpointService, VpcEndpointServiceHandle};
pub use service::{GatewayService, InterfaceService};
pub use tasks::{TaskEndpoints, TaskEndpointsHandle};
