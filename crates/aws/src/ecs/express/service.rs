use crate::{filled, mapped};
use std::ops::RangeInclusive;

use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, IntoValue, List, Resource, ResourceHandle, ResourceMeta, Scope, Str, Text, Value,
    With, handle,
};

use super::ImportedExpressService;
use super::container::ExpressContainer;
use super::scaling::{ExpressMetric, Scaling};
use crate::ec2::{
    Connectable, Guarded, IntoSubnets, PlaceExt, SecurityGroup, SecurityGroupHandle, SubnetKind,
    SubnetSelection, VpcHandle,
};
use crate::ecs::infrastructure::infrastructure_role;
use crate::ecs::{ClusterHandle, ContainerImage, TaskHandle};
use crate::iam::RoleHandle;

/// A web application of one image, with everything around it run by ECS: load balancer, certificate,
/// an HTTPS address, scaling, canary deployments and alarms.
///
/// It takes an image, an [`ExpressContainer`], or a task that was added.
///
/// It adds, unless it is given others:
/// - `InfrastructureRole`: what ECS may do for it, by AWS's policy
///   `AmazonECSInfrastructureRoleforExpressGatewayServices`.
/// - `ExecutionRole`, `TaskRole`, `Logs`: for its container, as a [`Task`](crate::ecs::Task) has them;
///   a task that was added has its own. The execution role gets the rights that the container needs
///   and no more; events are kept for a month.
/// - `SecurityGroup`: where the VPC is known, a group of its own, so that it can be
///   [connected](crate::ec2::ConnectExt::connect) to a database. ECS lets its load balancer in by a
///   group that it adds itself.
///
/// The subnets decide who reaches it: in public ones from the internet, in private ones from the VPC. They
/// are the private ones of its VPC, or of that of its cluster, if nothing is said; with neither, ECS
/// takes the account's default VPC. Tasks get no public addresses by themselves: in public subnets they
/// pull their image where the subnets hand addresses out, or by endpoints
/// (<https://github.com/aws/integrations-on-dotnet-aspire-for-aws/pull/200>). It waits for the
/// routes of its subnets, which ECS reads to tell public from private.
///
/// # What replaces it
///
/// A change of its name, cluster, infrastructure role **or tags** makes a new service, with another
/// address. So the tags of the scopes around it do not reach it: a tag that is set for a whole stack next
/// year must not move its address. Tags are given to it alone, by [`tag`](Self::tag), once and for all.
///
/// # Findings
///
/// - `ECS164`: it is to scale between numbers in the wrong order.
/// - `ECS165`: its subnets are partly public, partly not.
/// - `EC2117`: the VPC is not known to have such subnets.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/express-service-work.html>
///
/// ```
/// use stackwright_aws::ec2::{SubnetKind, Vpc};
/// use stackwright_aws::ecs::{ExpressContainer, ExpressMetric, ExpressService};
/// use stackwright_aws::units::PercentExt;
/// use stackwright_core::{App, Output};
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let vpc = web.add("Vpc", Vpc::new("10.0.0.0/16"));
/// let shop = ExpressContainer::new("public.ecr.aws/nginx/nginx:1.27").port(8080);
/// let shop = ExpressService::new(shop)
///     .vpc(vpc)
///     .subnets(SubnetKind::Public)
///     .health_check("/healthz")
///     .scale(ExpressMetric::Cpu(60.percent()), 1..=10);
/// let shop = web.add("Shop", shop);
/// web.add("Address", Output::new(shop.endpoint()));
/// ```
#[derive(Clone, Debug)]
pub struct ExpressService {
    task: ExpressTask,
    name: Option<Value<Str>>,
    cluster: Option<ClusterHandle>,
    vpc: Option<VpcHandle>,
    subnets: Option<SubnetSelection>,
    groups: Vec<SecurityGroupHandle>,
    health_check: Option<Value<Str>>,
    scaling: Option<Scaling>,
    role: Option<RoleHandle>,
    tags: Vec<(Text, Value<Str>)>,
}

/// What an [`ExpressService`] runs: a container, or a task that was added.
#[derive(Clone, Debug)]
pub struct ExpressTask(Runs);

#[derive(Clone, Debug)]
enum Runs {
    Container(Box<ExpressContainer>),
    Task(TaskHandle),
}

impl From<ExpressContainer> for ExpressTask {
    fn from(container: ExpressContainer) -> Self {
        ExpressTask(Runs::Container(Box::new(container)))
    }
}

impl From<ContainerImage> for ExpressTask {
    fn from(image: ContainerImage) -> Self {
        ExpressContainer::new(image).into()
    }
}

impl From<&str> for ExpressTask {
    fn from(image: &str) -> Self {
        ExpressContainer::new(image).into()
    }
}

