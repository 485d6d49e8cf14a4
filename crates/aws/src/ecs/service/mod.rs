//! Services: one road for all kinds of capacity.
//!
//! What a service may say stands here; `build` makes it a resource, and asks `network` where it
//! lives, `balancing` which container a load balancer reaches, `discovery` by which name it is
//! found, `gateway` what it goes through.
//! `behind` leaves out of a service, at the end, what may not be there.
//!
//! # Files
//!
//! | file | what it answers |
//! |---|---|
//! | `build` | the one road of all services |
//! | `network` | subnets and security groups |
//! | `balancing` | which port a load balancer reaches |
//! | `registered` | target groups that others keep, in which its tasks are registered |
//! | `behind` | what is left out where a load balancer may not be there |
//! | `discovery` | by which name a service is found |
//! | `gateway` | which gateway a service goes through |
//! | `deployment` | when a deployment has failed or is done |
//! | `strategy` | how requests move to new tasks |
//! | `handle` | what others learn of a service |
//! | `imported` | services that exist |
//! | `hooks` | what deployments wait for |
//! | `call` | how others call a service by its name |
//! | `connect` | Service Connect |
//! | `alarms` | alarms that fail deployments, and watch them |
//! | `upkeep` | revision, controller, zones, tags, metrics |
//! | `lattice` | where VPC Lattice finds its tasks |

mod alarms;
mod balancing;
mod behind;
mod build;
mod call;
mod connect;
mod deployment;
mod discovery;
#[cfg(feature = "ecs-gateway")]
mod gateway;
mod handle;
mod hooks;
mod imported;
#[cfg(feature = "vpclattice")]
mod lattice;
mod network;
mod registered;
mod strategy;
mod upkeep;

pub use connect::{AccessLog, ConnectLogLevel, ConnectTls, Served, ServiceConnect};
pub use deployment::{CircuitBreaker, Cleanup, FailuresExt, Threshold};
pub use discovery::Discover;
pub use handle::ServiceHandle;
pub use hooks::{Hook, Stage, Timeout};
pub use imported::ImportedService;
pub use upkeep::{DeploymentController, PlatformVersion, PropagateTags, TaskRevision};

pub(crate) use handle::Counted;

use std::time::Duration;

use stackwright_core::{Construct, Int, IntoValue, Scope, Str, Value};

#[cfg(feature = "codedeploy")]
use self::deployment::Breaker;
use self::deployment::Deployment;
use self::discovery::Discovery;
use self::handle::Parts;
use self::strategy::Shifting;
use super::capacity::{CapacityFor, Placement, PlacementConstraint, PlacementStrategy, Share};
use super::launch::{Ec2, External, Fargate, HasInstances, Launch, ManagedInstances, OwnInstances};
use super::{CapacityProvider, ClusterHandle, TaskOf};
use crate::ec2::{IntoSubnets, SecurityGroupHandle, SubnetSelection, VpcHandle};
use crate::elb::Place;
use crate::gathered;
use crate::servicediscovery::DiscoveryServiceHandle;
use crate::units::{Percent, PercentExt};

/// A number of tasks that ECS keeps running; on Fargate it is a [`FargateService`].
///
/// Unless said otherwise: a deployment that fails is rolled back; 100 to 200 percent of the tasks
/// run during one; the number of tasks is left to scaling, and is 1 at first; tasks carry the
/// tags of the service; tasks run in the private subnets of the cluster's VPC, and where it has
/// none, in its public ones with an address of their own, without which they could not pull
/// their image.
///
/// ```
/// use stackwright_aws::ecs::{
///     ClusterHandle, Container, FargateService, FargateTask, QuarterMemory, TaskSize,
/// };
/// use stackwright_aws::elb::LoadBalancerHandle;
/// # use stackwright_core::Scope;
/// # fn build(web: Scope<'_>, cluster: ClusterHandle, front: LoadBalancerHandle) {
/// let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
///     .container(Container::new("api", "public.ecr.aws/nginx/nginx:1.27").port(80));
/// let api = FargateService::new(cluster, task).behind(front.path("/api/*").health_check("/health"));
/// web.add("Api", api);
/// # }
/// ```
///
/// It adds `SecurityGroup`, unless it is given one, and `Task`, unless it is given a task that was
/// added. What else a setter adds stands there.
///
/// A change of its name, its cluster, its launch type or of who deploys it replaces it.
///
/// # Findings
///
/// - `ECS104`: a load balancer sends to a port that no container exposes.
/// - `ECS111`: there are no subnets.
/// - `ECS112`: it is to be found by a name, and the cluster has no namespace.
/// - `ECS121`: it has neither a VPC nor a security group.
/// - `ECS122`: the cluster is to say where it runs, and does not.
/// - `ECS150`: deployments shift requests at a target group that has no second one.
/// - `ECS153`: one name in Service Connect and in Cloud Map.
/// - `ECS170`: its task is made for another kind of capacity.
/// - `ECS171`: it is on external machines, and asks for what they have not.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html>
#[derive(Clone, Debug)]
pub struct Service<On: Launch> {
    task: TaskOf<On>,
    options: Options,
}

