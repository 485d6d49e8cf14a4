use insta::assert_snapshot;
use stackwright::aws::apigatewayv2::HttpApi;
use stackwright::aws::patterns::{
    GithubDeployRole, GithubRepository, HttpApiService, Microservices, MultiRegion, QueueWorker,
};
use stackwright::aws::route53::HostedZone;
use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;

use super::said;
use crate::aws::{nginx, vpc};

fn work(queue: Queue, worker: Container) -> String {
    said(|stack| {
        let cluster = Cluster::new(vpc(stack)).container_insights();
        let cluster = stack.add("Cluster", cluster);
        let jobs = stack.add("Jobs", queue);
        let worker = QueueWorker::new(cluster, jobs, worker).between(0..=5);
        stack.add("Worker", worker.work_time(60.seconds()));
    })
}

/// The default of SQS is shorter than what most work takes.
#[test]
pub(crate) fn a_worker_whose_messages_come_back() {
    let letters = || Queue::new().dead_letter_after(3);
    assert_snapshot!(work(letters(), nginx()), @r#"
    error[PAT101]: messages of `Web/Jobs` are hidden for 30 seconds, and work on one takes 60
      at Web/Worker
      help: give the queue a longer `.visibility(...)` than work takes and a task has to stop
    "#);
    let patient = nginx().stop_timeout(2.minutes());
    assert_snapshot!(work(letters().visibility(90.seconds()), patient), @r#"
    error[PAT101]: messages of `Web/Jobs` are hidden for 90 seconds, and a task has 120 to stop
      at Web/Worker
      help: give the queue a longer `.visibility(...)` than work takes and a task has to stop
    "#);
    assert_eq!(work(letters().visibility(60.seconds()), nginx()), "");
}

#[test]
pub(crate) fn a_worker_whose_queue_has_nowhere_for_what_cannot_be_handled() {
    let jobs = Queue::new().visibility(5.minutes());
    assert_snapshot!(work(jobs, nginx()), @r#"
    warning[PAT102]: what nobody can handle of `Web/Jobs` goes nowhere
      at Web/Worker
      help: give the queue dead letters: `.dead_letter_after(5)`
    "#);
}

#[test]
pub(crate) fn calls_between_services_that_cannot_be() {
    let shop = |calls: [(&'static str, &'static str); 2]| {
        said(|stack| {
            let vpc = vpc(stack);
            let cluster = Cluster::new(vpc).namespace("shop.internal");
            let cluster = stack.add("Cluster", cluster);
            let service = || FargateService::new(cluster, nginx().port(80));
            let shop = Microservices::new(ApplicationLoadBalancer::new(vpc))
                .service("Web", service(), |place| place)
                .internal("Api", service());
            let shop = calls
                .into_iter()
                .fold(shop, |shop, (from, to)| shop.calls(from, to));
            stack.add("Shop", shop);
        })
    };
    assert_snapshot!(shop([("Web", "Api"), ("Web", "Prices")]), @r#"
    error[PAT103]: `Web` calls `Prices`, and there is no service `Prices`
      at Web/Shop
      help: the pattern has `Web`, `Api`
    "#);
    assert_snapshot!(shop([("Web", "Api"), ("Api", "Web")]), @r#"
    error[PAT103]: a ring of calls: `Web`, `Api`
      at Web/Shop
      help: give one of them the URL by hand, and connect the two with `connect`
    "#);
}

#[test]
pub(crate) fn a_call_of_a_service_that_has_no_name() {
    assert_snapshot!(said(|stack| {
        let cluster = stack.add("Cluster", Cluster::new(vpc(stack)));
        let api = FargateService::new(cluster, nginx().port(80));
        let api = stack.add("Api", api);
        let web = FargateService::new(cluster, nginx().link(api.call()));
        stack.add("Web", web);
    }), @r#"
    error[ECS145]: `Web/Api` is called, and has no name or no one port
      at Web/Web
      help: make it known with `.discover_as(...)` in a namespace, or with Service Connect, and let one port be open
    "#);
}

#[test]
pub(crate) fn a_pattern_in_a_cluster_whose_vpc_is_not_known() {
    assert_snapshot!(said(|stack| {
        let cluster = stack.add("Cluster", stackwright::cfn::ecs::Cluster::new());
        let group = stack.add("Group", SecurityGroup::imported("sg-0a1b2c3d"));
        let service = FargateService::new(cluster, nginx().port(80))
            .security_group(group)
            .subnets(["subnet-0ccccccc"]);
        let service = HttpApiService::new(service).api(HttpApi::dual_stack);
        stack.add("Orders", service.without_default_route());
    }), @r#"
    error[PAT104]: the VPC of `Web/Cluster` is not known
      at Web/Orders
      help: import the cluster with its VPC: `Cluster::imported(name, vpc)`
    "#);
}

#[test]
pub(crate) fn one_service_in_too_few_regions() {
    let built = |regions: Vec<&'static str>| {
        crate::support::findings(|app| {
            let zone = HostedZone::imported("Z0123456789ABC", "example.com");
            let how = MultiRegion::latency("shop.example.com", zone, "111122223333", regions);
            how.build(app, "Shop", |region| {
                let front = ApplicationLoadBalancer::new(vpc(*region.stack)).internet_facing();
                let front = front.certificate(region.certificate);
                region.stack.add("Front", front)
            });
        })
    };
    assert_snapshot!(built(vec!["eu-west-1"]), @r#"
    error[PAT105]: `shop.example.com` is in one region
      at Shop-eu-west-1
      help: name each region once, and two at least
    "#);
}

#[test]
pub(crate) fn a_role_for_deployments_that_nobody_or_everybody_may_take() {
    let role = || GithubDeployRole::new(GithubRepository::new("acme", "shop"));
    assert_snapshot!(said(|stack| {
        stack.add("Deploy", role());
    }), @r#"
    error[PAT106]: no workflow of `acme/shop` may take this role
      at Web/Deploy
      help: say who may: `.branch("main")` or `.github_environment("prod")`
    "#);
    assert_snapshot!(said(|stack| {
        stack.add("Deploy", role().any_workflow());
    }), @r#"
    warning[PAT107]: any workflow of `acme/shop` may take this role
      at Web/Deploy
      help: name branches or environments instead, or acknowledge it with the reason
    "#);
}

/// A name in the environment is no way: not without a rule, and not on another port.
#[test]
pub(crate) fn a_service_that_is_told_of_by_name_and_not_reached() {
    let told = |url: &'static str, connects: bool| {
        let app = App::new();
        let stack = app.stack("Web");
        let cluster = Cluster::new(vpc(*stack)).namespace("shop.internal");
        let cluster = stack.add("Cluster", cluster);
        let api = FargateService::new(cluster, nginx().port(8080)).discover_as("api");
        let api = stack.add("Api", api);
        let web = FargateService::new(cluster, nginx().env("API_URL", url));
        let web = stack.add("Web", web);
        if connects {
            stack.connect(web, api, Port::tcp(8080));
        }
        let options = stackwright::check::Options::new();
        let found = stackwright::check::check_app(app.synth(), &options).diagnostics;
        let found = found.iter().filter(|found| found.code == "OPS126");
        found
            .map(|found| found.message.to_string())
            .collect::<Vec<_>>()
    };
    let right = "http://api.shop.internal:8080/v1";
    assert_eq!(told(right, true), Vec::<String>::new());
    let message = told(right, false).concat();
    assert!(message.contains("is told of `Api"), "{message}");
    let message = told("http://api.shop.internal:8008", true).concat();
    assert!(message.contains("TCP port 8008"), "{message}");
    assert_eq!(
        told("http://api.other.internal:8080", false),
        Vec::<String>::new()
    );
}
