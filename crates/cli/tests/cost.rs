//! The commands `cost` and `diff --cost`: what they show, and what they end with.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use stackwright_cli::cost::JsonCost;
use stackwright_cli::{run_args, tool_with};
use stackwright_core::{App, RawResource};

const SHOP: &str = "tests/data/cost/shop.yaml";

/// The code, and what is said on both outputs.
fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright"].iter().chain(args);
    let code = tool_with(args, &mut &b""[..], &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

fn said(args: &[&str]) -> String {
    let (code, out, err) = call(args);
    assert_eq!((code, err.as_str()), (0, ""));
    out
}

#[test]
fn the_text_says_what_a_month_costs_and_what_is_not_counted() {
    assert_snapshot!(
        "cost_text",
        said(&["cost", SHOP, "--region", "eu-central-1"])
    );
}

#[test]
fn each_line_has_its_arithmetic() {
    let all = ["cost", SHOP, "--region", "ap-northeast-1", "--by", "line"];
    let known = [
        "--parameter",
        "Class=db.t4g.micro",
        "--parameter",
        "Tasks=4",
    ];
    assert_snapshot!("cost_lines", said(&[&all[..], &known].concat()));
}

#[test]
fn constructs_come_to_what_is_in_them() {
    let text = said(&["cost", SHOP, "--by", "construct"]);
    assert!(
        text.contains("as no region is known: say one with --region"),
        "{text}"
    );
    let lines: Vec<&str> = text.lines().take(9).collect();
    assert_snapshot!("cost_constructs", lines.join("\n"));
}

#[test]
fn the_json_has_all_of_it() {
    let out = said(&["cost", SHOP, "--region", "us-east-1", "--format", "json"]);
    assert_snapshot!("cost_json", out);
}

#[test]
fn environments_stand_side_by_side() {
    let usage = "tests/data/cost/usage.yaml";
    let out = said(&["cost", SHOP, "tests/data/cost/small.yaml", "--usage", usage]);
    assert_snapshot!("cost_beside", out);
    let json = said(&[
        "cost",
        SHOP,
        "tests/data/cost/small.yaml",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["environments"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["beside"]["months"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_difference_says_what_the_month_costs_before_and_after() {
    let small = "tests/data/cost/small.yaml";
    let (code, out, err) = call(&["diff", small, SHOP, "--cost", "--region", "us-east-1"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let month = out.split_once("\nA month ").unwrap().1;
    assert_snapshot!("cost_change", format!("A month {month}"));
    let json = call(&["diff", small, SHOP, "--cost", "--format", "json"]).1;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["cost"]["months"].as_array().map(Vec::len), Some(2));
    let markdown = call(&["diff", small, SHOP, "--cost", "--format", "markdown"]).1;
    assert!(markdown.contains("```text\nA month "), "{markdown}");
    let without = call(&["diff", small, SHOP, "--format", "json"]).1;
    assert!(!without.contains("\"cost\""));
}

#[test]
fn a_budget_is_held() {
    let within = call(&["cost", SHOP, "--budget", "1000"]).0;
    let beyond = call(&["cost", SHOP, "--budget", "$50"]).0;
    assert_eq!((within, beyond), (0, 1));
    let (code, _, err) = call(&["cost", SHOP, "--budget", "much"]);
    assert_eq!(code, 2);
    assert!(err.contains("say a number of dollars, as 100"), "{err}");
}

#[test]
fn what_is_wrong_with_the_usage_is_said_with_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("usage.yaml");
    for (text, told) in [
        (
            "every: {log-bg: 2}",
            "1:9: there is no `log-bg`; did you mean `log-gb`?",
        ),
        (
            "every: {log-gb: -2}",
            "1:17: `log-gb` is a number that is not negative: GB",
        ),
        (
            "each: {}",
            "1:1: there is no `each`; there are `every` and `resources`",
        ),
        ("every: 5", "1:8: here stands a map, as `log-gb: 5`"),
    ] {
        fs::write(&file, text).unwrap();
        let (code, out, err) = call(&["cost", SHOP, "--usage", file.to_str().unwrap()]);
        assert_eq!((code, out.as_str()), (2, ""), "{text}");
        assert!(err.contains(told), "{err}");
    }
    fs::write(&file, "resources: {Shoop/Web: {log-gb: 4}}").unwrap();
    let text = said(&[
        "cost",
        SHOP,
        "--usage",
        file.to_str().unwrap(),
        "--parameter",
        "Cass=a",
    ]);
    assert!(
        text.contains("--usage speaks of `Shoop/Web`, which is in no stack"),
        "{text}"
    );
    assert!(text.contains("there is no parameter `Cass`"), "{text}");
    let json = said(&[
        "cost",
        SHOP,
        "--usage",
        file.to_str().unwrap(),
        "--parameter",
        "Cass=a",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let column = &json["environments"][0];
    assert_eq!(column["nowhere"][0], "Shoop/Web");
    assert_eq!(column["noParameters"][0], "Cass");
    let missing = call(&["cost", SHOP, "--usage", "nowhere.yaml"]);
    assert!(missing.0 == 2 && missing.2.starts_with("error: cannot read `nowhere.yaml`"));
    let region = call(&["cost", SHOP, "--region", "eu-centrl-1"]);
    assert!(
        region.2.contains("did you mean `eu-central-1`?"),
        "{}",
        region.2
    );
}

#[test]
fn hostile_templates_cost_something_or_nothing_and_never_panic() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("t.yaml");
    for text in [
        "Resources: {}",
        "Resources: {A: {Type: AWS::ECS::Service}}",
        "Resources: {A: {Type: AWS::RDS::DBInstance, Properties: {DBInstanceClass: [1], Engine: {}}}}",
        "Resources: {A: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: -5, MaxSize: 1e300}}}",
        "Resources: {A: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 9, MaxSize: 1}}}",
        "Transform: Mine\nResources: {A: {Type: AWS::EC2::EIP}}",
        "Resources: {A: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: {Ref: A}}}}",
    ] {
        fs::write(&file, text).unwrap();
        let (code, _, err) = call(&["cost", file.to_str().unwrap()]);
        assert_eq!((code, err.as_str()), (0, ""), "{text}");
    }
    fs::write(&file, "Resources: []").unwrap();
    let (code, _, err) = call(&["cost", file.to_str().unwrap()]);
    assert!(
        code == 2 && err.contains("its `Resources` are no map"),
        "{err}"
    );
    let (code, _, err) = call(&["cost", "nowhere.yaml"]);
    assert!(
        code == 2 && err.starts_with("error: cannot read `nowhere.yaml`"),
        "{err}"
    );
}

/// The code, and what is said on both outputs, of an app.
fn app(args: &[&str], build: impl FnOnce(&App)) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run_args(["app"].iter().chain(args), &mut out, &mut err, build);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

#[test]
fn the_stages_of_an_app_stand_side_by_side_each_at_the_prices_of_its_region() {
    let build = |app: &App| {
        for (name, region) in [("Test", "us-east-1"), ("Prod", "ap-northeast-1")] {
            let stage = app.stage(name).environment("123456789012", region);
            let web = stage.stack("Web");
            web.add("Address", RawResource::new("AWS::EC2::EIP"));
            if name == "Prod" {
                web.add(
                    "Nat",
                    RawResource::new("AWS::EC2::NatGateway").property("SubnetId", "subnet-1"),
                );
            }
        }
    };
    let (code, out, err) = app(&["cost"], build);
    assert_eq!((code, err.as_str()), (0, ""));
    let lines: Vec<&str> = out.lines().take(4).collect();
    assert_snapshot!("cost_stages", lines.join("\n"));
    let (_, one, _) = app(&["cost", "Prod-Web", "--by", "line"], build);
    // 730 x 0.062, not 0.045
    assert!(one.contains("$45.26  730 h x $0.062"), "{one}");
}

#[test]
fn the_schemas_are_up_to_date() {
    let usage = usage_schema();
    for (name, schema) in [
        ("cost", serde_json::to_value(JsonCost::schema()).unwrap()),
        ("usage", usage),
    ] {
        let path = format!("../../schema/out/{name}.schema.json");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let expected = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            fs::write(&path, &expected).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(found, expected, "UPDATE_SCHEMAS=1 writes it");
    }
}

/// The schema of a file of usage, made of what is understood.
fn usage_schema() -> serde_json::Value {
    let kinds = stackwright_view::cost::usage::KINDS.iter().map(|kind| {
        let mut text = format!("{}: {}.", kind.unit, kind.what);
        if let Some(default) = kind.default {
            text += &format!(" Without it {default} are taken for used.");
        }
        let own = serde_json::json!({"type": "number", "minimum": 0, "description": text});
        (kind.key.to_owned(), own)
    });
    let kinds: serde_json::Map<_, _> = kinds.collect();
    serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Usage",
        "description": "How much is used of what is paid by use, for `cost --usage`.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "$schema": {"type": "string"},
            "every": {"$ref": "#/$defs/kinds"},
            "resources": {
                "description": "By a logical id, or the path of a construct, for all that is in it.",
                "type": "object",
                "additionalProperties": {"$ref": "#/$defs/kinds"},
            },
        },
        "$defs": {"kinds": {"type": "object", "additionalProperties": false, "properties": kinds}},
    })
}
