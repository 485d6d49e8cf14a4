use serde_json::json;
use stackwright::aws::certificatemanager::{Certificate, KeyAlgorithm};
use stackwright::aws::cloudfront::{Distribution, Origin};
use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::elb::AddressType;
use stackwright::aws::route53::{HostedZone, HostedZoneHandle, Record};
use stackwright::core::stack_output;
use stackwright::prelude::*;
use stackwright_assert::{absent, any, exact, like};

use super::{at, ids, made, made_of, only, vpc, web};

pub(super) const RECORD: &str = "AWS::Route53::RecordSet";
const CERTIFICATE: &str = "AWS::CertificateManager::Certificate";
const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";

pub(super) fn zone(stack: Scope<'_>) -> HostedZoneHandle {
    stack.add(
        "Zone",
        HostedZone::imported("Z0123456789ABC", "example.com"),
    )
}

fn network(stack: Scope<'_>) -> VpcHandle {
    stack.add("Network", Vpc::new("10.0.0.0/16").zones(2))
}

/// Certificate, HTTPS, the way there from HTTP, and the record: one line.
#[test]
pub(crate) fn a_name_of_a_load_balancer_in_one_line() {
    let template = made(|stack| {
        let front = ApplicationLoadBalancer::new(network(stack))
            .internet_facing()
            .domain("booking.example.com", zone(stack));
        stack.add("Front", front);
    });
    only(
        &template,
        CERTIFICATE,
        like!({
            "DomainName": "booking.example.com",
            "ValidationMethod": "DNS",
            "DomainValidationOptions": [{
                "DomainName": "booking.example.com",
                "HostedZoneId": "Z0123456789ABC",
            }],
        }),
    );
    at(
        &template,
        "FrontListener",
        LISTENER,
        like!({
            "Port": 443,
            "Protocol": "HTTPS",
            "Certificates": [{ "CertificateArn": { "Ref": "FrontCertificate" } }],
        }),
    );
    at(
        &template,
        "FrontRedirect",
        LISTENER,
        like!({ "Port": 80, "DefaultActions": [{ "Type": "redirect" }] }),
    );
    only(
        &template,
        RECORD,
        like!({
            "Name": "booking.example.com",
            "Type": "A",
            "HostedZoneId": "Z0123456789ABC",
            "AliasTarget": {
                "DNSName": { "Fn::GetAtt": ["Front", "DNSName"] },
                "HostedZoneId": { "Fn::GetAtt": ["Front", "CanonicalHostedZoneID"] },
                "EvaluateTargetHealth": true,
            },
            "TTL": absent(),
        }),
    );
    assert_eq!(ids(&template, RECORD), ["FrontRecord"]);
}

#[test]
pub(crate) fn a_name_of_a_load_balancer_with_both_kinds_of_addresses() {
    let template = made(|stack| {
        let vpc = stack.add("Network", Vpc::new("10.0.0.0/16").zones(2).ipv6());
        let front = ApplicationLoadBalancer::new(vpc)
            .internet_facing()
            .address_type(AddressType::DualStack)
            .domain("booking", zone(stack));
        stack.add("Front", front);
    });
    let kind = |id: &str| template.json()["Resources"][id]["Properties"]["Type"].clone();
    assert_eq!(ids(&template, RECORD), ["FrontRecord", "FrontRecordIpv6"]);
    assert_eq!(kind("FrontRecord"), "A");
    assert_eq!(kind("FrontRecordIpv6"), "AAAA");
    template.has_resource_properties(RECORD, like!({ "Name": "booking.example.com" }));
}

/// The short road has the line, too.
#[test]
pub(crate) fn a_name_of_a_service_behind_a_load_balancer_of_its_own() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let alb = AlbWithTargetGroup::new(vpc, Port::http(80))
            .internet_facing()
            .domain("shop", zone(stack));
        let alb = stack.add("Alb", alb);
        let home = stack.add("Home", Cluster::new(vpc));
        let service = FargateService::new(home, web(stack, "Task")).behind(alb);
        stack.add("Service", service);
    });
    only(
        &template,
        CERTIFICATE,
        like!({ "DomainName": "shop.example.com" }),
    );
    at(
        &template,
        "AlbListener",
        LISTENER,
        like!({ "Certificates": [{ "CertificateArn": { "Ref": "AlbCertificate" } }] }),
    );
    only(
        &template,
        RECORD,
        like!({
            "Name": "shop.example.com",
            "AliasTarget": { "DNSName": { "Fn::GetAtt": ["AlbLoadBalancer", "DNSName"] } },
        }),
    );
    template.resource_count_is(LISTENER, 2);
}

