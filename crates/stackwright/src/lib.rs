//! AWS infrastructure as typed Rust.
//!
//! A program adds constructs to stacks and synthesizes CloudFormation:
//!
//! ```no_run
//! use stackwright::prelude::*;
//!
//! fn main() -> std::process::ExitCode {
//!     stackwright::run(build)
//! }
//!
//! fn build(app: &App) {
//!     let registry = app.stack("Registry");
//!     let repository = registry.add("Repo", EcrRepository::new().keep_last(10));
//!     registry.add("RepositoryUri", Output::new(repository.uri()));
//! }
//! ```
//!
//! Three layers, and each can be used beside the others:
//! - [`aws`]: constructs with sensible defaults, as [`FargateService`](aws::ecs::FargateService).
//! - [`cfn`]: a typed resource for every type of CloudFormation, as [`cfn::ecs::Service`].
//! - [`core`]: app, scopes, values, and [`RawResource`](core::RawResource) for what has no type.
//!
//! # Constructs by area
//!
//! Each has an imported twin where AWS has the thing already, as [`Vpc::imported`](aws::ec2::Vpc::imported).
//! What stands below a cargo feature is not there without it, nor on this page.
//!
//! | area | constructs | module |
//! |---|---|---|
//! | networks | [`Vpc`](aws::ec2::Vpc), [`SecurityGroup`](aws::ec2::SecurityGroup), [`GatewayEndpoint`](aws::ec2::GatewayEndpoint), [`InterfaceEndpoint`](aws::ec2::InterfaceEndpoint), [`TaskEndpoints`](aws::ec2::TaskEndpoints), [`FlowLog`](aws::ec2::FlowLog); `VpcEndpointService`, `NetworkAcl`, `PrefixList` (feature `ec2-network`) | [`aws::ec2`] |
//! | clusters and capacity | [`Cluster`](aws::ecs::Cluster); `ManagedInstancesCapacityProvider` (feature `ecs-managed-instances`); `AsgCapacityProvider`, `AutoScalingGroup`, `LaunchTemplate`, `KeyPair`, `PlacementGroup` (feature `autoscaling`) | [`aws::ecs`], [`aws::ec2`], `aws::autoscaling` |
//! | tasks | [`FargateTask`](aws::ecs::FargateTask), [`Ec2Task`](aws::ecs::Ec2Task), [`ManagedInstancesTask`](aws::ecs::ManagedInstancesTask), [`ExternalTask`](aws::ecs::ExternalTask), of a [`Container`](aws::ecs::Container), a [`LogRouter`](aws::ecs::LogRouter), a [`Sidecar`](aws::ecs::Sidecar), a [`Volume`](aws::ecs::Volume) | [`aws::ecs`] |
//! | services | [`FargateService`](aws::ecs::FargateService), [`Ec2Service`](aws::ecs::Ec2Service), [`ManagedInstancesService`](aws::ecs::ManagedInstancesService), [`ExternalService`](aws::ecs::ExternalService); `Daemon` (feature `ecs-managed-instances`), `ExpressService` (`ecs-express`), `Gateway` (`ecs-gateway`) | [`aws::ecs`] |
//! | scaling | [`TargetTrackingScaling`](aws::scaling::TargetTrackingScaling), [`StepScaling`](aws::scaling::StepScaling), [`ScheduledScaling`](aws::scaling::ScheduledScaling), [`PredictiveScaling`](aws::scaling::PredictiveScaling), [`SuspendedScaling`](aws::scaling::SuspendedScaling), [`ScalableTarget`](aws::scaling::ScalableTarget); `GroupTargetTracking`, `GroupStepScaling`, `ScheduledAction` (feature `autoscaling`) | [`aws::scaling`], `aws::autoscaling` |
//! | load balancers | [`ApplicationLoadBalancer`](aws::elb::ApplicationLoadBalancer), [`AlbWithTargetGroup`](aws::elb::AlbWithTargetGroup), [`NetworkLoadBalancer`](aws::elb::NetworkLoadBalancer), [`Listener`](aws::elb::Listener), [`NetworkListener`](aws::elb::NetworkListener), [`ListenerRule`](aws::elb::ListenerRule), [`ListenerCertificate`](aws::elb::ListenerCertificate), [`TargetGroup`](aws::elb::TargetGroup), [`NetworkTargetGroup`](aws::elb::NetworkTargetGroup), [`TrustStore`](aws::elb::TrustStore), [`LogBucket`](aws::elb::LogBucket) | [`aws::elb`] |
//! | other doors | `HttpApi`, `HttpRoute`, `HttpAuthorizer`, `DomainName`, `WebSocketApi`, `VpcLink` (feature `apigatewayv2`); `Distribution`, `VpcOrigin` and their policies (`cloudfront`); `WebAcl`, `WebAclAssociation` (`wafv2`); `ServiceNetwork`, `LatticeService` and what is below them (`vpclattice`) | `aws::apigatewayv2`, `aws::cloudfront`, `aws::wafv2`, `aws::vpclattice` |
//! | names | [`PrivateDnsNamespace`](aws::servicediscovery::PrivateDnsNamespace), [`PublicDnsNamespace`](aws::servicediscovery::PublicDnsNamespace), [`HttpNamespace`](aws::servicediscovery::HttpNamespace), [`DiscoveryService`](aws::servicediscovery::DiscoveryService), [`DiscoveryInstance`](aws::servicediscovery::DiscoveryInstance) | [`aws::servicediscovery`] |
//! | images, files | [`Image`](aws::assets::Image), [`FileAsset`](aws::assets::FileAsset), [`DirectoryAsset`](aws::assets::DirectoryAsset), [`EcrRepository`](aws::ecr::EcrRepository), [`FileSystem`](aws::efs::FileSystem), [`AccessPoint`](aws::efs::AccessPoint) | [`aws::assets`], [`aws::ecr`], [`aws::efs`] |
//! | names in DNS | `HostedZone`, `Record`, `HealthCheck` (feature `route53`), `Certificate` (`certificatemanager`) | `aws::route53`, `aws::certificatemanager` |
//! | databases, caches | `Postgres`, `MySql`, `ReadReplica`, `AuroraPostgres`, `AuroraMySql`, `DatabaseProxy` (feature `rds`), `Valkey` (`elasticache`) | `aws::rds`, `aws::elasticache` |
//! | queues, topics, tables, buckets | `Queue` (feature `sqs`), `Topic` (`sns`), `Table` (`dynamodb`), `Bucket` (`s3`), `Stream` (`kinesis`), `Key` (`kms`) | `aws::sqs`, `aws::sns`, `aws::dynamodb`, `aws::s3`, `aws::kinesis`, `aws::kms` |
//! | started by time and by others | `ScheduledTask` (feature `scheduler`), `EventBus`, `Rule` (`events`), `OneOffTask` (`stepfunctions`) | `aws::scheduler`, `aws::events`, `aws::stepfunctions` |
//! | patterns | `Microservices`, `PrivateService`, `QueueWorker`, `BlueGreenService`, `HttpApiService`, `MultiRegion` (feature `patterns`, and those of what they are made of) | `aws::patterns` |
//! | who is told | `Alarm`, `CompositeAlarm`, `MuteRule`, `Dashboard` and `recommended_alarms` of handles (feature `cloudwatch`), `MetricFilter`, `SubscriptionFilter` (`logs`), `DeploymentFailures` (`events`), `SlackChannel` (`chatbot`) | [`aws::cloudwatch`], [`aws::logs`] |
//! | rights, secrets, logs | [`Role`](aws::iam::Role), [`Secret`](aws::secretsmanager::Secret), [`SsmParameter`](aws::ssm::SsmParameter), [`LogGroup`](aws::logs::LogGroup) | [`aws::iam`], [`aws::secretsmanager`], [`aws::ssm`], [`aws::logs`] |
//! | stacks that others have deployed | [`Include`](core::Include), [`Forms`](aws::forms::Forms) | [`core::Scope::include`], [`aws::forms`] |
//! | deployments by CodeDeploy | `EcsApplication`, `EcsDeploymentGroup`, `EcsDeploymentConfig` (feature `codedeploy`) | `aws::codedeploy` |
//!
//! Three things are said between constructs, in any order: who may reach whom
//! ([`connect`](aws::ec2::ConnectExt::connect)), who may do what ([`grant`](aws::iam::GrantExt::grant)),
//! and where a service stands ([`behind`](aws::ecs::Service::behind)).
//!
//! # As a library
//!
//! [`run`] is a command line for the program. As a library, the same is [`core::App::synth`],
//! [`check::check_app`] and [`assembly`]:
//!
//! ```no_run
//! use stackwright::assembly::{Assembly, Format};
//! use stackwright::check::{Options, check_app};
//! use stackwright::prelude::*;
//!
//! let app = App::new();
//! app.stack("Registry").add("Repo", EcrRepository::new().keep_last(10));
//! let synthesis = check_app(app.synth(), &Options::new());
//! for found in &synthesis.diagnostics {
//!     eprintln!("{found}");
//! }
//! if !synthesis.has_errors() {
//!     Assembly::new(&synthesis.stacks, Format::Json)?.write("cdk.out")?;
//! }
//! # Ok::<(), stackwright::assembly::WriteError>(())
//! ```

