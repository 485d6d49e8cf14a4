//! What is said of load balancers and their parts.

use insta::assert_snapshot;
use stackwright::aws::elb::{ApplicationLoadBalancer, Listener, TargetGroup};
use stackwright::prelude::*;

use super::said;
use crate::aws::vpc;

fn target(check: TargetHealthCheck) -> String {
    said(|stack| {
        let group = TargetGroup::new(vpc(stack), Port::http(80));
        stack.add("Target", group.health_check(check));
    })
}

#[test]
fn elb101_a_timeout_as_long_as_the_interval() {
    let check = |timeout| {
        let check = TargetHealthCheck::path("/").every(Duration::from_secs(10));
        target(check.timeout(Duration::from_secs(timeout)))
    };
    assert_snapshot!(check(10), @r"
    error[ELB101]: a health check that waits 10 seconds and asks every 10
      at Web/Target
      help: the timeout must be less than the interval
    ");
    assert_eq!(check(9), "");
}

#[test]
fn elb102_no_subnets_of_the_kind() {
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("Vpc", Vpc::imported("vpc-1").private(["subnet-1"]));
        stack.add("Lb", ApplicationLoadBalancer::new(vpc).internet_facing());
    }), @r"
    error[ELB102]: the VPC of this load balancer has no public subnets
      at Web/Lb
      help: import the VPC with them, `.public(...)`, or name the subnets with `.subnets(...)`
    error[APP113]: `Web/Vpc` has no attribute `PublicSubnetIds`
      at Web/Lb/Resource
      help: an imported construct has only the attributes it was imported with
    ");
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("Vpc", Vpc::imported("vpc-1").public(["subnet-1"]));
        stack.add("Alb", AlbWithTargetGroup::new(vpc, Port::http(80)));
    }), @r"
    error[ELB102]: the VPC of this load balancer has no private subnets
      at Web/Alb/LoadBalancer
      help: import the VPC with them, `.private(...)`, or name the subnets with `.subnets(...)`
    error[APP113]: `Web/Vpc` has no attribute `PrivateSubnetIds`
      at Web/Alb/LoadBalancer/Resource
      help: an imported construct has only the attributes it was imported with
    ");
}

fn listener(port: Port, certificate: Option<&'static str>) -> String {
    said(|stack| {
        let vpc = vpc(stack);
        let balancer = stack.add("Lb", ApplicationLoadBalancer::new(vpc));
        let group = stack.add("Target", TargetGroup::new(vpc, Port::http(80)));
        let listener = Listener::forward(balancer, port, group);
        match certificate {
            Some(arn) => stack.add("Listener", listener.certificate(arn)),
            None => stack.add("Listener", listener),
        };
    })
}

const CERTIFICATE: Option<&str> = Some("arn:aws:acm:eu-west-1:111122223333:certificate/1");

#[test]
fn elb103_https_without_a_certificate() {
    assert_snapshot!(listener(Port::https(8443), None), @r"
    error[ELB103]: the listener on tcp 8443 speaks HTTPS and has no certificate
      at Web/Listener
      help: give it one with `.certificate(arn)`
    ");
    assert_eq!(listener(Port::https(443), CERTIFICATE), "");
}

#[test]
fn elb104_a_certificate_for_http() {
    assert_snapshot!(listener(Port::http(80), CERTIFICATE), @r"
    error[ELB104]: the listener on tcp 80 has a certificate and speaks HTTP
      at Web/Listener
      help: listen on `Port::https(443)`
    ");
    // What is spoken is not said; a certificate says it.
    assert_eq!(listener(Port::tcp(443), CERTIFICATE), "");
}

#[test]
fn elb105_what_is_not_one_tcp_port() {
    assert_snapshot!(listener(Port::udp(53), None), @r"
    error[ELB105]: a listener on udp 53
      at Web/Listener
      help: an application load balancer takes one TCP port, as `Port::http(80)`
    ");
    assert_snapshot!(listener(Port::all(), None), @r"
    error[ELB105]: a listener on all traffic
      at Web/Listener
      help: an application load balancer takes one TCP port, as `Port::http(80)`
    ");
    assert_snapshot!(said(|stack| {
        stack.add("Target", TargetGroup::new(vpc(stack), Port::tcp_range(1, 2)));
    }), @r"
    error[ELB105]: a target group on tcp 1 to 2
      at Web/Target
      help: an application load balancer takes one TCP port, as `Port::http(80)`
    ");
}

#[test]
fn elb106_numbers_out_of_range() {
    let check = TargetHealthCheck::path("/")
        .every(Duration::from_secs(301))
        .timeout(Duration::from_secs(121))
        .healthy_threshold(1)
        .unhealthy_threshold(11);
    assert_snapshot!(said(|stack| {
        let group = TargetGroup::new(vpc(stack), Port::http(80)).health_check(check);
        stack.add("Target", group.deregistration_delay(Duration::from_secs(3601)));
    }), @r"
    error[ELB106]: the deregistration delay of a target group is 3601
      at Web/Target
      help: it is 0 to 3600
    error[ELB106]: the health check's interval of a target group is 301
      at Web/Target
      help: it is 5 to 300
    error[ELB106]: the health check's timeout of a target group is 121
      at Web/Target
      help: it is 2 to 120
    error[ELB106]: the healthy threshold of a target group is 1
      at Web/Target
      help: it is 2 to 10
    error[ELB106]: the unhealthy threshold of a target group is 11
      at Web/Target
      help: it is 2 to 10
    ");
    let check = TargetHealthCheck::path("/")
        .every(Duration::from_secs(300))
        .timeout(Duration::from_secs(120))
        .healthy_threshold(2)
        .unhealthy_threshold(10);
    assert_eq!(target(check), "");
}