/// A service on Fargate.
pub type FargateService = Service<Fargate>;

/// A service on instances of EC2 of one's own.
///
/// Put it [on](Service::on) the provider (`AsgCapacityProvider`) of the instances: without
/// one its launch type is `EC2`, its tasks run on what is registered in the cluster already, and
/// nothing starts an instance for those that find no room.
pub type Ec2Service = Service<Ec2>;

/// A service on instances of EC2 that ECS looks after.
///
/// It has no launch type: put it [on](Service::on) a
/// provider (`ManagedInstancesCapacityProvider`), or it runs where the default strategy of
/// the cluster says.
pub type ManagedInstancesService = Service<ManagedInstances>;

/// A service on machines elsewhere, which are registered in the cluster by ECS Anywhere.
///
/// ECS has neither load balancers nor names nor network interfaces for it (`ECS171`).
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html>
pub type ExternalService = Service<External>;

/// What a service may say, wherever it runs.
#[derive(Clone, Debug)]
struct Options {
    cluster: ClusterHandle,
    vpc: Option<VpcHandle>,
    name: Option<Value<Str>>,
    desired_count: Option<Value<Int>>,
    places: Vec<Place>,
    registered: Vec<registered::Registered>,
    #[cfg(feature = "certificatemanager")]
    domain: Option<(Value<Str>, crate::route53::HostedZoneHandle)>,
    #[cfg(feature = "ecs-gateway")]
    gateways: Vec<super::GatewayConnector>,
    #[cfg(feature = "vpclattice")]
    lattice: lattice::Lattice,
    discovery: Option<Discovery>,
    connect: Option<ServiceConnect>,
    min_healthy: Percent,
    max_running: Percent,
    deployment: Deployment,
    shifting: Shifting,
    controller: Option<DeploymentController>,
    nonce: Option<Value<Str>>,
    revision: Option<TaskRevision>,
    stays_in_zones: bool,
    propagate: PropagateTags,
    lacks_managed_tags: bool,
    fast: bool,
    grace_period: Option<Duration>,
    exec: bool,
    protects: bool,
    groups: Vec<SecurityGroupHandle>,
    subnets: Option<SubnetSelection>,
    public_ip: Option<bool>,
    capacity: Capacity,
    placement: Placement,
    platform_version: Option<Value<Str>>,
}

/// Where tasks run. A launch type and a strategy exclude each other.
#[derive(Clone, Debug)]
enum Capacity {
    /// As its launch type says.
    Launched,
    Strategy(Vec<Share>),
    /// As the cluster's default strategy says.
    OfCluster,
}

impl Options {
    fn new(cluster: ClusterHandle) -> Self {
        Options {
            cluster,
            vpc: None,
            name: None,
            desired_count: None,
            places: Vec::new(),
            registered: Vec::new(),
            #[cfg(feature = "certificatemanager")]
            domain: None,
            #[cfg(feature = "ecs-gateway")]
            gateways: Vec::new(),
            #[cfg(feature = "vpclattice")]
            lattice: lattice::Lattice::default(),
            discovery: None,
            connect: None,
            min_healthy: 100.percent(),
            max_running: 200.percent(),
            deployment: Deployment::default(),
            shifting: Shifting::default(),
            controller: None,
            nonce: None,
            revision: None,
            stays_in_zones: false,
            propagate: PropagateTags::default(),
            lacks_managed_tags: false,
            fast: false,
            grace_period: None,
            exec: false,
            protects: false,
            groups: Vec::new(),
            subnets: None,
            public_ip: None,
            capacity: Capacity::Launched,
            placement: Placement::default(),
            platform_version: None,
        }
    }
}

