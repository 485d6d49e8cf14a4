//! Elastic Container Service: clusters, tasks and services.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `cluster` | clusters, new and imported, and what services learn from them |
//! | `capacity` | where tasks run: Fargate, Fargate Spot, capacity providers |
//! | `task` | task definitions, and which rights the containers' use of things gives |
//! | `size` | which CPU and memory Fargate has |
//! | `container` | one container: ports, environment, sizes, what it is started after |
//! | `image` | where an image comes from |
//! | `secret` | where a secret in the environment comes from |
//! | `logging` | where output goes |
//! | `health_check` | how a container is asked for its health |
//! | `behind` | what a service says of load balancers and discovery that may not be there |
//! | `service` | services: subnets, security groups, which port a load balancer reaches, discovery |

mod behind;
mod capacity;
mod cluster;
mod container;
mod health_check;
mod image;
mod logging;
mod secret;
mod service;
mod size;
mod task;

pub use capacity::CapacityProvider;
pub use cluster::{Cluster, ClusterHandle, ContainerInsights, ImportedCluster};
pub use container::{Container, ContainerCondition};
pub use health_check::HealthCheck;
pub use image::ContainerImage;
pub use logging::LogDriver;
pub use secret::SecretSource;
pub use service::{FargateService, ServiceHandle};
pub use size::{
    EightMemory, FourMemory, HalfMemory, OneMemory, QuarterMemory, SixteenMemory, TaskSize,
    ThirtyTwoMemory, TwoMemory,
};
pub use task::{CpuArchitecture, FargateTask, TaskHandle};
