//! A shop: a web front end on HTTPS, and an API behind it that nobody else can reach.
//!
//! What this shows beside `ecs-fargate.rs`: who may talk to whom is said once, by
//! `connect`; what a container reads decides what it may read; and a construct of one's own is
//! made of others.

use stackwright::aws::ec2::{Connectable, SecurityGroupHandle};
use stackwright::aws::secretsmanager::SecretHandle;
use stackwright::core::NodeId;
use stackwright::prelude::*;

/// The port that the API listens on.
const API_PORT: u16 = 8080;

fn main() -> std::process::ExitCode {
    stackwright::run(build)
}

fn build(app: &App) {
    let stack = app.stack("Shop");
    stack.describe("A web front end and its API");
    stack.tag("Team", "shop");

    let vpc_id = stack.add("VpcId", Parameter::of::<VpcId>());
    let public = stack.add("PublicSubnetIds", Parameter::list_of::<SubnetId>());
    let private = stack.add("PrivateSubnetIds", Parameter::list_of::<SubnetId>());
    let vpc = stack.add("Vpc", Vpc::imported(vpc_id).public(public).private(private));
    let certificate = stack.add(
        "CertificateArn",
        Parameter::of_type::<CertificateArn>("String").describe("Certificate of the shop's domain"),
    );

    // Where tasks run is said once, for the cluster: one on Fargate whatever happens, and of the
    // others four in five on Spot.
    let cluster = stack.add(
        "Cluster",
        Cluster::new(vpc)
            .default_strategy([
                CapacityProvider::fargate().base(1).weight(1),
                CapacityProvider::fargate_spot().weight(4),
            ])
            .container_insights()
            .namespace("shop.internal"),
    );
    let database = stack.add(
        "Database",
        Secret::generated(32)
            .describe("The API's login to the database")
            .in_json(r#"{"username":"shop"}"#, "password"),
    );
    // Without it the database is lost, too.
    stack.of(database).retain();

    let api = stack.add("Api", Api { cluster, database });
    let web = stack.add(
        "Web",
        FargateTask::new(TaskSize::Half(HalfMemory::Gib1)).container(
            Container::new("web", "public.ecr.aws/nginx/nginx:1.27")
                .port(80)
                .env("API_URL", format!("http://api.shop.internal:{API_PORT}")),
        ),
    );

    // HTTPS on 443, and people who come to 80 are sent there.
    let alb = stack.add(
        "Alb",
        AlbWithTargetGroup::new(vpc, Port::http(80))
            .internet_facing()
            .certificate(certificate),
    );
    let front = stack.add(
        "Front",
        FargateService::new(cluster, web)
            .behind(alb)
            .capacity_of_cluster(),
    );
    stack.add(
        "Scaling",
        TargetTrackingScaling::new(front, 2..=20).requests_per_target(alb, 1000),
    );

    // The only way to the API. Without it, the front end would wait for an answer for ever.
    stack.connect(front, api, Port::tcp(API_PORT));

    // What the record of the shop's domain points to.
    stack.add("LoadBalancerDNS", Output::new(alb.dns_name()));
}

/// The API: a task that reads its password, and a service that is found by its name.
struct Api {
    cluster: ClusterHandle,
    database: SecretHandle,
}

impl Construct for Api {
    type Handle = ApiHandle;

    fn build(self, scope: Scope<'_>) -> ApiHandle {
        let key = scope.add("PaymentKey", SsmParameter::imported("/shop/payment-key"));
        let container = Container::new("api", "public.ecr.aws/docker/library/node:22-alpine")
            .port(API_PORT)
            .secret("DB_USER", self.database.field("username"))
            .secret("DB_PASSWORD", self.database.field("password"))
            .secret("PAYMENT_KEY", key)
            .health_check(HealthCheck::shell(sub!(
                "wget -qO- http://localhost:{API_PORT}/health || exit 1"
            )));
        let size = TaskSize::Quarter(QuarterMemory::Gib1);
        let task = scope.add("Task", FargateTask::new(size).container(container));
        let service = FargateService::new(self.cluster, task)
            .desired_count(2)
            .discover_as("api")
            // Who is called at night can look around in a task.
            .exec()
            .capacity_of_cluster();
        ApiHandle(scope.add("Service", service))
    }
}

/// Names the API, so that others can be connected to it.
#[derive(Clone, Copy)]
struct ApiHandle(ServiceHandle);

impl Handle for ApiHandle {
    fn node(self) -> NodeId {
        self.0.node()
    }
}

impl Connectable for ApiHandle {
    fn guarded_by(self, scope: Scope<'_>) -> Option<SecurityGroupHandle> {
        self.0.guarded_by(scope)
    }
}