/// One line of the service: the load balancer need not know of it.
#[test]
pub(crate) fn a_name_of_a_service_in_one_line() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let home = stack.add("Home", Cluster::new(vpc));
        let front = ApplicationLoadBalancer::new(vpc).internet_facing();
        let front = stack.add("Front", front);
        let shop = FargateService::new(home, web(stack, "Task"));
        stack.add("Shop", shop.behind(front).domain("shop", zone(stack)));
    });
    only(
        &template,
        CERTIFICATE,
        like!({ "DomainName": "shop.example.com", "ValidationMethod": "DNS" }),
    );
    at(
        &template,
        "FrontListener",
        LISTENER,
        like!({
            "Port": 443,
            "Protocol": "HTTPS",
            "Certificates": [{ "CertificateArn": { "Ref": "FrontshopexamplecomCertificate" } }],
        }),
    );
    at(
        &template,
        "FrontRedirect",
        LISTENER,
        like!({ "Port": 80, "DefaultActions": [{ "Type": "redirect" }] }),
    );
    only(
        &template,
        RECORD,
        like!({
            "Name": "shop.example.com",
            "AliasTarget": { "DNSName": { "Fn::GetAtt": ["Front", "DNSName"] } },
        }),
    );
    let rule = "AWS::ElasticLoadBalancingV2::ListenerRule";
    only(
        &template,
        rule,
        like!({ "Conditions": [{
            "Field": "host-header",
            "HostHeaderConfig": { "Values": ["shop.example.com"] },
        }] }),
    );
}

/// Which of two services is said first, and whether the listener spoke HTTP before, is nothing that
/// a template depends on; two services of one name are one record.
#[test]
pub(crate) fn names_of_services_behind_one_load_balancer_do_not_depend_on_their_order() {
    let made_in = |order: [usize; 4]| {
        let template = made(|stack| {
            let vpc = vpc(stack);
            let home = stack.add("Home", Cluster::new(vpc));
            let front = ApplicationLoadBalancer::new(vpc).internet_facing();
            let front = stack.add("Front", front);
            let (zone, task) = (zone(stack), web(stack, "Task"));
            for which in order {
                let service = FargateService::new(home, task);
                match which {
                    0 => stack.add("Plain", service.behind(front.path("/plain"))),
                    1 => stack.add("Shop", service.behind(front).domain("shop", zone)),
                    2 => stack.add(
                        "Api",
                        service.behind(front.path("/api/*").domain("shop.example.com", zone)),
                    ),
                    _ => stack.add("Blog", service.behind(front).domain("blog", zone)),
                };
            }
        });
        let mut records = ids(&template, RECORD);
        records.sort_unstable();
        assert_eq!(
            records,
            ["FrontblogexamplecomRecord", "FrontshopexamplecomRecord"]
        );
        at(
            &template,
            "FrontListener",
            LISTENER,
            like!({
                "Protocol": "HTTPS",
                "Certificates": exact(json!([{
                    "CertificateArn": { "Ref": "FrontblogexamplecomCertificate" },
                }])),
            }),
        );
        template.resource_count_is("AWS::ElasticLoadBalancingV2::ListenerCertificate", 2);
        template.json().clone()
    };
    let first = made_in([0, 1, 2, 3]);
    assert_eq!(first, made_in([3, 2, 1, 0]));
    assert_eq!(first, made_in([2, 0, 3, 1]));
}

/// A load balancer that has a certificate shows that to who asks for another name.
#[test]
pub(crate) fn a_name_of_a_service_behind_a_load_balancer_that_has_one() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let home = stack.add("Home", Cluster::new(vpc));
        let zone = zone(stack);
        let front = ApplicationLoadBalancer::new(vpc)
            .internet_facing()
            .domain("shop", zone);
        let front = stack.add("Front", front);
        let task = web(stack, "Task");
        let shop = FargateService::new(home, task).behind(front);
        stack.add("Shop", shop.domain("shop.example.com", zone));
        let blog = FargateService::new(home, task).behind(front);
        stack.add("Blog", blog.domain("blog", zone));
    });
    assert_eq!(
        ids(&template, RECORD),
        ["FrontRecord", "FrontblogexamplecomRecord"]
    );
    at(
        &template,
        "FrontListener",
        LISTENER,
        like!({ "Certificates": exact(json!([{ "CertificateArn": { "Ref": "FrontCertificate" } }])) }),
    );
    only(
        &template,
        "AWS::ElasticLoadBalancingV2::ListenerCertificate",
        like!({ "Certificates": [{ "CertificateArn": { "Ref": "FrontblogexamplecomCertificate" } }] }),
    );
}

