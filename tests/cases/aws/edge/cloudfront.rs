use serde_json::json;
use stackwright::aws::cloudfront::{
    Behavior, Distribution, ManagedCachePolicy, ManagedOriginRequestPolicy,
    ManagedResponseHeadersPolicy, Origin, PriceClass, VpcOrigin,
};
use stackwright::aws::elb::{
    AddressType, ApplicationLoadBalancer, NetworkListener, NetworkLoadBalancer, NetworkProtocol,
    NetworkTargetGroup,
};
use stackwright::cfn::certificatemanager as acm;
use stackwright::prelude::*;
use stackwright_assert::{absent, any, like};

use super::super::{made, only, vpc};
use super::{codes, told};

const DISTRIBUTION: &str = "AWS::CloudFront::Distribution";
const ORIGIN: &str = "AWS::CloudFront::VpcOrigin";
const GROUP: &str = "AWS::EC2::SecurityGroup";

#[test]
pub(crate) fn nobody_goes_around_a_load_balancer_in_a_vpc() {
    let template = made(|stack| {
        let alb = stack.add("Alb", ApplicationLoadBalancer::new(vpc(stack)));
        let origin = VpcOrigin::new(alb, Port::http(80), "pl-0a1b2c3d");
        let origin = stack.add("Origin", origin);
        stack.add("Site", Distribution::new(origin));
    });
    // Never as the viewer speaks: that would be port 443, where nobody listens.
    only(
        &template,
        ORIGIN,
        json!({ "VpcOriginEndpointConfig": {
            "Arn": { "Fn::GetAtt": ["Alb", "LoadBalancerArn"] },
            "Name": "Test-Origin",
            "OriginProtocolPolicy": "http-only",
            "HTTPPort": 80,
            "OriginSSLProtocols": ["TLSv1.2"],
        } }),
    );
    only(
        &template,
        GROUP,
        like!({ "SecurityGroupIngress": [{
            "IpProtocol": "tcp",
            "FromPort": 80,
            "ToPort": 80,
            "SourcePrefixListId": "pl-0a1b2c3d",
        }] }),
    );
    let config = like!({
        "Enabled": true,
        "HttpVersion": "http2and3",
        "IPV6Enabled": true,
        "Origins": [{
            "Id": "Default",
            "DomainName": { "Fn::GetAtt": ["Alb", "DNSName"] },
            "VpcOriginConfig": { "VpcOriginId": { "Fn::GetAtt": ["Origin", "Id"] } },
        }],
        "DefaultCacheBehavior": {
            "TargetOriginId": "Default",
            "ViewerProtocolPolicy": "redirect-to-https",
            "CachePolicyId": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
            "OriginRequestPolicyId": "216adef6-5c7f-47e4-b989-5492eafa07d3",
        },
        "ViewerCertificate": absent(),
    });
    only(
        &template,
        DISTRIBUTION,
        like!({ "DistributionConfig": config }),
    );
}

#[test]
pub(crate) fn the_group_of_cloudfront_is_let_in_once_it_is_known() {
    let template = made(|stack| {
        let alb = stack.add("Alb", ApplicationLoadBalancer::new(vpc(stack)));
        let group = stack.add("Service", SecurityGroup::imported("sg-0a1b2c3d"));
        let origin = VpcOrigin::new(alb, Port::https(443), "pl-0a1b2c3d").admit(group);
        stack.add("Origin", origin.name("front"));
    });
    let endpoint = like!({
        "Name": "front",
        "OriginProtocolPolicy": "https-only",
        "HTTPSPort": 443,
        "HTTPPort": absent(),
    });
    only(
        &template,
        ORIGIN,
        like!({ "VpcOriginEndpointConfig": endpoint }),
    );
    only(
        &template,
        "AWS::EC2::SecurityGroupIngress",
        like!({ "SourceSecurityGroupId": "sg-0a1b2c3d", "FromPort": 443 }),
    );
    only(
        &template,
        GROUP,
        like!({ "SecurityGroupIngress": absent() }),
    );
}

