//! What is looked up in accounts, and the file that keeps it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use insta::assert_snapshot;
use serde_json::{Value as Json, json};
use stackwright::assembly::{Assembly, Format};
use stackwright::aws::ec2::MachineImage;
use stackwright::aws::lookup::{LoadBalancerBy, VpcBy, account_zones};
use stackwright::aws::route53::HostedZone;
use stackwright::prelude::*;
use stackwright::run_args;
use stackwright_core::{Query, Synthesis};

use crate::support::{findings, mistakes, thing, yaml};

const ACCOUNT: &str = "111122223333";
const REGION: &str = "eu-west-1";

fn with(context: Json, build: impl FnOnce(&App)) -> Synthesis {
    let app = App::new().with_context(context.as_object().expect("as it is written here").clone());
    build(&app);
    app.synth()
}

/// All that can be looked up.
fn system(app: &App) {
    let web = app.stack("Web").environment(ACCOUNT, REGION);
    let vpc = web.add("Vpc", Vpc::lookup(VpcBy::name("shared")));
    web.add(
        "Own",
        Vpc::new("10.1.0.0/16").in_zones(account_zones(*web, 2)),
    );
    let zone = web.add("Zone", HostedZone::lookup("example.com"));
    let balancer = LoadBalancerBy::tag("Name", "shared");
    let listener = web.add(
        "Listener",
        Listener::lookup(balancer.clone(), Port::tcp(443)),
    );
    let front = web.add("Front", ApplicationLoadBalancer::lookup(balancer));
    let domain = web.add("Domain", SsmParameter::lookup("/shop/domain"));
    let newest = MachineImage::newest("amazon", "al2023-*");
    web.add("Image", newest.filter("architecture", ["arm64"]));
    web.add("Group", SecurityGroup::new(vpc));
    web.add(
        "Thing",
        thing()
            .property("Zone", zone.id())
            .property("Listener", Value::<Str>::reference(listener.node()))
            .property("Front", Value::<Str>::reference(front.node()))
            .property("Domain", domain),
    );
}

/// The kinds of subnets as AWS CDK's command line writes them.
fn answers() -> Json {
    let subnet = |id: &str, zone: &str| json!({"subnetId": id, "cidr": "10.0.0.0/24", "availabilityZone": zone, "routeTableId": "rtb-1"});
    json!({
        "availability-zones:account=111122223333:region=eu-west-1": ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
        "vpc-provider:account=111122223333:filter.tag:Name=shared:region=eu-west-1:returnAsymmetricSubnets=true": {
            "vpcId": "vpc-1", "vpcCidrBlock": "10.0.0.0/16", "ownerAccountId": ACCOUNT, "availabilityZones": [],
            "subnetGroups": [
                {"name": "Public", "type": "Public", "subnets": [subnet("subnet-1", "eu-west-1a"), subnet("subnet-2", "eu-west-1b")]},
                {"name": "Private", "type": "Private", "subnets": [subnet("subnet-3", "eu-west-1a"), subnet("subnet-4", "eu-west-1b")]},
            ],
        },
        "hosted-zone:account=111122223333:domainName=example.com:region=eu-west-1": {"Id": "/hostedzone/Z1", "Name": "example.com."},
        "ssm:account=111122223333:parameterName=/shop/domain:region=eu-west-1": "shop.example.com",
        "ami:account=111122223333:filters.architecture.0=arm64:filters.image-type.0=machine:filters.name.0=al2023-*:filters.state.0=available:owners.0=amazon:region=eu-west-1": "ami-1",
        "load-balancer-listener:account=111122223333:listenerPort=443:loadBalancerTags.0.key=Name:loadBalancerTags.0.value=shared:loadBalancerType=application:region=eu-west-1":
            {"listenerArn": "arn:listener", "listenerPort": 443, "securityGroupIds": ["sg-1"]},
        "load-balancer:account=111122223333:loadBalancerTags.0.key=Name:loadBalancerTags.0.value=shared:loadBalancerType=application:region=eu-west-1":
            {"loadBalancerArn": "arn:balancer", "loadBalancerDnsName": "shared.example", "loadBalancerCanonicalHostedZoneId": "Z2", "securityGroupIds": ["sg-1"]},
    })
}

