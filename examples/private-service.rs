//! An API that nobody reaches from the internet, and that does not reach it either: a VPC without NAT
//! and without public subnets, where endpoints alone lead to AWS.
//!
//! What this shows: a network is one line, and its endpoints follow from what the tasks pull, log, read and
//! open; whoever calls an endpoint is let in, and nobody else; who is called inside is said by `connect`.

use stackwright::prelude::*;

fn main() -> std::process::ExitCode {
    stackwright::run(build)
}

fn build(app: &App) {
    let vpc = network(app);
    api(app, vpc);
}

/// What stands long: the addresses, and who talked to whom.
fn network(app: &App) -> VpcHandle {
    let network = app.stack("Network");
    network.describe("A VPC without a way to the internet");
    network.tag("Team", "records");
    network.add(
        "Vpc",
        Vpc::new("10.20.0.0/16")
            .zones(3)
            .nat(Nat::None)
            .without_public()
            .endpoints_for_tasks()
            .flow_logs(),
    )
}

/// What is deployed every day.
fn api(app: &App, vpc: VpcHandle) {
    let stack = app.stack("Api");
    stack.describe("An API for those inside");
    stack.tag("Team", "records");

    // An image from a public registry could not be pulled here.
    let repository = stack.add("Repository", EcrRepository::new().keep_last(10));
    let login = stack.add(
        "Login",
        Secret::generated(32).in_json(r#"{"username":"records"}"#, "password"),
    );
    // Without it the database is lost, too.
    stack.of(login).retain();

    let container = Container::new("api", repository.image("v1"))
        .port(8080)
        .secret("DB_PASSWORD", login.field("password"))
        .health_check(HealthCheck::shell(
            "wget -qO- http://localhost:8080/health || exit 1",
        ));
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let alb = stack.add(
        "Alb",
        AlbWithTargetGroup::new(vpc, Port::http(8080)).health_check("/health"),
    );
    let service = stack.add(
        "Service",
        FargateService::new(
            cluster,
            FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(container),
        )
        .behind(alb)
        // Whoever is called at night opens a shell, by one endpoint more.
        .exec(),
    );
    stack.add(
        "Scaling",
        TargetTrackingScaling::new(service, 2..=6).cpu(60.percent()),
    );

    // Those inside: machines that are in this group.
    let inside = stack.add("Inside", SecurityGroup::new(vpc).without_outbound());
    stack.connect(inside, alb, Port::http(80));
    stack.add("Address", Output::new(alb.dns_name()));
}
