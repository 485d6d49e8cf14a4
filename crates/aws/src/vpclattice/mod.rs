//! VPC Lattice: services that are found and reached across VPCs and accounts, without peering.
//!
//! A [`LatticeService`] has listeners, these forward to target groups, by rules or all; ECS registers
//! the tasks of a service in such a group ([`lattice`](crate::ecs::Service::lattice)). A
//! [`ServiceNetwork`] is what services and VPCs are associated with: whoever is in such a VPC reaches
//! such a service.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `network` | service networks |
//! | `vpc_association` | which VPCs reach the services of a network, and who in them |
//! | `service_association` | which services a network has |
//! | `service` | services: a name, and who may call it |
//! | `auth` | policies that say who may call |
//! | `listener` | on which port a service listens, and what becomes of requests |
//! | `action` | what becomes of requests |
//! | `rule` | which requests take another way |
//! | `target_group` | where requests end, and how a task gets there |
//! | `alb_target_group` | a load balancer that requests end at |
//! | `function_target_group` | a function that requests end at |

mod action;
mod alb_target_group;
mod auth;
mod function_target_group;
mod listener;
mod network;
mod rule;
mod service;
mod service_association;
mod target_group;
mod vpc_association;

pub use action::LatticeAction;
pub use alb_target_group::LatticeAlbTargetGroup;
pub use auth::LatticeAuth;
pub use function_target_group::LatticeFunctionTargetGroup;
pub use listener::{LatticeListener, LatticeListenerHandle};
pub use network::{ImportedServiceNetwork, ServiceNetwork, ServiceNetworkHandle};
pub use rule::{LatticeMatch, LatticeRule, LatticeRuleHandle};
pub use service::{ImportedLatticeService, LatticeService, LatticeServiceHandle};
pub use service_association::{
    ServiceNetworkServiceAssociation, ServiceNetworkServiceAssociationHandle,
};
pub(crate) use target_group::Receives;
pub use target_group::{
    ImportedLatticeTargetGroup, LatticeTarget, LatticeTargetGroup, LatticeTargetGroupHandle,
};
pub use vpc_association::{
    PrivateDns, ServiceNetworkVpcAssociation, ServiceNetworkVpcAssociationHandle,
};
