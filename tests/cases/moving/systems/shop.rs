//! Aurora, a cache, two target groups and events, in a stack with a name of its own: `tests/data/moving/cdk/shop.js`, on
//! constructs.

use stackwright::aws::forms::{Forms, FormsExt};
use stackwright::aws::{events::Rule, rds::Credentials};
use stackwright::prelude::*;

pub(super) fn build(app: &App) {
    let stack = app.stack("ShopStack").name("shop-prod");
    stack.forms(Forms::aws_cdk());
    stack.tag("team", "shop");
    let vpc = Vpc::new("10.0.0.0/16")
        .zones(2)
        .nat(Nat::One)
        .isolated()
        .route_table_each()
        .flow_logs()
        .called(SubnetKind::Public, "public")
        .called(SubnetKind::Private, "private")
        .called(SubnetKind::Isolated, "database");
    let vpc = stack.add("VPC", vpc);
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let database = AuroraPostgres::new(vpc, AuroraPostgresVersion::V16)
        .user("shop")
        .database("shop")
        .credentials(Credentials::Generated)
        .subnets(SubnetKind::Isolated)
        .reader("reader");
    let database = stack.add("Aurora", database);
    let cache = stack.add(
        "CacheGroup",
        SecurityGroup::new(vpc).describe("Cache of the shop"),
    );
    let uploads = stack.add("Uploads", Bucket::new());
    let key = stack.add("SessionKey", Secret::generated(48));
    let flags = stack.add("Flags", SsmParameter::string("{}").name("/shop/flags"));
    let images = stack.add(
        "Repository",
        EcrRepository::new().name("shop/web").keep_last(30),
    );
    let web = Container::new("web", images.image("2024-11"))
        .port(3000)
        .port(9090)
        .secret("SESSION_KEY", key)
        .secret("FLAGS", flags)
        .link(database.login());
    let task = FargateTask::new(TaskSize::One(OneMemory::Gib2)).container(web);
    let front = stack.add("Front", ApplicationLoadBalancer::new(vpc).internet_facing());
    let service = FargateService::new(cluster, task)
        .desired_count(3)
        .behind(
            front
                .place()
                .port(Port::http(3000))
                .health_check("/healthz")
                .named("Web"),
        )
        .behind(
            front
                .path("/metrics*")
                .priority(10)
                .port(Port::http(9090))
                .named("Metrics"),
        );
    let service = stack.add("Service", service);
    stack.connect(service, cache, Port::tcp(6379));
    stack.grant(service, uploads.read_write());
    stack.grant(service, Statement::allow(["ses:SendEmail"]).on(["*"]));
    stack.add(
        "Scaling",
        TargetTrackingScaling::new(service, 3..=12).memory(70.percent()),
    );
    let orders = stack.add("Orders", Queue::new());
    stack.add(
        "Paid",
        Rule::new(EventPattern::source("shop.payments").detail_type("Paid")).to(orders),
    );
    stack.add(
        "VpcIdOutput",
        Output::new(vpc.reference()).export("shop-vpc"),
    );
}
