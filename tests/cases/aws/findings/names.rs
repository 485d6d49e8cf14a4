use insta::assert_snapshot;
use stackwright::aws::certificatemanager::Certificate;
use stackwright::aws::elb::ListenerCertificate;
use stackwright::aws::route53::HostedZone;
use stackwright::prelude::*;

use super::said;
use crate::aws::vpc;

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
