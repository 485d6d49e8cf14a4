//! A public API with a database, TLS and a name: `tests/data/moving/cdk/orders.js`, on constructs.

use stackwright::aws::forms::{Forms, FormsExt};
use stackwright::aws::{
    rds::{Credentials, DbSize, Postgres, PostgresVersion},
    route53::HostedZone,
};
use stackwright::prelude::*;

pub(super) fn build(app: &App) {
    let stack = app.stack("OrdersProd");
    stack.forms(Forms::aws_cdk());
    let vpc = Vpc::new("10.20.0.0/16")
        .zones(2)
        .nat(Nat::One)
        .route_table_each()
        .without_s3_endpoint();
    let vpc = stack.add("Vpc", vpc);
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let zone = stack.add(
        "Zone",
        HostedZone::imported("Z0123456789ABCDEFGHIJ", "example.com"),
    );
    let database = Postgres::new(vpc, PostgresVersion::V16)
        .size(DbSize::T4gMedium)
        .user("orders")
        .database("orders")
        .credentials(Credentials::Generated)
        .storage(Size::gib(50))
        .multi_az()
        .subnets(SubnetKind::Private);
    let database = stack.add("Database", database);
    let images = stack.add("Repo", EcrRepository::imported("orders-api"));
    let api = Container::new("api", images.image("1.42.0"))
        .port(8080)
        .env("LOG_LEVEL", "info")
        .env("DB_NAME", "orders")
        .env("DB_HOST", database.host())
        .secret("DB_USER", database.secret_field("username"))
        .secret("DB_PASSWORD", database.secret_field("password"));
    let task = FargateTask::new(TaskSize::Half(HalfMemory::Gib1)).container(api);
    let front = ApplicationLoadBalancer::new(vpc)
        .internet_facing()
        .domain("orders.example.com", zone);
    let front = stack.add("Front", front);
    let service = FargateService::new(cluster, task)
        .desired_count(2)
        .health_check_grace_period(60.seconds())
        .behind(
            front
                .health_check(TargetHealthCheck::path("/health").every(15.seconds()))
                .target_group(|group| group.deregistration_delay(20.seconds())),
        );
    let service = stack.add("Service", service);
    stack.connect(service, database, Port::tcp(5432));
    stack.add(
        "Scaling",
        TargetTrackingScaling::new(service, 2..=10)
            .cpu(60.percent())
            .requests(500)
            .cooldown(60.seconds()),
    );
}
