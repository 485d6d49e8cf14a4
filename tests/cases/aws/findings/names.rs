use insta::assert_snapshot;
use stackwright::aws::certificatemanager::Certificate;
use stackwright::aws::elb::ListenerCertificate;
use stackwright::aws::route53::{HostedZone, Record};
use stackwright::prelude::*;

use super::said;
use crate::aws::{cluster, vpc, web};

#[test]
pub(crate) fn a_certificate_of_a_private_zone() {
    assert_snapshot!(said(|stack| {
        let zone = HostedZone::private("example.com", vpc(stack));
        let zone = stack.add("Zone", zone);
        stack.add("Certificate", Certificate::new("shop.example.com", zone));
    }), @r#"
    error[ACM101]: a certificate that the private zone `Web/Zone` is to prove
      at Web/Certificate
      help: name the public zone of the domain
    "#);
}

#[test]
pub(crate) fn a_certificate_of_another_region_at_a_listener() {
    let said = crate::support::mistakes(|app| {
        let web = app.stack("Web");
        web.environment("111122223333", "eu-west-1");
        let there = "arn:aws:acm:us-east-1:111122223333:certificate/1";
        let here = "arn:aws:acm:eu-west-1:111122223333:certificate/2";
        let front = ApplicationLoadBalancer::new(vpc(*web)).certificate(there);
        web.add("Front", front);
        let net = ApplicationLoadBalancer::new(web.add(
            "Vpc2",
            Vpc::imported("vpc-1").private(["subnet-1", "subnet-2"]),
        ));
        let net = web.add("Other", net.certificate(here));
        let listener = net.listener(*web).expect("it has a certificate");
        web.add("Further", ListenerCertificate::new(listener, there));
    });
    assert_snapshot!(said, @r#"
    error[ELB138]: a certificate of `us-east-1` for a listener in `eu-west-1`
      at Web/Front/Listener
      help: make the certificate where the load balancer is; CloudFront alone takes those of `us-east-1` elsewhere
    error[ELB138]: a certificate of `us-east-1` for a listener in `eu-west-1`
      at Web/Further
      help: make the certificate where the load balancer is; CloudFront alone takes those of `us-east-1` elsewhere
    "#);
}

/// What may be the name of something within the zone is taken for that.
#[test]
pub(crate) fn a_name_of_another_domain() {
    let said = said(|stack| {
        let zone = HostedZone::imported("Z0123456789ABC", "example.com.");
        let zone = stack.add("Zone", zone);
        for (id, name) in [
            ("Domain", ""),
            ("Dots", "_dmarc.mail"),
            ("Word", "api.dev"),
            ("Whole", "Shop.Example.com"),
            ("Dot", "mail.example.com."),
            ("All", "*.example.com"),
            ("Meant", "example.org.example.com"),
            ("Other", "booking.example.org"),
            ("Typo", "booking.exmaple.com"),
            ("End", "badexample.com"),
            ("OtherDot", "api.example.dev."),
        ] {
            stack.add(id, Record::txt(zone, name, ["a"]));
        }
    });
    assert_snapshot!(said, @r#"
    error[R53101]: `badexample.com` is no name in the zone of `example.com.`
      at Web/End
      help: name the zone that it is in, or say `badexample.com.example.com` if that is the name that is meant
    error[R53101]: `booking.example.org` is no name in the zone of `example.com.`
      at Web/Other
      help: name the zone that it is in, or say `booking.example.org.example.com` if that is the name that is meant
    error[R53101]: `api.example.dev.` is no name in the zone of `example.com.`
      at Web/OtherDot
      help: name the zone that it is in, or say `api.example.dev.example.com` if that is the name that is meant
    error[R53101]: `booking.exmaple.com` is no name in the zone of `example.com.`
      at Web/Typo
      help: name the zone that it is in, or say `booking.exmaple.com.example.com` if that is the name that is meant
    "#);
}

#[test]
pub(crate) fn a_name_of_a_service_without_a_place() {
    let said = said(|stack| {
        let zone = HostedZone::imported("Z0123456789ABC", "example.com");
        let zone = stack.add("Zone", zone);
        let home = cluster(stack);
        let shop = FargateService::new(home, web(stack, "Task"));
        stack.add("Shop", shop.domain("shop.example.com", zone));
    });
    assert_snapshot!(said, @r#"
    error[ELB118]: a name is to lead to a service that stands behind no load balancer
      at Web/Shop
      help: say it of a place: `.behind(front.place().domain(...))`
    "#);
}

#[test]
pub(crate) fn a_name_that_cannot_lead_where_a_service_stands() {
    let said = said(|stack| {
        let zone = HostedZone::imported("Z0123456789ABC", "example.com");
        let zone = stack.add("Zone", zone);
        let network = vpc(stack);
        let home = stack.add("Home", Cluster::new(network));
        let front = stack.add("Front", ApplicationLoadBalancer::new(network));
        let plain = Listener::new(front, Port::http(8080), Action::respond(404));
        let plain = stack.add("Plain", plain);
        let net = stack.add("Net", NetworkLoadBalancer::new(network));
        let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/old/1/2";
        let group = stack.add("Group", SecurityGroup::imported("sg-0a1b2c3d"));
        let old = Listener::imported(arn).vpc(network).security_group(group);
        let old = stack.add("Old", old);
        let task = web(stack, "Task");
        let service = || FargateService::new(home, task).domain("shop", zone);
        stack.add("AtPlain", service().behind(plain));
        stack.add("AtNet", service().behind(net.tcp(80)));
        stack.add("AtOld", service().behind(old));
    });
    assert_snapshot!(said, @r#"
    error[ELB119]: a name is to lead to a listener that speaks HTTP
      at Web/AtPlain
      help: give the listener a certificate, so that it speaks HTTPS
    error[ELB119]: a name is to lead to a network load balancer
      at Web/AtNet
      help: give its listener a certificate, and lead the name to it with `Record::alias(zone, name, front)`
    error[ELB119]: a name is to lead to a listener whose load balancer is not known
      at Web/AtOld
      help: put it behind the load balancer, imported with its listener, its name in DNS and its zone
    "#);
}
