//! Programs made at random, with every construct: valid by construction.

use std::collections::BTreeSet;

use proptest::prelude::*;
use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecr::RepositoryHandle;
use stackwright::aws::ecs::{
    ClusterHandle, ContainerCondition, ExpressMetric, ExpressService, Gateway, GatewayHandle,
    ImportedCluster, LogDriver, ServiceHandle, TaskHandle,
};
use stackwright::aws::elb::{ApplicationLoadBalancer, Listener, TargetGroup};
use stackwright::aws::scaling::PredictiveScaling;
use stackwright::aws::servicediscovery::NamespaceHandle;
use stackwright::aws::vpclattice::LatticeTargetGroup;
use stackwright::prelude::*;
use stackwright_core::{ConditionHandle, Handle, NodeId};

const CERTIFICATE: &str = "arn:aws:acm:eu-west-1:111122223333:certificate/1";
const IMAGE: &str = "public.ecr.aws/nginx/nginx:1.27";

/// Stacks that share a registry, where they have an image of their own.
#[derive(Clone, Debug)]
pub struct Program {
    pub stacks: Vec<Stack>,
    tags: Vec<(String, String)>,
    kept_images: u32,
}

#[derive(Clone, Debug)]
pub struct Stack {
    imported_cluster: bool,
    pub services: Vec<Service>,
}

#[derive(Clone, Debug)]
pub struct Service {
    id: String,
    size: u8,
    port: u16,
    count: u32,
    balanced: Balanced,
    discovered: Discovered,
    scaled: Option<u32>,
    secrets: u8,
    variables: Vec<String>,
    with: With,
}

#[derive(Clone, Copy, Debug)]
enum Balanced {
    No,
    Http,
    Https,
    /// The parts of a load balancer by themselves, which nothing is behind.
    Parts,
}

#[derive(Clone, Copy, Debug)]
enum Discovered {
    No,
    ByName,
    ByServiceOfItsOwn,
}

/// What a service has of its own, or does.
#[derive(Clone, Debug)]
struct With {
    image: bool,
    logs: bool,
    roles: bool,
    group: bool,
    sidecar: bool,
    key: bool,
    spot: bool,
    exec: bool,
    more_rights: bool,
    calls_the_one_before: bool,
    conditional: bool,
    more_scaling: bool,
    newer_doors: bool,
}

/// A program of up to so many stacks, with up to so many services each.
pub fn program(stacks: usize, services: usize) -> impl Strategy<Value = Program> {
    // Alarms take no empty values.
    let tag = ("[A-Za-z][A-Za-z0-9]{0,10}", "[A-Za-z0-9_.:/=+@-]{1,20}");
    (
        prop::collection::vec(stack(services), 1..=stacks),
        prop::collection::vec(tag, 0..3),
        1..1000_u32,
    )
        .prop_map(|(stacks, tags, kept_images)| Program {
            stacks,
            tags,
            kept_images,
        })
}

fn stack(services: usize) -> impl Strategy<Value = Stack> {
    (
        any::<bool>(),
        prop::collection::vec(service(), 1..=services),
    )
        .prop_map(|(imported_cluster, services)| Stack {
            imported_cluster,
            services,
        })
}

pub fn service() -> impl Strategy<Value = Service> {
    // Whatever a program may name its constructs: not only letters and digits.
    let id = "[A-Za-z][A-Za-z0-9]{0,40}|[a-z]+[-_. ][a-z0-9]+|[äöüß]{1,4}";
    let balanced = [
        Balanced::No,
        Balanced::Http,
        Balanced::Https,
        Balanced::Parts,
    ];
    let discovered = [
        Discovered::No,
        Discovered::ByName,
        Discovered::ByServiceOfItsOwn,
    ];
    (
        (id, 0..6_u8, 1..=65535_u16, 0..8_u32),
        (
            prop::sample::select(balanced.to_vec()),
            prop::sample::select(discovered.to_vec()),
        ),
        (prop::option::of(1..50_u32), 0..3_u8),
        prop::collection::vec("[A-Z][A-Z_]{0,12}", 0..4),
        with(),
    )
        .prop_map(|(first, how, numbers, variables, with)| Service {
            id: first.0,
            size: first.1,
            port: first.2,
            count: first.3,
            balanced: how.0,
            discovered: how.1,
            scaled: numbers.0,
            secrets: numbers.1,
            variables,
            with,
        })
}