#[test]
pub(crate) fn what_was_looked_up_stands_in_the_template() {
    let found = with(answers(), system);
    assert_eq!(found.diagnostics, []);
    let text = yaml(&found.stacks[0]);
    for wanted in [
        "Zone: Z1",
        "Listener: arn:listener",
        "Front: arn:balancer",
        "Domain: shop.example.com",
        "VpcId: vpc-1",
        "AvailabilityZone: eu-west-1b",
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
    assert!(found.lookups.iter().all(|(lookup, _)| !lookup.is_missing));
    assert_eq!(
        found.lookups.len(),
        answers().as_object().expect("as it is written here").len()
    );
}

/// AWS CDK writes templates with values such as `vpc-12345` and `dummy1a` instead.
#[test]
pub(crate) fn what_was_not_looked_up_is_an_error_that_names_the_command() {
    assert_snapshot!(mistakes(|app| {
        let web = app.stack("Web").environment(ACCOUNT, REGION);
        let vpc = web.add("Vpc", Vpc::lookup(VpcBy::id("vpc-1")));
        web.add("Group", SecurityGroup::new(vpc));
    }), @"
    error[APP136]: `vpc-provider:account=111122223333:filter.vpc-id=vpc-1:region=eu-west-1:returnAsymmetricSubnets=true` has not been looked up
      at Web/Vpc
      help: look it up with `cargo run -- context`, which asks the AWS command line, and commit the file; the AWS CDK command line fills it by itself
    ");
}

#[test]
fn a_stack_says_where_it_is_before_something_is_looked_up() {
    assert_snapshot!(findings(|app| {
        app.stack("Web").add("Zone", HostedZone::lookup("example.com"));
    }), @"
    error[APP137]: `hosted-zone` is asked, and nobody says where
      at Web/Zone
      help: say `.environment(account, region)` of the stack or the stage before
    ");
}

/// The AWS CDK command line goes on with what it could not find.
#[test]
pub(crate) fn what_the_command_line_did_not_find_is_an_error() {
    let key = "ssm:account=111122223333:parameterName=/a:region=eu-west-1";
    let found = with(
        json!({key: {"$providerError": "SSM parameter not available"}}),
        |app| {
            let web = app.stack("Web").environment(ACCOUNT, REGION);
            web.add("A", SsmParameter::lookup("/a"));
        },
    );
    let [found] = &found.diagnostics[..] else {
        panic!("{:?}", found.diagnostics)
    };
    assert_eq!(found.code, "APP138");
    assert!(
        found
            .message
            .ends_with("was not found: SSM parameter not available")
    );
}

#[test]
pub(crate) fn the_manifest_says_what_is_missing_with_the_role_that_may_look() {
    let found = with(json!({}), |app| {
        app.bootstrap(Bootstrap::new().roles());
        let web = app.stack("Web").environment(ACCOUNT, REGION);
        web.look_up(Query::new("availability-zones"));
        web.look_up(Query::new("availability-zones"));
    });
    let assembly = Assembly::new([], Format::Json)
        .expect("as it is written here")
        .missing(&found.lookups);
    let (name, text) = assembly.files().last().expect("as it is written here");
    assert_eq!(name, "manifest.json");
    let manifest: Json = serde_json::from_str(text).expect("as it is written here");
    assert_eq!(manifest["artifacts"], json!({}));
    assert_eq!(
        manifest["missing"],
        json!([{
            "key": "availability-zones:account=111122223333:region=eu-west-1",
            "provider": "availability-zones",
            "props": {
                "account": ACCOUNT,
                "region": REGION,
                "lookupRoleArn": "arn:${AWS::Partition}:iam::111122223333:role/cdk-hnb659fds-lookup-role-111122223333-eu-west-1",
            },
        }])
    );
}

/// Stands in for the AWS command line: says what it is asked, and answers.
const AWS: &str = r#"#!/bin/sh
echo "$*" >> "$(dirname "$0")/calls"
case "$*" in
  "sts get-caller-identity "*) echo '{"Account": "111122223333"}' ;;
  "ec2 describe-availability-zones "*) echo '{"AvailabilityZones": [
    {"ZoneName": "eu-west-1b", "State": "available", "ZoneType": "availability-zone"},
    {"ZoneName": "eu-west-1-lon-1a", "State": "available", "ZoneType": "local-zone"},
    {"ZoneName": "eu-west-1a", "State": "available", "ZoneType": "availability-zone"}]}' ;;
  "ec2 describe-vpcs "*) echo '{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "OwnerId": "111122223333"}]}' ;;
  "ec2 describe-subnets "*) echo '{"Subnets": [
    {"SubnetId": "subnet-2", "AvailabilityZone": "eu-west-1b", "CidrBlock": "10.0.1.0/24", "MapPublicIpOnLaunch": true},
    {"SubnetId": "subnet-1", "AvailabilityZone": "eu-west-1a", "CidrBlock": "10.0.0.0/24"}]}' ;;
  "ec2 describe-route-tables "*) echo '{"RouteTables": [
    {"RouteTableId": "rtb-1", "Associations": [{"Main": true}], "Routes": [{"GatewayId": "local"}]},
    {"RouteTableId": "rtb-2", "Associations": [{"SubnetId": "subnet-1"}], "Routes": [{"GatewayId": "igw-1"}]}]}' ;;
  "route53 list-hosted-zones-by-name "*) echo '{"HostedZones": [
    {"Id": "/hostedzone/Z0", "Name": "example.com.", "Config": {"PrivateZone": true}},
    {"Id": "/hostedzone/Z1", "Name": "example.com.", "Config": {"PrivateZone": false}},
    {"Id": "/hostedzone/Z2", "Name": "www.example.com.", "Config": {"PrivateZone": false}}]}' ;;
  "ssm get-parameter "*) echo '{"Parameter": {"Value": "shop.example.com"}}' ;;
  "ec2 describe-images "*) echo '{"Images": [
    {"ImageId": "ami-2", "CreationDate": "2026-02-01T00:00:00.000Z"},
    {"ImageId": "ami-3", "CreationDate": "2026-03-01T00:00:00.000Z"}]}' ;;
  "elbv2 describe-load-balancers "*) echo '{"LoadBalancers": [
    {"LoadBalancerArn": "arn:one", "Type": "application", "SecurityGroups": ["sg-1"], "DNSName": "one.example", "CanonicalHostedZoneId": "Z9"},
    {"LoadBalancerArn": "arn:two", "Type": "application"}]}' ;;
  "elbv2 describe-tags --resource-arns arn:one "*) echo '{"TagDescriptions": [{"Tags": [{"Key": "Name", "Value": "shared"}]}]}' ;;
  "elbv2 describe-tags "*) echo '{"TagDescriptions": [{"Tags": []}]}' ;;
  "elbv2 describe-listeners "*) echo '{"Listeners": [
    {"ListenerArn": "arn:80", "Port": 80, "Protocol": "HTTP"}, {"ListenerArn": "arn:443", "Port": 443, "Protocol": "HTTPS"}]}' ;;
  *) echo "no answer" >&2; exit 3 ;;
