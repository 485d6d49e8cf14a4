//! The command `types`: what it shows, and what it ends with.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use stackwright_cli::tool_with;
use stackwright_cli::types::JsonTypes;

/// The code, and what is said on both outputs.
fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "types"].iter().chain(args);
    let code = tool_with(args, &mut &b""[..], &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

fn said(args: &[&str]) -> String {
    let (code, out, err) = call(args);
    assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
    out
}

#[test]
fn a_type_is_told_with_its_constructs_and_what_refers_to_it() {
    assert_snapshot!("types_type", said(&["AWS::SQS::Queue"]));
}

#[test]
fn a_property_is_told_with_its_words_and_its_setter() {
    let mut all = String::new();
    for name in [
        "AWS::ECS::Service.LaunchType",
        "aws::ecs::service.loadbalancers",
        "AWS::ECS::Service/LoadBalancers/ContainerPort",
        "AWS::RDS::DBInstance.MasterUserPassword",
        "AWS::ECS::TaskDefinition.ContainerDefinitions.Secrets.ValueFrom",
    ] {
        all += &said(&[name]);
        all += "\n";
    }
    assert_snapshot!("types_properties", all);
}

#[test]
fn a_word_is_looked_for_in_all_names() {
    assert!(said(&["taskdefinition"]).starts_with("AWS::ECS::TaskDefinition\n"));
    let several = said(&["capacityprov"]);
    assert_eq!(several.lines().next(), Some("AWS::ECS::CapacityProvider"));
    assert!(several.lines().count() > 1, "{several}");
    let of_ecs = said(&["AWS::ECS::"]);
    assert!(
        of_ecs.lines().all(|line| line.starts_with("AWS::ECS::")),
        "{of_ecs}"
    );
    let all = said(&[]);
    assert!(
        all.contains("AWS::EC2  ") && all.contains("`stackwright types AWS::ECS` lists"),
        "{all}"
    );
}

#[test]
fn things_are_found_by_what_people_call_them() {
    for (asked, told) in [
        ("ecs", "AWS::ECS::CapacityProvider"),
        ("RDS", "AWS::RDS::DBCluster"),
        ("FargateTaskDefinition", "AWS::ECS::TaskDefinition"),
        ("FargateService", "AWS::ECS::Service"),
        ("ecs.FargateService", "AWS::ECS::Service"),
        (
            "ecs.Service.load_balancers.container_port",
            "AWS::ECS::Service.LoadBalancers.ContainerPort",
        ),
        ("cfn::ecs::Service", "AWS::ECS::Service"),
        (
            "cfn::ecs::Service::launch_type",
            "AWS::ECS::Service.LaunchType",
        ),
        ("aws::rds::Postgres", "AWS::RDS::DBInstance"),
        ("rds.DatabaseInstance", "AWS::RDS::DBInstance"),
        ("CfnQueue", "AWS::SQS::Queue"),
        ("security group", "AWS::EC2::SecurityGroup"),
        ("S3 bucket", "AWS::S3::Bucket"),
        ("alb", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
        ("AWS::SQS::Queue.Arn", "AWS::SQS::Queue.Arn"),
        (
            "AWS::RDS::DBInstance.Endpoint.Port",
            "AWS::RDS::DBInstance.Endpoint.Port",
        ),
        (
            "AWS::ECS::TaskDefinition.ContainerDefinition.Cpu",
            "AWS::ECS::TaskDefinition.ContainerDefinition.Cpu",
        ),
        (
            "HealthCheckGracePeriodSeconds",
            "AWS::ECS::Service.HealthCheckGracePeriodSeconds",
        ),
        (
            "health_check_grace_period_seconds",
            "AWS::ECS::Service.HealthCheckGracePeriodSeconds",
        ),
        (
            "PortMappings",
            "AWS::ECS::TaskDefinition.ContainerDefinition.PortMappings",
        ),
        (
            "RunTask",
            "aws::ecs::RunTask (feature `ecs-run`)  of stackwright; it makes no resource of its own",
        ),
        ("FARGATE", "AWS::ECS::DaemonTaskDefinition"),
        ("awsvpc", "AWS::ECS::TaskDefinition.NetworkMode"),
    ] {
        let text = said(&[asked]);
        let first = text.lines().next().unwrap_or_default();
        let is_meant =
            first == told || (asked == "FARGATE" && text.contains("AWS::ECS::Service.LaunchType"));
        assert!(is_meant, "{asked}: {text}");
    }
    let (code, _, err) = call(&["ApplicationLoadBalancedFargateService"]);
    assert!(
        code == 2 && err.contains("did you mean `AWS::ECS::Service`?"),
        "{err}"
    );
}

#[test]
fn what_there_is_not_is_told_with_what_may_be_meant() {
    for (name, told) in [
        (
            "AWS::ECS::Servise",
            "there is no type `AWS::ECS::Servise`\n  help: did you mean `AWS::ECS::Service`?",
        ),
        (
            "Kluster",
            "there is no type `Kluster`\n  help: did you mean `AWS::",
        ),
        (
            "AWS::ECS::Service.DesireCount",
            "`AWS::ECS::Service` has no property `DesireCount`\n  help: did you mean `AWS::ECS::Service.DesiredCount`?",
        ),
        (
            "AWS::ECS::Service.LoadBalancers.Prt",
            "`AWS::ECS::Service.LoadBalancers` has no property `Prt`",
        ),
        (
            "AWS::ECS::Service.DesiredCount.A",
            "`AWS::ECS::Service.DesiredCount` has no properties",
        ),
        ("AWS::ECS::Service.", "names no property"),
        ("", "there is no type ``"),
        ("zzzzzzzzzzzzzz", "`stackwright types` lists all services"),
    ] {
        let (code, out, err) = call(&[name]);
        assert_eq!((code, out.as_str()), (2, ""), "{name}");
        assert!(err.contains(told), "{name}: {err}");
    }
}

#[test]
fn every_property_of_every_type_has_a_page() {
    // Those of a few services in all depths; no name leads nowhere.
    for name in [
        "AWS::ECS::TaskDefinition",
        "AWS::EC2::LaunchTemplate",
        "AWS::S3::Bucket",
    ] {
        let json: serde_json::Value =
            serde_json::from_str(&said(&[name, "--format", "json"])).unwrap();
        for property in json["type"]["properties"].as_array().unwrap() {
            let way = format!("{name}.{}", property["name"].as_str().unwrap());
            let own: serde_json::Value =
                serde_json::from_str(&said(&[&way, "--format", "json"])).unwrap();
            assert_eq!(own["property"]["name"], way.as_str());
            for inner in own["property"]["properties"].as_array().unwrap() {
                said(&[&format!("{way}.{}", inner["name"].as_str().unwrap())]);
            }
        }
    }
}

#[test]
fn the_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/out/types.schema.json");
    let expected = serde_json::to_string_pretty(&JsonTypes::schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "UPDATE_SCHEMAS=1 writes it");
}
