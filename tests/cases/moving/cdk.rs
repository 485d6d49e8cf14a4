//! Stacks that AWS CDK has deployed, written anew with constructs.

use insta::assert_snapshot;
use stackwright::aws::route53::HostedZone;
use stackwright::prelude::*;
use stackwright_cli::adopt::Adoption;

use super::{adopted, deployed};

const API: &str = "data/assets/api";
const BALANCED: &str = include_str!("../../peers/pool/templates/cdk-BalancedService.json");

pub(super) fn balanced(app: &App) {
    let stack = app.stack("BalancedService");
    let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").zones(2).nat(Nat::One));
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let zone = stack.add(
        "Zone",
        HostedZone::imported("Z0123456789ABCDEFGHIJ", "shop.example.com"),
    );
    let front = ApplicationLoadBalancer::new(vpc).internet_facing();
    let front = stack.add("Front", front.domain("www.shop.example.com", zone));
    let task = FargateTask::new(TaskSize::Half(HalfMemory::Gib1));
    let web = Container::new("web", Image::directory(API)).port(3000);
    let task = task.container(web.env("LOG_LEVEL", "info"));
    let service = FargateService::new(cluster, task).desired_count(2);
    let service = stack.add("Web", service.behind(front.place().health_check("/health")));
    stack.add(
        "Scaling",
        TargetTrackingScaling::new(service, 2..=10)
            .cpu(60.percent())
            .requests(1000),
    );
}

#[test]
pub(crate) fn a_balanced_service() {
    assert_snapshot!(adopted(balanced, &deployed(BALANCED)));
}

/// What adoption prints, in the program: then nothing is to be added any more, and nothing goes.
#[test]
pub(crate) fn adoption_of_what_is_adopted_finds_nothing_to_add() {
    let app = App::new();
    balanced(&app);
    let old = deployed(BALANCED);
    let first = Adoption::of(&app, "BalancedService", &old).expect("the app has the stack");
    assert!(first.keeps_everything());
    let again = Adoption::of(&app, "BalancedService", &old).expect("the app has the stack");
    assert!(again.keeps_everything());
    assert_eq!(again.to_rust("deployed.json"), "");
    let deployed = old.resources().count();
    assert_eq!((first.common, again.common), (deployed, deployed));
}
