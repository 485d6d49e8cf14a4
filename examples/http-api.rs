//! An HTTP API before a service that nobody else can reach: API Gateway takes requests, asks who they
//! come from, and passes them through a VPC link to tasks that it finds in Cloud Map.
//!
//! What this shows: there is no load balancer; routes say which token may do what; and the way from
//! the link to the tasks is open, and no other.

use stackwright::aws::apigatewayv2::{
    Cors, HttpApi, HttpAuthorizer, HttpIntegration, HttpRoute, VpcLink,
};
use stackwright::aws::ecs::Discover;
use stackwright::prelude::*;

fn main() -> std::process::ExitCode {
    stackwright::run(build)
}

fn build(app: &App) {
    let stack = app.stack("Orders");
    stack.describe("Orders behind an HTTP API");
    stack.tag("Team", "orders");

    let issuer = stack.add(
        "Issuer",
        Parameter::string().describe("URL of who issues tokens, as of a user pool of Cognito"),
    );
    let audience = stack.add(
        "Audience",
        Parameter::string().describe("Id of the client that tokens are issued to"),
    );

    let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
    let cluster = Cluster::new(vpc)
        .container_insights()
        .namespace("orders.internal");
    let cluster = stack.add("Cluster", cluster);
    let orders = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(
        Container::new("orders", "public.ecr.aws/docker/library/node:22-alpine")
            .port(8080)
            // Cloud Map names tasks that are well, and no load balancer looks after them.
            .health_check(HealthCheck::shell(
                "wget -qO- http://localhost:8080/health || exit 1",
            )),
    );
    let orders = stack.add(
        "Service",
        FargateService::new(cluster, orders)
            // With the port, which API Gateway would not know otherwise.
            .discover(Discover::named("orders").srv()),
    );
    stack.add(
        "Scaling",
        TargetTrackingScaling::new(orders, 2..=10).cpu(60.percent()),
    );

    let api = stack.add(
        "Api",
        HttpApi::new()
            .cors(
                Cors::origins(["https://shop.example.com"])
                    .headers(["authorization", "content-type"]),
            )
            .throttle(100, 200),
    );
    let link = stack.add("Link", VpcLink::new(vpc));
    let orders = stack.add("Orders", HttpIntegration::new(api, link.to_service(orders)));
    let people = stack.add("People", HttpAuthorizer::jwt(api, issuer, [audience]));
    for (id, key, scope) in [
        ("List", "GET /orders", "orders:read"),
        ("Show", "GET /orders/{id}", "orders:read"),
        ("Place", "POST /orders", "orders:write"),
    ] {
        stack.add(
            id,
            HttpRoute::new(api, key, orders)
                .authorized_by(people)
                .scopes([scope]),
        );
    }

    stack.add("Address", Output::new(api.api_endpoint()));
}
