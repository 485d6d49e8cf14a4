use std::collections::BTreeMap;

use serde_json::{Value, json};
use stackwright::aws::ecs::ClusterHandle;
use stackwright::aws::elb::{LoadBalancerHandle, Place};
use stackwright::cfn::ecs;
use stackwright::check::{Options, check_app};
use stackwright::core::ResourceHandle;
use stackwright::prelude::*;
use stackwright_assert::{Findings, Template, absent, any, array_with, like};

use super::{cluster, made, made_of, nginx, only, small, vpc};
use crate::support;

const RULE: &str = "AWS::ElasticLoadBalancingV2::ListenerRule";
const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";
const TARGET: &str = "AWS::ElasticLoadBalancingV2::TargetGroup";
const GROUP: &str = "AWS::EC2::SecurityGroup";

fn front(stack: Scope<'_>) -> LoadBalancerHandle {
    let vpc = Vpc::imported("vpc-0a1b2c3d").private(["subnet-0ccccccc", "subnet-0ddddddd"]);
    let vpc = stack.add("FrontVpc", vpc);
    stack.add("Front", ApplicationLoadBalancer::new(vpc))
}

/// A service at a place.
fn at(stack: Scope<'_>, id: &'static str, place: impl Into<Place>) {
    let cluster = match stack.find("Cluster") {
        Some(cluster) => ClusterHandle::from(ecs::ClusterHandle::from_node(cluster)),
        None => cluster(stack),
    };
    let task = small().container(nginx().port(8080));
    stack.add(id, FargateService::new(cluster, task).behind(place));
}

/// The priorities of all rules, by their ids.
fn priorities(template: &Template) -> BTreeMap<String, i64> {
    let rules = template.find_resources(RULE, any());
    let number = |rule: &Value| rule["Properties"]["Priority"].as_i64().expect("a number");
    rules
        .iter()
        .map(|rule| (rule.id.clone(), number(&rule.value)))
        .collect()
}

#[test]
pub(crate) fn two_services_behind_one_balancer_are_two_lines() {
    let template = made(|stack| {
        let front = front(stack);
        at(
            stack,
            "Api",
            front
                .host("api.example.com")
                .path("/v1/*")
                .health_check("/healthz"),
        );
        at(stack, "Shop", front);
    });
    template.resource_count_is(TARGET, 2);
    template.resource_count_is(RULE, 2);
    only(
        &template,
        LISTENER,
        like!({
            "Port": 80,
            "Protocol": "HTTP",
            "DefaultActions": [{ "Type": "fixed-response", "FixedResponseConfig": { "StatusCode": "404" } }],
        }),
    );
    super::at(
        &template,
        "ApiFrontRule",
        RULE,
        like!({
            "ListenerArn": { "Ref": "FrontListener" },
            "Conditions": [
                { "Field": "host-header", "HostHeaderConfig": { "Values": ["api.example.com"] } },
                { "Field": "path-pattern", "PathPatternConfig": { "Values": ["/v1/*"] } },
            ],
            "Actions": [{ "Type": "forward", "TargetGroupArn": { "Ref": "ApiFrontTargetGroup" } }],
        }),
    );
    super::at(
        &template,
        "ApiFrontTargetGroup",
        TARGET,
        like!({ "Port": 8080, "HealthCheckPath": "/healthz", "VpcId": "vpc-0a1b2c3d" }),
    );
    super::at(
        &template,
        "ShopFrontRule",
        RULE,
        like!({ "Conditions": [{ "PathPatternConfig": { "Values": ["/*"] } }] }),
    );
    template.has_resource_properties(
        "AWS::ECS::Service",
        like!({ "LoadBalancers": [{ "TargetGroupArn": { "Ref": "ApiFrontTargetGroup" }, "ContainerPort": 8080 }] }),
    );
    template.has_resource(
        "AWS::ECS::Service",
        like!({ "DependsOn": array_with(["ApiFrontRule"]) }),
    );
    // Both ways are open, for both.
    template.resource_count_is("AWS::EC2::SecurityGroupIngress", 2);
    template.resource_count_is("AWS::EC2::SecurityGroupEgress", 2);
}

