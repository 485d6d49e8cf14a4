use serde_json::json;
use stackwright::aws::ecs::ClusterHandle;
use stackwright::aws::ecs::ExecAudit;
use stackwright::aws::elb::{LoadBalancerHandle, NetworkProtocol};
use stackwright::cfn::kind::certificatemanager::CertificateArn;
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;
use stackwright_assert::{Findings, Template, any, exact, like};

use super::{at, made, nginx, only, small, vpc};

const SERVICE: &str = "AWS::ECS::Service";
const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";
const POLICY: &str = "AWS::ApplicationAutoScaling::ScalingPolicy";
const IN: &str = "AWS::EC2::SecurityGroupIngress";
const CERTIFICATE: &str = "arn:aws:acm:eu-west-1:111122223333:certificate/1";

fn api(cluster: ClusterHandle) -> FargateService {
    FargateService::new(cluster, small().container(nginx().port(8080)))
}

/// A load balancer on the internet, and a cluster behind it.
fn behind(build: impl FnOnce(Scope<'_>, ClusterHandle, LoadBalancerHandle)) -> Template {
    made(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let front = ApplicationLoadBalancer::new(vpc).internet_facing();
        let front = stack.add("Front", front.certificate(CERTIFICATE));
        build(stack, cluster, front);
    })
}

fn priority(template: &Template, id: &str) -> i64 {
    let rule = &template.json()["Resources"][id]["Properties"];
    rule["Priority"].as_i64().expect("a priority")
}

/// `/*` is what every request has: what says so comes after whatever says anything.
#[test]
pub(crate) fn a_path_that_every_request_has_comes_last() {
    for all in ["/*", "*"] {
        let template = behind(|stack, cluster, front| {
            stack.add("All", api(cluster).behind(front.path(all)));
            stack.add("New", api(cluster).behind(front.header("x-new", "1")));
            stack.add(
                "Get",
                api(cluster).behind(front.method("GET").source("10.0.0.0/8")),
            );
            stack.add(
                "Host",
                api(cluster).behind(front.host("a.example.com").path(all)),
            );
            let host = front.host("a.example.com").header("x-new", "1");
            stack.add("HostNew", api(cluster).behind(host));
        });
        let of = |id: &str| priority(&template, &format!("{id}FrontRule"));
        assert!(of("New") < of("All"));
        assert!(of("Get") < of("All"));
        assert!(of("HostNew") < of("Host"));
        assert!(of("Host") < of("New"));
    }
}

/// What leads to new tasks by a header stands before what leads to the old ones, whatever number
/// that has, or else no request ever tests them.
#[test]
pub(crate) fn a_test_comes_before_what_it_tests() {
    let template = behind(|stack, cluster, front| {
        let shifting = || api(cluster).blue_green().test_header("x-test", "1");
        stack.add("Fixed", shifting().behind(front.path("/a/*").priority(7)));
        let many = front
            .path("/b/*")
            .method("GET")
            .header("x-a", "1")
            .query("b", "2");
        stack.add("Many", shifting().behind(many));
        stack.add("All", shifting().behind(front.path("/*")));
    });
    assert_eq!(priority(&template, "FixedFrontTestRule"), 6);
    for id in ["Fixed", "Many", "All"] {
        let test = priority(&template, &format!("{id}FrontTestRule"));
        assert!(
            test < priority(&template, &format!("{id}FrontRule")),
            "{id}"
        );
    }
}

/// AWS's metric is of one target group, which a deployment leaves without tasks
/// (<https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html>).
#[test]
pub(crate) fn requests_are_counted_in_both_groups_where_deployments_shift() {
    let template = behind(|stack, cluster, front| {
        let service = api(cluster)
            .behind(front.path("/*"))
            .canary(10.percent(), 5.minutes());
        let service = stack.add("Api", service);
        stack.add(
            "Scaling",
            TargetTrackingScaling::new(service, 2..=9).requests(500),
        );
    });
    let of = |id: &str, group: &str| {
        json!({
            "Id": id,
            "MetricStat": {
                "Metric": {
                    "Namespace": "AWS/ApplicationELB",
                    "MetricName": "RequestCountPerTarget",
                    "Dimensions": [
                        {"Name": "LoadBalancer", "Value": {"Fn::GetAtt": ["Front", "LoadBalancerFullName"]}},
                        {"Name": "TargetGroup", "Value": {"Fn::GetAtt": [group, "TargetGroupFullName"]}},
                    ],
                },
                "Stat": "Sum",
            },
            "ReturnData": false,
        })
    };
    let metrics = json!([
        of("one", "ApiFrontTargetGroup"),
        of("other", "ApiFrontAlternateTargetGroup"),
        {"Id": "result", "Expression": "FILL(one, 0) + FILL(other, 0)", "ReturnData": true},
    ]);
    only(
        &template,
        POLICY,
        like!({ "TargetTrackingScalingPolicyConfiguration": exact(json!({
            "CustomizedMetricSpecification": {"Metrics": metrics},
            "TargetValue": 500,
        })) }),
    );
}