impl<On: Launch> Service<On> {
    /// Runs a task, or the task that another construct has added, in a cluster.
    pub fn new(cluster: impl Into<ClusterHandle>, task: impl Into<TaskOf<On>>) -> Self {
        Service {
            task: task.into(),
            options: Options::new(cluster.into()),
        }
    }

    /// Puts it at a [place](Place) behind a load balancer, as `front.path("/v1/*")`, or where one
    /// forwards to: registers the container that listens on the port, lets the load balancer reach
    /// it, waits for what forwards requests to it, and gives tasks a minute before a failed health
    /// check counts. It may stand at several places.
    ///
    /// Tasks without an interface of their own are registered as their instances, which let the
    /// load balancer in on the host port of the container, or, where ECS finds one when a task
    /// starts, on all that it may find: 32768 to 65535.
    ///
    /// # Findings
    ///
    /// - `ECS104`: no container listens on the port.
    /// - `ECS177`: it is not known what guards the instances.
    pub fn behind(mut self, place: impl Into<Place>) -> Self {
        self.options.places.push(place.into());
        self
    }

    /// Makes a name of a zone lead to it, as `shop.example.com`, at the place behind a load balancer
    /// that it has: certificate, HTTPS, the way there from HTTP, and an alias, as
    /// [`Place::domain`](crate::elb::Place::domain) adds them. It then gets requests for that name alone.
    ///
    /// ```
    /// use stackwright_aws::ecs::{ClusterHandle, FargateService, FargateTask};
    /// use stackwright_aws::route53::HostedZone;
    /// # use stackwright_aws::elb::LoadBalancerHandle;
    /// # fn build(web: stackwright_core::Scope<'_>, cluster: ClusterHandle, task: FargateTask, front: LoadBalancerHandle) {
    /// let zone = web.add("Zone", HostedZone::imported("Z0123456789ABC", "example.com"));
    /// let shop = FargateService::new(cluster, task).behind(front).domain("shop.example.com", zone);
    /// web.add("Shop", shop);
    /// # }
    /// ```
    ///
    /// # Findings
    ///
    /// - `ELB118`: it has no place, or several.
    /// - `ELB119`: what it stands behind cannot be led to.
    #[cfg(feature = "certificatemanager")]
    pub fn domain(
        mut self,
        name: impl IntoValue<Str>,
        zone: impl Into<crate::route53::HostedZoneHandle>,
    ) -> Self {
        self.options.domain = Some((name.into_value(), zone.into()));
        self
    }

    /// Puts it behind a gateway of ECS, which gives it an HTTPS name of its own:
    /// `.through(gateway.port("http"))`, with the name of a port of its task. Said again, behind another
    /// gateway, too, on the same port.
    ///
    /// The gateway may then reach the tasks on that port, the cluster is associated with it, and the
    /// service waits for that. The stack is deployed after the gateway's.
    ///
    /// # Findings
    ///
    /// - `ECS162`: the task has no port of that name.
    /// - `ECS163`: two gateways, and two ports.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/gateway-connect-service.html>
    #[cfg(feature = "ecs-gateway")]
    pub fn through(mut self, connector: super::GatewayConnector) -> Self {
        self.options.gateways.push(connector);
        self
    }

    /// Leaves its deployments to CodeDeploy, for an
    /// [`EcsDeploymentGroup`](crate::codedeploy::EcsDeploymentGroup). A change replaces it.
    ///
    /// **CloudFormation can then change neither its task definition nor its load balancers**: ECS refuses
    /// such an update, and the stack fails. The circuit breaker is ECS's, and there is none. For a new
    /// service, blue/green deployments by ECS itself are the better choice.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html>
    #[cfg(feature = "codedeploy")]
    pub fn deployed_by_code_deploy(mut self) -> Self {
        self.options.controller = Some(DeploymentController::CodeDeploy);
        self.options.deployment.breaker = Breaker::Off;
        self
    }

