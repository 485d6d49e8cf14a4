use serde_json::json;
use stackwright::aws::cloudfront::{
    Behavior, CachePolicy, Distribution, EdgeEvent, Function, KeyGroup, Names, Origin,
    OriginRequestPolicy, PublicKey, RealtimeLogConfig, ResponseCors, ResponseHeadersPolicy,
};
use stackwright::aws::units::{DurationExt, PercentExt};
use stackwright::cfn::kind::kinesis::StreamArn;
use stackwright::core::{Parameter, Value};
use stackwright_assert::{Matcher, Template, absent, like};

use super::super::{made, only};
use super::told;

const DISTRIBUTION: &str = "AWS::CloudFront::Distribution";

fn site() -> Origin {
    Origin::site("app.example.com")
}

#[track_caller]
fn answers(template: &Template, how: Matcher) {
    let config = like!({ "DefaultCacheBehavior": how });
    only(
        template,
        DISTRIBUTION,
        like!({ "DistributionConfig": config }),
    );
}

#[test]
pub(crate) fn what_is_kept_of_answers() {
    let template = made(|stack| {
        let policy = CachePolicy::new()
            .name("pages")
            .describe("pages of the shop")
            .ttl(5.minutes())
            .at_least(1.minutes())
            .at_most(1.hours())
            .headers(["accept-language"])
            .cookies(Names::all_except(["session"]))
            .query(Names::only(["page"]))
            .without_compression();
        let policy = stack.add("Pages", policy);
        stack.add(
            "Site",
            Distribution::new(Behavior::new(site()).cache(policy)),
        );
    });
    only(
        &template,
        "AWS::CloudFront::CachePolicy",
        json!({ "CachePolicyConfig": {
            "Name": "pages",
            "Comment": "pages of the shop",
            "MinTTL": 60,
            "DefaultTTL": 300,
            "MaxTTL": 3600,
            "ParametersInCacheKeyAndForwardedToOrigin": {
                "HeadersConfig": { "HeaderBehavior": "whitelist", "Headers": ["accept-language"] },
                "CookiesConfig": { "CookieBehavior": "allExcept", "Cookies": ["session"] },
                "QueryStringsConfig": { "QueryStringBehavior": "whitelist", "QueryStrings": ["page"] },
                "EnableAcceptEncodingGzip": false,
                "EnableAcceptEncodingBrotli": false,
            },
        } }),
    );
    answers(&template, like!({ "CachePolicyId": { "Ref": "Pages" } }));
}

/// As AWS's own policy does, where nothing is said.
#[test]
pub(crate) fn what_a_cache_policy_does_by_itself() {
    let template = made(|stack| {
        stack.add("Pages", CachePolicy::new());
    });
    only(
        &template,
        "AWS::CloudFront::CachePolicy",
        like!({ "CachePolicyConfig": {
            "Name": "Test-Pages",
            "MinTTL": 0,
            "DefaultTTL": 86400,
            "MaxTTL": 31536000,
            "ParametersInCacheKeyAndForwardedToOrigin": {
                "HeadersConfig": { "HeaderBehavior": "none" },
                "CookiesConfig": { "CookieBehavior": "none" },
                "QueryStringsConfig": { "QueryStringBehavior": "none" },
                "EnableAcceptEncodingGzip": true,
                "EnableAcceptEncodingBrotli": true,
            },
        } }),
    );
}