impl From<TaskHandle> for ExpressTask {
    fn from(task: TaskHandle) -> Self {
        ExpressTask(Runs::Task(task))
    }
}

impl ExpressService {
    /// Runs an image, a container, or a task.
    pub fn new(task: impl Into<ExpressTask>) -> Self {
        ExpressService {
            task: task.into(),
            name: None,
            cluster: None,
            vpc: None,
            subnets: None,
            groups: Vec::new(),
            health_check: None,
            scaling: None,
            role: None,
            tags: Vec::new(),
        }
    }

    /// A service that exists, by its ARN. It is left alone.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedExpressService {
        ImportedExpressService::new(arn.into_value())
    }

    /// Names it. A change replaces it.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// The cluster that it runs in; the account's cluster `default`, if this is not said. A change
    /// replaces it.
    pub fn cluster(mut self, cluster: impl Into<ClusterHandle>) -> Self {
        self.cluster = Some(cluster.into());
        self
    }

    /// The VPC that it lives in; that of its cluster, if this is not said.
    pub fn vpc(mut self, vpc: impl Into<VpcHandle>) -> Self {
        self.vpc = Some(vpc.into());
        self
    }

    /// The subnets that it stands in: a kind of its VPC's, a selection, or ids. All public, and it faces
    /// the internet; none public, and it does not.
    pub fn subnets(mut self, subnets: impl IntoSubnets) -> Self {
        self.subnets = Some(subnets.into_subnets());
        self
    }

    /// Guards it with this group instead of one of its own; said again, with this one, too.
    pub fn security_group(mut self, group: impl Into<SecurityGroupHandle>) -> Self {
        self.groups.push(group.into());
        self
    }

    /// The path that is asked to find out whether a task is well; `/ping`, if this is not said.
    pub fn health_check(mut self, path: impl IntoValue<Str>) -> Self {
        self.health_check = Some(path.into_value());
        self
    }

    /// What the number of its tasks follows, and between which numbers it stays, as
    /// `.scale(ExpressMetric::Cpu(60.percent()), 1..=10)`; as ECS does, if this is not said.
    pub fn scale(mut self, metric: ExpressMetric, tasks: RangeInclusive<u32>) -> Self {
        self.scaling = Some(Scaling { metric, tasks });
        self
    }

    /// What ECS may do for it, in place of a role of its own. A change replaces it.
    pub fn infrastructure_role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// Tags it. A change replaces it, so this is the only way: tags of the scopes around it do not
    /// reach it.
    pub fn tag(mut self, key: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.tags.push((key.into(), value.into_value()));
        self
    }
}

/// The resource, out of reach of the tags of scopes.
struct Untagged(cfn::ExpressGatewayService);

impl Construct for Untagged {
    type Handle = cfn::ExpressGatewayServiceHandle;

    fn build(self, scope: Scope<'_>) -> Self::Handle {
        let meta = ResourceMeta {
            tags: None,
            ..<cfn::ExpressGatewayService as Resource>::META
        };
        scope.become_resource(meta, self.0.into_props());
        ResourceHandle::from_node(scope.node())
    }
}

impl Construct for ExpressService {
    type Handle = ExpressServiceHandle;

    fn build(self, scope: Scope<'_>) -> ExpressServiceHandle {
        let network = self.network(scope);
        let guard = Guarded::group(scope, ExpressServiceHandle::new(scope));
        let role = self.role.unwrap_or_else(|| {
            let policy = "service-role/AmazonECSInfrastructureRoleforExpressGatewayServices";
            infrastructure_role("InfrastructureRole", policy, scope)
        });
        let scaling = self.scaling.map(|scaling| scaling.into_property(scope));
        let tags = filled(mapped(self.tags, |(key, value)| {
            let tag = cfn::express_gateway_service::Tag::new();
            tag.key(key).value(value)
        }));
        let service = cfn::ExpressGatewayService::new()
            .infrastructure_role_arn(role)
            .with(self.name, |service, name| service.service_name(name))
            .with(self.cluster, |service, cluster| service.cluster(cluster))
            .with(self.health_check, |service, path| {
                service.health_check_path(path)
            })
            .with(network, |service, network| {
                service.network_configuration(network)
            })
            .with(scaling, |service, scaling| service.scaling_target(scaling))
            .with(tags, |service, tags| service.tags(tags));
        let (service, runs) = match self.task.0 {
            Runs::Task(task) => {
                if let Some(group) = guard {
                    task.open_ways(scope, group);
                }
                let roles = Roles {
                    task: task.task_role(),
                    execution: task.execution_role(),
                };
                (service.task_definition_arn(task), roles)
            }
            Runs::Container(container) => {
                let placed = container.place(scope);
                if let Some(group) = guard {
                    placed.ways.iter().for_each(|way| way.open(scope, group));
                }
                let service = service
                    .primary_container(placed.container)
                    .cpu(placed.size.cpu_units().to_string())
                    .memory(placed.size.memory_mib().to_string())
                    .execution_role_arn(placed.execution_role)
                    .task_role_arn(placed.task_role);
                let roles = Roles {
                    task: placed.task_role,
                    execution: placed.execution_role,
                };
                (service, roles)
            }
        };
        scope.set_primary(scope.add("Resource", Untagged(service)));
        scope.set_data(runs);
        ExpressServiceHandle::new(scope)
    }
}