    /// Registers its tasks in a target group of VPC Lattice: `.lattice(group.port("http"))`, with the
    /// name of a port of its task. Said again, in another one, too.
    ///
    /// It adds `LatticeRole`, what ECS may do for it by AWS's policy
    /// `AmazonECSInfrastructureRolePolicyForVpcLattice`, unless it is
    /// [given one](Self::lattice_role), and lets VPC Lattice in on that port.
    ///
    /// # Findings
    ///
    /// - `ECS166`: the task has no port of that name.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-vpc-lattice.html>
    #[cfg(feature = "vpclattice")]
    pub fn lattice(mut self, target: crate::vpclattice::LatticeTarget) -> Self {
        self.options.lattice.targets.push(target);
        self
    }

    /// What ECS may do for it in VPC Lattice, in place of a role of its own.
    #[cfg(feature = "vpclattice")]
    pub fn lattice_role(mut self, role: impl Into<crate::iam::RoleHandle>) -> Self {
        self.options.lattice.role = Some(role.into());
        self
    }

    /// Makes it known as `name` in the cluster's namespace. Adds a service of Cloud Map named
    /// `Discovery`.
    pub fn discover_as(self, name: impl IntoValue<Str>) -> Self {
        self.discover(Discover::named(name))
    }

    /// Makes it known as that says: by which records, of which container.
    pub fn discover(mut self, how: Discover) -> Self {
        self.options.discovery = Some(Discovery::Named(Box::new(how)));
        self
    }

    /// Makes it known by this service of Cloud Map.
    pub fn discover_by(mut self, service: impl Into<DiscoveryServiceHandle>) -> Self {
        self.options.discovery = Some(Discovery::Service(service.into()));
        self
    }

    /// Names it. A named service cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.options.name = Some(name.into_value());
        self
    }

    /// How many tasks run. Every deployment of the stack sets the number back to this, so leave
    /// it out where scaling owns it.
    pub fn desired_count(mut self, count: impl IntoValue<Int>) -> Self {
        self.options.desired_count = Some(count.into_value());
        self
    }

    /// How many of the tasks stay healthy during a deployment; 100 percent, if this is not said.
    pub fn min_healthy(mut self, share: Percent) -> Self {
        self.options.min_healthy = share;
        self
    }

    /// How many tasks there are at most during a deployment, of those that are wanted; 200
    /// percent, if this is not said.
    pub fn max_running(mut self, share: Percent) -> Self {
        self.options.max_running = share;
        self
    }

    /// How long failed health checks, of a load balancer or of containers, do not count after a
    /// task has started; a minute behind a load balancer, if this is not said. It is of use only
    /// where there is such a check (`OPS411` says so where there is none).
    pub fn health_check_grace_period(mut self, period: Duration) -> Self {
        self.options.grace_period = Some(period);
        self
    }

    /// Lets people open a shell in its containers, and gives the task role the rights that this
    /// needs.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html>
    pub fn exec(mut self) -> Self {
        self.options.exec = true;
        self
    }

    /// Lets its tasks protect themselves from being stopped by scaling or a deployment while they have
    /// work: the task role gets the right to, for tasks of the cluster.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html>
    pub fn task_protection(mut self) -> Self {
        self.options.protects = true;
        self
    }

    /// Guards it with this group instead of one of its own; said again, with this one, too.
    /// Connections open the first.
    ///
    /// Tasks without an interface of their own, as those [behind a
    /// bridge](super::Ec2Task::bridge_network), are guarded by what guards their instances. That
    /// is known of the capacity providers that the service runs [on](Self::on); of other instances
    /// it is said here, a group for each kind of them.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.options.groups.push(group.into());
        self
    }

    /// The subnets that tasks run in: their ids, a kind of them, or a
    /// [selection](crate::ec2::SubnetSelection).
    pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
        self.options.subnets = Some(subnets.into_subnets());
        self
    }

    /// Gives tasks public addresses: they need them in public subnets, and cannot use them in
    /// private ones. They get them in the public subnets of the VPC, if this is not said.
    pub fn public_ip(mut self) -> Self {
        self.options.public_ip = Some(true);
        self
    }

    /// Gives tasks no public addresses, wherever they run.
    pub fn without_public_ip(mut self) -> Self {
        self.options.public_ip = Some(false);
        self
    }

    /// The VPC that it lives in, for a cluster that was imported.
    pub fn vpc(mut self, vpc: impl Into<VpcHandle>) -> Self {
        self.options.vpc = Some(vpc.into());
        self
    }

    /// Where its tasks run: a capacity provider of the same kind, or a strategy of several.
    /// Another kind does not compile, and providers of one's own are waited for until the cluster
    /// has them.
    ///
    /// A service that has a launch type, as one on Fargate that says nothing of this, is replaced
    /// when it gets a strategy, or has to be deployed anew; so decide early.
    ///
    /// ```
    /// # use stackwright_aws::ecs::{CapacityProvider, ClusterHandle, FargateService, FargateTask};
    /// # fn build(cluster: ClusterHandle, task: FargateTask) -> FargateService {
    /// FargateService::new(cluster, task)
    ///     .on([CapacityProvider::fargate().base(2).weight(1), CapacityProvider::fargate_spot().weight(3)])
    /// # }
    /// ```
    pub fn on(mut self, capacity: impl CapacityFor<On>) -> Self {
        let shares = capacity.strategy().into_iter();
        let shares = gathered(shares.map(CapacityProvider::into_share));
        self.options.capacity = Capacity::Strategy(shares);
        self
    }

    /// Runs its tasks where the [default strategy](super::Cluster::default_strategy) of the
    /// cluster says.
    pub fn capacity_of_cluster(mut self) -> Self {
        self.options.capacity = Capacity::OfCluster;
        self
    }
}

