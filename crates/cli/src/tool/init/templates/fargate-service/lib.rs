//! A service on AWS Fargate behind a load balancer.

use schemars::JsonSchema;
use serde::Deserialize;
use stackwright::prelude::*;

/// In what environments differ: `settings/staging.yaml`, `settings/production.yaml`.
#[derive(Deserialize, JsonSchema)]
pub struct Settings {
    /// What stacks are called after.
    pub stage: String,
    /// What runs: an image of a registry, with its version.
    pub image: String,
    /// Over how many Availability Zones it is spread.
    pub zones: u8,
    /// Whether a zone that fails takes the way to the internet of the others along; a gateway for
    /// each zone costs as much again.
    pub one_nat_gateway: bool,
    /// How many tasks there are at least, and at most.
    pub tasks: (u32, u32),
    /// The ARN of the certificate of its domain; without one it answers in the clear.
    pub certificate: Option<String>,
    /// Who is told when something goes wrong.
    pub on_call: String,
}

/// Describes the stacks of an environment.
pub fn build(app: &App, settings: &Settings) {
    let stage = app.stage(settings.stage.clone());
    stage.tag("System", "my-app");
    let stack = stage.stack("MyApp");

    let nat = match settings.one_nat_gateway {
        true => Nat::One,
        false => Nat::PerZone,
    };
    let vpc = Vpc::new("10.0.0.0/16").zones(settings.zones).nat(nat);
    let vpc = stack.add("Vpc", vpc);
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let front = ApplicationLoadBalancer::new(vpc).internet_facing();
    let front = match &settings.certificate {
        Some(arn) => stack.add("Front", front.certificate(arn)),
        None => {
            stack.acknowledge("OPS621", "there is no domain yet");
            stack.add("Front", front)
        }
    };

    // `Image::directory("web")` in place of the setting builds the image of a folder with a Dockerfile.
    let web = Container::new("web", settings.image.clone()).port(80);
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
        .architecture(CpuArchitecture::Arm64)
        .container(web);
    let service = FargateService::new(cluster, task).behind(front.place().health_check("/"));
    let service = stack.add("Service", service);

    let (least, most) = settings.tasks;
    let scaling = TargetTrackingScaling::new(service, least..=most);
    stack.add("Scaling", scaling.cpu(60.percent()));
    let on_call = Topic::new().email(settings.on_call.clone());
    let on_call = stack.add("OnCall", on_call);
    let alarms = service.recommended_alarms().notify(on_call);
    stack.add("Alarms", alarms);
    stack.add("Address", Output::new(front.dns_name()));
}