fn with() -> impl Strategy<Value = With> {
    any::<[bool; 13]>().prop_map(|flags| {
        let [
            image,
            logs,
            roles,
            group,
            sidecar,
            key,
            spot,
            exec,
            more_rights,
            calls_the_one_before,
            conditional,
            more_scaling,
            newer_doors,
        ] = flags;
        With {
            image,
            logs,
            roles,
            group,
            sidecar,
            key,
            spot,
            exec,
            more_rights,
            calls_the_one_before,
            conditional,
            more_scaling,
            newer_doors,
        }
    })
}

/// What the services of a stack stand in.
#[derive(Clone, Copy)]
struct Surroundings {
    vpc: VpcHandle,
    cluster: ClusterHandle,
    namespace: NamespaceHandle,
    repository: RepositoryHandle,
    is_live: ConditionHandle,
    gateway: GatewayHandle,
}

/// How a program is written down.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// In another order for each number; in the order of the plan for 0.
    pub order: u64,
    /// Below scopes of their own, as after a refactoring, with `moved` of everything.
    pub moved: bool,
}

impl Style {
    /// So many positions, in its order.
    fn order(self, len: usize) -> Vec<usize> {
        let mut positions: Vec<usize> = (0..len).collect();
        if self.order != 0 {
            // Multiplied by a large odd number, the upper bits are as good as random.
            positions.sort_by_key(|position| {
                let number = self.order.wrapping_add(*position as u64 + 1);
                number
                    .wrapping_mul(number | 1)
                    .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            });
        }
        positions
    }
}

/// A service of a program, as it was added.
#[derive(Clone, Copy)]
pub struct Added<'a> {
    pub scope: Scope<'a>,
    pub task: TaskHandle,
    pub service: ServiceHandle,
    port: u16,
}

/// A stack of a program, and what its services stand in.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    pub stack: Scope<'a>,
    place: Scope<'a>,
    around: Surroundings,
    style: Style,
}

impl<'a> Ground<'a> {
    /// A stack, and the scope in it that its constructs are added to.
    fn stack(app: &'a App, id: String, style: Style) -> (Scope<'a>, Scope<'a>) {
        let stack = *app.stack(id);
        match style.moved {
            true => (stack, stack.scope("New").scope("Home")),
            false => (stack, stack),
        }
    }

    /// A service of this stack.
    pub fn add(&self, id: String, plan: &Service) -> Added<'a> {
        let scope = self.place.scope(id.clone());
        if self.style.moved {
            self.stack.moved(scope.node(), id);
        }
        add(plan, scope, self.around)
    }
}

/// Writes a program down: its stacks and their services, in the order of the plan.
pub fn build<'a>(
    program: &Program,
    app: &'a App,
    style: Style,
) -> (Vec<Ground<'a>>, Vec<Added<'a>>) {
    let (stack, place) = Ground::stack(app, "Registry".to_owned(), style);
    let repository = EcrRepository::new()
        .keep_last(program.kept_images)
        .expire_untagged_after(7.days());
    let repository = place.add("Repository", repository);
    if style.moved {
        stack.moved(repository, "Repository");
    }
    let mut grounds = Vec::new();
    let mut services = Vec::new();
    for number in style.order(program.stacks.len()) {
        let plan = &program.stacks[number];
        let ground = ground(program, plan, app, number, repository, style);
        for position in style.order(plan.services.len()) {
            let service = &plan.services[position];
            // The number keeps ids apart that differ in nothing else.
            let added = ground.add(format!("{}{position}", service.id), service);
            services.push(((number, position), added));
        }
        grounds.push((number, ground));
    }
    grounds.sort_by_key(|(number, _)| *number);
    services.sort_by_key(|(position, _)| *position);
    relate(program, &services, repository, style);
    (
        grounds.into_iter().map(|(_, ground)| ground).collect(),
        services.into_iter().map(|(_, added)| added).collect(),
    )
}

