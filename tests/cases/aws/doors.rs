use serde_json::json;
use stackwright::aws::elb::{
    AddressType, Algorithm, DesyncMode, ForwardedFor, HealthyTargets, Jwt, LoadBalancerHandle,
    LogBucket, SubnetMapping, TargetGroup,
};

use stackwright::aws::units::{DurationExt, PercentExt};
use stackwright::cfn::kind::certificatemanager::CertificateArn;
use stackwright::check::{Options, check_app};
use stackwright::core::Value;
use stackwright::prelude::*;
use stackwright_assert::{Findings, Matcher, Template, absent, array_with, exact, like};

use super::{made, only, vpc};

const BALANCER: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
const TARGET: &str = "AWS::ElasticLoadBalancingV2::TargetGroup";
const CERTIFICATE: &str = "arn:aws:acm:eu-west-1:111122223333:certificate/1";

/// The attributes are there, among others.
pub(super) fn attributes(pairs: &[(&str, &str)]) -> Matcher {
    let pair = |(key, value): &(&str, &str)| exact(json!({"Key": key, "Value": value}));
    array_with(pairs.iter().map(pair))
}

/// What the checker says of a stack, but for clusters and tags.
fn checked(build: impl FnOnce(Scope<'_>)) {
    let app = App::new();
    build(*app.stack("Web"));
    let mut found = check_app(app.synth(), &Options::new()).diagnostics;
    found.retain(|found| found.code != "DES105");
    Findings::of(&found).are_none();
}

pub(super) fn https(stack: Scope<'_>) -> LoadBalancerHandle {
    let front = ApplicationLoadBalancer::new(vpc(stack)).certificate(CERTIFICATE);
    stack.add("Front", front)
}

fn target(set: impl FnOnce(TargetGroup) -> TargetGroup) -> Template {
    made(|stack| {
        let group = set(TargetGroup::new(vpc(stack), Port::http(80)));
        stack.add("Target", group);
    })
}

/// One bucket for logs of load balancers and for more: its own policy lets them be written.
#[test]
pub(crate) fn logs_of_a_load_balancer_in_a_bucket_that_has_more_to_say() {
    let template = made(|stack| {
        let logs = stack.add("Logs", stackwright::aws::s3::Bucket::new());
        let front = ApplicationLoadBalancer::new(vpc(stack)).access_logs(logs);
        stack.add("Front", front);
    });
    template.resource_count_is("AWS::S3::BucketPolicy", 1);
    let text = template.json()["Resources"]["LogsPolicy"].to_string();
    for said in [
        "logdelivery.elasticloadbalancing.amazonaws.com",
        "delivery.logs.amazonaws.com",
        "s3:PutObject",
        "s3:GetBucketAcl",
        "aws:SecureTransport",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let front = &template.json()["Resources"]["Front"];
    assert!(
        front["DependsOn"].to_string().contains("LogsPolicy"),
        "{front}"
    );
}

/// AWS leaves them in, and two servers that read them differently can be played off.
#[test]
pub(crate) fn invalid_headers_are_dropped_unless_they_are_wanted() {
    for (keeps, word) in [(false, "true"), (true, "false")] {
        let template = made(|stack| {
            let front = ApplicationLoadBalancer::new(vpc(stack));
            stack.add(
                "Front",
                if keeps {
                    front.keep_invalid_headers()
                } else {
                    front
                },
            );
        });
        let list = exact(json!([{
            "Key": "routing.http.drop_invalid_header_fields.enabled", "Value": word,
        }]));
        only(
            &template,
            BALANCER,
            like!({ "LoadBalancerAttributes": list }),
        );
    }
}

#[test]
pub(crate) fn every_attribute_of_a_load_balancer() {
    let template = made(|stack| {
        let front = ApplicationLoadBalancer::new(vpc(stack))
            .deletion_protection()
            .cross_zone(true)
            .deny_internet_gateway()
            .zonal_shift()
            .idle_timeout(120.seconds())
            .client_keep_alive(10.minutes())
            .without_http2()
            .desync(DesyncMode::Strictest)
            .preserve_host()
            .tls_headers()
            .forward_client_port()
            .forwarded_for(ForwardedFor::Remove)
            .open_without_firewall();
        stack.add("Front", front);
    });
    let list = attributes(&[
        ("deletion_protection.enabled", "true"),
        ("load_balancing.cross_zone.enabled", "true"),
        ("ipv6.deny_all_igw_traffic", "true"),
        ("zonal_shift.config.enabled", "true"),
        ("idle_timeout.timeout_seconds", "120"),
        ("client_keep_alive.seconds", "600"),
        ("routing.http2.enabled", "false"),
        ("routing.http.desync_mitigation_mode", "strictest"),
        ("routing.http.preserve_host_header.enabled", "true"),
        (
            "routing.http.x_amzn_tls_version_and_cipher_suite.enabled",
            "true",
        ),
        ("routing.http.xff_client_port.enabled", "true"),
        ("routing.http.xff_header_processing.mode", "remove"),
        ("waf.fail_open.enabled", "true"),
    ]);
    only(
        &template,
        BALANCER,
        like!({ "LoadBalancerAttributes": list }),
    );
}

/// An attribute that is said twice is written once.
#[test]
pub(crate) fn the_last_word_on_an_attribute_counts() {
    let template = made(|stack| {
        let front = ApplicationLoadBalancer::new(vpc(stack)).idle_timeout(120.seconds());
        stack.add(
            "Front",
            front.attribute("idle_timeout.timeout_seconds", "30"),
        );
    });
    let list = json!([
        {"Key": "routing.http.drop_invalid_header_fields.enabled", "Value": "true"},
        {"Key": "idle_timeout.timeout_seconds", "Value": "30"},
    ]);
    only(
        &template,
        BALANCER,
        like!({ "LoadBalancerAttributes": exact(list) }),
    );
}

#[test]
pub(crate) fn addresses_and_capacity_of_a_load_balancer() {
    let template = made(|stack| {
        let front = ApplicationLoadBalancer::new(vpc(stack))
            .internet_facing()
            .address_type(AddressType::DualStack)
            .min_capacity(100)
            .addresses_from("ipam-pool-0a1b2c3d4e5f60718");
        let front = stack.add("Front", front);
        stack.add(
            "Rule",
            ListenerRule::new(front.path("/a"), Action::respond(200)),
        );
    });
    only(
        &template,
        BALANCER,
        like!({
            "IpAddressType": "dualstack",
            "MinimumLoadBalancerCapacity": { "CapacityUnits": 100 },
            "Ipv4IpamPoolId": "ipam-pool-0a1b2c3d4e5f60718",
        }),
    );
    // Who comes by IPv6 is let in, too.
    let open = like!([{ "CidrIp": "0.0.0.0/0" }, { "CidrIpv6": "::/0", "FromPort": 80 }]);
    only(
        &template,
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupIngress": open }),
    );
}

#[test]
pub(crate) fn subnets_with_addresses() {
    let template = made(|stack| {
        let front = ApplicationLoadBalancer::new(vpc(stack))
            .subnet(SubnetMapping::new("subnet-0ccccccc"))
            .subnet(SubnetMapping::new("subnet-0ddddddd"));
        stack.add("Front", front);
    });
    let mappings = json!([{"SubnetId": "subnet-0ccccccc"}, {"SubnetId": "subnet-0ddddddd"}]);
    only(
        &template,
        BALANCER,
        like!({ "SubnetMappings": exact(mappings), "Subnets": absent() }),
    );
}

/// AWS CDK looks up an account of AWS's by region; a service writes them now.
#[test]
pub(crate) fn logs_go_into_a_bucket_that_lets_them() {
    let template = made(|stack| {
        let logs = stack.add("Logs", LogBucket::new().keep_days(90));
        let front = ApplicationLoadBalancer::new(vpc(stack))
            .access_logs_below("front", logs)
            .connection_logs(logs)
            .health_check_logs(logs);
        stack.add("Front", front);
    });
    let bucket = json!({"Ref": "Logs"});
    let pair = |key: &str, value: serde_json::Value| exact(json!({"Key": key, "Value": value}));
    let list = array_with([
        pair("access_logs.s3.enabled", json!("true")),
        pair("access_logs.s3.bucket", bucket.clone()),
        pair("access_logs.s3.prefix", json!("front")),
        pair("connection_logs.s3.enabled", json!("true")),
        pair("connection_logs.s3.bucket", bucket.clone()),
        pair("health_check_logs.s3.enabled", json!("true")),
        pair("health_check_logs.s3.bucket", bucket),
    ]);
    only(
        &template,
        BALANCER,
        like!({ "LoadBalancerAttributes": list }),
    );
    template.has_resource(BALANCER, like!({ "DependsOn": "LogsPolicy" }));
    let write = like!({
        "Effect": "Allow",
        "Action": "s3:PutObject",
        "Principal": { "Service": "logdelivery.elasticloadbalancing.amazonaws.com" },
    });
    only(
        &template,
        "AWS::S3::BucketPolicy",
        like!({ "PolicyDocument": { "Statement": array_with([write]) } }),
    );
    template.has_resource("AWS::S3::Bucket", like!({ "DeletionPolicy": "Retain" }));
}

#[test]
pub(crate) fn every_attribute_of_a_target_group() {
    let template = target(|group| {
        group
            .slow_start(60.seconds())
            .sticky(1.hours())
            .algorithm(Algorithm::WeightedRandomWithAnomalyMitigation)
            .cross_zone(false)
            .healthy_targets(
                HealthyTargets::new()
                    .dns(2)
                    .dns_share(50.percent())
                    .routing(1)
                    .routing_share(25.percent()),
            )
    });
    let least = "minimum_healthy_targets";
    let list = attributes(&[
        ("deregistration_delay.timeout_seconds", "30"),
        ("slow_start.duration_seconds", "60"),
        ("stickiness.enabled", "true"),
        ("stickiness.type", "lb_cookie"),
        ("stickiness.lb_cookie.duration_seconds", "3600"),
        ("load_balancing.algorithm.type", "weighted_random"),
        ("load_balancing.algorithm.anomaly_mitigation", "on"),
        ("load_balancing.cross_zone.enabled", "false"),
        (
            &format!("target_group_health.dns_failover.{least}.count"),
            "2",
        ),
        (
            &format!("target_group_health.unhealthy_state_routing.{least}.count"),
            "1",
        ),
        (
            &format!("target_group_health.dns_failover.{least}.percentage"),
            "50",
        ),
        (
            &format!("target_group_health.unhealthy_state_routing.{least}.percentage"),
            "25",
        ),
    ]);
    only(&template, TARGET, like!({ "TargetGroupAttributes": list }));
}

#[test]
pub(crate) fn a_cookie_of_the_application_makes_sticky() {
    let list = attributes(&[
        ("stickiness.type", "app_cookie"),
        ("stickiness.app_cookie.cookie_name", "SESSION"),
        ("stickiness.app_cookie.duration_seconds", "60"),
    ]);
    let template = target(|group| group.sticky_by_cookie("SESSION", 1.minutes()));
    only(&template, TARGET, like!({ "TargetGroupAttributes": list }));
}

#[test]
pub(crate) fn grpc_targets_are_asked_for_health_by_grpc() {
    let template = target(TargetGroup::grpc);
    only(
        &template,
        TARGET,
        like!({
            "ProtocolVersion": "GRPC",
            "Protocol": "HTTP",
            "HealthCheckPath": "/grpc.health.v1.Health/Check",
            "Matcher": { "GrpcCode": "0", "HttpCode": absent() },
        }),
    );
    let check = TargetHealthCheck::grpc("/shop.Orders/Check").codes("0,12");
    only(
        &target(|group| group.grpc().health_check(check)),
        TARGET,
        like!({ "HealthCheckPath": "/shop.Orders/Check", "Matcher": { "GrpcCode": "0,12" } }),
    );
    only(
        &target(TargetGroup::http2),
        TARGET,
        like!({ "ProtocolVersion": "HTTP2" }),
    );
}

#[test]
pub(crate) fn a_function_as_target_may_be_called() {
    let function = "arn:aws:lambda:eu-west-1:111122223333:function:answer";
    let template = made(|stack| {
        stack.add(
            "Target",
            TargetGroup::lambda(function).multi_value_headers(),
        );
    });
    only(
        &template,
        TARGET,
        exact(json!({
            "TargetType": "lambda",
            "HealthCheckEnabled": false,
            "Targets": [{"Id": function}],
            "TargetGroupAttributes": [{"Key": "lambda.multi_value_headers.enabled", "Value": "true"}],
        })),
    );
    template.has_resource(TARGET, like!({ "DependsOn": "TargetPermission" }));
    let may = like!({ "Action": "lambda:InvokeFunction", "Principal": "elasticloadbalancing.amazonaws.com" });
    only(&template, "AWS::Lambda::Permission", may);
}

#[test]
pub(crate) fn targets_that_no_service_registers() {
    let template = target(|group| group.address("10.0.0.5").address_outside("192.168.0.7"));
    let list = json!([{"Id": "10.0.0.5"}, {"Id": "192.168.0.7", "AvailabilityZone": "all"}]);
    only(
        &template,
        TARGET,
        like!({ "TargetType": "ip", "Targets": exact(list) }),
    );
    let template = made(|stack| {
        let group = TargetGroup::instances(vpc(stack), Port::http(80));
        stack.add("Target", group.instance("i-0a1b2c3d4e5f60718"));
    });
    only(
        &template,
        TARGET,
        like!({ "TargetType": "instance", "Targets": [{ "Id": "i-0a1b2c3d4e5f60718" }] }),
    );
    let ipv6 = like!({ "IpAddressType": "ipv6" });
    only(&target(TargetGroup::ipv6), TARGET, ipv6);
}

/// The agent beside the task is reached, too.
#[test]
pub(crate) fn the_target_optimizer_reaches_its_agent() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = super::small().container(super::nginx().port(8080));
        let place = front
            .path("/model")
            .target_group(|group| group.one_request_at_a_time(3000));
        stack.add("Model", FargateService::new(cluster, task).behind(place));
    });
    only(&template, TARGET, like!({ "TargetControlPort": 3000 }));
    template.resource_count_is("AWS::EC2::SecurityGroupIngress", 2);
    template.has_resource_properties(
        "AWS::EC2::SecurityGroupIngress",
        like!({ "FromPort": 3000 }),
    );
}

