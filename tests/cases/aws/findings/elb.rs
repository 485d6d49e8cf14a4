//! What is said of load balancers and their parts.

use insta::assert_snapshot;
use stackwright::aws::elb::{
    ApplicationLoadBalancer, Listener, ListenerHandle, LoadBalancerHandle,
    NetworkLoadBalancerHandle, NetworkPlace, TargetGroup,
};
use stackwright::cfn::elasticloadbalancingv2 as cfn;
use stackwright::prelude::*;

use super::said;
use crate::aws::{nginx, small, vpc, web};

fn target(check: TargetHealthCheck) -> String {
    said(|stack| {
        let group = TargetGroup::new(vpc(stack), Port::http(80));
        stack.add("Target", group.health_check(check));
    })
}

#[test]
fn ops601_a_timeout_as_long_as_the_interval() {
    let check = |timeout| {
        let check = TargetHealthCheck::path("/").every(Duration::from_secs(10));
        target(check.timeout(Duration::from_secs(timeout)))
    };
    assert_snapshot!(check(10), @r"
    error[OPS601]: a check may take 10 seconds, and the next one comes after 10
      at Web/Target/Resource
      help: let `HealthCheckTimeoutSeconds` be less than `HealthCheckIntervalSeconds`
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
fn sch103_https_without_a_certificate() {
    assert_snapshot!(listener(Port::https(8443), None), @r#"
    error[SCH103]: the property `Certificates` is missing, which is needed because of `Protocol` being "HTTPS"
      at Web/Listener/Resource
      help: give `Certificates`
    "#);
    assert_eq!(listener(Port::https(443), CERTIFICATE), "");
}

#[test]
fn ops610_a_certificate_for_http() {
    assert_snapshot!(listener(Port::http(80), CERTIFICATE), @r"
    error[OPS610]: a listener of the protocol HTTP has no `Certificates`
      at Web/Listener/Resource
      help: let the protocol be HTTPS or TLS with one certificate, and add others as `AWS::ElasticLoadBalancingV2::ListenerCertificate`
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
fn sch110_numbers_out_of_range() {
    let check = TargetHealthCheck::path("/")
        .every(Duration::from_secs(301))
        .timeout(Duration::from_secs(121))
        .healthy_threshold(1)
        .unhealthy_threshold(11);
    assert_snapshot!(said(|stack| {
        let group = TargetGroup::new(vpc(stack), Port::http(80)).health_check(check);
        stack.add("Target", group.deregistration_delay(Duration::from_secs(3601)));
    }), @r"
    error[SCH110]: `HealthCheckIntervalSeconds` of 301 is out of range: at most 300 is taken
      at Web/Target/Resource
      help: use a number within the range
    error[SCH110]: `HealthCheckTimeoutSeconds` of 121 is out of range: at most 120 is taken
      at Web/Target/Resource
      help: use a number within the range
    error[SCH110]: `HealthyThresholdCount` of 1 is out of range: at least 2 is taken
      at Web/Target/Resource
      help: use a number within the range
    error[OPS619]: `deregistration_delay.timeout_seconds` is a number from 0 to 3600, not 3601
      at Web/Target/Resource
      help: take out the attribute, or give it one of its values
    error[SCH110]: `UnhealthyThresholdCount` of 11 is out of range: at most 10 is taken
      at Web/Target/Resource
      help: use a number within the range
    ");
    let check = TargetHealthCheck::path("/")
        .every(Duration::from_secs(300))
        .timeout(Duration::from_secs(120))
        .healthy_threshold(2)
        .unhealthy_threshold(10);
    assert_eq!(target(check), "");
}

/// A load balancer that was added as a typed resource does not say which listener it has.
#[test]
fn elb111_a_place_behind_what_has_no_listener() {
    assert_snapshot!(said(|stack| {
        let balancer = stack.add("Lb", cfn::LoadBalancer::new().subnets(["subnet-1", "subnet-2"]));
        let place = LoadBalancerHandle::from(balancer).path("/a");
        stack.add("Rule", ListenerRule::new(place, Action::respond(200)));
    }), @r"
    error[ELB111]: the listener of `Web/Lb` is not known
      at Web/Rule
      help: ask a listener for the place, as `listener.path(...)`
    ");
}

#[test]
fn elb113_a_place_without_a_vpc() {
    assert_snapshot!(said(|stack| {
        let answer = cfn::listener::FixedResponseConfig::new().status_code("200");
        let action = cfn::listener::Action::new()
            .r#type(cfn::listener::Type::FixedResponse)
            .fixed_response_config(answer);
        let listener = cfn::Listener::new()
            .load_balancer_arn("arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/a/1")
            .port(80)
            .protocol(cfn::listener::Protocol::Http)
            .default_actions([action]);
        let listener = ListenerHandle::from(stack.add("Listener", listener));
        let group = stack.add("Group", SecurityGroup::imported("sg-1"));
        let cluster = stack.add("Cluster", stackwright::cfn::ecs::Cluster::new());
        let service = FargateService::new(cluster, web(stack, "Task"))
            .subnets(["subnet-1"])
            .security_group(group);
        stack.add("Api", service.behind(listener.path("/a")));
    }), @r"
    error[ELB113]: the VPC of what stands behind `Web/Listener` is not known
      at Web/Api
      help: give the service its VPC with `.vpc(...)`
    ");
}

/// The listener keeps its 350 seconds.
#[test]
fn elb116_an_idle_timeout_where_tls_ends() {
    let certificate = "arn:aws:acm:eu-west-1:111122223333:certificate/1";
    assert_snapshot!(behind_network(|front| {
        front.tls(443, certificate).idle_timeout(1.hours())
    }), @r"
    error[ELB116]: an idle timeout of 3600 seconds, and TLS ends at this listener
      at Web/Prices/Front.Tcp443/Listener
      help: have clients or targets send something more often, as gRPC's keepalive does, or let TLS end at the targets, with `.tcp(443)`
    ");
}

/// A network load balancer knows no more of gRPC than that it comes over TCP.
#[test]
fn elb117_a_health_check_by_grpc() {
    assert_snapshot!(behind_network(|front| {
        let check = TargetHealthCheck::grpc("/grpc.health.v1.Health/Check");
        front.tcp(443).health_check(check)
    }), @r"
    error[ELB117]: a network load balancer is to ask these targets by gRPC how they are
      at Web/Prices/Front.Tcp443/TargetGroup
      help: leave it to a connection, and ask by gRPC in the health check of the container
    ");
}

fn behind_network(place: impl FnOnce(NetworkLoadBalancerHandle) -> NetworkPlace) -> String {
    said(|stack| {
        let vpc = vpc(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let front = stack.add("Front", NetworkLoadBalancer::new(vpc));
        let task = small().container(nginx().port(50051));
        let service = FargateService::new(cluster, task).behind(place(front));
        stack.add("Prices", service);
    })
}

/// The group of a service lets in nobody who is not named.
#[test]
fn elb136_a_listener_whose_group_is_not_known() {
    assert_snapshot!(said(|stack| {
        let vpc = vpc(stack);
        let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/web/50dc/f2f7";
        let shared = stack.add("Shared", Listener::imported(arn).vpc(vpc));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let service = FargateService::new(cluster, web(stack, "Task"));
        stack.add("Api", service.behind(shared.path("/a")));
    }), @r"
    warning[ELB136]: `Web/Shared` is not let in, because its security group is not known
      at Web/Api
      help: import the listener with its `.security_group(...)`, or guard the service with a group of your own that lets it in
    ");
}

#[test]
fn elb137_a_test_that_connections_do_not_take() {
    let said = |rolling: bool| {
        said(|stack| {
            let vpc = vpc(stack);
            let front = stack.add("Front", NetworkLoadBalancer::new(vpc));
            let cluster = stack.add("Cluster", Cluster::new(vpc));
            let service = FargateService::new(cluster, web(stack, "Task"));
            let service = match rolling {
                true => service.behind(front.tcp(80).test_port(8080)),
                false => service
                    .behind(front.tcp(80))
                    .blue_green()
                    .test_header("x-test", "1"),
            };
            stack.add("Api", service);
        })
    };
    assert_snapshot!(said(true), @r"
    error[ELB137]: `Web/Front` is to lead to new tasks on port 8080, which nothing shifts to
      at Web/Api
      help: shift requests with `.blue_green()`, `.canary(...)` or `.linear(...)`
    ");
    assert_snapshot!(said(false), @r"
    error[ELB137]: `Web/Front` passes connections on, and does not look for requests
      at Web/Api
      help: say a port for tests at the place with `.test_port(...)`
    ");
}
