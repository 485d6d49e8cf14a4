use serde_json::json;
use stackwright::aws::cloudfront::{Distribution, Origin, VpcOrigin};
use stackwright::aws::elb::{
    Action, ApplicationLoadBalancer, Listener, ListenerRule, Place, TargetGroup,
};
use stackwright::aws::secretsmanager::Secret;
use stackwright::aws::units::DurationExt;
use stackwright::cfn::kind::certificatemanager::CertificateArn;
use stackwright::core::Value;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, array_with, like};

use super::super::{at, ids, made, nginx, only, small, vpc};
use super::{codes, told};

const DISTRIBUTION: &str = "AWS::CloudFront::Distribution";
const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";
const RULE: &str = "AWS::ElasticLoadBalancingV2::ListenerRule";
const CERTIFICATE: &str = "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b";

fn front(stack: Scope<'_>) -> ApplicationLoadBalancer {
    ApplicationLoadBalancer::new(vpc(stack))
        .internet_facing()
        .certificate(CERTIFICATE)
        .only_from_cloudfront("pl-0a1b2c3d")
}

fn shop(stack: Scope<'_>, place: impl Into<Place>) {
    let cluster = stack.add(
        "Cluster",
        Cluster::new(vpc(stack.scope("Inside"))).container_insights(),
    );
    let task = small().container(nginx().port(8080));
    stack.add("Shop", FargateService::new(cluster, task).behind(place));
}

/// What a rule asks of requests besides what its place says.
fn secret() -> serde_json::Value {
    json!({
        "Field": "http-header",
        "HttpHeaderConfig": {
            "HttpHeaderName": "x-origin-secret",
            "Values": [{ "Fn::Sub": "{{resolve:secretsmanager:${FrontOriginSecret}:SecretString}}" }],
        },
    })
}

fn origins(template: &Template, origins: stackwright_assert::Matcher) {
    only(
        template,
        DISTRIBUTION,
        like!({ "DistributionConfig": { "Origins": origins } }),
    );
}

/// All of CloudFront's customers come from its addresses: a secret tells one's own from the others.
#[test]
pub(crate) fn nobody_goes_around_cloudfront_to_a_load_balancer_that_faces_the_internet() {
    let template = made(|stack| {
        let front = stack.add("Front", front(stack));
        shop(stack, front.path("/shop/*"));
        stack.add(
            "Old",
            ListenerRule::new(front.path("/old"), Action::respond(410)),
        );
        stack.add(
            "Site",
            Distribution::new(Origin::load_balancer(front, "origin.example.com")),
        );
    });
    // Its addresses alone, on one port: a list counts as 55 of the 60 rules that a group may have.
    at(
        &template,
        "FrontSecurityGroup",
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupIngress": [{
            "FromPort": 443,
            "ToPort": 443,
            "SourcePrefixListId": "pl-0a1b2c3d",
            "CidrIp": absent(),
        }] }),
    );
    // What has no secret is refused.
    only(
        &template,
        LISTENER,
        like!({
            "Port": 443,
            "Protocol": "HTTPS",
            "DefaultActions": [
                { "Type": "fixed-response", "FixedResponseConfig": { "StatusCode": "403" } },
            ],
        }),
    );
    assert_eq!(ids(&template, RULE).len(), 2);
    template.all_resources_properties(RULE, like!({ "Conditions": array_with([secret()]) }));
    origins(
        &template,
        like!([{
            "DomainName": "origin.example.com",
            "OriginCustomHeaders": [{
                "HeaderName": "x-origin-secret",
                "HeaderValue": { "Fn::Sub": "{{resolve:secretsmanager:${FrontOriginSecret}:SecretString}}" },
            }],
            "CustomOriginConfig": { "OriginProtocolPolicy": "https-only" },
        }]),
    );
    only(
        &template,
        "AWS::SecretsManager::Secret",
        like!({ "GenerateSecretString": { "PasswordLength": 32 } }),
    );
}

/// A default action asks for nothing, so that what would let people through becomes a rule.
#[test]
pub(crate) fn what_is_for_no_rule_asks_for_the_secret_too() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let group = stack.add("Group", TargetGroup::new(vpc, Port::http(8080)));
        let front = front(stack.scope("Away")).otherwise(Action::forward(group));
        let front = stack.add("Front", front);
        let admin = Listener::forward(front, Port::https(8443), group).certificate(CERTIFICATE);
        stack.add("Admin", admin);
        stack.add(
            "Site",
            Distribution::new(Origin::load_balancer(front, "origin.example.com")),
        );
    });
    let refuses = like!({ "DefaultActions": [{ "Type": "fixed-response" }] });
    template.all_resources_properties(LISTENER, refuses);
    assert_eq!(
        ids(&template, RULE),
        ["FrontListenerOtherwise", "AdminOtherwise"]
    );
    template.all_resources_properties(
        RULE,
        like!({ "Conditions": [secret()], "Actions": [{ "Type": "forward" }] }),
    );
}

