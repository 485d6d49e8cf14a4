//! `check` of an app: findings about templates, with the lines of the program.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::cell::Cell;

use insta::assert_snapshot;
use serde_json::json;
use stackwright_cli::run_args;
use stackwright_core::{App, Condition, Diagnostic, Parameter, RawResource, no_value, sub};

fn call(args: &[&str], build: impl FnOnce(&App)) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["app", "check"].iter().chain(args);
    let code = run_args(args, &mut out, &mut err, build);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

/// A type without tags and without much to say about it, so that few rules are.
const WAIT: &str = "AWS::CloudFormation::WaitCondition";

/// An error in one stack, a warning in the other.
fn wrong(app: &App) {
    let web = app.stack("Web");
    web.add("Wait", RawResource::new(WAIT).property("Timeot", "60"));
    let api = app.stack("Api");
    api.add("Unused", Parameter::string());
    api.add("Wait", RawResource::new(WAIT));
}

/// A warning of a construct, and an error.
fn twice(app: &App) {
    let web = app.stack("Web");
    web.report(Diagnostic::warning("TST2", "odd").help("even it out"));
    web.add("Two words", Parameter::string());
    web.add("Twowords", Parameter::string());
}

fn good(app: &App) {
    app.stack("Web").add("Wait", RawResource::new(WAIT));
}

#[test]
fn findings_have_the_line_of_the_program() {
    let (code, out, err) = call(&[], wrong);
    assert_eq!((code, err.as_str()), (1, ""));
    assert_snapshot!(out, @"
    error[SCH102]: `AWS::CloudFormation::WaitCondition` has no property `Timeot`
      --> crates/cli/tests/check_app.rs:26:9   at Web/Wait
      in stack Web: Resources/Wait/Properties/Timeot
      help: did you mean `Timeout`?
      see: stackwright explain SCH102

    warning[TPL122]: nothing uses the parameter `Unused`
      --> crates/cli/tests/check_app.rs:28:9   at Api/Unused
      in stack Api: Parameters/Unused
      help: use the parameter, or take it out
      see: stackwright explain TPL122

    checked 2 stacks: 1 error, 1 warning
    ");

    let (_, out, _) = call(&["--format", "json"], wrong);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["files"][0]["file"], "crates/cli/tests/check_app.rs");
    let found = &json["files"][0]["diagnostics"][0];
    assert_eq!(
        (&found["code"], &found["line"], &found["column"]),
        (&json!("SCH102"), &json!(26), &json!(9))
    );
    assert_eq!(json["summary"], json!({"errors": 1, "warnings": 1}));

    let (_, out, _) = call(&["--format", "sarif"], wrong);
    let log: serde_json::Value = serde_json::from_str(&out).unwrap();
    let place = &log["runs"][0]["results"][0]["locations"][0];
    assert_eq!(
        place["physicalLocation"],
        json!({
            "artifactLocation": {"uri": "crates/cli/tests/check_app.rs"},
            "region": {"startLine": 26, "startColumn": 9},
        })
    );
    assert_eq!(
        place["logicalLocations"][0]["fullyQualifiedName"],
        "Web/Wait"
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
        // `TST` may be a code of the program's own constructs; these are not.
        (&["--ignore", "SCH999"], 2),
        (&["--ignore", ""], 2),
        (&["--ignore", "SCH,TPL"], 2),
        (&["--region", "nowhere"], 2),
    ] {
        assert_eq!(call(args, wrong).0, code, "{args:?}");
    }
}

#[test]
fn what_synthesis_finds_is_part_of_the_report() {
    let ignored = ["TST", "APP", "TPL"].map(|code| ["--ignore", code]);
    let (code, out, err) = call(ignored.as_flattened(), twice);
    assert_eq!((code, err.as_str()), (1, ""));
    assert_snapshot!(out, @"
    error[APP105]: `Web/Two words` and `Web/Twowords` have the same logical id `Twowords`
      --> crates/cli/tests/check_app.rs:37:9   at Web/Twowords
      --> crates/cli/tests/check_app.rs:36:9
      help: ids are told apart by letters and digits only: give one of them another id, or fix it with `pin_id`
      see: stackwright explain APP105

    checked 1 stack: 1 error
    ");
    assert!(call(&[], twice).1.contains("warning[TST2]: odd\n"));
}

/// A mistake that synthesis finds hides none that the checker finds, and none is told twice.
#[test]
fn all_mistakes_are_told_in_one_round() {
    let (code, out, _) = call(&["--ignore", "DES"], |app| {
        wrong(app);
        let other = App::new();
        let name = other.stack("Other").add("Name", Parameter::string());
        let more = app.stack("More");
        let group = RawResource::new("AWS::EC2::SecurityGroup")
            .property("GroupDescription", name)
            .property("GroupNam", "web");
        more.add("Group", group);
        more.pin_ids([("Group", "no-id")]);
    });
    assert_eq!(code, 1);
    let errors = out
        .lines()
        .filter_map(|line| line.strip_prefix("error[")?.split_once(']'));
    let mut errors: Vec<&str> = errors.map(|(code, _)| code).collect();
    errors.sort_unstable();
    assert_eq!(errors, ["APP103", "APP106", "SCH102", "SCH102"], "{out}");
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
            .property("GroupDescription", eu.choose("web", no_value()));
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

#[test]
fn what_is_acknowledged_is_counted_and_left_out() {
    let line = Cell::new(0);
    let build = |app: &App| {
        wrong(app);
        app.stack("Db").add("Owner", Parameter::string());
        let db = app.stack("More");
        let owner = db.add("Owner", Parameter::string());
        db.add("Wait", RawResource::new(WAIT));
        db.at(owner).acknowledge("TPL122", "the pipeline passes it");
        db.report(Diagnostic::warning("TST2", "odd"));
        db.acknowledge("TST2", "we know");
        db.acknowledge("TPL123", "a slip of the finger");
        line.set(line!() - 1);
    };
    let (code, out, _) = call(&["--ignore", "SCH", "--ignore", "TPL103"], build);
    assert_eq!(code, 0);
    assert!(
        out.contains("at Db/Owner") && !out.contains("at More/Owner"),
        "{out}"
    );
    assert!(!out.contains("TST2"), "{out}");
    let line = line.get();
    let unused = format!(
        "warning[ACK105]: there is no TPL123 in the template\n  \
         --> crates/cli/tests/check_app.rs:{line}:12   at More\n  \
         in stack More: Metadata/Stackwright/Acknowledge/0/Code\n"
    );
    assert!(out.contains(&unused), "{out}");
    assert!(out.ends_with(", 2 acknowledged\n"), "{out}");
}

/// What no construct made is the stack's, whose line is that of `app.stack`.
#[test]
fn a_template_as_a_whole_has_the_line_of_its_stack() {
    let (code, out, _) = call(&[], |app| {
        app.stack("Empty");
    });
    let line = line!() - 2;
    assert_eq!(code, 1);
    let place = format!("crates/cli/tests/check_app.rs:{line}:13   at Empty\n  in stack Empty");
    assert!(out.contains(&place), "{out}");
}
