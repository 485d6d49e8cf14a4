use std::time::Duration;

use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, Diagnostic, Expr, Handle, Int, IntoValue, List, NodeId, Scope, Str, Value, With,
    handle,
};

use super::behind::Behind;
use super::cluster::Home;
use super::task::Exposed;
use super::{CapacityProvider, ClusterHandle, TaskHandle};
use crate::ec2::{
    ConnectExt, Connectable, Guarded, PlaceExt, Port, SecurityGroup, SecurityGroupHandle,
    SubnetKind, VpcHandle,
};
use crate::elb::{Receives, Target};
use crate::iam::{GrantExt, Statement};
use crate::servicediscovery::{DiscoveryService, DiscoveryServiceHandle, NamespaceHandle};
use crate::units::{Percent, PercentExt, whole_seconds};

/// A number of tasks that ECS keeps running on Fargate.
///
/// Unless said otherwise: a deployment that fails is rolled back; 100 to 200 percent of the tasks
/// run during one; the number of tasks is left to scaling, and is 1 at first; tasks carry the
/// tags of the service; tasks run in the private subnets of the cluster's VPC, and where it has
/// none, in its public ones with an address of their own, without which they could not pull
/// their image.
///
/// It adds a security group named `SecurityGroup`, unless it is given one.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html>
#[derive(Clone, Debug)]
pub struct FargateService {
    cluster: ClusterHandle,
    task: TaskHandle,
    vpc: Option<VpcHandle>,
    name: Option<Value<Str>>,
    desired_count: Option<Value<Int>>,
    targets: Vec<Target>,
    discovery: Option<Discovery>,
    min_healthy: Percent,
    max_running: Percent,
    circuit_breaker: bool,
    grace_period: Option<Duration>,
    exec: bool,
    groups: Vec<SecurityGroupHandle>,
    subnets: Option<Value<List<SubnetId>>>,
    public_ip: Option<bool>,
    capacity: Capacity,
    platform_version: Option<Value<Str>>,
}

/// Where tasks run. A launch type and a strategy exclude each other.
#[derive(Clone, Debug)]
enum Capacity {
    Fargate,
    Strategy(Vec<CapacityProvider>),
    /// As the cluster's default strategy says.
    OfCluster,
}

#[derive(Clone, Debug)]
enum Discovery {
    /// By a name in the cluster's namespace.
    Named(Value<Str>),
    Service(DiscoveryServiceHandle),
}

impl FargateService {
    /// Runs a task in a cluster.
    pub fn new(cluster: impl Into<ClusterHandle>, task: impl Into<TaskHandle>) -> Self {
        FargateService {
            cluster: cluster.into(),
            task: task.into(),
            vpc: None,
            name: None,
            desired_count: None,
            targets: Vec::new(),
            discovery: None,
            min_healthy: 100.percent(),
            max_running: 200.percent(),
            circuit_breaker: true,
            grace_period: None,
            exec: false,
            groups: Vec::new(),
            subnets: None,
            public_ip: None,
            capacity: Capacity::Fargate,
            platform_version: None,
        }
    }

    /// Puts it behind a load balancer: registers the container that listens on the target's
    /// port, lets the load balancer reach it, waits for the listener, and gives tasks a minute
    /// before a failed health check counts.
    pub fn behind(mut self, target: impl Into<Target>) -> Self {
        self.targets.push(target.into());
        self
    }

    /// Makes it known as `name` in the cluster's namespace. Adds a service of Cloud Map named
    /// `Discovery`.
    pub fn discover_as(mut self, name: impl IntoValue<Str>) -> Self {
        self.discovery = Some(Discovery::Named(name.into_value()));
        self
    }

    /// Makes it known by this service of Cloud Map.
    pub fn discover_by(mut self, service: impl Into<DiscoveryServiceHandle>) -> Self {
        self.discovery = Some(Discovery::Service(service.into()));
        self
    }

    /// Names it. A named service cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// How many tasks run. Every deployment of the stack sets the number back to this, so leave
    /// it out where scaling owns it.
    pub fn desired_count(mut self, count: impl IntoValue<Int>) -> Self {
        self.desired_count = Some(count.into_value());
        self
    }

    /// How many of the tasks stay healthy during a deployment; 100 percent, if this is not said.
    pub fn min_healthy(mut self, share: Percent) -> Self {
        self.min_healthy = share;
        self
    }