/// The ARN of a listener says whose it is.
#[test]
pub(crate) fn requests_by_an_imported_listener_are_counted() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let group = stack.add("Group", SecurityGroup::imported("sg-0a1b2c3d"));
        let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/web/50dc/f2f7";
        let listener = Listener::imported(arn).vpc(vpc).security_group(group);
        let listener = stack.add("Shared", listener);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let service = stack.add("Api", api(cluster).behind(listener.path("/a/*")));
        stack.add(
            "Scaling",
            TargetTrackingScaling::new(service, 2..=9).requests(500),
        );
    });
    let json = template.json().to_string();
    assert!(json.contains("ALBRequestCountPerTarget"), "{json}");
    let part = |index: u8| {
        let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/web/50dc/f2f7";
        json!({"Fn::Select": [index, {"Fn::Split": ["/", arn]}]})
    };
    for part in [part(1), part(2), part(3)] {
        assert!(json.contains(&part.to_string()), "{json}");
    }
}

/// Nobody comes to the port 80 of a load balancer whose clients are programs of one's own.
#[test]
pub(crate) fn a_balancer_inside_has_no_redirect_that_nobody_reaches() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.tag("Team", "shop");
    let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").nat(Nat::One));
    let cluster = stack.add("Cluster", Cluster::new(vpc).container_insights());
    let certificate = stack.add(
        "Certificate",
        Parameter::of_type::<CertificateArn>("String"),
    );
    let inside = ApplicationLoadBalancer::new(vpc).certificate(certificate);
    let inside = stack.add("Inside", inside);
    let short = AlbWithTargetGroup::new(vpc, Port::http(8080)).certificate(certificate);
    let short = stack.add("Short", short);
    stack.add("Api", api(cluster).behind(inside.path("/*")).behind(short));
    let web = stack.add("Web", api(cluster));
    stack.connect(web, inside, Port::https(443));
    stack.connect(web, short, Port::https(443));
    let found = check_app(
        app.synth(),
        &Options::new().ignore("OPS437").ignore("OPS511"),
    );
    Findings::of(&found.diagnostics).are_none();
    let template = Template::of(&found.stacks[0]);
    template.resource_count_is(LISTENER, 2);
    assert!(
        template
            .find_resources(LISTENER, like!({ "Properties": { "Port": 80 } }))
            .is_empty()
    );
}

/// A listener of its own leads to new tasks, because connections have no headers.
#[test]
pub(crate) fn a_network_balancer_tests_new_tasks_on_a_port_of_its_own() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let front = stack.add("Front", NetworkLoadBalancer::new(vpc).internet_facing());
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let place = front.tls(443, CERTIFICATE).test_port(8443);
        stack.add("Api", api(cluster).behind(place).blue_green());
    });
    at(
        &template,
        "ApiFrontTcp443TestListener",
        LISTENER,
        like!({
            "Port": 8443,
            "Protocol": "TLS",
            "Certificates": [{ "CertificateArn": CERTIFICATE }],
            "DefaultActions": [{ "Type": "forward", "TargetGroupArn": { "Ref": "ApiFrontTcp443AlternateTargetGroup" } }],
        }),
    );
    let advanced = like!({
        "ProductionListenerRule": { "Ref": "ApiFrontTcp443Listener" },
        "TestListenerRule": { "Ref": "ApiFrontTcp443TestListener" },
    });
    only(
        &template,
        SERVICE,
        like!({ "LoadBalancers": [{ "AdvancedConfiguration": advanced }] }),
    );
}

/// Which of several ports is meant is told by what is spoken to it.
#[test]
pub(crate) fn a_place_for_udp_takes_the_port_for_udp() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let front = stack.add("Front", NetworkLoadBalancer::new(vpc));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let dns = nginx().port(8080).expose(Port::udp(5353));
        let check = TargetHealthCheck::tcp().port(Port::tcp(8080));
        let service = FargateService::new(cluster, small().container(dns));
        let service = service
            .behind(front.udp(53).health_check(check))
            .behind(front.tcp(80));
        stack.add("Dns", service);
    });
    only(
        &template,
        SERVICE,
        like!({ "LoadBalancers": [{ "ContainerPort": 5353 }, { "ContainerPort": 8080 }] }),
    );
}

/// What speaks both ways is let in both ways.
#[test]
pub(crate) fn a_listener_for_tcp_and_udp_lets_both_in() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let front = stack.add("Front", NetworkLoadBalancer::new(vpc));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let dns = nginx().port(53).expose(Port::udp(53));
        let service = FargateService::new(cluster, small().container(dns));
        stack.add(
            "Dns",
            service.behind(front.place(NetworkProtocol::TcpUdp, 53)),
        );
    });
    for protocol in ["tcp", "udp"] {
        template.has_resource_properties(
            IN,
            like!({ "IpProtocol": protocol, "FromPort": 53, "SourceSecurityGroupId": any() }),
        );
    }
}

/// A right to all buckets raises a warning of our own.
#[test]
pub(crate) fn where_a_bucket_is_may_be_asked_of_that_bucket_alone() {
    let app = App::new();
    let stack = app.stack("Test");
    stack.tag("Team", "shop");
    let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").nat(Nat::One));
    let audit = ExecAudit::bucket("shells");
    let cluster = Cluster::new(vpc).container_insights().exec_audit(audit);
    let cluster = stack.add("Cluster", cluster);
    stack.add("Api", api(cluster).exec());
    let found = check_app(
        app.synth(),
        &Options::new().ignore("OPS437").ignore("OPS511"),
    );
    Findings::of(&found.diagnostics).are_none();
    let json = found.stacks[0].template.to_json();
    assert!(json.contains("s3:GetBucketLocation"), "{json}");
}