impl Service<Fargate> {
    /// Runs the `n`th task and all after it on Fargate Spot, and those before on Fargate: with 3,
    /// two tasks cannot be taken away. With 1 all of them can (`OPS417`). As `spot_from` of
    /// Copilot's manifest, whatever the least number of tasks is.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html>
    pub fn spot_from(self, n: u32) -> Self {
        let spot = CapacityProvider::fargate_spot();
        match n.saturating_sub(1) {
            0 => self.on(spot),
            safe => self.on([CapacityProvider::fargate().base(safe).weight(0), spot]),
        }
    }
}

impl<On: HasInstances> Service<On> {
    /// Which instances a task may be put on; said again, they hold together: at most 10, with those
    /// of the task.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html>
    pub fn placement_constraint(mut self, constraint: PlacementConstraint) -> Self {
        self.options.placement.constraints.push(constraint);
        self
    }
}

impl Service<Ec2> {
    /// Which instances a task is put on first: at most 5, followed in order. Unless it is said,
    /// tasks are spread across zones.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html>
    pub fn placement_strategies(
        mut self,
        strategies: impl IntoIterator<Item = PlacementStrategy>,
    ) -> Self {
        self.options.placement.strategies = gathered(strategies);
        self
    }
}

impl<On: OwnInstances> Service<On> {
    /// One task on every instance, as many as there are. During a deployment an instance goes
    /// without for a while: a second task of it would want the same ports.
    ///
    /// Managed instances have daemons of their own, `Daemon`. It has no capacity
    /// provider: it runs on whatever is registered in the cluster.
    ///
    /// # Findings
    ///
    /// - `ECS179`: it is to run on a capacity provider, or where the cluster says.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_scheduler_daemon.html>
    pub fn daemon(mut self) -> Self {
        self.options.placement.is_daemon = true;
        self.options.min_healthy = 0.percent();
        self.options.max_running = 100.percent();
        self
    }
}

impl<On: Launch> Construct for Service<On> {
    type Handle = ServiceHandle;

    fn build(self, scope: Scope<'_>) -> ServiceHandle {
        let task = self.task.place(scope);
        self.options.build(On::COMPATIBILITY, task, scope)
    }
}

#[cfg(feature = "patterns")]
impl<On: Launch> Service<On> {
    /// The first container of a task that is to be added, for patterns.
    pub(crate) fn first_container(&mut self) -> Option<&mut super::container::Spec> {
        self.task.first_container()
    }

    /// Makes it known by a name, unless something is said of that.
    pub(crate) fn discovered_by_default(self, how: impl FnOnce() -> Discover) -> Self {
        match (&self.options.discovery, &self.options.connect) {
            (None, None) => self.discover(how()),
            _ => self,
        }
    }

    /// Keeps the old tasks for so many seconds, unless something is said of that.
    #[cfg(feature = "cloudwatch")]
    pub(crate) fn baked_by_default(mut self, seconds: u64) -> Self {
        let bake = &mut self.options.deployment.bake;
        bake.get_or_insert(Duration::from_secs(seconds));
        self
    }

    /// The cluster that it is to run in.
    #[cfg(feature = "apigatewayv2")]
    pub(crate) fn of_cluster(&self) -> ClusterHandle {
        self.options.cluster
    }
}
