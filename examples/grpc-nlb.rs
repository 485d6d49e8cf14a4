//! Prices by gRPC, behind a network load balancer, which takes all connections and looks into none.
//!
//! What this shows: TLS ends at the load balancer, which agrees with clients on HTTP/2, without
//! which they hang up; a container is asked by gRPC whether it is well, which the load balancer
//! cannot; and streams are given time to end.
//!
//! What the server has to do: send something now and then (keepalive), because a TLS connection that
//! is silent for 350 seconds is ended; and end connections itself now and then (`MaxConnectionAge`),
//! because all calls of a client go over one, and new tasks get none of them otherwise. An application
//! load balancer spreads calls, not connections; there the place is
//! `front.path("/prices.Prices/*").target_group(|group| group.grpc())`.

use stackwright::aws::elb::AlpnPolicy;
use stackwright::prelude::*;

fn main() -> std::process::ExitCode {
    stackwright::run(build)
}

fn build(app: &App) {
    let stack = app.stack("Prices");
    stack.describe("Prices by gRPC");
    stack.tag("Team", "prices");

    let certificate = stack.add(
        "CertificateArn",
        Parameter::of_type::<CertificateArn>("String").describe("Certificate of the server's name"),
    );
    let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let front = stack.add("Front", NetworkLoadBalancer::new(vpc).internet_facing());

    let prices = Container::new("prices", "example/prices:1.4.2")
        .port(50051)
        .health_check(HealthCheck::command([
            "/bin/grpc_health_probe",
            "-addr=localhost:50051",
        ]))
        // Told to stop, a server tells clients to go elsewhere, and waits for what still runs.
        .stop_timeout(2.minutes());
    let task = FargateTask::new(TaskSize::Half(HalfMemory::Gib1)).container(prices);
    let service = stack.add(
        "Service",
        FargateService::new(cluster, task)
            .behind(front.tls(443, certificate).alpn(AlpnPolicy::Http2Only)),
    );
    stack.add(
        "Scaling",
        TargetTrackingScaling::new(service, 2..=10).cpu(60.percent()),
    );

    stack.add("Address", Output::new(front.dns_name()));
}