/// TLS goes through to the targets, which show the certificate.
#[test]
pub(crate) fn a_network_load_balancer_is_an_origin_in_a_vpc() {
    let template = made(|stack| {
        let nlb = stack.add("Nlb", NetworkLoadBalancer::new(vpc(stack)));
        let origin = VpcOrigin::new(nlb, Port::https(443), "pl-0a1b2c3d");
        let origin = stack.add("Origin", origin);
        stack.add("Site", Distribution::new(origin));
    });
    only(
        &template,
        ORIGIN,
        like!({ "VpcOriginEndpointConfig": {
            "Arn": { "Fn::GetAtt": ["Nlb", "LoadBalancerArn"] },
            "OriginProtocolPolicy": "https-only",
            "HTTPSPort": 443,
        } }),
    );
    only(
        &template,
        GROUP,
        like!({ "SecurityGroupIngress": [{ "FromPort": 443, "SourcePrefixListId": "pl-0a1b2c3d" }] }),
    );
    let origins = like!([{ "DomainName": { "Fn::GetAtt": ["Nlb", "DNSName"] } }]);
    only(
        &template,
        DISTRIBUTION,
        like!({ "DistributionConfig": { "Origins": origins } }),
    );
}

#[test]
pub(crate) fn an_origin_in_a_vpc_that_exists() {
    let template = made(|stack| {
        let origin = VpcOrigin::imported("vo_0a1b2c3d", "ip-10-0-1-2.ec2.internal");
        let origin = stack.add("Origin", origin);
        stack.add("Site", Distribution::new(origin));
    });
    let origins = like!([{
        "DomainName": "ip-10-0-1-2.ec2.internal",
        "VpcOriginConfig": { "VpcOriginId": "vo_0a1b2c3d" },
    }]);
    only(
        &template,
        DISTRIBUTION,
        like!({ "DistributionConfig": { "Origins": origins } }),
    );
}

#[test]
pub(crate) fn cdn104_a_network_load_balancer_that_cannot_be_an_origin() {
    let said = |dual_stack: bool, protocol: NetworkProtocol| {
        codes(|stack| {
            let vpc = vpc(stack);
            let mut nlb = NetworkLoadBalancer::new(vpc);
            if dual_stack {
                nlb = nlb.address_type(AddressType::DualStack);
            }
            let nlb = stack.add("Nlb", nlb);
            stack.add(
                "Origin",
                VpcOrigin::new(nlb, Port::https(443), "pl-0a1b2c3d"),
            );
            // A listener that comes later counts.
            let group = NetworkTargetGroup::new(vpc, NetworkProtocol::Tcp, 8443);
            let group = stack.add("Group", group);
            let listener = NetworkListener::new(nlb, protocol, 443, group);
            stack.add("Listener", listener);
        })
    };
    assert_eq!(said(false, NetworkProtocol::Tcp), Vec::<&str>::new());
    assert_eq!(said(true, NetworkProtocol::Tcp), ["CDN104"]);
    assert_eq!(said(false, NetworkProtocol::Tls), ["CDN104"]);
}

#[test]
pub(crate) fn every_option() {
    let template = made(|stack| {
        let site = Origin::site("app.example.com")
            .path("/v2")
            .header("x-secret", "no-secret");
        let way = Behavior::new(Origin::site("api.example.com"))
            .cache(ManagedCachePolicy::OptimizedUncompressed)
            .pass_on(ManagedOriginRequestPolicy::AllViewerExceptHostHeader)
            .response_headers(ManagedResponseHeadersPolicy::Security)
            .read_only()
            .on_request("arn:aws:cloudfront::111122223333:function/in")
            .on_response("arn:aws:cloudfront::111122223333:function/out");
        let certificate = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b";
        let distribution = Distribution::new(site)
            .behavior("/api/*", way)
            .domains(["www.example.com"], certificate)
            .describe("the shop")
            .root_object("index.html")
            .price_class(PriceClass::PriceClass100)
            .access_logs("logs.s3.amazonaws.com")
            .web_acl("arn:aws:wafv2:us-east-1:111122223333:global/webacl/shop/0a1b")
            .error_page(404, 200, "/index.html");
        stack.add("Site", distribution);
    });
    let config = like!({
        "Aliases": ["www.example.com"],
        "Comment": "the shop",
        "DefaultRootObject": "index.html",
        "PriceClass": "PriceClass_100",
        "Logging": { "Bucket": "logs.s3.amazonaws.com" },
        "WebACLId": "arn:aws:wafv2:us-east-1:111122223333:global/webacl/shop/0a1b",
        "CustomErrorResponses": [
            { "ErrorCode": 404, "ResponseCode": 200, "ResponsePagePath": "/index.html" },
        ],
        "ViewerCertificate": {
            "AcmCertificateArn": any(),
            "SslSupportMethod": "sni-only",
            "MinimumProtocolVersion": "TLSv1.2_2021",
        },
        "Origins": [
            {
                "Id": "Default",
                "DomainName": "app.example.com",
                "OriginPath": "/v2",
                "OriginCustomHeaders": [{ "HeaderName": "x-secret", "HeaderValue": "no-secret" }],
                "CustomOriginConfig": {
                    "OriginProtocolPolicy": "https-only",
                    "OriginSSLProtocols": ["TLSv1.2"],
                },
            },
            { "Id": "api", "DomainName": "api.example.com" },
        ],
        "CacheBehaviors": [{
            "PathPattern": "/api/*",
            "TargetOriginId": "api",
            "ViewerProtocolPolicy": "redirect-to-https",
            "AllowedMethods": ["GET", "HEAD", "OPTIONS"],
            "CachePolicyId": "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
            "OriginRequestPolicyId": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
            "ResponseHeadersPolicyId": "67f7725c-6f97-4210-82d7-5512b31e9d03",
            "FunctionAssociations": [
                { "EventType": "viewer-request", "FunctionARN": any() },
                { "EventType": "viewer-response", "FunctionARN": any() },
            ],
        }],
    });
    only(
        &template,
        DISTRIBUTION,
        like!({ "DistributionConfig": config }),
    );
}

