use serde_json::json;
use stackwright::aws::elb::{
    AlpnPolicy, ClientRouting, ListenerCertificate, LogBucket, NetworkListener,
    NetworkLoadBalancer, NetworkLoadBalancerHandle, NetworkPlace, NetworkProtocol,
    NetworkTargetGroup, SubnetMapping,
};
use stackwright::aws::units::DurationExt;
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;
use stackwright_assert::{Findings, Matcher, Template, absent, array_with, exact, like};

use super::{made, nginx, only, small, vpc};
use crate::support;

const BALANCER: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";
const TARGET: &str = "AWS::ElasticLoadBalancingV2::TargetGroup";
const GROUP: &str = "AWS::EC2::SecurityGroup";
const IN: &str = "AWS::EC2::SecurityGroupIngress";
const CERTIFICATE: &str = "arn:aws:acm:eu-west-1:111122223333:certificate/1";

fn attributes(pairs: &[(&str, &str)]) -> Matcher {
    let pair = |(key, value): &(&str, &str)| exact(json!({"Key": key, "Value": value}));
    array_with(pairs.iter().map(pair))
}

/// A service that listens on a port, at a place behind a load balancer.
fn behind(port: u16, place: impl FnOnce(NetworkLoadBalancerHandle) -> NetworkPlace) -> Template {
    made(|stack| {
        let vpc = vpc(stack);
        let front = stack.add("Front", NetworkLoadBalancer::new(vpc));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = small().container(nginx().port(port));
        stack.add(
            "Api",
            FargateService::new(cluster, task).behind(place(front)),
        );
    })
}

fn group(set: impl FnOnce(NetworkTargetGroup) -> NetworkTargetGroup) -> Template {
    made(|stack| {
        let group = NetworkTargetGroup::new(vpc(stack), NetworkProtocol::Tcp, 80);
        stack.add("Target", set(group));
    })
}

/// One that is made without can never get one (34606).
#[test]
pub(crate) fn a_network_load_balancer_always_has_a_group() {
    let template = made(|stack| {
        stack.add("Front", NetworkLoadBalancer::new(vpc(stack)));
    });
    only(
        &template,
        BALANCER,
        exact(json!({
            "Type": "network",
            "Scheme": "internal",
            "Subnets": ["subnet-0ccccccc", "subnet-0ddddddd"],
            "SecurityGroups": [{"Ref": "FrontSecurityGroup"}],
        })),
    );
    only(
        &template,
        GROUP,
        like!({ "SecurityGroupIngress": absent() }),
    );
}

#[test]
pub(crate) fn a_place_behind_it_is_a_listener_and_a_group() {
    let template = behind(6379, |front| front.tcp(6380));
    super::at(
        &template,
        "ApiFrontTcp6380Listener",
        LISTENER,
        like!({
            "Port": 6380,
            "Protocol": "TCP",
            "DefaultActions": [{ "Type": "forward", "TargetGroupArn": { "Ref": "ApiFrontTcp6380TargetGroup" } }],
        }),
    );
    super::at(
        &template,
        "ApiFrontTcp6380TargetGroup",
        TARGET,
        like!({ "Port": 6379, "Protocol": "TCP", "TargetType": "ip", "HealthCheckProtocol": "TCP" }),
    );
    let waits = array_with(["ApiFrontTcp6380Listener"]);
    template.has_resource("AWS::ECS::Service", like!({ "DependsOn": waits }));
}

/// Targets let in the group of the load balancer, whether they see the client's address or not
/// (1490, 4268).
#[test]
pub(crate) fn targets_let_in_the_group_whoever_they_see() {
    for preserves in [true, false] {
        let template = behind(6379, |front| {
            // Any closure will do, as of a place behind an application load balancer.
            front
                .tcp(6379)
                .target_group(|group| group.preserve_client_ip(preserves))
        });
        let word = if preserves { "true" } else { "false" };
        let list = attributes(&[("preserve_client_ip.enabled", word)]);
        only(&template, TARGET, like!({ "TargetGroupAttributes": list }));
        let from = json!({"Fn::GetAtt": ["FrontSecurityGroup", "GroupId"]});
        only(
            &template,
            IN,
            like!({ "FromPort": 6379, "IpProtocol": "tcp", "SourceSecurityGroupId": exact(from) }),
        );
    }
}