/// What services may do, and whom they call.
fn relate(
    program: &Program,
    services: &[((usize, usize), Added<'_>)],
    repository: RepositoryHandle,
    style: Style,
) {
    for index in style.order(services.len()) {
        let ((stack, position), added) = services[index];
        let with = &program.stacks[stack].services[position].with;
        let Added { scope, service, .. } = added;
        if let (true, true, Some(before)) = (
            with.calls_the_one_before,
            position > 0,
            index.checked_sub(1),
        ) {
            let (_, before) = services[before];
            scope.connect(service, before.service, Port::tcp(before.port));
        }
        if with.more_rights {
            let role = added.task.task_role();
            let list = Statement::allow(["s3:ListAllMyBuckets"]).on_all();
            match style.order % 2 {
                0 => {
                    scope.grant(role, repository.pull());
                    scope.grant(role, list);
                }
                _ => {
                    scope.grant(role, list);
                    scope.grant(role, repository.pull());
                }
            }
        }
    }
}

fn ground<'a>(
    program: &Program,
    plan: &Stack,
    app: &'a App,
    number: usize,
    repository: RepositoryHandle,
    style: Style,
) -> Ground<'a> {
    let (stack, place) = Ground::stack(app, format!("Stack{number}"), style);
    let keep = |node: NodeId, id: &'static str| {
        if style.moved {
            stack.moved(node, id);
        }
    };
    for (key, value) in &program.tags {
        stack.tag(key.clone(), value.clone());
    }
    let vpc_id = place.add("VpcId", Parameter::of::<VpcId>());
    keep(vpc_id.node(), "VpcId");
    let public = place.add("Public", Parameter::list_of::<SubnetId>());
    keep(public.node(), "Public");
    let private = place.add("Private", Parameter::list_of::<SubnetId>());
    keep(private.node(), "Private");
    let stage = place.add("Stage", Parameter::string());
    keep(stage.node(), "Stage");
    let is_live = place.add("IsLive", Condition::equals(stage, "live"));
    keep(is_live.node(), "IsLive");
    let vpc = place.add("Vpc", Vpc::imported(vpc_id).public(public).private(private));
    keep(vpc.node(), "Vpc");
    let namespace = PrivateDnsNamespace::new(format!("shop{number}.local"), vpc);
    let namespace = place.add("Namespace", namespace);
    keep(namespace.node(), "Namespace");
    let cluster = match plan.imported_cluster {
        true => {
            let cluster: ImportedCluster = Cluster::imported("shared", vpc);
            place.add("Cluster", cluster.namespace(namespace))
        }
        false => {
            let cluster = Cluster::new(vpc).namespace("test.local");
            place.add("Cluster", cluster.container_insights())
        }
    };
    keep(cluster.node(), "Cluster");
    let gateway = place.add("Gateway", Gateway::new(vpc).access_logs());
    keep(gateway.node(), "Gateway");
    let around = Surroundings {
        vpc,
        cluster,
        namespace,
        repository,
        is_live,
        gateway,
    };
    Ground {
        stack,
        place,
        around,
        style,
    }
}

fn add<'a>(plan: &Service, scope: Scope<'a>, around: Surroundings) -> Added<'a> {
    if plan.with.conditional {
        scope.when(around.is_live);
    }
    let task = task(plan, scope, around);
    let mut service = FargateService::new(around.cluster, task);
    if plan.scaled.is_none() {
        service = service.desired_count(i64::from(plan.count));
    }
    let alb = || AlbWithTargetGroup::new(around.vpc, Port::http(plan.port)).health_check("/health");
    service = match plan.balanced {
        Balanced::No => service,
        Balanced::Http => service.behind(scope.add("Alb", alb())),
        Balanced::Https => service.behind(scope.add("Alb", alb().certificate(CERTIFICATE))),
        Balanced::Parts => {
            let balancer = scope.add("Balancer", ApplicationLoadBalancer::new(around.vpc));
            let target = TargetGroup::new(around.vpc, Port::http(plan.port));
            let target = scope.add("Target", target);
            let listener = Listener::forward(balancer, Port::http(8080), target);
            scope.add("Listener", listener);
            service
        }
    };
    service = match plan.discovered {
        Discovered::No => service,
        Discovered::ByName => service.discover_as(format!("service-{}", plan.port)),
        Discovered::ByServiceOfItsOwn => {
            let found = DiscoveryService::new(around.namespace, format!("own-{}", plan.port));
            service.discover_by(scope.add("Found", found.ttl(Duration::from_secs(10))))
        }
    };
    if plan.with.group {
        let inside = Peer::ipv4("10.0.0.0/16");
        let group = SecurityGroup::new(around.vpc).allow_from(inside, Port::tcp(plan.port));
        service = service.security_group(scope.add("Group", group));
    }
    if plan.with.spot {
        let (base, rest) = (
            CapacityProvider::fargate(),
            CapacityProvider::fargate_spot(),
        );
        service = service.on([base.base(1).weight(1), rest.weight(4)]);
    }
    if plan.with.exec {
        service = service.exec();
    }
    if plan.with.newer_doors {
        service = through_newer_doors(service, plan.port, scope, around);
    }
    let service = scope.add("Service", service);
    if let Some(most) = plan.scaled {
        let scaling = TargetTrackingScaling::new(service, 1..=most)
            .cpu(60.percent())
            .cooldown(Duration::from_secs(60));
        scope.add("Scaling", scaling);
        if plan.with.more_scaling {
            scale_more(service, most, scope);
        }
    }
    Added {
        scope,
        task,
        service,
        port: plan.port,
    }
}

