//! Two services by Service Connect with shared files, in subnets without a way out: `tests/data/moving/cdk/platform.js`, on
//! constructs.

use stackwright::aws::forms::{Forms, FormsExt};
use stackwright::aws::{
    ec2::{InterfaceEndpoint, InterfaceService},
    ecs::{ContainerInsights, Discover, ExecAudit, Volume},
    efs::FileSystem,
    kms::Key,
};
use stackwright::prelude::*;

pub(super) fn build(app: &App) {
    let stack = app.stack("Platform");
    stack.forms(Forms::aws_cdk());
    let vpc = Vpc::new("10.0.0.0/16")
        .zones(2)
        .without_private()
        .isolated()
        .route_table_each()
        .called(SubnetKind::Isolated, "App")
        .blocks(SubnetKind::Public, ["10.0.0.0/24", "10.0.1.0/24"])
        .blocks(SubnetKind::Isolated, ["10.0.4.0/22", "10.0.8.0/22"]);
    let vpc = stack.add("Network", vpc);
    for (id, service) in [
        ("EcrApi", InterfaceService::EcrApi),
        ("EcrDocker", InterfaceService::EcrDkr),
        ("Logs", InterfaceService::Logs),
        ("Ssm", InterfaceService::SsmMessages),
    ] {
        stack.add(id, InterfaceEndpoint::new(vpc, service).open_to_vpc());
    }
    let key = stack.add("ExecKey", Key::new().alias("alias/platform-exec"));
    let exec_logs = stack.add(
        "ExecLogs",
        LogGroup::new()
            .encrypted_with(key)
            .retention(Retention::OneMonth),
    );
    let cluster = Cluster::new(vpc)
        .name("platform")
        .insights(ContainerInsights::Enhanced)
        .namespace("platform.local")
        .exec_audit(
            ExecAudit::logs(exec_logs)
                .encrypted_logs()
                .encrypted_with(key),
        );
    let cluster = stack.add("Cluster", cluster);
    let files = stack.add(
        "Files",
        FileSystem::new(vpc)
            .infrequent_after_30_days()
            .subnets(SubnetKind::Isolated),
    );
    let uploads = stack.add(
        "Uploads",
        files.access_point("/uploads").user(1000).permissions("750"),
    );
    let api_logs = stack.add(
        "ApiLogs",
        LogGroup::new()
            .retention(Retention::TwoWeeks)
            .removal_policy(DeletionPolicy::Delete),
    );
    let api = Container::new(
        "api",
        stack
            .add("ApiRepo", EcrRepository::imported("api"))
            .image("7"),
    )
    .named_port("http", Port::http(8080))
    .logs(LogDriver::awslogs(api_logs).stream_prefix("api"))
    .health_check(
        HealthCheck::shell("curl -f http://localhost:8080/health || exit 1").every(15.seconds()),
    )
    .read_only_root()
    .mount("/uploads", Volume::access_point("uploads", uploads));
    let task = FargateTask::new(TaskSize::Half(HalfMemory::Gib1))
        .architecture(CpuArchitecture::Arm64)
        .container(api);
    let balancer = stack.add(
        "Balancer",
        ApplicationLoadBalancer::new(vpc).internet_facing(),
    );
    let api = FargateService::new(cluster, task)
        .desired_count(2)
        .exec()
        .subnets(SubnetKind::Isolated)
        .service_connect(Served::port("http").known_as("http").alias("api", 80))
        .behind(
            balancer
                .place()
                .path("/api/*")
                .priority(10)
                .health_check("/health"),
        );
    let api = stack.add("Api", api);
    let web = Container::new(
        "web",
        stack
            .add("WebRepo", EcrRepository::imported("web"))
            .image("12"),
    )
    .port(3000)
    .env("API", "http://api");
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(web);
    let web = FargateService::new(cluster, task)
        .desired_count(2)
        .min_healthy(50.percent())
        .subnets(SubnetKind::Isolated)
        .service_connect(ServiceConnect::client())
        .discover(Discover::named("web"))
        .behind(balancer.place().health_check("/"));
    let web = stack.add("Web", web);
    stack.connect(web, api, Port::tcp(8080));
    stack.add(
        "Url",
        Output::new(sub!("http://{dns}", dns = balancer.dns_name())),
    );
}