esac
"#;

fn stand_in(dir: &Path) -> String {
    let aws = dir.join("aws");
    fs::write(&aws, AWS).expect("as it is written here");
    fs::set_permissions(&aws, fs::Permissions::from_mode(0o755)).expect("as it is written here");
    aws.to_str().expect("as it is written here").to_owned()
}

/// Runs a command of the program; its exit code, and what it said.
fn run(dir: &Path, words: &[&str], build: fn(&App)) -> (u8, String) {
    let file = dir.join("cdk.context.json");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let place = [
        "--context-file",
        file.to_str().expect("as it is written here"),
    ];
    let args = [&["app"], words, &place[..]].concat();
    let code = run_args(args, &mut out, &mut err, build);
    (code, String::from_utf8(err).expect("as it is written here"))
}

#[test]
pub(crate) fn one_command_looks_up_all_that_is_missing_and_keeps_it() {
    let dir = tempfile::tempdir().expect("as it is written here");
    let aws = stand_in(dir.path());
    let file = dir.path().join("cdk.context.json");
    fs::write(&file, r#"{"stage": "test"}"#).expect("as it is written here");
    let before = run(dir.path(), &["list"], system);
    assert_eq!(before.0, 1);
    assert!(before.1.contains("cargo run -- context"), "{}", before.1);

    let (code, said) = run(dir.path(), &["context", "--aws", &aws], system);
    assert_eq!(code, 0, "{said}");
    assert!(said.starts_with("looked up 7 values, kept in "), "{said}");
    let text = fs::read_to_string(&file).expect("as it is written here");
    let kept: Json = serde_json::from_str(&text).expect("as it is written here");
    assert_eq!(kept["stage"], "test");
    let keys: Vec<&String> = kept
        .as_object()
        .expect("as it is written here")
        .keys()
        .collect();
    assert!(keys.is_sorted());
    let of = |start: &str| {
        let mut all = kept.as_object().expect("as it is written here").iter();
        all.find(|(key, _)| key.starts_with(start))
            .expect("as it is written here")
            .1
            .clone()
    };
    assert_eq!(
        of("availability-zones:"),
        json!(["eu-west-1a", "eu-west-1b"])
    );
    assert_eq!(
        of("hosted-zone:"),
        json!({"Id": "/hostedzone/Z1", "Name": "example.com."})
    );
    assert_eq!(of("ssm:"), json!("shop.example.com"));
    assert_eq!(of("ami:"), json!("ami-3"));
    assert_eq!(of("load-balancer:")["loadBalancerArn"], json!("arn:one"));
    let listener =
        json!({"listenerArn": "arn:443", "listenerPort": 443, "securityGroupIds": ["sg-1"]});
    assert_eq!(of("load-balancer-listener:"), listener);
    // What gives instances public addresses, and has no way in, is not public.
    let kinds = of("vpc-provider:");
    let kinds = kinds["subnetGroups"]
        .as_array()
        .expect("as it is written here")
        .iter();
    let kinds: Vec<&Json> = kinds.map(|group| &group["type"]).collect();
    assert_eq!(kinds, ["Public", "Isolated"]);

    // What is there is not asked for again, unless it is said.
    let calls = dir.path().join("calls");
    fs::remove_file(&calls).expect("as it is written here");
    assert_eq!(run(dir.path(), &["context", "--aws", &aws], system).0, 0);
    assert!(!calls.exists());
    assert_eq!(
        run(dir.path(), &["context", "--refresh", "--aws", &aws], system).0,
        0
    );
    assert!(
        fs::read_to_string(&calls)
            .expect("as it is written here")
            .contains("ssm get-parameter --name /shop/domain --region eu-west-1 --output json")
    );
    assert_eq!(
        fs::read_to_string(&file).expect("as it is written here"),
        text
    );
    assert_eq!(run(dir.path(), &["list"], system).0, 0);

    assert_eq!(run(dir.path(), &["context", "--clear"], system).0, 0);
    assert_eq!(
        fs::read_to_string(&file).expect("as it is written here"),
        "{\n  \"stage\": \"test\"\n}\n"
    );
    let left = fs::read_dir(dir.path())
        .expect("as it is written here")
        .count();
    assert_eq!(
        left, 3,
        "nothing lies about but the file, the stand-in and its calls"
    );
}

/// What is found is kept, what is not is said, and what is in another account is not kept as if it were
/// in this one.
#[test]
pub(crate) fn what_cannot_be_looked_up_is_said_and_the_rest_is_kept() {
    fn build(app: &App) {
        let web = app.stack("Web").environment(ACCOUNT, REGION);
        web.add("Zone", HostedZone::lookup("nowhere.example"));
        web.add("Domain", SsmParameter::lookup("/shop/domain"));
        let other = app.stack("Other").environment("444455556666", REGION);
        other.add("Domain", SsmParameter::lookup("/shop/domain"));
    }
    let dir = tempfile::tempdir().expect("as it is written here");
    let aws = stand_in(dir.path());
    let (code, said) = run(dir.path(), &["context", "--aws", &aws], build);
    assert_eq!(code, 2);
    let said: Vec<&str> = said.lines().skip(1).collect();
    assert_snapshot!(said.join("\n"), @"
    error: `hosted-zone:account=111122223333:domainName=nowhere.example:region=eu-west-1`: there is no hosted zone `nowhere.example`
    error: `ssm:account=444455556666:parameterName=/shop/domain:region=eu-west-1`: the credentials are of the account 111122223333, and 444455556666 is asked for: choose others, by `AWS_PROFILE` say
    ");
    let kept =
        fs::read_to_string(dir.path().join("cdk.context.json")).expect("as it is written here");
    assert_snapshot!(kept, @r#"
    {
      "ssm:account=111122223333:parameterName=/shop/domain:region=eu-west-1": "shop.example.com"
    }
    "#);
    let (code, said) = run(dir.path(), &["context", "--aws", "/nowhere/aws"], build);
    assert_eq!(code, 2);
    assert!(said.contains("`/nowhere/aws` cannot be run"), "{said}");
}
