//! What is moved keeps not only its ids but all that replaces a resource: names, descriptions, rules.

use stackwright::aws::elb::{ApplicationLoadBalancer, Listener, TargetGroup};
use stackwright::prelude::*;
use stackwright_assert::Findings;
use stackwright_core::{Handle, NodeId};

use super::small;

/// Every construct of the crate, below a scope; `keep` is told what was added and under which id.
fn everything(stack: Scope<'_>, place: Scope<'_>, keep: impl Fn(NodeId, &'static str)) {
    let vpc = Vpc::imported("vpc-0a1b2c3d")
        .public(["subnet-0aaaaaaa", "subnet-0bbbbbbb"])
        .private(["subnet-0ccccccc", "subnet-0ddddddd"]);
    let vpc = place.add("Vpc", vpc);
    keep(vpc.node(), "Vpc");
    let cluster = place.add("Cluster", Cluster::new(vpc).namespace("shop.local"));
    keep(cluster.node(), "Cluster");
    let repository = place.add("Repository", EcrRepository::new());
    keep(repository.node(), "Repository");
    let secret = place.add("Secret", Secret::generated(32));
    keep(secret.node(), "Secret");
    let key = place.add("Key", SsmParameter::imported("/app/key"));
    keep(key.node(), "Key");
    let logs = place.add("Logs", LogGroup::new());
    keep(logs.node(), "Logs");
    let role = Role::new(Principal::service("ecs-tasks.amazonaws.com"));
    let role = place.add("Role", role);
    keep(role.node(), "Role");
    let container = Container::new("web", repository.image("v1"))
        .port(3000)
        .logs(LogDriver::awslogs(logs))
        .secret("SECRET", secret)
        .secret("KEY", key);
    let task = small().task_role(role).container(container);
    let task = place.add("Task", task);
    keep(task.node(), "Task");
    let alb = AlbWithTargetGroup::new(vpc, Port::http(3000))
        .certificate("arn:aws:acm:eu-west-1:111122223333:certificate/1");
    let alb = place.add("Alb", alb);
    keep(alb.node(), "Alb");
    let balancer = place.add("Balancer", ApplicationLoadBalancer::new(vpc));
    keep(balancer.node(), "Balancer");
    let target = place.add("Target", TargetGroup::new(vpc, Port::http(80)));
    keep(target.node(), "Target");
    let listener = place.add(
        "Listener",
        Listener::forward(balancer, Port::http(80), target),
    );
    keep(listener.node(), "Listener");
    let service = FargateService::new(cluster, task)
        .behind(alb)
        .discover_as("web");
    let service = place.add("Service", service);
    keep(service.node(), "Service");
    let scaling = TargetTrackingScaling::new(service, 1..=3)
        .cpu(50.percent())
        .memory(60.percent());
    let scaling = place.add("Scaling", scaling);
    keep(scaling.node(), "Scaling");
    let group = place.add("Group", SecurityGroup::new(vpc).without_outbound());
    keep(group.node(), "Group");
    stack.connect(group, service, Port::tcp(3000));
    stack.connect(group, balancer, Port::tcp(80));
    stack.connect(service, group, Port::tcp(5432));
    stack.grant(role, logs.write());
    stack.grant(role, secret.read());
    // What needs the role itself: beside it.
    let logs = RawResource::new("Test::Thing").property("Role", role.arn());
    let thing = place.add("Thing", logs);
    keep(thing.node(), "Thing");
    let arn = thing.attribute::<Str>("Arn");
    stack.grant(role, Statement::allow(["test:Use"]).on([arn]));
}

#[test]
fn moving_every_construct_changes_no_byte() {
    let made = |moved: bool| {
        let app = App::new();
        let stack = *app.stack("Test");
        match moved {
            false => everything(stack, stack, |_, _| {}),
            true => everything(stack, stack.scope("New").scope("Home"), |node, old| {
                stack.moved(node, old);
            }),
        }
        let synthesis = app.synth();
        Findings::of(&synthesis.diagnostics).are_none();
        synthesis.stacks[0].template.to_json()
    };
    assert_eq!(made(true), made(false));
}

/// From one stack into another scope of it, below a construct that was moved itself.
#[test]
fn rules_between_stacks_keep_their_ids() {
    let made = |moved: bool| {
        let app = App::new();
        let (base, shop) = (*app.stack("Base"), *app.stack("Shop"));
        let group = |stack: Scope<'_>, id: &'static str| {
            let place = if moved { stack.scope("New") } else { stack };
            let vpc = stack.add("Vpc", Vpc::imported("vpc-0a1b2c3d"));
            let group = place.add(id, SecurityGroup::new(vpc).without_outbound());
            if moved {
                stack.moved(group, id);
            }
            group
        };
        shop.connect(group(base, "A"), group(shop, "B"), Port::tcp(80));
        let stacks = app.synth().stacks.into_iter();
        stacks
            .map(|stack| stack.template.to_json())
            .collect::<Vec<_>>()
    };
    assert_eq!(made(true), made(false));
}