/// aws-cdk: without a word it waits for somebody to answer a mail, and the stack with it.
#[test]
pub(crate) fn a_certificate_is_proved_by_dns_and_never_by_mail() {
    let template = made(|stack| {
        let zone = zone(stack);
        let other = stack.add(
            "Other",
            HostedZone::imported("Z0000000000ABC", "example.org"),
        );
        let certificate = Certificate::new("example.com", zone)
            .also("*.example.com")
            .also_in(other, "example.org")
            .key_algorithm(KeyAlgorithm::EcPrime256v1)
            .exportable()
            .without_transparency();
        stack.add("Certificate", certificate);
    });
    only(
        &template,
        CERTIFICATE,
        like!({
            "ValidationMethod": "DNS",
            "SubjectAlternativeNames": ["*.example.com", "example.org"],
            "DomainValidationOptions": exact(json!([
                { "DomainName": "example.com", "HostedZoneId": "Z0123456789ABC" },
                { "DomainName": "*.example.com", "HostedZoneId": "Z0123456789ABC" },
                { "DomainName": "example.org", "HostedZoneId": "Z0000000000ABC" },
            ])),
            "KeyAlgorithm": "EC_prime256v1",
            "CertificateExport": "ENABLED",
            "CertificateTransparencyLoggingPreference": "DISABLED",
        }),
    );
}

/// aws/aws-cdk#9274, #25343: a certificate of another region for CloudFront, without a custom resource.
#[test]
pub(crate) fn a_certificate_for_cloudfront_is_read_across_regions() {
    let app = App::new();
    let edge = app.stack("Edge");
    edge.environment("111122223333", "us-east-1");
    let zone_of_edge = zone(*edge);
    let certificate = Certificate::new("shop.example.com", zone_of_edge);
    let certificate = edge.add("Certificate", certificate);
    edge.add("CertificateArn", Output::new(certificate.arn()));
    let web = app.stack("Web");
    web.environment("111122223333", "eu-central-1");
    let zone = zone(*web);
    let arn = stack_output("Edge", "CertificateArn").region("us-east-1");
    let pages = Distribution::new(Origin::site("pages.example.org"));
    let site = web.add("Site", pages.domains(["shop.example.com"], arn));
    web.add("Shop", Record::alias(zone, "shop", site).dual_stack());
    let templates = made_of(&app);
    templates["Web"].has_resource_properties(
        "AWS::CloudFront::Distribution",
        like!({ "DistributionConfig": { "ViewerCertificate": { "AcmCertificateArn": {
            "Fn::GetStackOutput": {
                "StackName": "Edge", "OutputName": "CertificateArn", "Region": "us-east-1",
            },
        } } } }),
    );
    // Whether a distribution is well Route 53 cannot tell.
    templates["Web"].has_resource_properties(
        RECORD,
        like!({ "Type": "AAAA", "AliasTarget": {
            "DNSName": { "Fn::GetAtt": ["Site", "DomainName"] },
            "HostedZoneId": "Z2FDTNDATAQYW2",
            "EvaluateTargetHealth": false,
        } }),
    );
}

#[test]
pub(crate) fn a_certificate_that_exists() {
    let template = made(|stack| {
        let arn = "arn:aws:acm:eu-west-1:111122223333:certificate/1";
        let certificate = stack.add("Certificate", Certificate::imported(arn));
        let front = ApplicationLoadBalancer::new(vpc(stack)).certificate(certificate);
        stack.add("Front", front);
    });
    let arn = "arn:aws:acm:eu-west-1:111122223333:certificate/1";
    only(
        &template,
        LISTENER,
        like!({ "Certificates": [{ "CertificateArn": arn }] }),
    );
    template.resource_count_is(CERTIFICATE, 0);
}

/// Another zone of the name has other servers, which no registrar names.
#[test]
pub(crate) fn a_public_zone_stays_and_a_private_one_answers_in_its_vpcs() {
    let template = made(|stack| {
        let vpc = network(stack);
        let logs = LogGroup::imported("/aws/route53/example.com");
        let logs = stack.add("Queries", logs);
        let public = HostedZone::new("example.com").query_logs(logs);
        stack.add("Public", public.describe("the shop"));
        let other = stack.add("Other", Vpc::new("10.1.0.0/16").zones(2));
        let private = HostedZone::private("shop.internal", vpc).also_in(other);
        let private = stack.add("Private", private);
        stack.add("Db", Record::a(private, "db", ["10.0.0.7"]));
    });
    let zone = |id: &str| template.json()["Resources"][id].clone();
    assert_eq!(zone("Public")["DeletionPolicy"], "RetainExceptOnCreate");
    assert_eq!(zone("Private")["DeletionPolicy"], "Delete");
    at(
        &template,
        "Public",
        "AWS::Route53::HostedZone",
        like!({
            "Name": "example.com",
            "VPCs": absent(),
            "HostedZoneConfig": { "Comment": "the shop" },
            "QueryLoggingConfig": { "CloudWatchLogsLogGroupArn": any() },
        }),
    );
    at(
        &template,
        "Private",
        "AWS::Route53::HostedZone",
        like!({ "VPCs": [
            { "VPCId": { "Ref": "Network" }, "VPCRegion": { "Ref": "AWS::Region" } },
            { "VPCId": { "Ref": "Other" } },
        ] }),
    );
    only(
        &template,
        RECORD,
        like!({ "Name": "db.shop.internal", "HostedZoneId": { "Ref": "Private" } }),
    );
}
