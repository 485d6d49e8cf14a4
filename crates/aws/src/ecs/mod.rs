//! Elastic Container Service: clusters, tasks and services.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `cluster` | clusters, new and imported, and what services learn from them |
//! | `capacity/` | where tasks run: strategies, capacity providers and the instances behind them |
//! | `daemon/` | agents on every managed instance |
//! | `task/` | task definitions, and which rights the containers' use of things gives |
//! | `deployment_failures` | who is told when a deployment fails |
//! | `exec` | what is kept of commands that people run in containers |
//! | `log_router` | what takes output on: FireLens |
//! | `recommended` | the alarms and the dashboard of a service |
//! | `sidecar` | what serves the other containers of a task, with its rights |
//! | `volume/` | what containers mount |
//! | `ways` | where the containers of a task go, for whoever runs it |
//! | `target_optimizer` | the agent that says how many requests a program can take |
//! | `size` | which CPU and memory Fargate has |
//! | `container/` | one container: ports, environment, sizes, what it is started after |
//! | `express/` | Express services: an image, with all that surrounds it run by ECS |
//! | `gateway/` | ECS Gateway: a front door that services share, and their way through it |
//! | `infrastructure` | the roles by which ECS acts on other services |
//! | `launch` | the kinds of capacity, as types |
//! | `run/` | how a task is run without a service, by a schedule, a rule, a state machine |
//! | `standing` | in which subnets tasks stand, or on which machines |
//! | `metrics` | what CloudWatch measures of services and clusters |
//! | `named` | the name of what has to have one |
//! | `service/` | services, a file a question: subnets and security groups, which port a load balancer reaches, discovery |

mod capacity;
mod cluster;
mod container;
#[cfg(feature = "ecs-managed-instances")]
mod daemon;
#[cfg(feature = "events")]
mod deployment_failures;
mod exec;
#[cfg(feature = "ecs-express")]
mod express;
#[cfg(feature = "ecs-gateway")]
mod gateway;
mod infrastructure;
mod launch;
mod log_router;
mod metrics;
#[cfg(any(
    feature = "ecs-gateway",
    feature = "ecs-managed-instances",
    feature = "sns"
))]
mod named;
#[cfg(feature = "cloudwatch")]
mod recommended;
#[cfg(feature = "ecs-run")]
#[cfg_attr(
    not(all(feature = "events", feature = "scheduler", feature = "stepfunctions")),
    allow(dead_code, reason = "which of them run tasks differs")
)]
mod run;
mod service;
mod sidecar;
mod size;
mod standing;
mod target_optimizer;
mod task;
mod volume;
mod ways;

#[cfg(any(feature = "autoscaling", feature = "ecs-managed-instances"))]
pub use capacity::ImportedCapacityProvider;
#[cfg(feature = "ecs-managed-instances")]
pub use capacity::{
    AcceleratorName, AcceleratorType, CpuManufacturer, Inclusion, InstanceGeneration,
    InstanceRequirements, ManagedInstancesCapacityProvider, ManagedInstancesCapacityProviderHandle,
    ReservationPreference,
};
#[cfg(feature = "autoscaling")]
pub use capacity::{
    AgentSettings, AsgCapacityProvider, AsgCapacityProviderHandle, BottlerocketImage,
    EcsOptimizedImage, GroupOf, ManagedScaling, WindowsServer,
};
pub use capacity::{CapacityFor, CapacityProvider, PlacementConstraint, PlacementStrategy};
pub use cluster::{Cluster, ClusterHandle, ContainerInsights, ImportedCluster};
pub(crate) use container::SecretFields;
pub use container::{
    AnInstance, AnOwnInstance, Anywhere, Container, ContainerCondition, ContainerImage,
    CredentialSpec, Device, DevicePermission, EnvironmentFile, Firelens, Fluentd, Gelf,
    HealthCheck, Journald, JsonFile, LogDriver, PortMapping, RestartPolicy, RunsOn, SecretSource,
    SharedGpu, Splunk, Syslog, Tmpfs, Ulimit,
};
#[cfg(feature = "ecs-managed-instances")]
pub use daemon::{
    Daemon, DaemonHandle, DaemonTask, DaemonTaskHandle, DaemonTaskOf, ImportedDaemon,
    ImportedDaemonTask,
};
#[cfg(feature = "events")]
pub use deployment_failures::{DeploymentFailures, DeploymentFailuresHandle};
pub use exec::ExecAudit;
#[cfg(feature = "ecs-express")]
pub use express::{
    ExpressContainer, ExpressMetric, ExpressService, ExpressServiceHandle, ExpressTask,
    ImportedExpressService,
};
#[cfg(feature = "ecs-gateway")]
pub use gateway::{
    Gateway, GatewayAccess, GatewayAddresses, GatewayConnector, GatewayDesync, GatewayHandle,
    ImportedGateway,
};
pub use launch::{
    Compatibility, Ec2, External, Fargate, HasInstances, HasMachines, Launch, ManagedInstances,
    OwnInstances,
};
pub use log_router::LogRouter;
#[cfg(feature = "sns")]
pub(crate) use named::own_name;
#[cfg(feature = "ecs-run")]
#[cfg_attr(
    not(any(feature = "events", feature = "scheduler", feature = "stepfunctions")),
    allow(unused_imports, reason = "for who runs tasks")
)]
pub(crate) use run::Starter;
#[cfg(feature = "ecs-run")]
pub use run::{ContainerOverride, RunTask};
pub(crate) use service::Counted;
pub use service::{
    AccessLog, CircuitBreaker, Cleanup, ConnectLogLevel, ConnectTls, DeploymentController,
    Discover, Ec2Service, ExternalService, FailuresExt, FargateService, Hook, ImportedService,
    ManagedInstancesService, PlatformVersion, PropagateTags, Served, Service, ServiceConnect,
    ServiceHandle, Stage, TaskRevision, Threshold, Timeout,
};
pub use sidecar::Sidecar;
pub use size::{
    EightMemory, FourMemory, HalfMemory, OneMemory, QuarterMemory, SixteenMemory, TaskSize,
    ThirtyTwoMemory, TwoMemory,
};
pub use target_optimizer::TargetOptimizer;
#[cfg(feature = "ecs-run")]
pub use task::AnyTask;
pub use task::{
    CpuArchitecture, Ec2Task, ExternalTask, FargateTask, ImportedTask, IpcMode,
    ManagedInstancesTask, OperatingSystem, Task, TaskHandle, TaskOf,
};
pub use volume::{DockerVolume, EbsFileSystem, EbsVolume, Volume};
pub use ways::Way;
#[cfg(feature = "batch")]
pub(crate) use ways::open as open_ways;
