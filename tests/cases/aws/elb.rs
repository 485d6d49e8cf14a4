use insta::assert_snapshot;
use serde_json::json;
use stackwright::aws::elb::{ApplicationLoadBalancer, Listener, TargetGroup, TargetHealthCheck};
use stackwright::prelude::*;
use stackwright_assert::{absent, array_with, exact, like};

use super::{made, only, vpc};

const BALANCER: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";
const TARGET: &str = "AWS::ElasticLoadBalancingV2::TargetGroup";
const GROUP: &str = "AWS::EC2::SecurityGroup";

#[test]
pub(crate) fn facing_the_internet() {
    assert_snapshot!(crate::support::template(|stack| {
        let alb = AlbWithTargetGroup::new(vpc(stack), Port::http(3000));
        stack.add("Alb", alb.internet_facing().health_check("/health"));
    }), @r"
    Resources:
      AlbSecurityGroup580F65A6:
        Type: AWS::EC2::SecurityGroup
        Properties:
          GroupDescription: Test/Alb/SecurityGroup
          VpcId: vpc-0a1b2c3d
          SecurityGroupIngress:
            - IpProtocol: tcp
              FromPort: 80
              ToPort: 80
              CidrIp: 0.0.0.0/0
              Description: tcp 80 from 0.0.0.0/0
          SecurityGroupEgress:
            - IpProtocol: icmp
              FromPort: 252
              ToPort: 86
              CidrIp: 255.255.255.255/32
              Description: nothing may leave but what other rules allow
      AlbLoadBalancer44085B14:
        Type: AWS::ElasticLoadBalancingV2::LoadBalancer
        Properties:
          Type: application
          Scheme: internet-facing
          Subnets:
            - subnet-0aaaaaaa
            - subnet-0bbbbbbb
          SecurityGroups:
            - !Ref AlbSecurityGroup580F65A6
          LoadBalancerAttributes:
            - Key: routing.http.drop_invalid_header_fields.enabled
              Value: 'true'
      AlbTargetGroup3E290A92:
        Type: AWS::ElasticLoadBalancingV2::TargetGroup
        Properties:
          Port: 3000
          Protocol: HTTP
          VpcId: vpc-0a1b2c3d
          TargetType: ip
          HealthCheckPath: /health
          HealthCheckIntervalSeconds: 30
          HealthCheckTimeoutSeconds: 5
          HealthyThresholdCount: 2
          UnhealthyThresholdCount: 3
          Matcher:
            HttpCode: '200'
          TargetGroupAttributes:
            - Key: deregistration_delay.timeout_seconds
              Value: '30'
      AlbListener86261768:
        Type: AWS::ElasticLoadBalancingV2::Listener
        Properties:
          LoadBalancerArn: !Ref AlbLoadBalancer44085B14
          Port: 80
          Protocol: HTTP
          DefaultActions:
            - Type: forward
              TargetGroupArn: !Ref AlbTargetGroup3E290A92
    ");
}

#[test]
pub(crate) fn with_a_certificate_it_sends_people_to_https() {
    let template = made(|stack| {
        let alb = AlbWithTargetGroup::new(vpc(stack), Port::http(3000)).internet_facing();
        stack.add(
            "Alb",
            alb.certificate("arn:aws:acm:eu-west-1:111122223333:certificate/1"),
        );
    });
    template.resource_count_is(LISTENER, 2);
    template.has_resource_properties(
        LISTENER,
        like!({
            "Port": 443,
            "Protocol": "HTTPS",
            "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            "Certificates": [{ "CertificateArn": "arn:aws:acm:eu-west-1:111122223333:certificate/1" }],
            "DefaultActions": [{ "Type": "forward" }],
        }),
    );
    let redirect = exact(json!({
        "Type": "redirect",
        "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"},
    }));
    template.has_resource_properties(
        LISTENER,
        like!({ "Port": 80, "Protocol": "HTTP", "DefaultActions": [redirect] }),
    );
    let ports = like!([{ "FromPort": 443, "ToPort": 443 }, { "FromPort": 80, "ToPort": 80 }]);
    only(&template, GROUP, like!({ "SecurityGroupIngress": ports }));
}

#[test]
fn people_are_sent_to_the_port_that_speaks_https() {
    let with = |port| {
        made(|stack| {
            let alb = AlbWithTargetGroup::new(vpc(stack), Port::http(3000)).listener(port);
            stack.add(
                "Alb",
                alb.internet_facing()
                    .certificate("arn:aws:acm:eu-west-1:111122223333:certificate/1"),
            );
        })
    };
    let to = |port: &str| like!({ "DefaultActions": [{ "RedirectConfig": { "Port": port } }] });
    let template = with(Port::https(8443));
    template.resource_count_is(LISTENER, 2);
    template.resource_properties_count_is(LISTENER, to("8443"), 1);
    // Port 80 is taken.
    only(
        &with(Port::https(80)),
        LISTENER,
        like!({ "DefaultActions": [{ "RedirectConfig": absent() }] }),
    );
}

/// Within the VPC, who may reach it is for `connect` to say.
#[test]
pub(crate) fn within_a_vpc_nobody_is_let_in() {
    let template = made(|stack| {
        stack.add("Alb", AlbWithTargetGroup::new(vpc(stack), Port::http(3000)));
    });
    let subnets = ["subnet-0ccccccc", "subnet-0ddddddd"];
    only(
        &template,
        BALANCER,
        like!({ "Scheme": "internal", "Subnets": subnets.to_vec() }),
    );
    only(
        &template,
        GROUP,
        like!({ "SecurityGroupIngress": absent() }),
    );
}