#[test]
pub(crate) fn a_secret_of_ones_own() {
    let template = made(|stack| {
        let secret = stack.add(
            "Shown",
            Secret::imported("arn:aws:secretsmanager:eu-west-1:111122223333:secret:cdn-AbCdEf"),
        );
        let front = stack.add("Front", front(stack).origin_secret(secret));
        stack.add(
            "Site",
            Distribution::new(Origin::load_balancer(front, "origin.example.com")),
        );
    });
    template.resource_count_is("AWS::SecretsManager::Secret", 0);
    let value = "{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:111122223333:secret:cdn-AbCdEf:SecretString}}";
    origins(
        &template,
        like!([{ "OriginCustomHeaders": [{ "HeaderValue": value }] }]),
    );
}

#[test]
pub(crate) fn the_short_road_has_it_too() {
    let template = made(|stack| {
        let alb = AlbWithTargetGroup::new(vpc(stack), Port::http(8080))
            .internet_facing()
            .certificate(CERTIFICATE)
            .balancer(|balancer| balancer.only_from_cloudfront("pl-0a1b2c3d"));
        let alb = stack.add("Alb", alb);
        shop(stack, alb);
        stack.add(
            "Site",
            Distribution::new(Origin::load_balancer(alb, "origin.example.com")),
        );
    });
    only(
        &template,
        LISTENER,
        like!({ "DefaultActions": [{ "Type": "fixed-response" }] }),
    );
    assert_eq!(ids(&template, RULE), ["AlbListenerOtherwise"]);
    // ECS refuses a group that nobody forwards to yet.
    let waits = array_with(["AlbListenerOtherwise"]);
    template.has_resource("AWS::ECS::Service", like!({ "DependsOn": waits }));
    at(
        &template,
        "AlbSecurityGroup",
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupIngress": [{ "SourcePrefixListId": "pl-0a1b2c3d" }] }),
    );
}