pub use stackwright_assembly as assembly;
pub use stackwright_aws as aws;
pub use stackwright_cfn as cfn;
#[cfg(feature = "diff")]
pub use stackwright_change as change;
#[cfg(feature = "settings")]
pub use stackwright_cli::{SettingsError, read_settings, run_with, run_with_args};
pub use stackwright_cli::{run, run_args};
pub use stackwright_codes as codes;
pub use stackwright_core as core;
pub use stackwright_core::sub;
pub use stackwright_deployment as deployment;
pub use stackwright_template as template;

/// What would fail in AWS, found before: rules over templates, and over those of an app.
///
/// [`check_app`](check::check_app) is what every command of an app does before it writes
/// anything; [`check`](check::check()) takes any template.
pub mod check {
    pub use stackwright_check::*;
    pub use stackwright_cli::{check_app, check_stack};
}

/// What most programs need: `use stackwright::prelude::*`.
pub mod prelude {
    pub use std::time::Duration;

    pub use stackwright_aws::assets::{BuildSecret, DirectoryAsset, FileAsset, Image, Platform};
    pub use stackwright_aws::cloudwatch::{MathExpression, Metric};
    pub use stackwright_aws::ec2::{
        ConnectExt, Nat, Peer, Port, SecurityGroup, SubnetKind, SubnetSelection, Vpc, VpcHandle,
    };
    pub use stackwright_aws::ecr::{
        EcrRepository, LifecycleRule, RepositoryHandle, TagMutability, Tags,
    };
    pub use stackwright_aws::ecs::{
        CapacityProvider, CircuitBreaker, Cluster, ClusterHandle, Container, ContainerImage,
        CpuArchitecture, Ec2, Ec2Service, EightMemory, External, ExternalService, FailuresExt,
        Fargate, FargateService, FargateTask, FourMemory, HalfMemory, HealthCheck, LogDriver,
        ManagedInstances, ManagedInstancesService, OneMemory, PlacementConstraint,
        PlacementStrategy, QuarterMemory, Served, ServiceConnect, ServiceHandle, SixteenMemory,
        TaskSize, ThirtyTwoMemory, TwoMemory,
    };
    pub use stackwright_aws::elb::{
        Action, AlbWithTargetGroup, ApplicationLoadBalancer, Listener, ListenerRule,
        NetworkLoadBalancer, Redirect, TargetHealthCheck,
    };
    pub use stackwright_aws::iam::{GrantExt, ManagedPolicy, Principal, Role, Statement};
    pub use stackwright_aws::link::Link;
    pub use stackwright_aws::logs::{LogGroup, Retention};
    pub use stackwright_aws::scaling::{ScheduledScaling, StepScaling, TargetTrackingScaling};
    pub use stackwright_aws::schedule::{Cron, TimeZone};
    pub use stackwright_aws::secretsmanager::Secret;
    pub use stackwright_aws::servicediscovery::{
        DiscoveryService, HttpNamespace, PrivateDnsNamespace,
    };
    pub use stackwright_aws::ssm::SsmParameter;
    pub use stackwright_aws::units::{DurationExt, Percent, PercentExt, Size, SizeExt};
    pub use stackwright_cfn as cfn;
    pub use stackwright_cfn::kind::certificatemanager::CertificateArn;
    pub use stackwright_cfn::kind::ec2::{SecurityGroupId, SubnetId, VpcId};
    pub use stackwright_core::{
        App, Bootstrap, Condition, Construct, DeletionPolicy, Handle, Include, Included, Int,
        IntoValue, Json, List, Mapping, NestedStack, Output, Parameter, ParameterHandle,
        RawResource, Rule, Scope, Stack, Str, Value, if_, json_string, no_value, object, sub,
    };