#[test]
pub(crate) fn every_option() {
    let template = made(|stack| {
        let group = stack.add("Group", SecurityGroup::imported("sg-1"));
        let check = TargetHealthCheck::path("/up")
            .port(Port::http(8081))
            .every(Duration::from_secs(15))
            .timeout(Duration::from_secs(3))
            .healthy_threshold(3)
            .unhealthy_threshold(4)
            .codes("200-299");
        let alb = AlbWithTargetGroup::new(vpc(stack), Port::http(8080))
            .listener(Port::http(8080))
            .name("front")
            .target_group_name("web")
            .subnets(["subnet-1", "subnet-2"])
            .security_group(group)
            .health_check(check)
            .deregistration_delay(Duration::from_secs(5));
        let alb = stack.add("Alb", alb);
        stack.add("Target", Output::new(alb.target_group().reference()));
        stack.add("Listener", Output::new(alb.listener().reference()));
    });
    only(
        &template,
        BALANCER,
        exact(json!({
            "Name": "front",
            "Type": "application",
            "Scheme": "internal",
            "Subnets": ["subnet-1", "subnet-2"],
            "SecurityGroups": ["sg-1"],
            "LoadBalancerAttributes": [
                {"Key": "routing.http.drop_invalid_header_fields.enabled", "Value": "true"},
            ],
        })),
    );
    only(
        &template,
        TARGET,
        exact(json!({
            "Name": "web",
            "Port": 8080,
            "Protocol": "HTTP",
            "VpcId": "vpc-0a1b2c3d",
            "TargetType": "ip",
            "HealthCheckPath": "/up",
            "HealthCheckPort": "8081",
            "HealthCheckIntervalSeconds": 15,
            "HealthCheckTimeoutSeconds": 3,
            "HealthyThresholdCount": 3,
            "UnhealthyThresholdCount": 4,
            "Matcher": {"HttpCode": "200-299"},
            "TargetGroupAttributes": [{"Key": "deregistration_delay.timeout_seconds", "Value": "5"}],
        })),
    );
    only(&template, LISTENER, like!({ "Port": 8080 }));
}

/// Unless it is told otherwise, AWS asks in the clear.
#[test]
pub(crate) fn targets_that_speak_tls_are_asked_for_health_over_tls() {
    let path = || TargetHealthCheck::path("/");
    let other = path().port(Port::http(8081));
    for (port, check, protocol, asked) in [
        (Port::https(8443), path(), "HTTPS", like!("HTTPS")),
        (Port::http(8080), path(), "HTTP", absent()),
        (Port::https(8443), other, "HTTPS", absent()),
    ] {
        let template = made(|stack| {
            let target = TargetGroup::new(vpc(stack), port).health_check(check);
            stack.add("Target", target);
        });
        let protocols = like!({ "Protocol": protocol, "HealthCheckProtocol": asked });
        only(&template, TARGET, protocols);
    }
}

#[test]
pub(crate) fn the_parts_by_themselves() {
    let delay = "deregistration_delay.timeout_seconds";
    let template = made(|stack| {
        let vpc = vpc(stack);
        let balancer =
            ApplicationLoadBalancer::new(vpc).attribute("idle_timeout.timeout_seconds", "30");
        let balancer = stack.add("Lb", balancer);
        let target = TargetGroup::new(vpc, Port::http(80))
            .attribute("stickiness.enabled", "true")
            .attribute(delay, "7");
        let target = stack.add("Target", target);
        let listener = Listener::forward(balancer, Port::tcp(443), target)
            .certificate("arn:aws:acm:eu-west-1:111122223333:certificate/1")
            .ssl_policy("ELBSecurityPolicy-TLS13-1-3-2021-06");
        stack.add("Listener", listener);
    });
    let attribute = |key: &str, value: &str| like!({ "Key": key, "Value": value });
    let idle = attribute("idle_timeout.timeout_seconds", "30");
    only(
        &template,
        BALANCER,
        like!({ "LoadBalancerAttributes": array_with([idle]) }),
    );
    // An attribute is written once.
    let attributes = like!([
        attribute(delay, "7"),
        attribute("stickiness.enabled", "true")
    ]);
    only(
        &template,
        TARGET,
        like!({ "TargetGroupAttributes": attributes }),
    );
    let policy = "ELBSecurityPolicy-TLS13-1-3-2021-06";
    only(
        &template,
        LISTENER,
        like!({ "Protocol": "HTTPS", "SslPolicy": policy }),
    );
}

#[test]
pub(crate) fn what_is_said_and_no_more() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        stack.add(
            "Front",
            ApplicationLoadBalancer::new(vpc).without_defaults(),
        );
        let group = TargetGroup::new(vpc, Port::http(3000)).without_defaults();
        stack.add("Plain", group);
    });
    only(
        &template,
        BALANCER,
        like!({ "LoadBalancerAttributes": absent() }),
    );
    let plain = exact(json!({
        "Port": 3000, "Protocol": "HTTP", "TargetType": "ip", "VpcId": "vpc-0a1b2c3d",
    }));
    only(&template, TARGET, plain);
    let template = made(|stack| {
        let check = TargetHealthCheck::path("/health").without_defaults();
        let check = check.healthy_threshold(4);
        let group = TargetGroup::new(vpc(stack), Port::http(3000)).without_defaults();
        stack.add("Asked", group.health_check(check));
    });
    let asked = exact(json!({
        "Port": 3000, "Protocol": "HTTP", "TargetType": "ip", "VpcId": "vpc-0a1b2c3d",
        "HealthCheckPath": "/health", "HealthyThresholdCount": 4,
    }));
    only(&template, TARGET, asked);
}