#[test]
pub(crate) fn it_is_not_warned_of() {
    let mut said = told(|stack| {
        let certificate = stack.add("Certificate", Parameter::string());
        let certificate: Value<CertificateArn> = certificate.value().assume();
        let front = ApplicationLoadBalancer::new(vpc(stack))
            .internet_facing()
            .certificate(certificate)
            .only_from_cloudfront("pl-0a1b2c3d");
        let front = stack.add("Front", front);
        shop(stack, front.path("/shop/*"));
        let origin = Origin::load_balancer(front, "origin.example.com");
        stack.add("Site", Distribution::new(origin));
    });
    // The service is somebody else's.
    said.retain(|found| !found.contains("at Web/Shop/Task"));
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn elb130_a_secret_in_the_clear() {
    let said = codes(|stack| {
        let front = ApplicationLoadBalancer::new(vpc(stack))
            .internet_facing()
            .only_from_cloudfront("pl-0a1b2c3d");
        let front = stack.add("Front", front);
        stack.add(
            "Rule",
            ListenerRule::new(front.path("/old"), Action::respond(410)),
        );
    });
    assert_eq!(said, ["ELB130"]);
}

#[test]
fn cdn105_a_load_balancer_that_others_reach() {
    let said = codes(|stack| {
        let open = ApplicationLoadBalancer::new(vpc(stack))
            .internet_facing()
            .certificate(CERTIFICATE);
        let open = stack.add("Open", open);
        stack.add(
            "Site",
            Distribution::new(Origin::load_balancer(open, "origin.example.com")),
        );
    });
    assert_eq!(said, ["CDN105"]);
    let said = codes(|stack| {
        let inside = ApplicationLoadBalancer::new(vpc(stack))
            .certificate(CERTIFICATE)
            .only_from_cloudfront("pl-0a1b2c3d");
        let inside = stack.add("Inside", inside);
        stack.add(
            "Site",
            Distribution::new(Origin::load_balancer(inside, "origin.example.com")),
        );
    });
    assert_eq!(said, ["CDN105"]);
}

#[test]
fn cdn106_a_timeout_for_a_bucket() {
    let said = codes(|stack| {
        let files = Origin::bucket("files.s3.eu-west-1.amazonaws.com").read_timeout(5.seconds());
        stack.add("Site", Distribution::new(files));
    });
    assert_eq!(said, ["CDN106"]);
}

#[test]
pub(crate) fn every_option_of_an_origin() {
    let template = made(|stack| {
        let site = Origin::site("app.example.com")
            .port(Port::https(8443))
            .shield("eu-west-1")
            .connect_attempts(2)
            .connect_timeout(3.seconds())
            .read_timeout(20.seconds())
            .keep_alive(15.seconds())
            .completion_timeout(60.seconds());
        let old = Origin::site("old.example.com").port(Port::http(8080));
        stack.add("Site", Distribution::new(site).behavior("/old/*", old));
    });
    origins(
        &template,
        like!([
            {
                "OriginShield": { "Enabled": true, "OriginShieldRegion": "eu-west-1" },
                "ConnectionAttempts": 2,
                "ConnectionTimeout": 3,
                "ResponseCompletionTimeout": 60,
                "CustomOriginConfig": {
                    "OriginProtocolPolicy": "https-only",
                    "HTTPSPort": 8443,
                    "OriginReadTimeout": 20,
                    "OriginKeepaliveTimeout": 15,
                },
            },
            { "CustomOriginConfig": { "OriginProtocolPolicy": "http-only", "HTTPPort": 8080 } },
        ]),
    );
}

#[test]
pub(crate) fn timeouts_of_an_origin_in_a_vpc() {
    let template = made(|stack| {
        let inside = stack.add(
            "Inside",
            VpcOrigin::imported("vo_0a1b2c3d", "inside.example.com"),
        );
        let origin = Origin::from(inside)
            .read_timeout(20.seconds())
            .keep_alive(15.seconds());
        stack.add("Site", Distribution::new(origin));
    });
    origins(
        &template,
        like!([{ "VpcOriginConfig": {
            "VpcOriginId": "vo_0a1b2c3d",
            "OriginReadTimeout": 20,
            "OriginKeepaliveTimeout": 15,
        } }]),
    );
}

#[test]
pub(crate) fn another_origin_where_one_fails() {
    let template = made(|stack| {
        let spare = Origin::site("spare.example.com");
        let site = Origin::site("app.example.com").or_else(spare, [502, 503]);
        stack.add("Site", Distribution::new(site));
    });
    only(
        &template,
        DISTRIBUTION,
        like!({ "DistributionConfig": {
            "Origins": [
                { "Id": "Default", "DomainName": "app.example.com" },
                { "Id": "DefaultSpare", "DomainName": "spare.example.com" },
            ],
            "OriginGroups": {
                "Quantity": 1,
                "Items": [{
                    "Id": "DefaultGroup",
                    "FailoverCriteria": { "StatusCodes": { "Quantity": 2, "Items": [502, 503] } },
                    "Members": {
                        "Quantity": 2,
                        "Items": [{ "OriginId": "Default" }, { "OriginId": "DefaultSpare" }],
                    },
                }],
            },
            "DefaultCacheBehavior": { "TargetOriginId": "DefaultGroup" },
        } }),
    );
}

/// The bucket lets this distribution read, and no other; it may be granted to others as well.
#[test]
pub(crate) fn a_bucket_lets_its_distribution_read() {
    use stackwright::aws::iam::{GrantExt, Principal, Statement};
    use stackwright::cfn::s3::Bucket;

    let template = made(|stack| {
        let files = stack.add("Files", Bucket::new());
        let origin = || Origin::own_bucket(files);
        stack.add(
            "Site",
            Distribution::new(origin()).behavior("/more/*", origin()),
        );
        let list = Statement::allow(["s3:ListBucket"]).on([files.arn()]);
        stack.grant(Principal::account("444455556666"), list);
    });
    let read = like!({
        "Effect": "Allow",
        "Principal": { "Service": "cloudfront.amazonaws.com" },
        "Action": "s3:GetObject",
        "Resource": { "Fn::Sub": "${Files.Arn}/*" },
        "Condition": { "StringEquals": { "aws:SourceArn": {
            "Fn::Sub": "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Site.Id}",
        } } },
    });
    only(
        &template,
        "AWS::S3::BucketPolicy",
        like!({
            "Bucket": { "Ref": "Files" },
            "PolicyDocument": { "Statement": array_with([read]) },
        }),
    );
    origins(
        &template,
        like!([{ "DomainName": { "Fn::GetAtt": ["Files", "RegionalDomainName"] } }, {}]),
    );
}
