//! Capacity: what tasks run on, made and chosen.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `strategy` | which share of the tasks runs where |
//! | `placement` | which instances a task may be put on, and which first |
//! | `asg` | instances of one's own as capacity |
//! | `managed` | instances that ECS looks after, as capacity |
//! | `requirements` | what these must be like |
//! | `image` | images with the agent of ECS |
//! | `agent` | what the agent is told, and how an instance joins its cluster |
//! | `imported` | providers that exist |
//! | `association` | the list of a cluster's providers, and who waits for it |

#[cfg_attr(
    not(feature = "autoscaling"),
    allow(dead_code, reason = "for instances of one's own")
)]
mod agent;
#[cfg(feature = "autoscaling")]
mod asg;
#[cfg_attr(
    not(feature = "autoscaling"),
    allow(dead_code, reason = "for instances of one's own")
)]
mod association;
mod image;
mod imported;
mod managed;
mod placement;
mod requirements;
mod strategy;

pub use agent::AgentSettings;
#[cfg(feature = "autoscaling")]
pub use asg::{AsgCapacityProvider, AsgCapacityProviderHandle, GroupOf, ManagedScaling};
pub use image::{BottlerocketImage, EcsOptimizedImage, WindowsServer};
pub use imported::ImportedCapacityProvider;
pub use managed::{
    ManagedInstancesCapacityProvider, ManagedInstancesCapacityProviderHandle, ReservationPreference,
};
pub use placement::{PlacementConstraint, PlacementStrategy};
pub use requirements::{
    AcceleratorName, AcceleratorType, CpuManufacturer, Inclusion, InstanceGeneration,
    InstanceRequirements,
};
pub use strategy::{CapacityFor, CapacityProvider};

pub(crate) use association::CapacityFact;
pub(crate) use placement::Placement;
pub(crate) use strategy::Share;