#[test]
pub(crate) fn what_is_passed_on_of_requests() {
    let headers = |policy: OriginRequestPolicy| {
        let template = made(|stack| {
            let policy = policy
                .name("all")
                .describe("all")
                .cookies(Names::All)
                .query(Names::None);
            let policy = stack.add("PassOn", policy);
            stack.add(
                "Site",
                Distribution::new(Behavior::new(site()).pass_on(policy)),
            );
        });
        answers(
            &template,
            like!({ "OriginRequestPolicyId": { "Ref": "PassOn" } }),
        );
        let found = template.find_resources("AWS::CloudFront::OriginRequestPolicy", like!({}));
        let config = found[0].value["Properties"]["OriginRequestPolicyConfig"].clone();
        assert_eq!(config["CookiesConfig"], json!({ "CookieBehavior": "all" }));
        assert_eq!(
            config["QueryStringsConfig"],
            json!({ "QueryStringBehavior": "none" })
        );
        config["HeadersConfig"].clone()
    };
    let new = OriginRequestPolicy::new;
    assert_eq!(headers(new()), json!({ "HeaderBehavior": "none" }));
    assert_eq!(
        headers(new().headers(Names::All)),
        json!({ "HeaderBehavior": "allViewer" })
    );
    assert_eq!(
        headers(new().headers(Names::only(["accept"]))),
        json!({ "HeaderBehavior": "whitelist", "Headers": ["accept"] }),
    );
    assert_eq!(
        headers(new().headers(Names::all_except(["host"]))),
        json!({ "HeaderBehavior": "allExcept", "Headers": ["host"] }),
    );
    assert_eq!(
        headers(new().all_headers_and(["CloudFront-Viewer-Country"])),
        json!({
            "HeaderBehavior": "allViewerAndWhitelistCloudFront",
            "Headers": ["CloudFront-Viewer-Country"],
        }),
    );
}

#[test]
pub(crate) fn which_headers_answers_get() {
    let template = made(|stack| {
        let cors = ResponseCors::origins(["https://shop.example.com"])
            .methods(["GET", "PUT"])
            .headers(["content-type"])
            .expose(["etag"])
            .credentials()
            .max_age(10.minutes())
            .override_origin();
        let policy = ResponseHeadersPolicy::new()
            .name("safe")
            .describe("safe pages")
            .header("x-shop", "1")
            .default_header("cache-control", "no-store")
            .remove("x-powered-by")
            .strict_transport_security(365.days())
            .content_security_policy("default-src 'self'")
            .no_sniff()
            .deny_frames()
            .referrer_policy("same-origin")
            .cors(cors)
            .server_timing(50.percent());
        let policy = stack.add("Headers", policy);
        stack.add(
            "Site",
            Distribution::new(Behavior::new(site()).response_headers(policy)),
        );
    });
    only(
        &template,
        "AWS::CloudFront::ResponseHeadersPolicy",
        json!({ "ResponseHeadersPolicyConfig": {
            "Name": "safe",
            "Comment": "safe pages",
            "CorsConfig": {
                "AccessControlAllowOrigins": { "Items": ["https://shop.example.com"] },
                "AccessControlAllowMethods": { "Items": ["GET", "PUT"] },
                "AccessControlAllowHeaders": { "Items": ["content-type"] },
                "AccessControlExposeHeaders": { "Items": ["etag"] },
                "AccessControlAllowCredentials": true,
                "AccessControlMaxAgeSec": 600,
                "OriginOverride": true,
            },
            "SecurityHeadersConfig": {
                "StrictTransportSecurity": {
                    "AccessControlMaxAgeSec": 31536000,
                    "IncludeSubdomains": true,
                    "Override": true,
                },
                "ContentSecurityPolicy": {
                    "ContentSecurityPolicy": "default-src 'self'",
                    "Override": true,
                },
                "ContentTypeOptions": { "Override": true },
                "FrameOptions": { "FrameOption": "DENY", "Override": true },
                "ReferrerPolicy": { "ReferrerPolicy": "same-origin", "Override": true },
            },
            "CustomHeadersConfig": { "Items": [
                { "Header": "x-shop", "Value": "1", "Override": true },
                { "Header": "cache-control", "Value": "no-store", "Override": false },
            ] },
            "RemoveHeadersConfig": { "Items": [{ "Header": "x-powered-by" }] },
            "ServerTimingHeadersConfig": { "Enabled": true, "SamplingRate": 50 },
        } }),
    );
    answers(
        &template,
        like!({ "ResponseHeadersPolicyId": { "Ref": "Headers" } }),
    );
}

