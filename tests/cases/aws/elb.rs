use insta::assert_snapshot;
use serde_json::json;
use stackwright::aws::elb::{ApplicationLoadBalancer, Listener, TargetGroup};
use stackwright::prelude::*;

use super::{made, of_type, only, vpc};

const BALANCER: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";
const TARGET: &str = "AWS::ElasticLoadBalancingV2::TargetGroup";
const GROUP: &str = "AWS::EC2::SecurityGroup";

#[test]
fn facing_the_internet() {
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
fn with_a_certificate_it_sends_people_to_https() {
    let template = made(|stack| {
        let alb = AlbWithTargetGroup::new(vpc(stack), Port::http(3000)).internet_facing();
        stack.add(
            "Alb",
            alb.certificate("arn:aws:acm:eu-west-1:111122223333:certificate/1"),
        );
    });
    let listeners = of_type(&template, LISTENER);
    let [(_, https), (_, redirect)] = listeners[..] else {
        panic!("two: {listeners:?}")
    };
    assert_eq!(
        (&https["Port"], &https["Protocol"]),
        (&json!(443), &json!("HTTPS"))
    );
    assert_eq!(https["SslPolicy"], "ELBSecurityPolicy-TLS13-1-2-2021-06");
    assert_eq!(
        https["Certificates"],
        json!([{"CertificateArn": "arn:aws:acm:eu-west-1:111122223333:certificate/1"}])
    );
    assert_eq!(https["DefaultActions"][0]["Type"], "forward");
    assert_eq!(
        (&redirect["Port"], &redirect["Protocol"]),
        (&json!(80), &json!("HTTP"))
    );
    assert_eq!(
        redirect["DefaultActions"],
        json!([{
            "Type": "redirect",
            "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"},
        }])
    );
    let ports: Vec<_> = only(&template, GROUP)["SecurityGroupIngress"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|rule| (rule["FromPort"].as_i64(), rule["ToPort"].as_i64()))
        .collect();
    assert_eq!(ports, [(Some(443), Some(443)), (Some(80), Some(80))]);
}

#[test]
fn people_are_sent_to_the_port_that_speaks_https() {
    let with = |port| {
        let template = made(|stack| {
            let alb = AlbWithTargetGroup::new(vpc(stack), Port::http(3000)).listener(port);
            stack.add(
                "Alb",
                alb.certificate("arn:aws:acm:eu-west-1:111122223333:certificate/1"),
            );
        });
        let listeners = of_type(&template, LISTENER).into_iter();
        let listeners = listeners
            .map(|(_, listener)| listener["DefaultActions"][0]["RedirectConfig"]["Port"].clone());
        listeners.collect::<Vec<_>>()
    };
    assert_eq!(with(Port::https(8443)), [json!(null), json!("8443")]);
    // Port 80 is taken.
    assert_eq!(with(Port::https(80)), [json!(null)]);
}

/// Within the VPC, who may reach it is for `connect` to say.
#[test]
fn within_a_vpc_nobody_is_let_in() {
    let template = made(|stack| {
        stack.add("Alb", AlbWithTargetGroup::new(vpc(stack), Port::http(3000)));
    });
    let balancer = only(&template, BALANCER);
    assert_eq!(balancer["Scheme"], "internal");
    assert_eq!(
        balancer["Subnets"],
        json!(["subnet-0ccccccc", "subnet-0ddddddd"])
    );
    assert!(only(&template, GROUP).get("SecurityGroupIngress").is_none());
}

#[test]
fn every_option() {
    let template = made(|stack| {
        let group = stack.add("Group", SecurityGroup::imported("sg-1"));
        let check = TargetHealthCheck::path("/up")
            .port(Port::http(8081))
            .every(Duration::from_secs(15))
            .timeout(Duration::from_secs(3))
            .thresholds(3, 4)
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
    assert_eq!(
        only(&template, BALANCER),
        &json!({
            "Name": "front",
            "Type": "application",
            "Scheme": "internal",
            "Subnets": ["subnet-1", "subnet-2"],
            "SecurityGroups": ["sg-1"],
        })
    );
    assert_eq!(
        only(&template, TARGET),
        &json!({
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
        })
    );
    assert_eq!(only(&template, LISTENER)["Port"], 8080);
}

/// Unless it is told otherwise, AWS asks in the clear.
#[test]
fn targets_that_speak_tls_are_asked_for_health_over_tls() {
    let asked = |port: Port, check: TargetHealthCheck| {
        let template = made(|stack| {
            stack.add(
                "Target",
                TargetGroup::new(vpc(stack), port).health_check(check),
            );
        });
        let target = only(&template, TARGET);
        (
            target["Protocol"].clone(),
            target["HealthCheckProtocol"].clone(),
        )
    };
    let path = || TargetHealthCheck::path("/");
    assert_eq!(
        asked(Port::https(8443), path()),
        (json!("HTTPS"), json!("HTTPS"))
    );
    assert_eq!(
        asked(Port::http(8080), path()),
        (json!("HTTP"), json!(null))
    );
    let other = path().port(Port::http(8081));
    assert_eq!(
        asked(Port::https(8443), other),
        (json!("HTTPS"), json!(null))
    );
}

#[test]
fn the_parts_by_themselves() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let balancer =
            ApplicationLoadBalancer::new(vpc).attribute("idle_timeout.timeout_seconds", "30");
        let balancer = stack.add("Lb", balancer);
        let delay = "deregistration_delay.timeout_seconds";
        let target = TargetGroup::new(vpc, Port::http(80))
            .attribute("stickiness.enabled", "true")
            .attribute(delay, "7");
        let target = stack.add("Target", target);
        let listener = Listener::forward(balancer, Port::tcp(443), target)
            .certificate("arn:aws:acm:eu-west-1:111122223333:certificate/1")
            .ssl_policy("ELBSecurityPolicy-TLS13-1-3-2021-06");
        stack.add("Listener", listener);
    });
    assert_eq!(
        only(&template, BALANCER)["LoadBalancerAttributes"],
        json!([{"Key": "idle_timeout.timeout_seconds", "Value": "30"}])
    );
    // An attribute is written once.
    assert_eq!(
        only(&template, TARGET)["TargetGroupAttributes"],
        json!([
            {"Key": "stickiness.enabled", "Value": "true"},
            {"Key": "deregistration_delay.timeout_seconds", "Value": "7"},
        ])
    );
    let listener = only(&template, LISTENER);
    assert_eq!(listener["Protocol"], "HTTPS");
    assert_eq!(listener["SslPolicy"], "ELBSecurityPolicy-TLS13-1-3-2021-06");
}