#[test]
pub(crate) fn a_bucket_is_asked_with_signed_requests() {
    let template = made(|stack| {
        let files = Origin::bucket("files.s3.eu-west-1.amazonaws.com");
        let site = Distribution::new(Origin::site("app.example.com")).behavior("/files/*", files);
        stack.add("Site", site);
    });
    only(
        &template,
        "AWS::CloudFront::OriginAccessControl",
        json!({ "OriginAccessControlConfig": {
            "Name": "Test-Site-filesAccess",
            "OriginAccessControlOriginType": "s3",
            "SigningBehavior": "always",
            "SigningProtocol": "sigv4",
        } }),
    );
    let config = like!({ "CacheBehaviors": [{
        "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        "OriginRequestPolicyId": absent(),
        "AllowedMethods": ["GET", "HEAD", "OPTIONS"],
    }] });
    only(
        &template,
        DISTRIBUTION,
        like!({ "DistributionConfig": config }),
    );
}

#[test]
pub(crate) fn a_distribution_that_exists() {
    let template = made(|stack| {
        let site = Distribution::imported("E0A1B2C3", "d111111abcdef8.cloudfront.net");
        let site = stack.add("Site", site);
        stack.add("Arn", Output::new(site.arn()));
    });
    let arn = &template.json()["Outputs"]["Arn"]["Value"]["Fn::Sub"];
    let arn = arn.as_str().expect("a text");
    assert!(arn.ends_with(":distribution/E0A1B2C3"), "{arn}");
}

/// Nothing but that viewers see the name of CloudFront, whose TLS cannot be chosen.
#[test]
pub(crate) fn its_default_form_is_not_warned_of() {
    let said = told(|stack| {
        stack.add("Site", Distribution::new(Origin::site("app.example.com")));
    });
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn cdn101_a_load_balancer_whose_group_is_not_known() {
    use stackwright::cfn::elasticloadbalancingv2::LoadBalancer;
    let said = codes(|stack| {
        let subnets = ["subnet-0ccccccc", "subnet-0ddddddd"];
        let alb = stack.add("Alb", LoadBalancer::new().subnets(subnets));
        stack.add("Origin", VpcOrigin::new(alb, Port::http(80), "pl-0a1b2c3d"));
    });
    assert_eq!(said, ["CDN101"]);
}

#[test]
fn cdn102_a_load_balancer_that_faces_the_internet() {
    let said = codes(|stack| {
        let alb = ApplicationLoadBalancer::new(vpc(stack)).internet_facing();
        let alb = stack.add("Alb", alb);
        stack.add("Origin", VpcOrigin::new(alb, Port::http(80), "pl-0a1b2c3d"));
    });
    assert_eq!(said, ["CDN102"]);
}

/// <https://github.com/aws/aws-cdk/issues/25343>, <https://github.com/aws/aws-cdk/issues/9274>
#[test]
fn cdn103_a_certificate_of_another_region() {
    let said = |region| {
        codes(|stack| {
            stack.stack().environment("111122223333", region);
            let certificate = acm::Certificate::new().domain_name("www.example.com");
            let certificate = stack.add("Certificate", certificate);
            let site = Distribution::new(Origin::site("app.example.com"));
            stack.add("Site", site.domains(["www.example.com"], certificate));
        })
    };
    assert_eq!(said("eu-west-1"), ["CDN103"]);
    assert_eq!(said("us-east-1"), Vec::<&str>::new());
}
