//! Elastic Container Service: clusters, tasks and services.

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
    TwoMemory,
};
pub use task::{CpuArchitecture, FargateTask, TaskHandle};
