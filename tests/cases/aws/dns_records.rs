use serde_json::json;
use stackwright::aws::apigatewayv2::DomainName;
use stackwright::aws::route53::{
    Alias, HealthCheck, HostedZone, HostedZoneHandle, Place, Record, Routing,
};
use stackwright::prelude::*;
use stackwright_assert::{Template, exact, like};

use super::names::{RECORD, zone};
use super::{at, made, only, vpc};

/// What a record comes to, whose construct has the id `Record`.
pub(super) fn record(make: impl FnOnce(Scope<'_>, HostedZoneHandle) -> Record) -> Template {
    made(|stack| {
        let zone = zone(stack);
        let record = make(stack, zone);
        stack.add("Record", record);
    })
}

#[test]
pub(crate) fn names_are_whole_or_come_before_the_domain() {
    for (said, name) in [
        ("", "example.com"),
        ("shop", "shop.example.com"),
        ("shop.example.com", "shop.example.com"),
        ("example.com", "example.com"),
        ("my-example", "my-example.example.com"),
    ] {
        let template = record(|_, zone| Record::a(zone, said, ["192.0.2.1"]));
        only(&template, RECORD, like!({ "Name": name }));
    }
}

#[test]
pub(crate) fn every_kind_of_record() {
    let values = |make: fn(HostedZoneHandle) -> Record| {
        let template = record(|_, zone| make(zone));
        let said = &template.json()["Resources"]["Record"]["Properties"];
        json!([said["Type"], said["ResourceRecords"], said["TTL"]])
    };
    assert_eq!(
        values(|zone| Record::a(zone, "", ["192.0.2.1"])),
        json!(["A", ["192.0.2.1"], "300"])
    );
    assert_eq!(
        values(|zone| Record::aaaa(zone, "", ["2001:db8::1"]).ttl(1.minutes())),
        json!(["AAAA", ["2001:db8::1"], "60"])
    );
    assert_eq!(
        values(|zone| Record::cname(zone, "old", "new.example.com")),
        json!(["CNAME", ["new.example.com"], "300"])
    );
    assert_eq!(
        values(|zone| Record::mx(zone, "", [(10, "a.example.com"), (20, "b.example.com")])),
        json!(["MX", ["10 a.example.com", "20 b.example.com"], "300"])
    );
    assert_eq!(
        values(|zone| Record::caa(zone, "", ["amazon.com"])),
        json!(["CAA", [r#"0 issue "amazon.com""#], "300"])
    );
    assert_eq!(
        values(|zone| Record::new(zone, "_sip._tcp", "SRV", ["1 10 5269 sip.example.com"])),
        json!(["SRV", ["1 10 5269 sip.example.com"], "300"])
    );
    assert_eq!(
        values(|zone| Record::txt(zone, "", [r#"v=spf1 "all""#])),
        json!(["TXT", [r#""v=spf1 \"all\"""#], "300"])
    );
}

/// What Route 53 has no words of its own for is written as DNS has it.
#[test]
pub(crate) fn records_that_dns_has_and_nobody_else() {
    let kinds = [
        ("NS", "ns-1.example.net"),
        ("DS", "12345 13 2 0123456789abcdef"),
        ("HTTPS", "1 . alpn=\"h2,h3\""),
        ("SVCB", "1 svc.example.com. port=8443"),
    ];
    for (kind, value) in kinds {
        let template = record(|_, zone| Record::new(zone, "shop", kind, [value]));
        only(
            &template,
            RECORD,
            like!({ "Type": kind, "ResourceRecords": [value] }),
        );
    }
}

/// A zone that no other zone leads to answers nobody.
#[test]
pub(crate) fn a_zone_within_a_zone_is_found_by_one_record() {
    let template = made(|stack| {
        let zone = stack.add(
            "Zone",
            HostedZone::imported("Z0123456789ABC", "example.com"),
        );
        let dev = stack.add("DevZone", HostedZone::new("dev.example.com"));
        stack.add("Dev", Record::delegation(zone, dev));
    });
    only(
        &template,
        RECORD,
        exact(json!({
            "HostedZoneId": "Z0123456789ABC",
            "Name": "dev.example.com",
            "Type": "NS",
            "ResourceRecords": { "Fn::GetAtt": ["DevZone", "NameServers"] },
            "TTL": "300",
        })),
    );
}

/// DNS takes pieces of 255 characters, which keys for mail are longer than.
#[test]
pub(crate) fn long_texts_are_cut_into_pieces() {
    let template = record(|_, zone| Record::txt(zone, "key", ["k".repeat(300)]));
    let (first, rest) = ("k".repeat(255), "k".repeat(45));
    only(
        &template,
        RECORD,
        like!({ "ResourceRecords": [format!("\"{first}\" \"{rest}\"")] }),
    );
}

#[test]
pub(crate) fn which_of_several_records_is_answered_with() {
    let of = |routing: Routing| {
        let template =
            record(|_, zone| Record::cname(zone, "shop", "a.example.com").routing(routing));
        let mut said = template.json()["Resources"]["Record"]["Properties"].clone();
        let parts = said.as_object_mut().expect("properties");
        for known in ["Name", "Type", "HostedZoneId", "ResourceRecords", "TTL"] {
            parts.remove(known);
        }
        said
    };
    let id = "Test/Record";
    assert_eq!(
        of(Routing::Weighted(10)),
        json!({ "SetIdentifier": id, "Weight": 10 })
    );
    assert_eq!(
        of(Routing::latency("eu-west-1")),
        json!({ "SetIdentifier": id, "Region": "eu-west-1" })
    );
    assert_eq!(
        of(Routing::Primary),
        json!({ "SetIdentifier": id, "Failover": "PRIMARY" })
    );
    assert_eq!(
        of(Routing::Secondary),
        json!({ "SetIdentifier": id, "Failover": "SECONDARY" })
    );
    assert_eq!(
        of(Routing::Multivalue),
        json!({ "SetIdentifier": id, "MultiValueAnswer": true })
    );
    assert_eq!(
        of(Routing::From(Place::Continent("EU".into()))),
        json!({ "SetIdentifier": id, "GeoLocation": { "ContinentCode": "EU" } })
    );
    assert_eq!(
        of(Routing::From(Place::Subdivision("US".into(), "WA".into()))),
        json!({ "SetIdentifier": id,
            "GeoLocation": { "CountryCode": "US", "SubdivisionCode": "WA" } })
    );
    assert_eq!(
        of(Routing::From(Place::Anywhere)),
        json!({ "SetIdentifier": id, "GeoLocation": { "CountryCode": "*" } })
    );
}

#[test]
pub(crate) fn a_record_is_answered_with_while_its_check_is_well() {
    let template = record(|stack, zone| {
        let one = HealthCheck::https("one.example.com", "/healthz")
            .port(8443)
            .every(10.seconds())
            .after(2)
            .measure_latency()
            .inverted();
        let one = stack.add("One", one);
        let two = stack.add("Two", HealthCheck::tcp("two.example.com", 5432));
        let old = stack.add(
            "Old",
            HealthCheck::imported("0a1b2c3d-1111-2222-3333-0a1b2c3d4e5f"),
        );
        let three = stack.add("Three", HealthCheck::http("three.example.com", "/"));
        let all = HealthCheck::of_others(2, [one, two, old, three]);
        let all = stack.add("All", all);
        Record::cname(zone, "shop", "one.example.com")
            .routing(Routing::Primary)
            .set_id("first")
            .health_check(all)
            .describe("the first")
    });
    only(
        &template,
        RECORD,
        like!({
            "HealthCheckId": { "Ref": "All" },
            "SetIdentifier": "first",
            "Comment": "the first",
        }),
    );
    let check = "AWS::Route53::HealthCheck";
    at(
        &template,
        "One",
        check,
        like!({ "HealthCheckConfig": {
            "Type": "HTTPS",
            "FullyQualifiedDomainName": "one.example.com",
            "ResourcePath": "/healthz",
            "Port": 8443,
            "EnableSNI": true,
            "RequestInterval": 10,
            "FailureThreshold": 2,
            "MeasureLatency": true,
            "Inverted": true,
        } }),
    );
    at(
        &template,
        "Two",
        check,
        like!({ "HealthCheckConfig": { "Type": "TCP", "Port": 5432 } }),
    );
    at(
        &template,
        "All",
        check,
        like!({ "HealthCheckConfig": {
            "Type": "CALCULATED",
            "HealthThreshold": 2,
            "ChildHealthChecks": [
                { "Ref": "One" },
                { "Ref": "Two" },
                "0a1b2c3d-1111-2222-3333-0a1b2c3d4e5f",
                { "Ref": "Three" },
            ],
        } }),
    );
}

#[test]
pub(crate) fn aliases_of_what_has_a_name_of_aws() {
    let template = made(|stack| {
        let zone = zone(stack);
        let vpc = vpc(stack);
        let net = stack.add("Net", NetworkLoadBalancer::new(vpc));
        stack.add("A", Record::alias(zone, "a", net));
        let certificate = "arn:aws:acm:eu-west-1:111122223333:certificate/1";
        let api = stack.add("Api", DomainName::new("api.example.com", certificate));
        stack.add("B", Record::alias(zone, "b", api));
        let other = Alias::new("x.example.net", "Z0000000000ABC").without_target_health();
        stack.add("C", Record::alias(zone, "c", other));
    });
    let target = |id: &str| template.json()["Resources"][id]["Properties"]["AliasTarget"].clone();
    assert_eq!(
        target("A")["HostedZoneId"],
        json!({ "Fn::GetAtt": ["Net", "CanonicalHostedZoneID"] })
    );
    assert_eq!(
        target("B")["HostedZoneId"],
        json!({ "Fn::GetAtt": ["Api", "RegionalHostedZoneId"] })
    );
    assert_eq!(
        target("C"),
        json!({
            "DNSName": "x.example.net",
            "HostedZoneId": "Z0000000000ABC",
            "EvaluateTargetHealth": false,
        })
    );
}