/// Kept on a service: what its tasks may do, and what ECS may do for them.
struct Roles {
    task: RoleHandle,
    execution: RoleHandle,
}

impl ExpressService {
    fn network(
        &self,
        scope: Scope<'_>,
    ) -> Option<cfn::express_gateway_service::ExpressGatewayServiceNetworkConfiguration> {
        let home = self.cluster.and_then(|cluster| cluster.home(scope));
        let vpc = self.vpc.or(home.map(|home| home.vpc));
        let mut groups = self.groups.clone();
        if let (Some(vpc), true) = (vpc, groups.is_empty()) {
            groups.push(scope.add("SecurityGroup", SecurityGroup::new(vpc)));
        }
        Guarded::by_all(scope, &groups);
        let subnets = match (&self.subnets, vpc) {
            (Some(subnets), vpc) => subnets.clone().resolve(vpc, scope),
            (None, Some(vpc)) => SubnetSelection::of(SubnetKind::Private).resolve(Some(vpc), scope),
            (None, None) => None,
        };
        if let Some(subnets) = &subnets {
            if let Some(vpc) = vpc {
                check_kinds(vpc, subnets, scope);
            }
            // ECS reads the routes to tell public subnets from private ones.
            scope.place(scope.node(), subnets);
        }
        if groups.is_empty() && subnets.is_none() {
            return None;
        }
        let network =
            cfn::express_gateway_service::ExpressGatewayServiceNetworkConfiguration::new()
                .with(filled(groups), |network, groups| {
                    network.security_groups(groups)
                })
                .with(subnets, |network, subnets| network.subnets(subnets));
        Some(network)
    }
}

fn check_kinds(vpc: VpcHandle, subnets: &Value<List<SubnetId>>, scope: Scope<'_>) {
    let kinds = vpc.kinds_of(subnets, scope);
    let others: Vec<_> = kinds
        .iter()
        .filter(|kind| **kind != SubnetKind::Public)
        .collect();
    if let (Some(other), true) = (others.first(), kinds.contains(&SubnetKind::Public)) {
        let message = format!(
            "the subnets of this Express service are partly public, partly {}",
            other.as_str()
        );
        scope.report(codes::ECS165.finding(message));
    }
}

handle! {
    /// Names an Express service.
    pub struct ExpressServiceHandle(cfn::ExpressGatewayServiceHandle);
}

impl Connectable for ExpressServiceHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        Guarded::group(scope, self)
    }
}

impl ExpressServiceHandle {
    /// What its tasks may do, to [grant](crate::iam::GrantExt::grant) it more; nothing for one that was
    /// imported.
    pub fn task_role(self, scope: Scope<'_>) -> Option<RoleHandle> {
        Some(scope.data::<Roles>(self)?.task)
    }

    /// What ECS may do for its tasks.
    pub fn execution_role(self, scope: Scope<'_>) -> Option<RoleHandle> {
        Some(scope.data::<Roles>(self)?.execution)
    }

    /// The ARN of the load balancer that ECS has put before it; services share it.
    pub fn load_balancer(self) -> Value<Str> {
        self.ecs_managed_resource_arns_ingress_path_load_balancer_arn()
            .assume()
    }

    /// The ARN of the listener of that load balancer.
    pub fn listener(self) -> Value<Str> {
        self.ecs_managed_resource_arns_ingress_path_listener_arn()
            .assume()
    }

    /// The ARNs of its two target groups.
    pub fn target_groups(self) -> Value<List<Str>> {
        self.ecs_managed_resource_arns_ingress_path_target_group_arns()
    }

    /// The ARN of its certificate.
    pub fn certificate(self) -> Value<Str> {
        self.ecs_managed_resource_arns_ingress_path_certificate_arn()
            .assume()
    }

    /// The log groups that ECS has made for it.
    pub fn log_groups(self) -> Value<List<Str>> {
        self.ecs_managed_resource_arns_log_groups()
    }

    /// The alarms by which ECS tells a bad deployment.
    pub fn alarms(self) -> Value<List<Str>> {
        self.ecs_managed_resource_arns_metric_alarms()
    }
}
