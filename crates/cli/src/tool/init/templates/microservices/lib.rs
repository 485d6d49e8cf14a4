//! Several services behind one load balancer, which call each other by name.

use schemars::JsonSchema;
use serde::Deserialize;
use stackwright::aws::patterns::Microservices;
use stackwright::prelude::*;

/// In what environments differ: `settings/staging.yaml`, `settings/production.yaml`.
#[derive(Deserialize, JsonSchema)]
pub struct Settings {
    /// What stacks are called after.
    pub stage: String,
    /// Over how many Availability Zones the services are spread.
    pub zones: u8,
    /// Whether a zone that fails takes the way to the internet of the others along; a gateway for
    /// each zone costs as much again.
    pub one_nat_gateway: bool,
    /// How many tasks of a service there are at least, and at most.
    pub tasks: (u32, u32),
    /// The ARN of the certificate of the domain; without one they answer in the clear.
    pub certificate: Option<String>,
    /// Who is told when something goes wrong.
    pub on_call: String,
    pub images: Images,
}

/// What runs: images of a registry, with their versions.
#[derive(Deserialize, JsonSchema)]
pub struct Images {
    pub web: String,
    pub orders: String,
    pub prices: String,
}

/// Describes the stacks of an environment.
pub fn build(app: &App, settings: &Settings) {
    let stage = app.stage(settings.stage.clone());
    stage.tag("System", "my-app");

    let network = stage.stack("MyAppNetwork");
    let nat = match settings.one_nat_gateway {
        true => Nat::One,
        false => Nat::PerZone,
    };
    let vpc = Vpc::new("10.0.0.0/16").zones(settings.zones).nat(nat);
    let vpc = network.add("Vpc", vpc);

    let services = stage.stack("MyAppServices");
    services.acknowledge("TPL163", "the AWS CDK command line uploads it");
    let cluster = Cluster::new(vpc).container_insights();
    let cluster = services.add("Cluster", cluster.namespace("my-app.internal"));
    let service = |name: &'static str, image: &str| {
        // `Image::directory(name)` in place of the setting builds the image of a folder.
        let container = Container::new(name, image.to_owned()).port(80);
        let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
            .architecture(CpuArchitecture::Arm64)
            .container(container);
        FargateService::new(cluster, task)
    };

    let images = &settings.images;
    let front = ApplicationLoadBalancer::new(vpc).internet_facing();
    let front = match &settings.certificate {
        Some(arn) => front.certificate(arn),
        None => {
            services.acknowledge("OPS621", "there is no domain yet");
            front
        }
    };
    // Who calls another one gets its URL, as PRICES_URL, and the way to it; nobody else does.
    let shop = Microservices::new(front)
        .service("Web", service("web", &images.web), |place| {
            place.health_check("/")
        })
        .service("Orders", service("orders", &images.orders), |place| {
            place.path("/orders/*").health_check("/")
        })
        .internal("Prices", service("prices", &images.prices))
        .calls("Web", "Prices")
        .calls("Orders", "Prices");
    let shop = services.add("Shop", shop);

    let on_call = Topic::new().email(settings.on_call.clone());
    let on_call = services.add("OnCall", on_call);
    let (least, most) = settings.tasks;
    for id in ["Web", "Orders", "Prices"] {
        if let Some(service) = shop.service(*services, id) {
            let scaling = TargetTrackingScaling::new(service, least..=most);
            services.add(format!("{id}Scaling"), scaling.cpu(60.percent()));
            let alarms = service.recommended_alarms().notify(on_call);
            services.add(format!("{id}Alarms"), alarms);
        }
    }
    services.add("Address", Output::new(shop.front().dns_name()));
}