/// The health of what takes UDP is asked for over TCP.
#[test]
pub(crate) fn udp_is_let_in_and_its_health_asked_for() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let front = stack.add("Front", NetworkLoadBalancer::new(vpc));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = small().container(nginx().expose(Port::udp(53)));
        let check = TargetHealthCheck::tcp().port(Port::tcp(8080));
        let place = front.udp(53).health_check(check);
        stack.add("Dns", FargateService::new(cluster, task).behind(place));
    });
    only(
        &template,
        TARGET,
        like!({ "Protocol": "UDP", "HealthCheckPort": "8080" }),
    );
    template.resource_count_is(IN, 2);
    template.has_resource_properties(IN, like!({ "FromPort": 53, "IpProtocol": "udp" }));
    template.has_resource_properties(IN, like!({ "FromPort": 8080, "IpProtocol": "tcp" }));
}

/// Targets are spoken to in the clear where TLS ends here.
#[test]
pub(crate) fn tls_ends_at_the_load_balancer() {
    let template = behind(50051, |front| {
        front.tls(443, CERTIFICATE).alpn(AlpnPolicy::Http2Only)
    });
    only(
        &template,
        LISTENER,
        like!({
            "Port": 443,
            "Protocol": "TLS",
            "Certificates": [{ "CertificateArn": CERTIFICATE }],
            "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            "AlpnPolicy": ["HTTP2Only"],
        }),
    );
    only(
        &template,
        TARGET,
        like!({ "Protocol": "TCP", "Port": 50051 }),
    );
}

/// As on listeners of application load balancers: a resource of its own, for whoever brings one.
#[test]
pub(crate) fn a_further_certificate() {
    let other = "arn:aws:acm:eu-west-1:111122223333:certificate/2";
    let template = made(|stack| {
        let vpc = vpc(stack);
        let front = stack.add("Front", NetworkLoadBalancer::new(vpc));
        let group = NetworkTargetGroup::new(vpc, NetworkProtocol::Tcp, 80);
        let group = stack.add("Target", group);
        let listener = NetworkListener::new(front, NetworkProtocol::Tls, 443, group);
        let listener = stack.add("Listener", listener.certificate(CERTIFICATE));
        stack.add("Other", ListenerCertificate::new(listener, other));
    });
    only(
        &template,
        "AWS::ElasticLoadBalancingV2::ListenerCertificate",
        exact(json!({
            "ListenerArn": {"Ref": "Listener"},
            "Certificates": [{"CertificateArn": other}],
        })),
    );
}

#[test]
pub(crate) fn a_tcp_connection_may_be_silent_for_longer() {
    let template = behind(5432, |front| front.tcp(5432).idle_timeout(10.minutes()));
    let attributes = like!([{ "Key": "tcp.idle_timeout.seconds", "Value": "600" }]);
    only(
        &template,
        LISTENER,
        like!({ "ListenerAttributes": attributes }),
    );
}

#[test]
pub(crate) fn every_protocol() {
    for (protocol, word) in [
        (NetworkProtocol::Tcp, "TCP"),
        (NetworkProtocol::Udp, "UDP"),
        (NetworkProtocol::TcpUdp, "TCP_UDP"),
        (NetworkProtocol::Quic, "QUIC"),
        (NetworkProtocol::TcpQuic, "TCP_QUIC"),
    ] {
        let template = made(|stack| {
            let vpc = vpc(stack);
            let front = stack.add("Front", NetworkLoadBalancer::new(vpc));
            let group = stack.add("Target", NetworkTargetGroup::new(vpc, protocol, 443));
            stack.add(
                "Listener",
                NetworkListener::new(front, protocol, 443, group),
            );
        });
        only(&template, LISTENER, like!({ "Protocol": word }));
        only(&template, TARGET, like!({ "Protocol": word }));
    }
}