#[test]
pub(crate) fn code_that_runs_on_each_request() {
    let template = made(|stack| {
        let function = Function::new("function handler(event) { return event.request; }")
            .describe("lets all through")
            .key_value_store("arn:aws:cloudfront::111122223333:key-value-store/a");
        let function = stack.add("Pass", function);
        stack.add(
            "Site",
            Distribution::new(Behavior::new(site()).on_request(function)),
        );
    });
    only(
        &template,
        "AWS::CloudFront::Function",
        json!({
            "Name": "Test-Pass",
            "FunctionCode": "function handler(event) { return event.request; }",
            "FunctionConfig": {
                "Comment": "lets all through",
                "Runtime": "cloudfront-js-2.0",
                "KeyValueStoreAssociations": [
                    { "KeyValueStoreARN": "arn:aws:cloudfront::111122223333:key-value-store/a" },
                ],
            },
            "AutoPublish": true,
        }),
    );
    answers(
        &template,
        like!({ "FunctionAssociations": [
            { "EventType": "viewer-request", "FunctionARN": { "Ref": "Pass" } },
        ] }),
    );
}

#[test]
pub(crate) fn whose_signatures_are_taken() {
    let template = made(|stack| {
        let key = stack.add("Key", PublicKey::new("pem").describe("the first"));
        let signers = stack.add("Signers", KeyGroup::new([key]).name("signers"));
        stack.add(
            "Site",
            Distribution::new(Behavior::new(site()).signed_by([signers])),
        );
    });
    only(
        &template,
        "AWS::CloudFront::PublicKey",
        json!({ "PublicKeyConfig": {
            "CallerReference": "Test-Key",
            "Name": "Test-Key",
            "EncodedKey": "pem",
            "Comment": "the first",
        } }),
    );
    only(
        &template,
        "AWS::CloudFront::KeyGroup",
        json!({ "KeyGroupConfig": { "Name": "signers", "Items": [{ "Ref": "Key" }] } }),
    );
    answers(
        &template,
        like!({ "TrustedKeyGroups": [{ "Ref": "Signers" }] }),
    );
}

#[test]
pub(crate) fn a_line_a_request_at_once() {
    let stream = "arn:aws:kinesis:us-east-1:111122223333:stream/requests";
    let template = made(|stack| {
        let log = RealtimeLogConfig::new(stream, ["timestamp", "sc-status"]).sample(5.percent());
        let log = stack.add("Log", log);
        stack.add(
            "Site",
            Distribution::new(Behavior::new(site()).realtime_logs(log)),
        );
    });
    only(
        &template,
        "AWS::CloudFront::RealtimeLogConfig",
        json!({
            "Name": "Test-Log",
            "EndPoints": [{
                "StreamType": "Kinesis",
                "KinesisStreamConfig": {
                    "RoleArn": { "Fn::GetAtt": ["LogRole", "Arn"] },
                    "StreamArn": stream,
                },
            }],
            "Fields": ["timestamp", "sc-status"],
            "SamplingRate": 5,
        }),
    );
    only(
        &template,
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [{
            "Action": [
                "kinesis:DescribeStream",
                "kinesis:DescribeStreamSummary",
                "kinesis:PutRecord",
                "kinesis:PutRecords",
            ],
            "Resource": stream,
        }] } }] }),
    );
    answers(
        &template,
        like!({ "RealtimeLogConfigArn": { "Fn::GetAtt": ["Log", "Arn"] } }),
    );
}

#[test]
pub(crate) fn grpc_and_functions_of_lambda() {
    let version = "arn:aws:lambda:us-east-1:111122223333:function:edge:3";
    let template = made(|stack| {
        let way = Behavior::new(site())
            .grpc()
            .without_compression()
            .edge_lambda(EdgeEvent::OriginResponse, version)
            .edge_lambda_with_body(EdgeEvent::OriginRequest, version);
        stack.add("Site", Distribution::new(way));
    });
    answers(
        &template,
        like!({
            "GrpcConfig": { "Enabled": true },
            "Compress": false,
            "AllowedMethods": ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
            "LambdaFunctionAssociations": [
                {
                    "EventType": "origin-response",
                    "LambdaFunctionARN": version,
                    "IncludeBody": absent(),
                },
                { "EventType": "origin-request", "LambdaFunctionARN": version, "IncludeBody": true },
            ],
        }),
    );
}

