//! `adopt`: which lines keep a deployed stack where it is.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::path::Path;
use std::{env, fs};

use insta::assert_snapshot;
use stackwright_cli::adopt::JsonAdoption;
use stackwright_cli::run_args;
use stackwright_core::{App, Output, RawResource, object};

/// A queue by another id, with a name that the program does not give, and a topic that it does not have.
const DEPLOYED: &str = r#"{"Resources": {
  "Work": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "work", "DelaySeconds": 5}},
  "Reader": {"Type": "AWS::SNS::Subscription", "Properties": {"Protocol": "sqs", "Endpoint": {"Fn::GetAtt": ["Work", "Arn"]},
    "TopicArn": {"Ref": "News"}}},
  "News": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "new\"s"}}}}"#;

fn queue(app: &App) {
    let stack = app.stack("Web");
    let jobs = RawResource::new("AWS::SQS::Queue").property("DelaySeconds", 5);
    let jobs = stack.add("Jobs", jobs);
    let reader = RawResource::new("AWS::SNS::Subscription").property("Protocol", "sqs");
    let reader = reader.property("Endpoint", jobs.attribute::<stackwright_core::Str>("Arn"));
    let topic = object!({"Fn::ImportValue": "news"});
    stack.add("Subscription", reader.property("TopicArn", topic));
}

fn call(args: &[&str], build: impl FnOnce(&App)) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["app"].iter().chain(args);
    let code = run_args(args, &mut out, &mut err, build);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

fn with_file(name: &str, text: &str, work: impl FnOnce(&str)) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    fs::write(&path, text).unwrap();
    work(path.to_str().unwrap());
}

#[test]
fn lines_keep_ids_and_properties_and_what_no_construct_makes() {
    with_file("deployed.json", DEPLOYED, |path| {
        let (code, out, err) = call(&["adopt", path], queue);
        assert_eq!((code, err.as_str()), (0, ""));
        assert_snapshot!(out.replace(path, "deployed.json"));
        let (code, out, _) = call(&["adopt", path, "--format", "json"], queue);
        assert_eq!(code, 0);
        assert_snapshot!(out);
    });
}

#[test]
fn nothing_is_to_be_said_where_all_stays() {
    with_file("deployed.json", r#"{"Resources": {}}"#, |path| {
        let (code, out, _) = call(&["adopt", path], |app| {
            app.stack("Web");
        });
        assert_eq!(code, 0);
        assert_snapshot!(out);
    });
}

#[test]
fn what_cannot_be_adopted_is_said() {
    with_file("deployed.json", DEPLOYED, |path| {
        let two = |app: &App| {
            app.stack("Web");
            app.stack("Data");
        };
        let (code, _, err) = call(&["adopt", path], two);
        assert_eq!(code, 2);
        assert_snapshot!(err);
    });
    let (code, _, err) = call(&["adopt", "missing.json"], queue);
    assert_eq!(code, 2);
    assert_snapshot!(err);
}

#[test]
fn the_schema_of_the_adoption_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/out/adopt.schema.json");
    let mut expected = serde_json::to_string_pretty(&JsonAdoption::schema()).unwrap();
    expected.push('\n');
    if env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap();
    assert_eq!(there, expected, "run with UPDATE_SCHEMAS=1");
}

/// An output that other stacks import is the same by the name of its export, and no second one is included.
#[test]
fn an_output_is_the_one_that_exports_the_same() {
    let deployed = r#"{"Resources": {"Work": {"Type": "AWS::SQS::Queue"}},
      "Outputs": {"QueueUrl": {"Value": {"Ref": "Work"}, "Export": {"Name": "work"}}}}"#;
    let program = |app: &App| {
        let stack = app.stack("Web");
        let jobs = stack.add("Jobs", RawResource::new("AWS::SQS::Queue"));
        let url = jobs.attribute::<stackwright_core::Str>("QueueUrl");
        stack.add("Url", Output::new(url).export("work"));
    };
    with_file("deployed.json", deployed, |path| {
        let (code, out, err) = call(&["adopt", path], program);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains(r#"("Url", "QueueUrl")"#), "{out}");
        assert!(!out.contains("include"), "{out}");
    });
}

/// Lists are one type in Rust.
#[test]
fn a_list_is_written_as_rust_takes_it() {
    let deployed = r#"{"Resources": {"Pool": {"Type": "AWS::Batch::ComputeEnvironment", "Properties": {"Type": "MANAGED",
      "ReplaceComputeEnvironment": true, "ComputeResources": {"Type": "FARGATE"}}},
      "Zones": {"Type": "AWS::RDS::DBCluster", "Properties": {"Engine": "e", "AvailabilityZones": ["a", {"Ref": "AWS::Region"}]}}}}"#;
    let program = |app: &App| {
        let stack = app.stack("Web");
        let zones = RawResource::new("AWS::RDS::DBCluster").property("Engine", "e");
        stack.add("Zones", zones.property("AvailabilityZones", ["b"]));
    };
    with_file("deployed.json", deployed, |path| {
        let (_, out, _) = call(&["adopt", path], program);
        let list = r#"[IntoValue::<Json>::into_value("a"), object!({"Ref": "AWS::Region"})]"#;
        assert!(out.contains(list), "{out}");
    });
}

/// Data that tasks would no longer find: a program that has a table of another type beside it.
#[test]
fn data_that_nothing_uses_any_more_is_told() {
    let deployed = r#"{"Resources": {
      "Items": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {"Replicas": [{"Region": "eu-west-1"}]}},
      "Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Family": "f", "ContainerDefinitions": [{"Name": "api",
        "Image": "i", "Environment": [{"Name": "TABLE", "Value": {"Ref": "Items"}}]}]}}}}"#;
    let program = |app: &App| {
        let stack = app.stack("Web");
        stack.add("Other", RawResource::new("AWS::DynamoDB::Table"));
        let task = RawResource::new("AWS::ECS::TaskDefinition").property("Family", "f");
        stack.add("Task", task);
    };
    let said = "// `Items` holds data, is included, and nothing of the program uses it any more: take it from what `include` gives\n";
    with_file("deployed.json", deployed, |path| {
        let (_, out, _) = call(&["adopt", path], program);
        assert!(out.contains(said), "{out}");
    });
    // Nothing used it before, either.
    let alone = deployed.replace(r#"{"Ref": "Items"}"#, r#""items""#);
    with_file("deployed.json", &alone, |path| {
        let (_, out, _) = call(&["adopt", path], program);
        assert!(!out.contains("holds data"), "{out}");
    });
}
