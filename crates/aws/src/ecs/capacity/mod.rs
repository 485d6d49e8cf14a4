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

#[cfg(feature = "autoscaling")]
mod agent;
#[cfg(feature = "autoscaling")]
mod asg;
#[cfg_attr(
    not(all(feature = "autoscaling", feature = "ecs-managed-instances")),
    allow(dead_code, reason = "for providers of one's own")
)]
mod association;
#[cfg(feature = "autoscaling")]
mod image;
#[cfg(any(feature = "autoscaling", feature = "ecs-managed-instances"))]
mod imported;
#[cfg(feature = "ecs-managed-instances")]
mod managed;
mod placement;
#[cfg(feature = "ecs-managed-instances")]
mod requirements;
mod strategy;

#[cfg(feature = "autoscaling")]
pub use agent::AgentSettings;
#[cfg(feature = "autoscaling")]
pub use asg::{AsgCapacityProvider, AsgCapacityProviderHandle, GroupOf, ManagedScaling};
#[cfg(feature = "autoscaling")]
pub use image::{BottlerocketImage, EcsOptimizedImage, WindowsServer};
#[cfg(any(feature = "autoscaling", feature = "ecs-managed-instances"))]
pub use imported::ImportedCapacityProvider;
#[cfg(feature = "ecs-managed-instances")]
pub use managed::{
    ManagedInstancesCapacityProvider, ManagedInstancesCapacityProviderHandle, ReservationPreference,
};
pub use placement::{PlacementConstraint, PlacementStrategy};
#[cfg(feature = "ecs-managed-instances")]
pub use requirements::{
    AcceleratorName, AcceleratorType, CpuManufacturer, Inclusion, InstanceGeneration,
    InstanceRequirements,
};
pub use strategy::{CapacityFor, CapacityProvider};

pub(crate) use association::CapacityFact;
pub(crate) use placement::Placement;
pub(crate) use strategy::Share;