/// Beside its own, which connections open.
#[test]
pub(crate) fn several_security_groups() {
    let template = made(|stack| {
        let office = stack.add("Office", SecurityGroup::imported("sg-0a1b2c3d"));
        let front = ApplicationLoadBalancer::new(vpc(stack)).add_security_group(office);
        stack.add("Front", front);
    });
    only(
        &template,
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        like!({ "SecurityGroups": exact(json!([{"Ref": "FrontSecurityGroup"}, "sg-0a1b2c3d"])) }),
    );
}

/// It hands out its parts' builders, so that no option is there twice.
#[test]
pub(crate) fn the_short_road_has_every_option_of_its_parts() {
    let template = made(|stack| {
        let alb = AlbWithTargetGroup::new(vpc(stack), Port::http(3000))
            .balancer(|balancer| balancer.internet_facing().idle_timeout(2.minutes()))
            .target_group(|group| group.slow_start(30.seconds()));
        stack.add("Alb", alb);
    });
    let idle = attributes(&[("idle_timeout.timeout_seconds", "120")]);
    only(
        &template,
        BALANCER,
        like!({ "Scheme": "internet-facing", "LoadBalancerAttributes": idle }),
    );
    let slow = attributes(&[("slow_start.duration_seconds", "30")]);
    only(&template, TARGET, like!({ "TargetGroupAttributes": slow }));
    let open = like!({ "SecurityGroupIngress": [{ "CidrIp": "0.0.0.0/0", "FromPort": 80 }] });
    only(&template, "AWS::EC2::SecurityGroup", open);
}

#[test]
pub(crate) fn the_checker_has_nothing_to_say() {
    checked(|stack| {
        let logs = stack.add("Logs", LogBucket::new());
        let certificate = stack.add("Certificate", Parameter::string());
        let certificate: Value<CertificateArn> = certificate.value().assume();
        let front = ApplicationLoadBalancer::new(vpc(stack))
            .internet_facing()
            .certificate(certificate)
            .access_logs(logs)
            .connection_logs(logs)
            .health_check_logs(logs);
        let front = stack.add("Front", front);
        let jwt = Jwt::new("https://id.example.com", "https://id.example.com/jwks.json");
        let place = front
            .path("/orders/*")
            .authenticate(jwt)
            .rewrite_path("^/orders/(.*)", "/$1");
        stack.add("Rule", ListenerRule::new(place, Action::respond(200)));
    });
}