    /// How many tasks there are at most during a deployment, of those that are wanted; 200
    /// percent, if this is not said.
    pub fn max_running(mut self, share: Percent) -> Self {
        self.max_running = share;
        self
    }

    /// Lets a deployment that fails go on trying, for hours, until somebody stops it.
    pub fn without_circuit_breaker(mut self) -> Self {
        self.circuit_breaker = false;
        self
    }

    /// How long failed health checks, of a load balancer or of containers, do not count after a
    /// task has started; a minute behind a load balancer, if this is not said. It is of use only
    /// where there is such a check (`OPS411` says so where there is none).
    pub fn health_check_grace_period(mut self, period: Duration) -> Self {
        self.grace_period = Some(period);
        self
    }

    /// Lets people open a shell in its containers, and gives the task role the rights that this
    /// needs.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html>
    pub fn exec(mut self) -> Self {
        self.exec = true;
        self
    }

    /// Guards it with this group instead of one of its own; said again, with this one, too.
    /// Connections open the first.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.groups.push(group.into());
        self
    }

    /// The subnets that tasks run in.
    pub fn subnets(mut self, subnets: impl IntoValue<List<SubnetId>>) -> Self {
        self.subnets = Some(subnets.into_value());
        self
    }

    /// Gives tasks public addresses: they need them in public subnets, and cannot use them in
    /// private ones. They get them in the public subnets of the VPC, if this is not said.
    pub fn public_ip(mut self) -> Self {
        self.public_ip = Some(true);
        self
    }

    /// Gives tasks no public addresses, wherever they run.
    pub fn without_public_ip(mut self) -> Self {
        self.public_ip = Some(false);
        self
    }

    /// The VPC that it lives in, for a cluster that was imported.
    pub fn vpc(mut self, vpc: impl Into<VpcHandle>) -> Self {
        self.vpc = Some(vpc.into());
        self
    }

    /// Where its tasks run, instead of on Fargate alone.
    pub fn capacity(mut self, providers: impl IntoIterator<Item = CapacityProvider>) -> Self {
        self.capacity = Capacity::Strategy(providers.into_iter().collect());
        self
    }

    /// Runs its tasks where the [default strategy](super::Cluster::default_strategy) of the
    /// cluster says, instead of on Fargate alone.
    pub fn capacity_of_cluster(mut self) -> Self {
        self.capacity = Capacity::OfCluster;
        self
    }

    /// The version of Fargate's platform; `LATEST`, if this is not said.
    pub fn platform_version(mut self, version: impl IntoValue<Str>) -> Self {
        self.platform_version = Some(version.into_value());
        self
    }
}

impl Construct for FargateService {
    type Handle = ServiceHandle;

    fn build(self, scope: Scope<'_>) -> ServiceHandle {
        let home = self.cluster.home(scope);
        let vpc = self.vpc.or(home.map(|home| home.vpc));
        let groups = self.security_groups(vpc, scope);
        let network = self.network(vpc, &groups, scope);
        let namespace = home.and_then(|home| home.namespace);
        let discovery = self.discovery_service(namespace, scope);
        let balancers: Vec<_> = self
            .targets
            .iter()
            .filter_map(|target| self.attach(*target, scope))
            .collect();
        if self.exec {
            scope.grant(self.task.task_role(), exec_rights());
        }
        self.check(home.as_ref(), scope);

        let mut deployment = cfn::service::DeploymentConfiguration::new()
            .maximum_percent(self.max_running.rounded())
            .minimum_healthy_percent(self.min_healthy.rounded());
        if self.circuit_breaker {
            let breaker = cfn::service::DeploymentCircuitBreaker::new()
                .enable(true)
                .rollback(true);
            deployment = deployment.deployment_circuit_breaker(breaker);
        }
        // Without a load balancer, too: the checks of containers are waited for as well.
        let default = (!balancers.is_empty()).then_some(Duration::from_secs(60));
        let grace_period = self.grace_period.or(default);
        let balancers = (!balancers.is_empty()).then_some(balancers);
        let service = cfn::Service::new()
            .with(self.name, |service, name| service.service_name(name))
            .cluster(self.cluster)
            .task_definition(self.task)
            .with(self.desired_count, |service, count| {
                service.desired_count(count)
            });
        let service = match self.capacity {
            Capacity::Fargate => service.launch_type(cfn::service::LaunchType::Fargate),
            Capacity::Strategy(providers) => {
                let items = providers.into_iter().map(strategy_item);
                service.capacity_provider_strategy(items.collect::<Vec<_>>())
            }
            Capacity::OfCluster => service,
        };
        let service = service
            .with(self.platform_version, |service, version| {
                service.platform_version(version)
            })
            .network_configuration(network)
            .with(balancers, |service, balancers| {
                service.load_balancers(balancers)
            })
            .with(grace_period, |service, period| {
                service.health_check_grace_period_seconds(whole_seconds(period))
            })
            .with(discovery, |service, discovery| {
                let registry = cfn::service::ServiceRegistry::new();
                service.service_registries([registry.registry_arn(discovery)])
            })
            .deployment_configuration(deployment)
            .with(self.exec.then_some(true), |service, yes| {
                service.enable_execute_command(yes)
            })
            .enable_ecs_managed_tags(true)
            .propagate_tags(cfn::service::PropagateTags::Service);
        let resource = scope.add("Service", service);
        for target in &self.targets {
            // ECS refuses a target group that no listener forwards to.
            scope.of(resource).depends_on(target.listener);
        }
        scope.set_primary(resource);
        if !self.targets.is_empty() || discovery.is_some() {
            scope.record(Behind {
                service: resource.node(),
                has_default_period: self.grace_period.is_none(),
            });
        }
        scope.set_data(Parts {
            cluster: self.cluster,
            discovery,
            targets: self
                .targets
                .iter()
                .map(|target| target.group.node())
                .collect(),
        });
        ServiceHandle::new(scope)
    }
}

