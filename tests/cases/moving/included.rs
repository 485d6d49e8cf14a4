//! A deployed stack that is included, and what constructs, connections, grants and scaling do with it.

use insta::assert_snapshot;
use stackwright::prelude::*;
use stackwright_assert::Template;

/// What AWS CDK's `ApplicationLoadBalancedFargateService` has deployed.
const BALANCED: &str = include_str!("../../peers/pool/templates/cdk-BalancedService.json");

fn moved(app: &App) {
    let web = app.stack("BalancedService");
    let old = web.include(BALANCED);
    let service: cfn::ecs::ServiceHandle = old.get("WebServiceD04B5F3E");
    let service = ServiceHandle::from(service);
    let jobs = web.add("Jobs", aws::sqs::Queue::new());
    web.grant(service, jobs.send());
    let vpc = Vpc::imported(old.get::<cfn::ec2::VpcHandle>("Vpc8378EB38"));
    let vpc = web.add("Vpc", vpc.private_subnets(["a"]));
    let group = web.add("Files", SecurityGroup::new(vpc));
    web.connect(service, group, Port::tcp(2049));
    web.add("Memory", TargetTrackingScaling::new(service, 2..=10).memory(70.percent()));
}

#[test]
pub(crate) fn what_is_added_to_an_included_stack_keeps_what_was_there() {
    let app = App::new();
    moved(&app);
    let synthesis = app.synth();
    assert_eq!(crate::support::shown(&synthesis.diagnostics), "");
    let new = Template::of(&synthesis.stacks[0]);
    let old = stackwright::template::Template::from_json(BALANCED).expect("it can be read");
    new.keeps(&old);
}
