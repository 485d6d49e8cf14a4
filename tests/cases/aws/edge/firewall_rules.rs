use serde_json::{Value as Json, json};
use stackwright::aws::units::DurationExt;
use stackwright::aws::wafv2::{
    Caller, IpSet, ManagedRuleGroup, ManagedRules, Part, RateLimit, RegexPatternSet, Rule,
    RuleGroup, Statement, WebAcl,
};
use stackwright_assert::like;

use super::super::{made, only};
use super::{codes, told};

const ACL: &str = "AWS::WAFv2::WebACL";
const GROUP: &str = "AWS::WAFv2::RuleGroup";

/// The only rule of a web ACL.
fn rule(rule: impl Into<Rule>) -> Json {
    let template = made(|stack| {
        stack.add("Firewall", WebAcl::regional().rule(rule));
    });
    template.json()["Resources"]["Firewall"]["Properties"]["Rules"][0].clone()
}

/// What it is about.
fn said(statement: impl Into<Statement>) -> Json {
    rule(Rule::block("Rule", statement))["Statement"].clone()
}

fn none() -> Json {
    json!([{ "Priority": 0, "Type": "NONE" }])
}

#[test]
pub(crate) fn what_a_part_of_a_request_is_like() {
    let path = json!({ "UriPath": {} });
    type Asks = fn(Part, &'static str) -> Statement;
    let texts: [(Asks, &str); 5] = [
        (Statement::contains, "CONTAINS"),
        (Statement::has_word, "CONTAINS_WORD"),
        (Statement::is, "EXACTLY"),
        (Statement::starts_with, "STARTS_WITH"),
        (Statement::ends_with, "ENDS_WITH"),
    ];
    for (statement, how) in texts {
        assert_eq!(
            said(statement(Part::path(), "/admin")),
            json!({ "ByteMatchStatement": {
                "SearchString": "/admin",
                "PositionalConstraint": how,
                "FieldToMatch": path,
                "TextTransformations": none(),
            } }),
        );
    }
    assert_eq!(
        said(Statement::matches(Part::path(), "^/a+$")),
        json!({ "RegexMatchStatement": {
            "RegexString": "^/a+$",
            "FieldToMatch": path,
            "TextTransformations": none(),
        } }),
    );
    let part = || json!({ "FieldToMatch": path, "TextTransformations": none() });
    let of = Part::path;
    assert_eq!(
        said(Statement::sql_injection(of())),
        json!({ "SqliMatchStatement": part() }),
    );
    assert_eq!(
        said(Statement::cross_site_scripting(of())),
        json!({ "XssMatchStatement": part() }),
    );
    for (statement, how) in [
        (Statement::longer_than(of(), 100), "GT"),
        (Statement::shorter_than(of(), 100), "LT"),
    ] {
        assert_eq!(
            said(statement),
            json!({ "SizeConstraintStatement": {
                "ComparisonOperator": how,
                "Size": 100,
                "FieldToMatch": path,
                "TextTransformations": none(),
            } }),
        );
    }
    for (statement, scope) in [
        (Statement::label("shop:bot"), "LABEL"),
        (Statement::label_namespace("shop:bot"), "NAMESPACE"),
    ] {
        let label = json!({ "Scope": scope, "Key": "shop:bot" });
        assert_eq!(said(statement), json!({ "LabelMatchStatement": label }));
    }
}

#[test]
pub(crate) fn parts_of_a_request() {
    let all = |scope: &str| {
        json!({
            "MatchPattern": { "All": {} },
            "MatchScope": scope,
            "OversizeHandling": "CONTINUE",
        })
    };
    for (part, field) in [
        (Part::query(), json!({ "QueryString": {} })),
        (Part::query_values(), json!({ "AllQueryArguments": {} })),
        (Part::method(), json!({ "Method": {} })),
        (
            Part::header("host"),
            json!({ "SingleHeader": { "Name": "host" } }),
        ),
        (
            Part::query_value("q"),
            json!({ "SingleQueryArgument": { "Name": "q" } }),
        ),
        (
            Part::body(),
            json!({ "Body": { "OversizeHandling": "CONTINUE" } }),
        ),
        (Part::json_body(), json!({ "JsonBody": all("VALUE") })),
        (Part::cookies(), json!({ "Cookies": all("ALL") })),
        (Part::headers(), json!({ "Headers": all("ALL") })),
    ] {
        let statement = said(Statement::sql_injection(part));
        assert_eq!(statement["SqliMatchStatement"]["FieldToMatch"], field);
    }
    let spelled = Part::path()
        .url_decode()
        .lowercase()
        .transform("NORMALIZE_PATH");
    assert_eq!(
        said(Statement::sql_injection(spelled))["SqliMatchStatement"]["TextTransformations"],
        json!([
            { "Priority": 0, "Type": "URL_DECODE" },
            { "Priority": 1, "Type": "LOWERCASE" },
            { "Priority": 2, "Type": "NORMALIZE_PATH" },
        ]),
    );
}

#[test]
pub(crate) fn statements_hold_together() {
    let admin = || Statement::starts_with(Part::path(), "/admin");
    let abroad = || Statement::from(Caller::countries(["DE", "AT"])).not();
    let (one, other) = (said(admin()), said(abroad()));
    assert_eq!(
        other,
        json!({ "NotStatement": { "Statement": {
            "GeoMatchStatement": { "CountryCodes": ["DE", "AT"] },
        } } }),
    );
    assert_eq!(
        said(Statement::all([admin(), abroad()])),
        json!({ "AndStatement": { "Statements": [one, other] } }),
    );
    assert_eq!(
        said(Statement::any([abroad(), admin()])),
        json!({ "OrStatement": { "Statements": [other, one] } }),
    );
}

#[test]
pub(crate) fn where_a_request_comes_from() {
    let header = json!({ "HeaderName": "X-Forwarded-For", "FallbackBehavior": "NO_MATCH" });
    assert_eq!(
        said(Caller::networks([64_496]).forwarded_by("X-Forwarded-For")),
        json!({ "AsnMatchStatement": { "AsnList": [64496], "ForwardedIPConfig": header } }),
    );
    let template = made(|stack| {
        let office = IpSet::ipv4(["203.0.113.0/24"])
            .name("office")
            .describe("the office");
        let office = stack.add("Office", office);
        stack.add("Six", IpSet::ipv6(["2001:db8::/32"]));
        let caller = Caller::addresses(office).forwarded_by("X-Forwarded-For");
        let acl = WebAcl::regional().rule(Rule::allow("Office", caller));
        stack.add("Firewall", acl);
    });
    template.has_resource_properties(
        "AWS::WAFv2::IPSet",
        like!({
            "Name": "office",
            "Description": "the office",
            "Scope": "REGIONAL",
            "IPAddressVersion": "IPV4",
            "Addresses": ["203.0.113.0/24"],
        }),
    );
    template.has_resource_properties("AWS::WAFv2::IPSet", like!({ "IPAddressVersion": "IPV6" }));
    only(
        &template,
        ACL,
        like!({ "Rules": [{
            "Action": { "Allow": {} },
            "Statement": { "IPSetReferenceStatement": {
                "Arn": { "Fn::GetAtt": ["Office", "Arn"] },
                "IPSetForwardedIPConfig": {
                    "HeaderName": "X-Forwarded-For",
                    "FallbackBehavior": "NO_MATCH",
                    "Position": "FIRST",
                },
            } },
        }] }),
    );
}

#[test]
pub(crate) fn expressions_that_rules_share() {
    let template = made(|stack| {
        let set = RegexPatternSet::new(["^/a$", "^/b$"])
            .name("paths")
            .describe("old paths");
        let set = stack.add("Paths", set);
        let old = Statement::matches_any(Part::path(), set);
        stack.add("Firewall", WebAcl::regional().rule(Rule::block("Old", old)));
    });
    only(
        &template,
        "AWS::WAFv2::RegexPatternSet",
        json!({
            "Name": "paths",
            "Description": "old paths",
            "Scope": "REGIONAL",
            "RegularExpressionList": ["^/a$", "^/b$"],
        }),
    );
    let set = like!({ "Arn": { "Fn::GetAtt": ["Paths", "Arn"] } });
    let statement = like!({ "RegexPatternSetReferenceStatement": set });
    only(
        &template,
        ACL,
        like!({ "Rules": [{ "Statement": statement }] }),
    );
}

#[test]
pub(crate) fn what_is_done_with_requests() {
    let any = || Statement::label("a");
    for (rule_of, action) in [
        (Rule::block("Rule", any()), json!({ "Block": {} })),
        (
            Rule::block_with("Rule", any(), 404),
            json!({ "Block": { "CustomResponse": { "ResponseCode": 404 } } }),
        ),
        (Rule::allow("Rule", any()), json!({ "Allow": {} })),
        (Rule::count("Rule", any()), json!({ "Count": {} })),
        (Rule::captcha("Rule", any()), json!({ "Captcha": {} })),
        (Rule::challenge("Rule", any()), json!({ "Challenge": {} })),
    ] {
        assert_eq!(rule(rule_of)["Action"], action);
    }
    let labelled = Rule::count("Rule", any()).with_label("shop:bot");
    assert_eq!(
        rule(labelled)["RuleLabels"],
        json!([{ "Name": "shop:bot" }])
    );
}

#[test]
pub(crate) fn how_many_requests_a_caller_may_send() {
    let limit = || RateLimit::new("Limit", 20);
    let login = Statement::label("a");
    let only_login = said(Statement::label("a"));
    let whole = rule(limit().within(1.minutes()).only(login).respond(429));
    assert_eq!(
        whole["Statement"]["RateBasedStatement"],
        json!({
            "AggregateKeyType": "IP",
            "Limit": 20,
            "EvaluationWindowSec": 60,
            "ScopeDownStatement": only_login,
        }),
    );
    assert_eq!(
        whole["Action"],
        json!({ "Block": { "CustomResponse": { "ResponseCode": 429 } } }),
    );
    let key = |limit| rule(limit)["Statement"]["RateBasedStatement"].clone();
    assert_eq!(key(limit().all_together())["AggregateKeyType"], "CONSTANT");
    assert_eq!(
        key(limit().by_forwarded_address("X-Forwarded-For")),
        json!({
            "AggregateKeyType": "FORWARDED_IP",
            "Limit": 20,
            "ForwardedIPConfig": {
                "HeaderName": "X-Forwarded-For",
                "FallbackBehavior": "NO_MATCH",
            },
        }),
    );
    assert_eq!(
        key(limit().by_header("x-api-key"))["CustomKeys"],
        json!([{ "Header": { "Name": "x-api-key", "TextTransformations": none() } }]),
    );
    assert_eq!(
        rule(limit().respond(429).counting())["Action"],
        json!({ "Count": {} })
    );
}

#[test]
pub(crate) fn rules_of_others_are_changed() {
    let template = made(|stack| {
        let common = ManagedRuleGroup::from(ManagedRules::Common)
            .version("Version_1.0")
            .count_rule("SizeRestrictions_BODY")
            .allow_rule("NoUserAgent_HEADER")
            .block_rule("GenericLFI_BODY")
            .only(Statement::label("a"));
        let acl = WebAcl::regional()
            .managed(common)
            .count(ManagedRuleGroup::of_vendor("Fortinet", "all_rules"));
        stack.add("Firewall", acl);
    });
    only(
        &template,
        ACL,
        like!({ "Rules": [
            {
                "Name": "AWSManagedRulesCommonRuleSet",
                "OverrideAction": { "None": {} },
                "Statement": { "ManagedRuleGroupStatement": {
                    "VendorName": "AWS",
                    "Version": "Version_1.0",
                    "RuleActionOverrides": [
                        { "Name": "SizeRestrictions_BODY", "ActionToUse": { "Count": {} } },
                        { "Name": "NoUserAgent_HEADER", "ActionToUse": { "Allow": {} } },
                        { "Name": "GenericLFI_BODY", "ActionToUse": { "Block": {} } },
                    ],
                    "ScopeDownStatement": { "LabelMatchStatement": { "Key": "a" } },
                } },
            },
            {
                "Name": "all_rules",
                "OverrideAction": { "Count": {} },
                "Statement": { "ManagedRuleGroupStatement": { "VendorName": "Fortinet" } },
            },
        ] }),
    );
}

#[test]
pub(crate) fn rules_that_several_share() {
    let template = made(|stack| {
        let house = RuleGroup::regional(50)
            .name("house")
            .describe("of the house")
            .rule(Rule::block(
                "Admin",
                Statement::starts_with(Part::path(), "/admin"),
            ))
            .rule(RateLimit::new("Limit", 100));
        let house = stack.add("House", house);
        stack.add("Firewall", WebAcl::regional().rule_group("House", house));
    });
    only(
        &template,
        GROUP,
        like!({
            "Name": "house",
            "Description": "of the house",
            "Scope": "REGIONAL",
            "Capacity": 50,
            "VisibilityConfig": { "MetricName": "Test-House" },
            "Rules": [{ "Name": "Admin", "Priority": 0 }, { "Name": "Limit", "Priority": 1 }],
        }),
    );
    only(
        &template,
        ACL,
        like!({ "Rules": [{
            "Name": "House",
            "OverrideAction": { "None": {} },
            "Statement": { "RuleGroupReferenceStatement": {
                "Arn": { "Fn::GetAtt": ["House", "Arn"] },
            } },
        }] }),
    );
}

#[test]
pub(crate) fn what_exists() {
    let template = made(|stack| {
        let set = stack.add("Office", IpSet::imported("arn:ip"));
        let paths = stack.add("Paths", RegexPatternSet::imported("arn:re"));
        let group = stack.add("House", RuleGroup::imported("arn:group"));
        let acl = WebAcl::regional()
            .rule(Rule::allow("Office", Caller::addresses(set)))
            .rule(Rule::block(
                "Old",
                Statement::matches_any(Part::path(), paths),
            ))
            .rule_group("House", group);
        stack.add("Firewall", acl);
    });
    only(
        &template,
        ACL,
        like!({ "Rules": [
            { "Statement": { "IPSetReferenceStatement": { "Arn": "arn:ip" } } },
            { "Statement": { "RegexPatternSetReferenceStatement": { "Arn": "arn:re" } } },
            { "Statement": { "RuleGroupReferenceStatement": { "Arn": "arn:group" } } },
        ] }),
    );
    assert_eq!(
        template.json()["Resources"]
            .as_object()
            .map(serde_json::Map::len),
        Some(1)
    );
}

#[test]
pub(crate) fn default_forms_are_not_warned_of() {
    let said = told(|stack| {
        let set = stack.add("Office", IpSet::ipv4(["203.0.113.0/24"]));
        let paths = stack.add("Paths", RegexPatternSet::new(["^/a$"]));
        let house = RuleGroup::regional(50).rule(Rule::block(
            "Old",
            Statement::matches_any(Part::path(), paths),
        ));
        let house = stack.add("House", house);
        let acl = WebAcl::regional()
            .rule(Rule::allow("Office", Caller::addresses(set)))
            .rule(RateLimit::new("Limit", 100))
            .rule_group("House", house);
        stack.add("Firewall", acl);
    });
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn waf101_sets_for_cloudfront_in_another_region() {
    let said = codes(|stack| {
        stack.stack().environment("111122223333", "eu-west-1");
        stack.add("Office", IpSet::ipv4(["203.0.113.0/24"]).for_cloudfront());
        stack.add("Paths", RegexPatternSet::new(["^/a$"]).for_cloudfront());
        stack.add("House", RuleGroup::cloudfront(10));
    });
    assert_eq!(said, ["WAF101"; 3]);
}

#[test]
fn waf103_a_set_for_something_else() {
    let said = codes(|stack| {
        let here = stack.add("Here", IpSet::ipv4(["203.0.113.0/24"]));
        let there = stack.add("There", RuleGroup::cloudfront(10));
        let both = Statement::all([Caller::addresses(here).into(), Statement::label("a")]);
        stack.add(
            "House",
            RuleGroup::cloudfront(10).rule(Rule::allow("Office", both.not())),
        );
        stack.add("Firewall", WebAcl::regional().rule_group("House", there));
    });
    assert_eq!(said, ["WAF103", "WAF103"]);
}