impl FargateService {
    fn security_groups(
        &self,
        vpc: Option<VpcHandle>,
        scope: Scope<'_>,
    ) -> Vec<SecurityGroupHandle> {
        let mut groups = self.groups.clone();
        match vpc {
            Some(vpc) if groups.is_empty() => {
                groups.push(scope.add("SecurityGroup", SecurityGroup::new(vpc)));
            }
            // Without subnets as well, that is what is said.
            None if groups.is_empty() && self.subnets.is_some() => {
                let message = "this service has neither a VPC nor a security group";
                let found = codes::ECS121.finding(message);
                scope.report(found.help(
                    "say where it lives with `.vpc(...)`, or guard it with `.security_group(...)`",
                ));
            }
            _ => {}
        }
        if let Some(&group) = groups.first() {
            Guarded::by(scope, group);
        }
        // A task that starts before the rules that it needs fails.
        groups
            .iter()
            .for_each(|group| Guarded::waits(scope, *group));
        groups
    }

    fn network(
        &self,
        vpc: Option<VpcHandle>,
        groups: &[SecurityGroupHandle],
        scope: Scope<'_>,
    ) -> cfn::service::NetworkConfiguration {
        let kind = [SubnetKind::Private, SubnetKind::Public]
            .into_iter()
            .find(|kind| vpc.is_some_and(|vpc| vpc.has(scope, *kind)));
        let subnets = match (&self.subnets, vpc, kind) {
            (Some(subnets), ..) => Some(subnets.clone()),
            (None, Some(vpc), Some(kind)) => Some(vpc.subnets(kind)),
            _ => {
                let found = codes::ECS111.finding("this service has no subnets to run in");
                scope.report(found.help(
                    "import the cluster's VPC with subnets, or name them with `.subnets(...)`",
                ));
                None
            }
        };
        if let Some(subnets) = &subnets {
            scope.place(scope.node(), subnets);
        }
        let public = vpc.map(|vpc| vpc.subnets(SubnetKind::Public));
        let is_public = subnets.is_some() && subnets == public;
        let assign = match self.public_ip.unwrap_or(is_public) {
            true => cfn::service::AssignPublicIp::Enabled,
            false => cfn::service::AssignPublicIp::Disabled,
        };
        let groups = (!groups.is_empty()).then(|| groups.to_vec());
        let network = cfn::service::AwsVpcConfiguration::new()
            .with(groups, |network, groups| network.security_groups(groups))
            .with(subnets, |network, subnets| network.subnets(subnets))
            .assign_public_ip(assign);
        cfn::service::NetworkConfiguration::new().awsvpc_configuration(network)
    }

    fn discovery_service(
        &self,
        namespace: Option<NamespaceHandle>,
        scope: Scope<'_>,
    ) -> Option<DiscoveryServiceHandle> {
        match (self.discovery.as_ref()?, namespace) {
            (Discovery::Service(service), _) => Some(*service),
            (Discovery::Named(name), Some(namespace)) => {
                Some(scope.add("Discovery", DiscoveryService::new(namespace, name)))
            }
            (Discovery::Named(_), None) => {
                let found = codes::ECS112
                    .finding("this service is to be discovered in a cluster without a namespace");
                scope.report(
                    found.help("give the cluster one with `.namespace(...)`, or use `discover_by`"),
                );
                None
            }
        }
    }

