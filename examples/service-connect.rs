//! Three services that reach each other under short names, by Service Connect: a web front end, an
//! API, and a catalog that only the API may reach.
//!
//! What this shows beside `two-services.rs`: one namespace, told by its ARN; who serves and who
//! only asks; that the network still has to let requests through, and that services come in the
//! order in which they reach each other; and shells in containers, of which all is kept.

use stackwright::aws::ecs::{AccessLog, ExecAudit};
use stackwright::aws::servicediscovery::HttpNamespace;
use stackwright::prelude::*;

/// The port that all of them listen on.
const PORT: u16 = 8080;

fn main() -> std::process::ExitCode {
    stackwright::run(build)
}

fn build(app: &App) {
    let stack = app.stack("Shop");
    stack.describe("Services that reach each other by Service Connect");
    stack.tag("Team", "shop");

    let certificate = stack.add(
        "CertificateArn",
        Parameter::of_type::<CertificateArn>("String").describe("Certificate of the shop's domain"),
    );

    let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16"));
    let namespace = stack.add("Namespace", HttpNamespace::new("shop"));
    let commands = stack.add("Commands", LogGroup::new().retention(Retention::OneYear));
    let cluster = stack.add(
        "Cluster",
        Cluster::new(vpc)
            .container_insights()
            .default_namespace(namespace)
            .exec_audit(ExecAudit::logs(commands)),
    );

    let task = |container: Container| {
        FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512)).container(container)
    };
    let catalog = task(
        Container::new("catalog", "public.ecr.aws/docker/library/httpd:2.4")
            .named_port("catalog", Port::http(PORT)),
    );
    let api = task(
        Container::new("api", "public.ecr.aws/docker/library/httpd:2.4")
            .named_port("api", Port::http(PORT))
            .env("CATALOG_URL", "http://catalog"),
    );
    let web = task(
        Container::new("web", "public.ecr.aws/nginx/nginx:1.27")
            .port(PORT)
            .env("API_URL", "http://api"),
    );

    let catalog = stack.add(
        "Catalog",
        FargateService::new(cluster, catalog)
            .service_connect(Served::port("catalog").alias("catalog", 80)),
    );
    let api = stack.add(
        "Api",
        FargateService::new(cluster, api).exec().service_connect(
            ServiceConnect::from(
                Served::port("api")
                    .alias("api", 80)
                    .request_timeout(30.seconds()),
            )
            .access_log(AccessLog::json()),
        ),
    );
    // It asks others, and nobody asks it but people.
    let front = ApplicationLoadBalancer::new(vpc).internet_facing();
    let front = stack.add("Front", front.certificate(certificate));
    let web = stack.add(
        "Web",
        FargateService::new(cluster, web)
            .behind(front.path("/*").health_check("/healthz"))
            .service_connect(ServiceConnect::client()),
    );

    // Names are not ways: what is not said here stays shut.
    stack.connect(web, api, Port::tcp(PORT));
    stack.connect(api, catalog, Port::tcp(PORT));

    stack.add("Address", Output::new(front.dns_name()));
}
