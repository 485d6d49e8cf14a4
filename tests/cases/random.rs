//! Programs made at random: valid by construction, so nothing may be wrong with what comes of them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecr::RepositoryHandle;
use stackwright::aws::ecs::{
    ClusterHandle, ContainerCondition, ImportedCluster, LogDriver, ServiceHandle, TaskHandle,
};
use stackwright::aws::elb::{ApplicationLoadBalancer, Listener, TargetGroup};
use stackwright::aws::servicediscovery::NamespaceHandle;
use stackwright::prelude::*;
use stackwright::template::Severity;

const CERTIFICATE: &str = "arn:aws:acm:eu-west-1:111122223333:certificate/1";
const IMAGE: &str = "public.ecr.aws/nginx/nginx:1.27";

/// Stacks that share a registry, where they have an image of their own.
#[derive(Clone, Debug)]
struct Program {
    stacks: Vec<Stack>,
    tags: Vec<(String, String)>,
    kept_images: u32,
}

#[derive(Clone, Debug)]
struct Stack {
    imported_cluster: bool,
    services: Vec<Service>,
}

#[derive(Clone, Debug)]
struct Service {
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
}

fn program() -> impl Strategy<Value = Program> {
    let tag = ("[A-Za-z][A-Za-z0-9]{0,10}", "[A-Za-z0-9_.:/=+@-]{0,20}");
    (
        prop::collection::vec(stack(), 1..4),
        prop::collection::vec(tag, 0..3),
        1..1000_u32,
    )
        .prop_map(|(stacks, tags, kept_images)| Program {
            stacks,
            tags,
            kept_images,
        })
}

fn stack() -> impl Strategy<Value = Stack> {
    (any::<bool>(), prop::collection::vec(service(), 1..4)).prop_map(
        |(imported_cluster, services)| Stack {
            imported_cluster,
            services,
        },
    )
}

fn service() -> impl Strategy<Value = Service> {
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
    any::<[bool; 10]>().prop_map(|flags| {
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
}

fn build(program: &Program, app: &App) {
    let registry = app.stack("Registry");
    let repository = EcrRepository::new()
        .keep_last(program.kept_images)
        .expire_untagged_after(7.days());
    let repository = registry.add("Repository", repository);
    for (number, plan) in program.stacks.iter().enumerate() {
        let stack = app.stack(format!("Stack{number}"));
        for (key, value) in &program.tags {
            stack.tag(key.clone(), value.clone());
        }
        let vpc_id = stack.add("VpcId", Parameter::of::<VpcId>());
        let public = stack.add("Public", Parameter::list_of::<SubnetId>());
        let private = stack.add("Private", Parameter::list_of::<SubnetId>());
        let vpc = stack.add("Vpc", Vpc::imported(vpc_id).public(public).private(private));
        let namespace = PrivateDnsNamespace::new(format!("shop{number}.local"), vpc);
        let namespace = stack.add("Namespace", namespace);
        let cluster = match plan.imported_cluster {
            true => {
                let cluster: ImportedCluster = Cluster::imported("shared", vpc);
                stack.add("Cluster", cluster.namespace(namespace))
            }
            false => {
                let cluster = Cluster::new(vpc).namespace("test.local");
                stack.add("Cluster", cluster.container_insights())
            }
        };
        let around = Surroundings {
            vpc,
            cluster,
            namespace,
            repository,
        };
        let mut before = None;
        for (number, service) in plan.services.iter().enumerate() {
            // The number keeps ids apart that differ in nothing else.
            let scope = stack.scope(format!("{}{number}", service.id));
            before = Some(add(service, scope, around, before));
        }
    }
}

fn add(
    plan: &Service,
    scope: Scope<'_>,
    around: Surroundings,
    before: Option<(ServiceHandle, u16)>,
) -> (ServiceHandle, u16) {
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
        service = service.capacity([base.base(1).weight(1), rest.weight(4)]);
    }
    if plan.with.exec {
        service = service.exec();
    }
    let service = scope.add("Service", service);
    if let Some(most) = plan.scaled {
        let scaling = TargetTrackingScaling::new(service, 1..=most)
            .cpu(60.percent())
            .cooldown(Duration::from_secs(60));
        scope.add("Scaling", scaling);
    }
    if let (true, Some((before, port))) = (plan.with.calls_the_one_before, before) {
        scope.connect(service, before, Port::tcp(port));
    }
    (service, plan.port)
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
    let task = scope.add("Task", task);
    if plan.with.more_rights {
        scope.grant(task.task_role(), around.repository.pull());
        let list = Statement::allow(["s3:ListAllMyBuckets"]).on_all();
        scope.grant(task.task_role(), list);
    }
    task
}

fn container(plan: &Service, scope: Scope<'_>, repository: RepositoryHandle) -> Container {
    let mut container = match plan.with.image {
        true => Container::new("main", repository.image("1.4.2")),
        false => Container::new("main", IMAGE),
    };
    container = container.port(plan.port);
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
        container = container.env(format!("APP_{name}"), scope.path());
    }
    container
}

/// The templates, and all that is said of them.
fn outcome(program: &Program) -> (Vec<String>, Vec<String>) {
    let app = App::new();
    build(program, &app);
    let synthesis = app.synth();
    let is_error = |found: &&stackwright_core::Diagnostic| found.severity == Severity::Error;
    let mut errors: Vec<String> = synthesis
        .diagnostics
        .iter()
        .filter(is_error)
        .map(ToString::to_string)
        .collect();
    for stack in &synthesis.stacks {
        let found = stackwright_check::check(&stack.template, &stackwright_check::Options::new());
        errors.extend(found.iter().filter(is_error).map(ToString::to_string));
        // Every resource is some construct's, and no construct is two things.
        let paths: BTreeSet<&str> = stack.origins.values().map(|at| at.path.as_str()).collect();
        assert_eq!(paths.len(), stack.origins.len(), "two ids of one construct");
        for resource in stack.template.resources() {
            assert!(
                stack.origins.contains_key(resource.id()),
                "{}",
                resource.id()
            );
        }
    }
    let templates = synthesis
        .stacks
        .iter()
        .map(|stack| stack.template.to_json());
    (templates.collect(), errors)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_valid_program_is_valid_and_the_same_every_time(program in program()) {
        let (templates, errors) = outcome(&program);
        prop_assert_eq!(errors, Vec::<String>::new());
        prop_assert_eq!(templates.len(), program.stacks.len() + 1);
        prop_assert_eq!(outcome(&program).0, templates);
    }
}