/// Users of AWS CDK count priorities by hand, and renumber them.
#[test]
pub(crate) fn a_rule_that_comes_changes_no_other() {
    let with = |paths: &[&'static str]| {
        let template = made(|stack| {
            let front = front(stack);
            for path in paths {
                at(stack, &path[1..path.len() - 2], front.path(*path));
            }
        });
        priorities(&template)
    };
    let all = with(&["/api/*", "/admin/*", "/shop/*", "/static/*", "/orders/*"]);
    assert_eq!(all.len(), 5);
    for few in [
        &["/shop/*"][..],
        &["/orders/*", "/api/*"],
        &["/static/*", "/admin/*"],
    ] {
        let few = with(few);
        assert!(
            few.iter().all(|(id, number)| all.get(id) == Some(number)),
            "{few:?} {all:?}"
        );
    }
}

#[test]
pub(crate) fn what_is_narrower_comes_first() {
    let template = made(|stack| {
        let front = front(stack);
        let places = [
            front.host("api.example.com").path("/v1/orders/*"),
            front.host("api.example.com").path("/v1/*").method("GET"),
            front.host("api.example.com").path("/v1/*"),
            front.host("api.example.com"),
            front.host("*.example.com").path("/v1/*"),
            front.host("*.example.com"),
            front.path("/v1"),
            front.path("/v1*"),
            front.place().path_regex("/v"),
            front.method("GET").source("10.0.0.0/8"),
            front.method("GET"),
            front.place(),
        ];
        let ids = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"];
        for (id, place) in ids.into_iter().zip(places) {
            at(stack, id, place);
        }
    });
    let mut rules: Vec<_> = priorities(&template).into_iter().collect();
    assert_eq!(rules.len(), 12);
    rules.sort_by_key(|(_, number)| *number);
    let order: Vec<_> = rules
        .iter()
        .map(|(id, _)| id.replace("FrontRule", ""))
        .collect();
    assert_eq!(order.join(""), "ABCDEFGHIJKL");
    assert!(
        rules
            .iter()
            .all(|(_, number)| (501..=50_000).contains(number))
    );
}

#[test]
pub(crate) fn a_priority_can_be_fixed() {
    let template = made(|stack| {
        let front = front(stack);
        at(stack, "Api", front.path("/api/*").priority(7));
    });
    only(&template, RULE, like!({ "Priority": 7 }));
}