    /// Registers the container that the load balancer's targets are to be.
    fn attach(&self, target: Target, scope: Scope<'_>) -> Option<cfn::service::LoadBalancer> {
        let receives = scope.data::<Receives>(target.group)?;
        let port = receives.port;
        let exposed = scope.data::<Exposed>(self.task)?;
        let Some((name, number)) = listening(&exposed, port) else {
            scope.report(not_exposed(&exposed, port));
            return None;
        };
        let service = ServiceHandle::new(scope);
        scope.connect(target.balancer, service, Port::tcp(number));
        if let Some(health) = receives.health_port {
            scope.connect(target.balancer, service, health);
        }
        Some(
            cfn::service::LoadBalancer::new()
                .container_name(Value::<Str>::from_expr(name))
                .container_port(u32::from(number))
                .target_group_arn(target.group),
        )
    }

    fn check(&self, home: Option<&Home>, scope: Scope<'_>) {
        let is_of_cluster = matches!(self.capacity, Capacity::OfCluster);
        if is_of_cluster && home.is_some_and(|home| !home.has_strategy) {
            let message = "the cluster of this service has no default capacity strategy";
            let found = codes::ECS122.finding(message);
            scope.report(found.help(
                "give it one with `.default_strategy([...])`, or the service with `.capacity([...])`",
            ));
        }
    }
}

fn strategy_item(provider: CapacityProvider) -> cfn::service::CapacityProviderStrategyItem {
    cfn::service::CapacityProviderStrategyItem::new()
        .capacity_provider(provider.name)
        .with(provider.base, |item, base| item.base(base))
        .weight(provider.weight)
}

/// The container that listens on a port.
fn listening(exposed: &Exposed, port: Port) -> Option<(Expr, u16)> {
    let number = port.single_tcp()?;
    let mut containers = exposed.containers.iter();
    let (name, _) =
        containers.find(|(_, ports)| ports.iter().any(|port| port.single_tcp() == Some(number)))?;
    Some((name.clone(), u16::try_from(number).ok()?))
}

fn not_exposed(exposed: &Exposed, port: Port) -> Diagnostic {
    let number = port.number().unwrap_or_default();
    let exposed: Vec<String> = exposed
        .containers
        .iter()
        .flat_map(|(_, ports)| ports)
        .filter_map(|port| port.single_tcp())
        .map(|port| port.to_string())
        .collect();
    let help = match exposed.is_empty() {
        true => format!("expose it with `.port({number})`"),
        false => format!(
            "expose it with `.port({number})`, or send traffic to {}",
            exposed.join(" or ")
        ),
    };
    let message = format!("container port {number} is not exposed by any container of the task");
    codes::ECS104.finding(message).help(help)
}

/// What the agent in a container needs to open a channel; it knows no resource.
fn exec_rights() -> Statement {
    Statement::allow([
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    ])
    .on_all()
}

/// What others need to know of a service.
struct Parts {
    cluster: ClusterHandle,
    discovery: Option<DiscoveryServiceHandle>,
    /// The target groups that its tasks are registered in.
    targets: Vec<NodeId>,
}

handle! {
    /// Names a service.
    pub struct ServiceHandle(cfn::ServiceHandle);
}

impl Connectable for ServiceHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

impl ServiceHandle {
    /// The cluster that it runs in; nothing for a service that is no construct.
    pub fn cluster(self, scope: Scope<'_>) -> Option<ClusterHandle> {
        scope.data::<Parts>(self).map(|parts| parts.cluster)
    }

    /// The group that guards it: the first one, if there are several.
    pub fn security_group(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }

    /// Whether it is known not to stand behind a load balancer.
    pub(crate) fn is_not_behind(self, target: Target, scope: Scope<'_>) -> bool {
        scope
            .data::<Parts>(self)
            .is_some_and(|parts| !parts.targets.contains(&target.group.node()))
    }

    /// The service of Cloud Map by which it is discovered, if it is.
    pub fn discovery(self, scope: Scope<'_>) -> Option<DiscoveryServiceHandle> {
        scope.data::<Parts>(self)?.discovery
    }
}