/// Puts a service behind a gateway and into VPC Lattice, with an Express service beside it.
fn through_newer_doors(
    service: FargateService,
    port: u16,
    scope: Scope<'_>,
    around: Surroundings,
) -> FargateService {
    let lattice = Peer::prefix_list("pl-0721453c7ac4ec009");
    let targets = LatticeTargetGroup::new(around.vpc, Port::http(port), lattice);
    let targets = scope.add("Targets", targets);
    let express = ExpressService::new(IMAGE).vpc(around.vpc);
    let metric = ExpressMetric::Cpu(60.percent());
    scope.add("Express", express.scale(metric, 1..=4));
    service
        .through(around.gateway.port("http"))
        .lattice(targets.port("http"))
}

/// Everything else that scales a service between the same numbers.
fn scale_more(service: ServiceHandle, most: u32, scope: Scope<'_>) {
    let memory = TargetTrackingScaling::new(service, 1..=most).memory(70.percent());
    scope.add("Memory", memory.fast().without_scale_in());
    let (open, done) = (
        Metric::new("Shop", "Open"),
        Metric::new("Shop", "Done").sum(),
    );
    let waiting = MathExpression::new("open - done").using("open", open.maximum());
    let steps = StepScaling::new(service, 1..=most, waiting.using("done", done));
    scope.add("Steps", steps.at_least(10, 1).at_least(100, 5));
    let nights = ScheduledScaling::new(service);
    scope.add(
        "Nights",
        nights.off_at_night("20:00", "07:00", TimeZone::ASIA_TOKYO),
    );
    let forecast = PredictiveScaling::new(service, 1..=most).cpu(60.percent());
    scope.add("Forecast", forecast);
}

fn task(plan: &Service, scope: Scope<'_>, around: Surroundings) -> TaskHandle {
    let size = match plan.size {
        0 => TaskSize::Quarter(QuarterMemory::Mib512),
        1 => TaskSize::Half(HalfMemory::Gib1),
        2 => TaskSize::One(OneMemory::Gib2),
        3 => TaskSize::Two(TwoMemory::Gib4),
        4 => TaskSize::Four(FourMemory::Gib8),
        _ => TaskSize::Eight(EightMemory::Gib16),
    };
    let mut task = FargateTask::new(size).container(container(plan, scope, around.repository));
    if plan.with.sidecar {
        let check = HealthCheck::shell("true").every(Duration::from_secs(10));
        let sidecar = Container::new("sidecar", IMAGE).without_logs();
        task = task.container(sidecar.non_essential().health_check(check));
    }
    if plan.with.roles {
        let role = || Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        task = task
            .execution_role(scope.add("ExecutionRole", role()))
            .task_role(scope.add("TaskRole", role()));
    }
    scope.add("Task", task)
}

fn container(plan: &Service, scope: Scope<'_>, repository: RepositoryHandle) -> Container {
    let mut container = match plan.with.image {
        true => Container::new("main", repository.image("1.4.2")),
        false => Container::new("main", IMAGE),
    };
    container = match plan.with.newer_doors {
        true => container.named_port("http", Port::http(plan.port)),
        false => container.port(plan.port),
    };
    if plan.with.logs {
        let logs = scope.add("Logs", LogGroup::new().retention(Retention::ThreeMonths));
        container = container.logs(LogDriver::awslogs(logs).non_blocking());
    }
    if plan.with.key {
        let key = SsmParameter::imported("/app/key");
        container = container.secret("KEY", scope.add("Key", key));
    }
    if plan.with.sidecar {
        container = container.after("sidecar", ContainerCondition::Healthy);
    }
    for number in 0..plan.secrets {
        let secret = scope.add(format!("Secret{number}"), Secret::generated(32));
        container = container.secret(format!("SECRET_{number}"), secret);
    }
    let names: BTreeSet<&String> = plan.variables.iter().collect();
    for name in names {
        container = container.env(format!("APP_{name}"), plan.id.clone());
    }
    container
}
