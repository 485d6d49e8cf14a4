//! A template that was written by hand, written anew with constructs.

use insta::assert_snapshot;
use stackwright::aws::sqs::Queue;
use stackwright::prelude::*;
use stackwright::template::Template;
use stackwright_cli::adopt::Adoption;

use super::adopted;

const BY_HAND: &str = include_str!("../../data/moving/by_hand.yaml");

pub(super) fn orders(app: &App) {
    let stack = app.stack("Orders");
    let vpc = stack.add("VpcId", Parameter::of::<VpcId>());
    let public = stack.add("PublicSubnets", Parameter::list_of::<SubnetId>());
    let private = stack.add("PrivateSubnets", Parameter::list_of::<SubnetId>());
    let vpc = stack.add("Vpc", Vpc::imported(vpc).public(public).private(private));
    let tag = stack.add("Tag", Parameter::string().default("1.4"));
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let images = stack.add("Images", EcrRepository::new());
    let jobs = stack.add("Queue", Queue::new());
    let front = stack.add("Front", ApplicationLoadBalancer::new(vpc).internet_facing());
    let api = Container::new("api", images.image(tag))
        .port(8080)
        .link(jobs.send());
    let task = FargateTask::new(TaskSize::Half(HalfMemory::Gib1)).container(api);
    let service = FargateService::new(cluster, task).desired_count(2);
    stack.add("Api", service.behind(front.place().health_check("/health")));
}

#[test]
pub(crate) fn a_service_that_was_written_by_hand() {
    let old = Template::from_yaml(BY_HAND).expect("it can be read");
    let app = App::new();
    orders(&app);
    let adoption = Adoption::of(&app, "Orders", &old).expect("the app has the stack");
    assert_snapshot!(adopted(orders, &old));
    // The rule inside the group becomes one beside it, which is no replacement, but a hazard.
    assert!(adoption.left().next().is_none());
    assert_eq!(adoption.change.hazards.len(), 1);
}
