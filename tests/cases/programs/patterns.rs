//! Patterns.

use stackwright::aws::patterns::{
    BlueGreenService, GithubDeployRole, GithubProvider, GithubRepository, HttpApiService,
    Microservices, PrivateService, QueueWorker,
};
use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;

use super::dice::Dice;
use super::ground::Around;
use super::place::Place;

/// A worker, services that call each other, one that only an API reaches, and one with deployments that
/// go back.
pub fn patterns(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let container = || {
        let image = around.repository.image("v1");
        Container::new("app", image).port(8080)
    };
    let service = || FargateService::new(around.cluster, container());
    let jobs = Queue::new().dead_letter_after(5).visibility(5.minutes());
    let jobs = place.add("Jobs", jobs);
    let home = Cluster::new(around.vpc).container_insights();
    let home = place.add("Home", home);
    let worker = dice.some(
        QueueWorker::new(home, jobs, container()),
        &[
            &|it, _| it.between(0..=20),
            &|it, dice| it.backlog_per_task(dice.number(1..=1000)),
            &|it, _| it.work_time(2.minutes()),
            &|it, _| it.service(|service| service.task_protection()),
            &|it, _| it.scaling(|scaling| scaling.cooldown(1.minutes())),
            &|it, _| it.without_alarms(),
        ],
    );
    place.add("Worker", worker);
    let front = ApplicationLoadBalancer::new(around.vpc);
    let shop = dice.some(
        Microservices::new(front.otherwise(Action::respond(404))),
        &[
            &|it, _| it.service("Web", service(), |place| place.path("/web/*")),
            &|it, _| it.internal("Prices", service()),
        ],
    );
    let shop = shop.service("Api", service(), |place| place.path("/api/*"));
    let shop = place.add("Shop", shop);
    super::doors::reached(
        place.below("ToShop"),
        around.vpc,
        shop.front(),
        Port::tcp(80),
    );
    let place_of_blue = shop.front().path("/blue/*").health_check("/healthz");
    place.add("Blue", BlueGreenService::new(service(), place_of_blue));
    let orders = HttpApiService::new(
        service().discover(
            stackwright::aws::ecs::Discover::named(format!("orders-{}", dice.number(0..=9)))
                .namespace(around.namespace)
                .srv(),
        ),
    );
    let orders = dice.some(
        orders,
        &[&|it, _| it.api(|api| api.throttle(10, 20)), &|it, _| {
            it.without_default_route()
        }],
    );
    if around.known.zones || !around.known.own {
        place.add("Orders", orders);
    }
    let vpc = Vpc::new("10.77.0.0/16").zones(2);
    let inner = PrivateService::new(vpc, container());
    let inner = place.add("Inner", inner.service(|service| service.desired_count(1)));
    super::doors::reached(
        place.below("ToInner"),
        inner.vpc(),
        inner.front(),
        Port::tcp(80),
    );
    let repository = GithubRepository::new("acme", "shop").ids(7, 8);
    let role = dice.some(
        GithubDeployRole::new(repository).branch("main"),
        &[
            &|it, _| it.github_environment("prod"),
            &|it, _| it.also_in("us-east-1"),
            &|it, _| it.push_to(around.repository),
            &|it, _| it.max_session(2.hours()),
        ],
    );
    let role = match dice.says() {
        true => role.provider(place.add("Github", GithubProvider::imported())),
        false => role.provider(place.add("Github", GithubProvider::new())),
    };
    place.add("Deploy", role);
}
