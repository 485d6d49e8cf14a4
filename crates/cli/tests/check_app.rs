//! `check` of an app: findings about templates, with the lines of the program.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use insta::assert_snapshot;
use serde_json::json;
use stackwright_cli::run_with;
use stackwright_core::{
    App, Condition, Diagnostic, Json, Parameter, RawResource, if_, no_value, sub,
};

fn call(args: &[&str], build: impl FnOnce(&App)) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["app", "check"].iter().chain(args);
    let code = run_with(args, &mut out, &mut err, build);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

/// An error in one stack, a warning in the other.
fn wrong(app: &App) {
    let web = app.stack("Web");
    let cluster = RawResource::new("AWS::ECS::Cluster").property("ClusterNam", "web");
    web.add("Cluster", cluster);
    let api = app.stack("Api");
    api.add("Unused", Parameter::string());
    api.add("Topic", RawResource::new("AWS::SNS::Topic"));
}

/// A warning of a construct, and an error.
fn twice(app: &App) {
    let web = app.stack("Web");
    web.report(Diagnostic::warning("TST2", "odd").help("even it out"));
    web.add("Two words", Parameter::string());
    web.add("Twowords", Parameter::string());
}

fn good(app: &App) {
    app.stack("Web")
        .add("Topic", RawResource::new("AWS::SNS::Topic"));
}

#[test]
fn findings_have_the_line_of_the_program() {
    let (code, out, err) = call(&[], wrong);
    assert_eq!((code, err.as_str()), (1, ""));
    assert_snapshot!(out, @r#"
    error[SCH102]: `AWS::ECS::Cluster` has no property `ClusterNam`
      --> crates/cli/tests/check_app.rs:24:9   at Web/Cluster
      in stack Web: Resources/Cluster/Properties/ClusterNam
      help: did you mean `ClusterName`?
      see: stackwright explain SCH102

    warning[TPL122]: nothing uses the parameter `Unused`
      --> crates/cli/tests/check_app.rs:26:9   at Api/Unused
      in stack Api: Parameters/Unused
      help: use the parameter, or take it out
      see: stackwright explain TPL122

    checked 2 stacks: 1 error, 1 warning
    "#);

    let (_, out, _) = call(&["--format", "json"], wrong);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["files"][0]["file"], "crates/cli/tests/check_app.rs");
    let found = &json["files"][0]["diagnostics"][0];
    assert_eq!(
        (&found["code"], &found["line"], &found["column"]),
        (&json!("SCH102"), &json!(24), &json!(9))
    );
    assert_eq!(json["summary"], json!({"errors": 1, "warnings": 1}));

    let (_, out, _) = call(&["--format", "sarif"], wrong);
    let log: serde_json::Value = serde_json::from_str(&out).unwrap();
    let place = &log["runs"][0]["results"][0]["locations"][0];
    assert_eq!(
        place["physicalLocation"],
        json!({
            "artifactLocation": {"uri": "crates/cli/tests/check_app.rs"},
            "region": {"startLine": 24, "startColumn": 9},
        })
    );
    assert_eq!(
        place["logicalLocations"][0]["fullyQualifiedName"],
        "Web/Cluster"
    );
}

#[test]
fn the_exit_code_says_how_bad_it_is() {
    assert_eq!(
        call(&[], good),
        (
            0,
            "checked 1 stack: nothing found\n".to_owned(),
            String::new()
        )
    );
    for (args, code) in [
        (&["--ignore", "SCH102"][..], 0),
        (&["--ignore", "SCH102", "--deny", "warnings"], 1),
        (
            &["--ignore", "SCH", "--ignore", "TPL", "--deny", "warnings"],
            0,
        ),
        (&["Web"], 2),
    ] {
        assert_eq!(call(args, wrong).0, code, "{args:?}");
    }
}

#[test]
fn what_synthesis_finds_is_part_of_the_report() {
    let (code, out, err) = call(&["--ignore", "TST", "--ignore", "APP"], twice);
    assert_eq!((code, err.as_str()), (1, ""));
    assert_snapshot!(out, @r#"
    error[APP105]: `Web/Two words` and `Web/Twowords` have the same logical id `Twowords`
      --> crates/cli/tests/check_app.rs:35:9   at Web/Twowords
      --> crates/cli/tests/check_app.rs:34:9
      help: ids are told apart by letters and digits only: give one of them another id, or fix it with `pin_id`

    checked 1 stack: 1 error
    "#);
    assert!(call(&[], twice).1.contains("warning[TST2]: odd\n"));
}

#[test]
fn the_region_of_a_stack_counts_unless_others_are_asked_for() {
    let build = |app: &App| {
        let web = app.stack("Web");
        web.environment("111122223333", "eu-central-1");
        let eu = Condition::equals(sub!("{AWS::Region}"), "eu-central-1");
        let eu = web.add("Eu", eu);
        let group = RawResource::new("AWS::EC2::SecurityGroup")
            .property("VpcId", "vpc-12345678")
            .property("GroupDescription", if_(eu, "web", no_value::<Json>()));
        web.add("Group", group);
    };
    for (args, code) in [
        (&[][..], 0),
        (&["--region", "us-east-1"], 1),
        (&["--region", "eu-central-1"], 0),
    ] {
        assert_eq!(call(args, build).0, code, "{args:?}");
    }
}