    #[cfg(feature = "certificatemanager")]
    pub use stackwright_aws::certificatemanager::Certificate;
    #[cfg(feature = "cloudwatch")]
    pub use stackwright_aws::cloudwatch::{Alarm, Dashboard};
    #[cfg(feature = "dynamodb")]
    pub use stackwright_aws::dynamodb::{Table, TableKey};
    #[cfg(feature = "elasticache")]
    pub use stackwright_aws::elasticache::Valkey;
    #[cfg(feature = "events")]
    pub use stackwright_aws::events::{EventBus, EventPattern};
    #[cfg(all(feature = "patterns", feature = "cloudwatch"))]
    pub use stackwright_aws::patterns::BlueGreenService;
    #[cfg(all(feature = "patterns", feature = "apigatewayv2"))]
    pub use stackwright_aws::patterns::HttpApiService;
    #[cfg(all(feature = "patterns", feature = "certificatemanager"))]
    pub use stackwright_aws::patterns::MultiRegion;
    #[cfg(all(feature = "patterns", feature = "cloudwatch", feature = "sqs"))]
    pub use stackwright_aws::patterns::QueueWorker;
    #[cfg(feature = "patterns")]
    pub use stackwright_aws::patterns::{Microservices, PrivateService};
    #[cfg(feature = "rds")]
    pub use stackwright_aws::rds::{
        AuroraMySql, AuroraMySqlVersion, AuroraPostgres, AuroraPostgresVersion, DbSize, MySql,
        MySqlVersion, Postgres, PostgresVersion,
    };
    #[cfg(feature = "route53")]
    pub use stackwright_aws::route53::HostedZone;
    #[cfg(feature = "s3")]
    pub use stackwright_aws::s3::Bucket;
    #[cfg(feature = "scheduler")]
    pub use stackwright_aws::scheduler::ScheduledTask;
    #[cfg(feature = "sns")]
    pub use stackwright_aws::sns::Topic;
    #[cfg(feature = "sqs")]
    pub use stackwright_aws::sqs::Queue;
    #[cfg(feature = "stepfunctions")]
    pub use stackwright_aws::stepfunctions::OneOffTask;
}

/// The examples of the README, compiled as tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;
