//! Elastic Container Service: clusters, tasks and services.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `cluster` | clusters, new and imported, and what services learn from them |
//! | `capacity/` | where tasks run: strategies, capacity providers and the instances behind them |
//! | `task/` | task definitions, and which rights the containers' use of things gives |
//! | `size` | which CPU and memory Fargate has |
//! | `container/` | one container: ports, environment, sizes, what it is started after |
//! | `image` | where an image comes from |
//! | `secret` | where a secret in the environment comes from |
//! | `logging` | where output goes |
//! | `health_check` | how a container is asked for its health |
//! | `express/` | Express services: an image, with all that surrounds it run by ECS |
//! | `gateway/` | ECS Gateway: a front door that services share, and their way through it |
//! | `launch` | the kinds of capacity, as types |
//! | `service/` | services, a file a question: subnets and security groups, which port a load balancer reaches, discovery |

mod capacity;
mod cluster;
mod container;
mod express;
mod gateway;
mod health_check;
mod image;
mod launch;
mod logging;
mod secret;
mod service;
mod size;
mod task;

pub use capacity::{
    AgentSettings, BottlerocketImage, CapacityFor, CapacityProvider, EcsOptimizedImage,
    PlacementConstraint, PlacementStrategy, WindowsServer,
};
#[cfg(feature = "autoscaling")]
pub use capacity::{AsgCapacityProvider, AsgCapacityProviderHandle, GroupOf, ManagedScaling};
pub use cluster::{Cluster, ClusterHandle, ContainerInsights, ImportedCluster};
pub use container::{Container, ContainerCondition};
pub use express::{
    ExpressContainer, ExpressMetric, ExpressService, ExpressServiceHandle, ExpressTask,
    ImportedExpressService,
};
pub use gateway::{
    Gateway, GatewayAccess, GatewayAddresses, GatewayConnector, GatewayDesync, GatewayHandle,
    ImportedGateway,
};
pub use health_check::HealthCheck;
pub use image::ContainerImage;
pub use launch::{
    Compatibility, Ec2, External, Fargate, HasInstances, HasMachines, Launch, ManagedInstances,
    OwnInstances,
};
pub use logging::LogDriver;
pub use secret::SecretSource;
pub use service::{
    Ec2Service, ExternalService, FargateService, ManagedInstancesService, Service, ServiceHandle,
};
pub use size::{
    EightMemory, FourMemory, HalfMemory, OneMemory, QuarterMemory, SixteenMemory, TaskSize,
    ThirtyTwoMemory, TwoMemory,
};
pub use task::{
    CpuArchitecture, Ec2Task, ExternalTask, FargateTask, ImportedTask, IpcMode,
    ManagedInstancesTask, OperatingSystem, Task, TaskHandle, TaskOf,
};