#[test]
pub(crate) fn countries_and_metrics() {
    let template = made(|stack| {
        let site = Distribution::new(site())
            .only_countries(["DE", "AT"])
            .additional_metrics();
        stack.add("Site", site);
    });
    let geo =
        json!({ "GeoRestriction": { "RestrictionType": "whitelist", "Locations": ["DE", "AT"] } });
    only(
        &template,
        DISTRIBUTION,
        like!({ "DistributionConfig": { "Restrictions": geo } }),
    );
    only(
        &template,
        "AWS::CloudFront::MonitoringSubscription",
        json!({
            "DistributionId": { "Ref": "Site" },
            "MonitoringSubscription": { "RealtimeMetricsSubscriptionConfig": {
                "RealtimeMetricsSubscriptionStatus": "Enabled",
            } },
        }),
    );
    let template = made(|stack| {
        stack.add("Site", Distribution::new(site()).without_countries(["KP"]));
    });
    let geo = json!({ "GeoRestriction": { "RestrictionType": "blacklist", "Locations": ["KP"] } });
    only(
        &template,
        DISTRIBUTION,
        like!({ "DistributionConfig": { "Restrictions": geo } }),
    );
}

#[test]
pub(crate) fn what_exists() {
    let template = made(|stack| {
        let group = stack.add("Signers", KeyGroup::imported("kg-1"));
        let way = Behavior::new(site())
            .cache(stack.add("Keep", CachePolicy::imported("c-1")))
            .pass_on(stack.add("PassOn", OriginRequestPolicy::imported("o-1")))
            .response_headers(stack.add("Headers", ResponseHeadersPolicy::imported("h-1")))
            .on_request(stack.add(
                "Pass",
                Function::imported("arn:aws:cloudfront::1:function/f"),
            ))
            .realtime_logs(stack.add("Log", RealtimeLogConfig::imported("arn:log")))
            .signed_by([group]);
        stack.add("Site", Distribution::new(way));
        let key = stack.add("Key", PublicKey::imported("k-1"));
        stack.add("More", KeyGroup::new([key]));
    });
    answers(
        &template,
        like!({
            "CachePolicyId": "c-1",
            "OriginRequestPolicyId": "o-1",
            "ResponseHeadersPolicyId": "h-1",
            "FunctionAssociations": [{ "FunctionARN": "arn:aws:cloudfront::1:function/f" }],
            "RealtimeLogConfigArn": "arn:log",
            "TrustedKeyGroups": ["kg-1"],
        }),
    );
    only(
        &template,
        "AWS::CloudFront::KeyGroup",
        like!({ "KeyGroupConfig": { "Items": ["k-1"] } }),
    );
}

#[test]
pub(crate) fn default_forms_are_not_warned_of() {
    let said = told(|stack| {
        let code = "function handler(event) { return event.request; }";
        let stream = stack.add("Stream", Parameter::string());
        let stream: Value<StreamArn> = stream.value().assume();
        let keys = [stack.add("Key", PublicKey::new("pem"))];
        let way = Behavior::new(site())
            .cache(stack.add("Keep", CachePolicy::new()))
            .pass_on(stack.add("PassOn", OriginRequestPolicy::new()))
            .response_headers(stack.add("Headers", ResponseHeadersPolicy::new().no_sniff()))
            .on_request(stack.add("Pass", Function::new(code)))
            .realtime_logs(stack.add("Log", RealtimeLogConfig::new(stream, ["timestamp"])))
            .signed_by([stack.add("Signers", KeyGroup::new(keys))]);
        stack.add("Site", Distribution::new(way));
    });
    assert_eq!(said, Vec::<String>::new());
}