/// By hand past the construct, too.
#[test]
pub(crate) fn equal_priorities_are_reported_with_both_lines() {
    let found = support::findings(|app| {
        let stack = app.stack("Web");
        let front = front(*stack);
        at(*stack, "Api", front.path("/api/*").priority(7));
        let shop = stack.add(
            "Shop",
            ListenerRule::new(front.path("/shop/*"), Action::respond(503)),
        );
        stack.edit(shop.resource(), |rule| rule.priority(7));
    });
    insta::assert_snapshot!(found, @r"
    error[ELB110]: `Web/Api/Front/Rule` and `Web/Shop` have the priority 7 both
      at Web/Shop
      help: fix that of one of them with `.priority(...)`
      lines: 2
    ");
}

/// They meet on one listener, though no template shows it.
#[test]
pub(crate) fn equal_priorities_of_two_stacks_are_reported() {
    let found = support::findings(|app| {
        let edge = front(*app.stack("Edge"));
        for id in ["Shop", "Blog"] {
            let stack = app.stack(id);
            stack.add(
                "Rule",
                ListenerRule::new(edge.path("/x").priority(3), Action::respond(503)),
            );
        }
    });
    assert_eq!(found.matches("error[ELB110]").count(), 1, "{found}");
}

#[test]
pub(crate) fn every_condition() {
    let template = made(|stack| {
        let place = front(stack)
            .host("a.example.com")
            .host("b.example.com")
            .path("/a/*")
            .method("GET")
            .header("X-Version", "2*")
            .header("x-version", "3")
            .header_regex("User-Agent", "^curl/")
            .query("beta", "yes")
            .query("beta", "true")
            .query("lang", "de")
            .query_value("debug")
            .source("10.0.0.0/8");
        stack.add("Rule", ListenerRule::new(place, Action::respond(418)));
    });
    only(
        &template,
        RULE,
        like!({ "Conditions": [
            { "Field": "host-header", "HostHeaderConfig": { "Values": ["a.example.com", "b.example.com"] } },
            { "Field": "path-pattern", "PathPatternConfig": { "Values": ["/a/*"] } },
            { "Field": "http-request-method", "HttpRequestMethodConfig": { "Values": ["GET"] } },
            { "Field": "http-header", "HttpHeaderConfig": { "HttpHeaderName": "X-Version", "Values": ["2*", "3"] } },
            { "Field": "http-header", "HttpHeaderConfig": { "HttpHeaderName": "User-Agent", "RegexValues": ["^curl/"] } },
            { "Field": "query-string", "QueryStringConfig": { "Values": [{ "Key": "beta", "Value": "yes" }, { "Key": "beta", "Value": "true" }] } },
            { "Field": "query-string", "QueryStringConfig": { "Values": [{ "Key": "lang", "Value": "de" }] } },
            { "Field": "query-string", "QueryStringConfig": { "Values": [{ "Key": absent(), "Value": "debug" }] } },
            { "Field": "source-ip", "SourceIpConfig": { "Values": ["10.0.0.0/8"] } },
        ] }),
    );
}

#[test]
pub(crate) fn regular_expressions_of_host_and_path() {
    let template = made(|stack| {
        let place = front(stack)
            .place()
            .host_regex("^api[.]")
            .path_regex("^/v[0-9]+/");
        stack.add("Rule", ListenerRule::new(place, Action::respond(418)));
    });
    only(
        &template,
        RULE,
        like!({ "Conditions": [
            { "Field": "host-header", "HostHeaderConfig": { "RegexValues": ["^api[.]"], "Values": absent() } },
            { "Field": "path-pattern", "PathPatternConfig": { "RegexValues": ["^/v[0-9]+/"] } },
        ] }),
    );
}

#[test]
pub(crate) fn path_and_host_are_rewritten() {
    let template = made(|stack| {
        let place = front(stack)
            .path("/api/*")
            .rewrite_path("^/api/(.*)", "/$1")
            .rewrite_host("^api[.](.*)", "$1");
        at(stack, "Api", place);
    });
    let rewrites = |regex: &str, to: &str| json!({"Rewrites": [{"Regex": regex, "Replace": to}]});
    only(
        &template,
        RULE,
        like!({ "Transforms": [
            { "Type": "url-rewrite", "UrlRewriteConfig": rewrites("^/api/(.*)", "/$1") },
            { "Type": "host-header-rewrite", "HostHeaderRewriteConfig": rewrites("^api[.](.*)", "$1") },
        ] }),
    );
}

/// With a certificate: HTTPS, and people who come in the clear are sent there.
#[test]
pub(crate) fn a_front_with_a_certificate_speaks_https() {
    let template = made(|stack| {
        let front = ApplicationLoadBalancer::new(vpc(stack))
            .internet_facing()
            .certificate("arn:aws:acm:eu-west-1:111122223333:certificate/1")
            .otherwise(Action::redirect(
                Redirect::temporary().host("www.example.com"),
            ));
        let front = stack.add("Front", front);
        let rule = ListenerRule::new(front.path("/a"), Action::respond(200));
        stack.add("Rule", rule);
    });
    template.resource_count_is(LISTENER, 2);
    super::at(
        &template,
        "FrontListener",
        LISTENER,
        like!({
            "Port": 443,
            "Protocol": "HTTPS",
            "Certificates": [{ "CertificateArn": "arn:aws:acm:eu-west-1:111122223333:certificate/1" }],
            "DefaultActions": [{ "RedirectConfig": { "Host": "www.example.com", "StatusCode": "HTTP_302" } }],
        }),
    );
    super::at(
        &template,
        "FrontRedirect",
        LISTENER,
        like!({ "Port": 80, "DefaultActions": [{ "RedirectConfig": { "Protocol": "HTTPS", "Port": "443" } }] }),
    );
    let open = like!([{ "FromPort": 443, "CidrIp": "0.0.0.0/0" }, { "FromPort": 80 }]);
    only(&template, GROUP, like!({ "SecurityGroupIngress": open }));
    only(
        &template,
        RULE,
        like!({ "ListenerArn": { "Ref": "FrontListener" } }),
    );
}

/// AWS CDK opens whichever group it is given to the world (14359).
#[test]
pub(crate) fn a_group_that_is_given_is_not_opened_to_the_world() {
    let template = made(|stack| {
        let group = stack.add("Group", SecurityGroup::imported("sg-1").open_to_change());
        let front = ApplicationLoadBalancer::new(vpc(stack)).internet_facing();
        let front = stack.add("Front", front.security_group(group));
        let own = stack.add("Own", SecurityGroup::new(vpc(stack.scope("Other"))));
        let other = ApplicationLoadBalancer::new(vpc(stack.scope("Third"))).internet_facing();
        let other = stack.add("Second", other.security_group(own));
        for (id, front) in [("Rule", front), ("Rule2", other)] {
            stack.add(
                id,
                ListenerRule::new(front.path("/a"), Action::respond(200)),
            );
        }
    });
    template.resource_count_is("AWS::EC2::SecurityGroupIngress", 0);
    only(
        &template,
        GROUP,
        like!({ "SecurityGroupIngress": absent() }),
    );
}

/// The parts are named after the load balancer, which keeps its name when it is moved.
#[test]
pub(crate) fn a_load_balancer_that_is_moved_moves_nothing_behind_it() {
    let before = made(|stack| {
        let front = front(stack);
        at(stack, "Api", front.path("/api/*"));
    });
    let after = made(|stack| {
        let place = stack.scope("Edge");
        let front = front(place);
        at(stack, "Api", front.path("/api/*"));
        stack.moved(front, "Front");
        stack.moved(place.find("FrontVpc").expect("the VPC"), "FrontVpc");
    });
    assert_eq!(priorities(&before), priorities(&after));
    assert_eq!(super::ids(&before, TARGET), super::ids(&after, TARGET));
}

#[test]
pub(crate) fn a_service_at_two_places() {
    let template = made(|stack| {
        let front = front(stack);
        let task = small().container(nginx().port(8080).port(9090));
        let service = FargateService::new(cluster(stack), task)
            .behind(front.path("/api/*").port(Port::http(8080)))
            .behind(
                front
                    .path("/metrics")
                    .port(Port::http(9090))
                    .named("Metrics"),
            );
        stack.add("Api", service);
    });
    assert_eq!(
        super::ids(&template, TARGET),
        ["ApiFrontTargetGroup", "ApiMetricsTargetGroup"]
    );
}

#[test]
pub(crate) fn what_cannot_be_placed_is_said() {
    let found = support::findings(|app| {
        let stack = app.stack("Web");
        let front = front(*stack);
        let task = small().container(nginx().port(8080).port(9090));
        let service = FargateService::new(cluster(*stack), task).behind(front.path("/api/*"));
        stack.add("Two", service);
        let cluster = stack.find("Cluster").expect("the cluster");
        let cluster = ecs::ClusterHandle::from_node(cluster);
        let task = small().container(nginx());
        stack.add(
            "None",
            FargateService::new(cluster, task).behind(front.path("/none")),
        );
        let task = small().container(nginx().port(80));
        let service = FargateService::new(cluster, task)
            .behind(front.path("/a"))
            .behind(front.path("/b"));
        stack.add("Same", service);
    });
    insta::assert_snapshot!(found, @r"
    error[ECS104]: the task listens on 8080 and 9090
      at Web/Two
      help: say where requests go with `.port(...)` of the place
    error[ECS104]: no container of the task listens on a port
      at Web/None
      help: expose one with `.port(...)`
    error[ELB112]: this service has two places behind `Web/Front`
      at Web/Same
      help: name the second one with `.named(...)`, or say what it gets as a further host or path of the first
    ");
}

/// What is there by default is nothing that the checker would say something about.
#[test]
pub(crate) fn the_checker_has_nothing_to_say() {
    let app = App::new();
    let stack = app.stack("Web");
    let front = front(*stack);
    at(
        *stack,
        "Api",
        front
            .host("api.example.com")
            .path("/v1/*")
            .health_check("/healthz"),
    );
    at(*stack, "Shop", front);
    let open = stack.add("Outside", SecurityGroup::imported("sg-0a1b2c3d"));
    stack.connect(open, front, Port::tcp(80));
    let template = made_of(&app).remove("Web").expect("the stack");
    template.resource_count_is(RULE, 2);
    let mut found = check_app(app.synth(), &Options::new()).diagnostics;
    // What clusters, containers and people leave out is not ours.
    found.retain(|found| !["OPS436", "OPS437", "OPS511", "DES105"].contains(&found.code));
    Findings::of(&found).are_none();
}
