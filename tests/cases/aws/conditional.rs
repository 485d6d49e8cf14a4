//! Constructs that are there under a condition, as a whole, and what others say of them.

use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecs::{ClusterHandle, ServiceHandle, TaskHandle};
use stackwright::aws::elb::AlbHandle;
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, any, like};
use stackwright_core::{ConditionHandle, Handle, Severity};

use super::{nginx, small, vpc};

/// A stack with a condition, and what stands in it.
struct Shop<'a> {
    stack: Scope<'a>,
    is_live: ConditionHandle,
    vpc: VpcHandle,
    cluster: ClusterHandle,
}

impl Shop<'_> {
    fn task(&self, id: &'static str) -> TaskHandle {
        self.stack.add(id, small().container(nginx().port(80)))
    }

    fn service(&self, id: &'static str, task: TaskHandle) -> ServiceHandle {
        self.stack.add(id, FargateService::new(self.cluster, task))
    }

    fn alb(&self) -> AlbHandle {
        let alb = AlbWithTargetGroup::new(self.vpc, Port::http(80));
        self.stack.add("Alb", alb)
    }

    /// Makes it conditional as a whole.
    fn only_live(&self, construct: impl Handle) {
        self.stack.at(construct).when(self.is_live);
    }
}

/// The template of a shop; nothing may be wrong with it, whatever the condition comes to.
#[track_caller]
fn shop(build: impl FnOnce(&Shop<'_>)) -> Template {
    let app = App::new();
    let stack = *app.stack("Shop");
    let stage = stack.add("Stage", Parameter::string());
    let vpc = vpc(stack);
    build(&Shop {
        stack,
        is_live: stack.add("IsLive", Condition::equals(stage, "live")),
        vpc,
        cluster: stack.add("Cluster", Cluster::new(vpc).namespace("shop.local")),
    });
    let synthesis = app.synth();
    let json = synthesis.stacks[0].template.to_json();
    // A second synthesis writes the same.
    assert_eq!(app.synth().stacks[0].template.to_json(), json);
    let mut found = check_app(synthesis, &Options::new()).diagnostics;
    found.retain(|found| found.severity == Severity::Error || found.code == "TPL136");
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, Vec::<String>::new(), "{json}");
    Template::read(&json)
}

/// All resources of a type are there under the condition, and there are so many.
#[track_caller]
fn all_conditional(template: &Template, type_name: &str, count: usize) {
    template.resource_count_is(type_name, count);
    template.all_resources(type_name, like!({ "Condition": "IsLive" }));
}

#[test]
fn a_rule_is_there_where_both_groups_are() {
    for from_is_conditional in [true, false] {
        let template = shop(|shop| {
            let [from, to] = ["From", "To"].map(|id| {
                let group = SecurityGroup::new(shop.vpc).without_outbound();
                shop.stack.add(id, group)
            });
            shop.stack.connect(from, to, Port::tcp(5432));
            shop.only_live(if from_is_conditional { from } else { to });
        });
        all_conditional(&template, "AWS::EC2::SecurityGroupIngress", 1);
        all_conditional(&template, "AWS::EC2::SecurityGroupEgress", 1);
    }
}

/// A resource that has the condition itself, without its construct.
#[test]
fn a_rule_of_a_conditional_resource() {
    let template = shop(|shop| {
        let [from, to] = ["From", "To"].map(|id| {
            let group = SecurityGroup::new(shop.vpc).without_outbound();
            shop.stack.add(id, group)
        });
        shop.stack.connect(from, to, Port::tcp(5432));
        shop.stack.of(to).condition(shop.is_live);
    });
    all_conditional(&template, "AWS::EC2::SecurityGroupIngress", 1);
    all_conditional(&template, "AWS::EC2::SecurityGroupEgress", 1);
}

/// `DependsOn` on what is not there would keep the service from being there as well.
#[test]
fn a_service_waits_for_a_rule_where_it_is_there() {
    let template = shop(|shop| {
        let service = shop.service("Service", shop.task("Task"));
        let group = SecurityGroup::new(shop.vpc).without_outbound();
        let database = shop.stack.add("Database", group);
        shop.stack.connect(service, database, Port::tcp(5432));
        shop.only_live(database);
    });
    let after = like!({ "Fn::If": ["IsLive", { "Ref": any() }, { "Ref": "AWS::NoValue" }] });
    template.has_resource(
        "AWS::ECS::Service",
        like!({ "DependsOn": absent(), "Metadata": { "stackwright:after": [after] } }),
    );
}

#[test]
fn a_service_behind_a_conditional_balancer() {
    let template = shop(|shop| {
        let alb = shop.alb();
        let service = FargateService::new(shop.cluster, shop.task("Task"));
        shop.stack.add("Service", service.behind(alb));
        shop.only_live(alb);
    });
    all_conditional(&template, "AWS::ElasticLoadBalancingV2::Listener", 1);
    template.has_resource_properties(
        "AWS::ECS::Service",
        like!({
            "HealthCheckGracePeriodSeconds": { "Fn::If": ["IsLive", 60, { "Ref": "AWS::NoValue" }] },
            "LoadBalancers": [
                { "Fn::If": ["IsLive", { "ContainerPort": 80 }, { "Ref": "AWS::NoValue" }] },
            ],
        }),
    );
}

