use serde_json::json;
use stackwright::aws::elb::ApplicationLoadBalancer;
use stackwright::aws::wafv2::{ManagedRules, WebAcl, WebAclAssociation};
use stackwright::prelude::*;
use stackwright_assert::{absent, like};

use super::super::{made, only, vpc};
use super::{codes, told};

const ACL: &str = "AWS::WAFv2::WebACL";
const ASSOCIATION: &str = "AWS::WAFv2::WebACLAssociation";

#[test]
pub(crate) fn rules_of_awss_and_a_limit_before_a_load_balancer() {
    let template = made(|stack| {
        let alb = stack.add("Alb", ApplicationLoadBalancer::new(vpc(stack)));
        let acl = WebAcl::regional()
            .managed(ManagedRules::Common)
            .count(ManagedRules::Other("AWSManagedRulesUnixRuleSet".into()))
            .rate_limit(2_000);
        let acl = stack.add("Firewall", acl);
        stack.add("Association", WebAclAssociation::new(acl, alb));
    });
    let seen = |name: &str| {
        json!({
            "CloudWatchMetricsEnabled": true,
            "MetricName": name,
            "SampledRequestsEnabled": true,
        })
    };
    let managed = |name: &str, priority: u32, action: &str| {
        json!({
            "Name": name,
            "Priority": priority,
            "Statement": { "ManagedRuleGroupStatement": { "VendorName": "AWS", "Name": name } },
            "OverrideAction": { action: {} },
            "VisibilityConfig": seen(name),
        })
    };
    only(
        &template,
        ACL,
        json!({
            "Scope": "REGIONAL",
            "DefaultAction": { "Allow": {} },
            "VisibilityConfig": seen("Test-Firewall"),
            "Rules": [
                managed("AWSManagedRulesCommonRuleSet", 0, "None"),
                managed("AWSManagedRulesUnixRuleSet", 1, "Count"),
                {
                    "Name": "RateLimit",
                    "Priority": 2,
                    "Statement": { "RateBasedStatement": {
                        "AggregateKeyType": "IP",
                        "Limit": 2000,
                    } },
                    "Action": { "Block": {} },
                    "VisibilityConfig": seen("RateLimit"),
                },
            ],
        }),
    );
    only(
        &template,
        ASSOCIATION,
        json!({
            "WebACLArn": { "Fn::GetAtt": ["Firewall", "Arn"] },
            "ResourceArn": { "Fn::GetAtt": ["Alb", "LoadBalancerArn"] },
        }),
    );
}

#[test]
pub(crate) fn every_option() {
    let template = made(|stack| {
        let logs = stack.add("Logs", LogGroup::imported("aws-waf-logs-shop"));
        let acl = WebAcl::cloudfront()
            .name("shop")
            .describe("the shop")
            .block_by_default()
            .log_to(logs);
        stack.add("Firewall", acl);
    });
    only(
        &template,
        ACL,
        like!({
            "Name": "shop",
            "Description": "the shop",
            "Scope": "CLOUDFRONT",
            "DefaultAction": { "Block": {} },
            "Rules": absent(),
        }),
    );
    only(
        &template,
        "AWS::WAFv2::LoggingConfiguration",
        like!({ "ResourceArn": { "Fn::GetAtt": ["Firewall", "Arn"] } }),
    );
}

#[test]
pub(crate) fn one_that_exists() {
    let arn = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/0a1b";
    let stage = "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/stages/live";
    let template = made(|stack| {
        let acl = stack.add("Firewall", WebAcl::imported(arn));
        stack.add("Association", WebAclAssociation::of_arn(acl, stage));
    });
    only(
        &template,
        ASSOCIATION,
        json!({ "WebACLArn": arn, "ResourceArn": stage }),
    );
}

/// AWS WAF takes letters of ASCII only.
#[test]
pub(crate) fn its_metric_has_a_name_wherever_it_stands() {
    let template = made(|stack| {
        stack.scope("Küche").add("Firewall", WebAcl::regional());
    });
    let seen = like!({ "MetricName": "Test-K-che-Firewall" });
    only(&template, ACL, like!({ "VisibilityConfig": seen }));
}

#[test]
pub(crate) fn its_default_form_is_not_warned_of() {
    let said = told(|stack| {
        let acl = WebAcl::regional()
            .managed(ManagedRules::Common)
            .rate_limit(2_000);
        stack.add("Firewall", acl);
    });
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn waf101_one_for_cloudfront_in_another_region() {
    let said = |region| {
        codes(|stack| {
            stack.stack().environment("111122223333", region);
            stack.add("Firewall", WebAcl::cloudfront());
        })
    };
    assert_eq!(said("eu-west-1"), ["WAF101"]);
    assert_eq!(said("us-east-1"), Vec::<&str>::new());
}

#[test]
fn waf102_one_for_cloudfront_before_a_load_balancer() {
    let said = codes(|stack| {
        let alb = stack.add("Alb", ApplicationLoadBalancer::new(vpc(stack)));
        let acl = stack.add("Firewall", WebAcl::cloudfront());
        stack.add("Association", WebAclAssociation::new(acl, alb));
    });
    assert_eq!(said, ["WAF102"]);
}