#[test]
pub(crate) fn what_faces_the_internet_lets_it_in_on_its_ports() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let front = NetworkLoadBalancer::new(vpc)
            .internet_facing()
            .subnet(SubnetMapping::new("subnet-0aaaaaaa").elastic_ip("eipalloc-0a1b2c3d"))
            .subnet(SubnetMapping::new("subnet-0bbbbbbb").elastic_ip("eipalloc-1a2b3c4d"));
        let front = stack.add("Front", front);
        let group = NetworkTargetGroup::new(vpc, NetworkProtocol::TcpUdp, 53);
        let group = stack.add("Target", group);
        stack.add(
            "Dns",
            NetworkListener::new(front, NetworkProtocol::TcpUdp, 53, group),
        );
    });
    let rule = |protocol: &str| {
        json!({
            "IpProtocol": protocol,
            "FromPort": 53,
            "ToPort": 53,
            "CidrIp": "0.0.0.0/0",
            "Description": format!("{protocol} 53 from 0.0.0.0/0"),
        })
    };
    let open = exact(json!([rule("tcp"), rule("udp")]));
    only(&template, GROUP, like!({ "SecurityGroupIngress": open }));
    let mappings = json!([
        {"SubnetId": "subnet-0aaaaaaa", "AllocationId": "eipalloc-0a1b2c3d"},
        {"SubnetId": "subnet-0bbbbbbb", "AllocationId": "eipalloc-1a2b3c4d"},
    ]);
    only(
        &template,
        BALANCER,
        like!({ "SubnetMappings": exact(mappings) }),
    );
}

#[test]
pub(crate) fn every_option_of_a_network_load_balancer() {
    let template = made(|stack| {
        let logs = stack.add("Logs", LogBucket::new());
        let own = SubnetMapping::new("subnet-0ccccccc")
            .private_ip("10.0.0.7")
            .ipv6("2001:db8::7")
            .source_nat_prefix("auto_assigned");
        let front = NetworkLoadBalancer::new(vpc(stack))
            .subnet(own)
            .client_routing(ClientRouting::MostlyOwnZone)
            .guard_private_link(false)
            .ipv6_source_nat()
            .zonal_shift()
            .cross_zone(true)
            .access_logs(logs);
        stack.add("Front", front);
    });
    let list = attributes(&[
        (
            "dns_record.client_routing_policy",
            "partial_availability_zone_affinity",
        ),
        ("zonal_shift.config.enabled", "true"),
        ("load_balancing.cross_zone.enabled", "true"),
        ("access_logs.s3.enabled", "true"),
    ]);
    only(
        &template,
        BALANCER,
        like!({
            "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic": "off",
            "EnablePrefixForIpv6SourceNat": "on",
            "LoadBalancerAttributes": list,
            "SubnetMappings": [{
                "SubnetId": "subnet-0ccccccc",
                "PrivateIPv4Address": "10.0.0.7",
                "IPv6Address": "2001:db8::7",
                "SourceNatIpv6Prefix": "auto_assigned",
            }],
        }),
    );
}

#[test]
pub(crate) fn every_option_of_a_network_target_group() {
    let template = group(|group| {
        group
            .proxy_protocol()
            .terminate_connections()
            .sticky()
            .cross_zone(true)
            .deregistration_delay(5.seconds())
            .keep_unhealthy_connections(1.minutes())
            .health_check(TargetHealthCheck::path("/up").port(Port::http(8080)))
    });
    let list = attributes(&[
        ("deregistration_delay.timeout_seconds", "5"),
        ("proxy_protocol_v2.enabled", "true"),
        (
            "deregistration_delay.connection_termination.enabled",
            "true",
        ),
        ("stickiness.enabled", "true"),
        ("stickiness.type", "source_ip"),
        ("load_balancing.cross_zone.enabled", "true"),
        (
            "target_health_state.unhealthy.connection_termination.enabled",
            "false",
        ),
        (
            "target_health_state.unhealthy.draining_interval_seconds",
            "60",
        ),
    ]);
    only(
        &template,
        TARGET,
        like!({
            "TargetGroupAttributes": list,
            "HealthCheckProtocol": "HTTP",
            "HealthCheckPath": "/up",
            "HealthCheckPort": "8080",
        }),
    );
}