#[test]
fn a_conditional_service_behind_a_balancer_scaled_and_discovered() {
    let template = shop(|shop| {
        let alb = shop.alb();
        let service = FargateService::new(shop.cluster, shop.task("Task"));
        let service = service.behind(alb).discover_as("web").exec();
        let service = shop.stack.add("Service", service);
        let scaling = TargetTrackingScaling::new(service, 1..=3);
        let scaling = scaling.cpu(50.percent()).requests_per_target(alb, 100);
        shop.stack.add("Scaling", scaling);
        shop.only_live(service);
    });
    all_conditional(&template, "AWS::ApplicationAutoScaling::ScalableTarget", 1);
    all_conditional(&template, "AWS::ApplicationAutoScaling::ScalingPolicy", 2);
    all_conditional(&template, "AWS::ServiceDiscovery::Service", 1);
}

#[test]
fn scaling_by_requests_of_a_conditional_balancer() {
    let template = shop(|shop| {
        let alb = shop.alb();
        let service = FargateService::new(shop.cluster, shop.task("Task"));
        let service = shop.stack.add("Service", service.behind(alb));
        let scaling = TargetTrackingScaling::new(service, 1..=3);
        shop.stack
            .add("Scaling", scaling.requests_per_target(alb, 100));
        shop.only_live(alb);
    });
    all_conditional(&template, "AWS::ApplicationAutoScaling::ScalingPolicy", 1);
}

#[test]
fn a_service_found_by_what_is_conditional() {
    let template = shop(|shop| {
        let namespace = PrivateDnsNamespace::new("own.local", shop.vpc);
        let namespace = shop.stack.add("Namespace", namespace);
        let found = shop
            .stack
            .add("Found", DiscoveryService::new(namespace, "web"));
        let service = FargateService::new(shop.cluster, shop.task("Task"));
        shop.stack.add("Service", service.discover_by(found));
        shop.only_live(found);
    });
    template.has_resource_properties(
        "AWS::ECS::Service",
        like!({ "ServiceRegistries": [
            { "Fn::If": ["IsLive", any(), { "Ref": "AWS::NoValue" }] },
        ] }),
    );
}

/// Policies without a statement are refused, so what is granted under a condition has its own.
#[test]
fn a_right_to_what_is_conditional() {
    let template = shop(|shop| {
        let task = shop.task("Task");
        let [secret, other] = ["Secret", "Other"].map(|id| {
            let secret = Secret::generated(32);
            shop.stack.add(id, secret)
        });
        shop.stack.grant(task.task_role(), secret.read());
        shop.stack.grant(task.task_role(), other.read());
        shop.only_live(secret);
    });
    template.has_resource_properties(
        "AWS::IAM::Role",
        like!({ "Policies": [
            { "PolicyName": "Grants" },
            { "Fn::If": [
                "IsLive",
                { "PolicyName": "GrantsWhenIsLive" },
                { "Ref": "AWS::NoValue" },
            ] },
        ] }),
    );
}

/// What needs the role itself stands beside it, and what uses the role waits.
#[test]
fn a_right_to_what_needs_the_role_and_is_conditional() {
    let template = shop(|shop| {
        let task = shop.task("Task");
        let function = "arn:aws:lambda:eu-west-1:111122223333:function:thing";
        let thing = RawResource::new("Custom::Thing")
            .property("ServiceToken", function)
            .property("Role", task.task_role().arn());
        let thing = shop.stack.add("Thing", thing);
        let arn = thing.attribute::<Str>("Arn");
        let right = Statement::allow(["test:Use"]).on([arn]);
        shop.stack.grant(task.task_role(), right);
        shop.only_live(thing);
    });
    all_conditional(&template, "AWS::IAM::Policy", 1);
}

/// What is too much for the role goes to managed policies, which are conditional, too.
#[test]
fn many_rights_to_what_is_conditional() {
    let template = shop(|shop| {
        let task = shop.task("Task");
        let live = shop.stack.scope("Live");
        live.when(shop.is_live);
        for number in 0..100 {
            let secret = live.add(format!("Secret{number}"), Secret::generated(32));
            shop.stack.grant(task.task_role(), secret.read());
        }
    });
    let policies = template.find_resources("AWS::IAM::ManagedPolicy", like!({}));
    assert!(!policies.is_empty());
    all_conditional(&template, "AWS::IAM::ManagedPolicy", policies.len());
}

/// Under the same condition nothing has to be said.
#[test]
fn what_is_conditional_together_says_nothing_of_it() {
    let template = shop(|shop| {
        let alb = shop.alb();
        let task = shop.task("Task");
        let service = FargateService::new(shop.cluster, task).behind(alb);
        let service = shop.stack.add("Service", service);
        let secret = shop.stack.add("Secret", Secret::generated(32));
        shop.stack.grant(task.task_role(), secret.read());
        shop.only_live(alb);
        shop.only_live(task);
        shop.only_live(service);
        shop.only_live(secret);
    });
    assert!(!template.json().to_string().contains("Fn::If"));
}
