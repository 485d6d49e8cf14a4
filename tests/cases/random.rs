//! Programs made at random: valid by construction, so nothing may be wrong with what comes of them.

use std::time::Duration;

use proptest::prelude::*;
use stackwright::aws::ecr::RepositoryHandle;
use stackwright::aws::ecs::ClusterHandle;
use stackwright::prelude::*;
use stackwright::template::Severity;

/// Stacks that share a registry, where they have an image of their own.
#[derive(Clone, Debug)]
struct Program {
    stacks: Vec<Vec<Service>>,
    tags: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
struct Service {
    id: String,
    size: u8,
    port: u16,
    count: u32,
    own_image: bool,
    balanced: bool,
    discovered: bool,
    exec: bool,
    scaled: Option<u32>,
    secrets: u8,
    variables: Vec<String>,
    calls_the_one_before: bool,
}

fn program() -> impl Strategy<Value = Program> {
    let tag = ("[A-Za-z][A-Za-z0-9]{0,10}", "[A-Za-z0-9_.:/=+@-]{0,20}");
    (
        prop::collection::vec(prop::collection::vec(service(), 1..4), 1..4),
        prop::collection::vec(tag, 0..3),
    )
        .prop_map(|(stacks, tags)| Program { stacks, tags })
}

fn service() -> impl Strategy<Value = Service> {
    (
        // Whatever a program may name its constructs: not only letters and digits.
        (
            "[A-Za-z][A-Za-z0-9]{0,40}|[a-z]+[-_. ][a-z0-9]+|[äöüß]{1,4}",
            0..6_u8,
            1..=65535_u16,
        ),
        (
            0..8_u32,
            any::<bool>(),
            any::<bool>(),
            any::<bool>(),
            any::<bool>(),
        ),
        (prop::option::of(1..50_u32), 0..3_u8, any::<bool>()),
        prop::collection::vec("[A-Z][A-Z_]{0,12}", 0..4),
    )
        .prop_map(|(first, second, third, variables)| Service {
            id: first.0,
            size: first.1,
            port: first.2,
            count: second.0,
            own_image: second.1,
            balanced: second.2,
            discovered: second.3,
            exec: second.4,
            scaled: third.0,
            secrets: third.1,
            variables,
            calls_the_one_before: third.2,
        })
}

fn build(program: &Program, app: &App) {
    let registry = app.stack("Registry");
    let repository = registry.add("Repository", EcrRepository::new());
    for (number, services) in program.stacks.iter().enumerate() {
        let stack = app.stack(format!("Stack{number}"));
        for (key, value) in &program.tags {
            stack.tag(key.clone(), value.clone());
        }
        let vpc_id = stack.add("VpcId", Parameter::of::<VpcId>());
        let public = stack.add("Public", Parameter::list_of::<SubnetId>());
        let private = stack.add("Private", Parameter::list_of::<SubnetId>());
        let vpc = stack.add("Vpc", Vpc::imported(vpc_id).public(public).private(private));
        let cluster = stack.add("Cluster", Cluster::new(vpc).namespace("test.local"));
        let mut before = None;
        for (number, service) in services.iter().enumerate() {
            // The number keeps ids apart that differ in nothing else.
            let scope = stack.scope(format!("{}{number}", service.id));
            before = Some(add(service, scope, vpc, cluster, repository, before));
        }
    }
}

fn add(
    plan: &Service,
    scope: Scope<'_>,
    vpc: stackwright::aws::ec2::VpcHandle,
    cluster: ClusterHandle,
    repository: RepositoryHandle,
    before: Option<(stackwright::aws::ecs::ServiceHandle, u16)>,
) -> (stackwright::aws::ecs::ServiceHandle, u16) {
    let size = match plan.size {
        0 => TaskSize::Quarter(QuarterMemory::Mib512),
        1 => TaskSize::Half(HalfMemory::Gib1),
        2 => TaskSize::One(OneMemory::Gib2),
        3 => TaskSize::Two(TwoMemory::Gib4),
        4 => TaskSize::Four(FourMemory::Gib8),
        _ => TaskSize::Eight(EightMemory::Gib16),
    };
    let mut container = match plan.own_image {
        true => Container::new("main", repository.image("1.4.2")),
        false => Container::new("main", "public.ecr.aws/nginx/nginx:1.27"),
    };
    container = container.port(plan.port);
    for number in 0..plan.secrets {
        let secret = scope.add(format!("Secret{number}"), Secret::generated(32));
        container = container.secret(format!("SECRET_{number}"), secret);
    }
    let mut names: Vec<&String> = plan.variables.iter().collect();
    names.sort();
    names.dedup();
    for name in names {
        container = container.env(format!("APP_{name}"), scope.path());
    }
    let task = scope.add("Task", FargateTask::new(size).container(container));
    let mut service = FargateService::new(cluster, task);
    if plan.scaled.is_none() {
        service = service.desired_count(i64::from(plan.count));
    }
    if plan.balanced {
        let alb = AlbWithTargetGroup::new(vpc, Port::http(plan.port)).health_check("/health");
        service = service.behind(scope.add("Alb", alb));
    }
    if plan.discovered {
        service = service.discover_as(format!("service-{}", plan.port));
    }
    if plan.exec {
        service = service.exec();
    }
    let service = scope.add("Service", service);
    if let Some(most) = plan.scaled {
        let scaling = TargetTrackingScaling::new(service, 1..=most)
            .cpu(60.percent())
            .cooldown(Duration::from_secs(60));
        scope.add("Scaling", scaling);
    }
    if let (true, Some((before, port))) = (plan.calls_the_one_before, before) {
        scope.connect(service, before, Port::tcp(port));
    }
    (service, plan.port)
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
        let resources = stack.template.resources().count();
        assert!(
            stack.origins.len() >= resources,
            "two constructs share an id"
        );
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