/// It waits for the listener, without which the load balancer is no target.
#[test]
pub(crate) fn an_application_load_balancer_as_target() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let inner = stack.add("Inner", ApplicationLoadBalancer::new(vpc));
        let listener = inner.listener(stack).expect("a listener");
        let group = NetworkTargetGroup::alb(vpc, inner, listener, 80);
        stack.add("Target", group);
    });
    only(
        &template,
        TARGET,
        like!({ "TargetType": "alb", "Protocol": "TCP", "Targets": [{ "Id": { "Ref": "Inner" } }] }),
    );
    template.has_resource(TARGET, like!({ "DependsOn": "InnerListener" }));
}

#[test]
pub(crate) fn a_network_load_balancer_has_no_rules() {
    let found = support::findings(|app| {
        let stack = app.stack("Web");
        let front = stack.add("Front", NetworkLoadBalancer::new(vpc(*stack)));
        stack.add(
            "Rule",
            ListenerRule::new(front.tcp(80), Action::respond(200)),
        );
    });
    insta::assert_snapshot!(found, @r"
    error[ELB114]: this rule is of a network load balancer
      at Web/Rule
      help: make the place of an application load balancer
    ");
}

/// A port that nobody listens on would be open for nothing, and whose door was declared first is
/// nobody's business.
#[test]
pub(crate) fn a_port_is_open_where_somebody_listens() {
    let doors = |order: [u16; 2]| {
        made(|stack| {
            let vpc = vpc(stack);
            let front = stack.add("Front", NetworkLoadBalancer::new(vpc).internet_facing());
            let cluster = stack.add("Cluster", Cluster::new(vpc));
            let stage = stack.add("Stage", Parameter::string());
            let is_live = stack.add("IsLive", Condition::equals(stage, "live"));
            for port in order {
                let place = stack.scope(format!("On{port}"));
                if port == 1883 {
                    place.when(is_live);
                }
                let task = small().container(nginx().port(port));
                let service = FargateService::new(cluster, task);
                place.add("Api", service.behind(front.tcp(port)));
            }
        })
    };
    let rule = |port: u16| {
        json!({
            "IpProtocol": "tcp", "FromPort": port, "ToPort": port, "CidrIp": "0.0.0.0/0",
            "Description": format!("tcp {port} from 0.0.0.0/0"),
        })
    };
    let nothing = json!({ "Ref": "AWS::NoValue" });
    let open = exact(json!([
        { "Fn::If": ["IsLive", rule(1883), nothing] },
        rule(6379),
    ]));
    for order in [[1883, 6379], [6379, 1883]] {
        let template = doors(order);
        let group = like!({ "SecurityGroupIngress": open.clone() });
        super::at(&template, "FrontSecurityGroup", GROUP, group);
    }
}

#[test]
pub(crate) fn the_checker_has_nothing_to_say() {
    let app = App::new();
    let stack = app.stack("Web");
    let vpc = vpc(*stack);
    let front = stack.add("Front", NetworkLoadBalancer::new(vpc).internet_facing());
    let cluster = stack.add("Cluster", Cluster::new(vpc));
    let task = small().container(nginx().port(1883));
    stack.add(
        "Broker",
        FargateService::new(cluster, task).behind(front.tcp(1883)),
    );
    let mut found = check_app(app.synth(), &Options::new()).diagnostics;
    // What clusters, containers and people leave out is not ours.
    found.retain(|found| !["OPS436", "OPS437", "OPS511", "DES105"].contains(&found.code));
    Findings::of(&found).are_none();
}
