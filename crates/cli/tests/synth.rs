//! Synthesis that is checked: nothing wrong is written.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

mod apps;

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use stackwright_check::Options;
use stackwright_cli::{check_app, check_stack, run_args};
use stackwright_core::{App, Construct, Output, Parameter, RawResource, Scope, Severity};

struct Outcome {
    code: u8,
    out: String,
    err: String,
}

fn call(args: &[&str], build: impl FnOnce(&App)) -> Outcome {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["app"].iter().chain(args);
    let code = run_args(args, &mut out, &mut err, build);
    Outcome {
        code,
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

/// A warning in one stack, an error in each.
fn wrong(app: &App) {
    let web = app.stack("Web");
    web.add("Unused", Parameter::string());
    web.add(
        "Wait",
        RawResource::new(apps::WAIT).property("Timeot", "60"),
    );
    let api = app.stack("Api");
    api.add("Wait", RawResource::new(apps::WAIT).property("Cuont", "1"));
}

fn odd(app: &App) {
    let web = app.stack("Web");
    web.add("Unused", Parameter::string());
    let wait = web.add("Wait", RawResource::new(apps::WAIT));
    web.of(wait)
        .depends_on(web.add("Handle", RawResource::new(apps::WAIT)));
    web.acknowledge("TPL125", "there may be one");
}

/// The contents of a directory's files.
fn texts(dir: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut texts: Vec<(String, String)> = entries
        .map(|path| {
            (
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            )
        })
        .collect();
    texts.sort();
    texts
}

#[test]
fn errors_of_all_stacks_are_shown_at_once_and_leave_what_was_written() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().to_str().unwrap();
    assert_eq!(call(&["--out", dir], apps::good).code, 0);
    let before = texts(temp.path());

    let outcome = call(&["--out", dir], wrong);
    assert_snapshot!(outcome.err, @r"
    error[SCH102]: `AWS::CloudFormation::WaitCondition` has no property `Timeot`
      --> crates/cli/tests/synth.rs:36:9   at Web/Wait
      in stack Web: Resources/Wait/Properties/Timeot
      help: did you mean `Timeout`?
      see: stackwright explain SCH102

    error[SCH102]: `AWS::CloudFormation::WaitCondition` has no property `Cuont`
      --> crates/cli/tests/synth.rs:41:9   at Api/Wait
      in stack Api: Resources/Wait/Properties/Cuont
      help: did you mean `Count`?
      see: stackwright explain SCH102

    warning[TPL122]: nothing uses the parameter `Unused`
      --> crates/cli/tests/synth.rs:35:9   at Web/Unused
      in stack Web: Parameters/Unused
      help: use the parameter, or take it out
      see: stackwright explain TPL122

    2 errors, 1 warning; nothing was written
    ");
    // All stacks are checked, whichever are asked for.
    for args in [
        &["--out", dir][..],
        &["synth", "--stdout"],
        &["Web", "--out", dir],
    ] {
        let again = call(args, wrong);
        assert_eq!((again.code, again.out.as_str()), (1, ""), "{args:?}");
        assert_eq!(again.err, outcome.err);
    }
    assert_eq!(texts(temp.path()), before);
}

#[test]
fn warnings_are_shown_and_templates_written() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().to_str().unwrap();
    let outcome = call(&["--out", dir], odd);
    assert_eq!((outcome.code, outcome.out.as_str()), (0, ""));
    let said = outcome.err.replace(dir, "DIR");
    assert_snapshot!(said, @r"
    warning[TPL122]: nothing uses the parameter `Unused`
      --> crates/cli/tests/synth.rs:46:9   at Web/Unused
    warning[ACK105]: there is no TPL125 in the template
      --> crates/cli/tests/synth.rs:50:9   at Web
    2 warnings; `check` says what to do about it
    wrote 1 stack to DIR: Web
    ");
    // The CDK CLI shows them as well.
    let report = fs::read_to_string(temp.path().join("validation-report.json")).unwrap();
    assert!(report.contains(r#""ruleName":"TPL122""#), "{report}");
}

#[test]
fn warnings_that_are_denied_keep_templates_from_being_written() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().to_str().unwrap();
    let outcome = call(&["synth", "--deny", "warnings", "--out", dir], odd);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
    assert!(
        outcome.err.ends_with("2 warnings; nothing was written\n"),
        "{}",
        outcome.err
    );
    assert!(texts(temp.path()).is_empty());
    let good = call(&["--deny", "warnings", "--out", dir], apps::good);
    assert_eq!(good.code, 0, "{}", good.err);
}

/// A construct of the user's own, with a mistake in it.
struct Waits;

impl Construct for Waits {
    type Handle = ();

    fn build(self, scope: Scope<'_>) {
        scope.add(
            "Wait",
            RawResource::new("AWS::CloudFormation::WaitCondition").property("Timeot", "1"),
        );
    }
}

#[test]
fn errors_in_a_construct_of_ones_own_name_both_lines() {
    let outcome = call(&["check"], |app: &App| {
        app.stack("Web").add("Waits", Waits);
    });
    let lines = outcome
        .out
        .matches("  --> crates/cli/tests/synth.rs:")
        .count();
    assert_eq!(lines, 2, "{}", outcome.out);
}

/// What one line makes in several stacks is told once, with the others.
#[test]
fn equal_findings_of_several_stacks_are_told_once() {
    let outcome = call(&["check"], |app: &App| {
        for name in ["Web", "Api", "Jobs"] {
            let stack = app.stack(name);
            stack.add(
                "Wait",
                RawResource::new("AWS::CloudFormation::WaitCondition").property("Timeot", "1"),
            );
        }
    });
    assert_eq!(outcome.code, 1);
    assert_eq!(outcome.out.matches("no property `Timeot`").count(), 1);
    assert!(
        outcome.out.contains("\n  also in Jobs, Web\n"),
        "{}",
        outcome.out
    );
    assert!(outcome.out.contains("3 errors"), "{}", outcome.out);
}

#[test]
fn checking_can_be_switched_off() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().to_str().unwrap();
    let outcome = call(&["synth", "--no-check", "--out", dir], wrong);
    assert_eq!(outcome.code, 0);
    assert_eq!(outcome.err, format!("wrote 2 stacks to {dir}: Web, Api\n"));
    assert_eq!(texts(temp.path()).len(), 4);
    // What synthesis itself finds is found all the same.
    assert_eq!(call(&["--no-check", "--out", dir], apps::wrong).code, 1);
}

/// The names of stacks are had without a look at their templates.
#[test]
fn a_list_is_not_checked() {
    let outcome = call(&["list"], wrong);
    assert_eq!((outcome.code, outcome.out.as_str()), (0, "Web\nApi\n"));
    assert_eq!(outcome.err, "");
    // What constructs say is known without.
    assert!(
        call(&["list"], apps::odd)
            .err
            .starts_with("warning[TST2]: odd\n")
    );
}

#[test]
fn what_is_acknowledged_does_not_keep_templates_from_being_written() {
    let outcome = call(&["--stdout", "--format", "yaml"], |app| {
        wrong(app);
        let meant = app.stack("Meant");
        let wait = meant.add(
            "Wait",
            RawResource::new(apps::WAIT).property("Timeot", "60"),
        );
        meant
            .at(wait)
            .acknowledge("SCH102", "it comes with the next version");
    });
    assert_eq!(outcome.code, 1);
    assert!(!outcome.err.contains("Meant"), "{}", outcome.err);

    let outcome = call(&["--stdout", "--format", "yaml"], |app| {
        let meant = app.stack("Meant");
        let wait = meant.add(
            "Wait",
            RawResource::new(apps::WAIT).property("Timeot", "60"),
        );
        meant
            .at(wait)
            .acknowledge("SCH102", "it comes with the next version");
    });
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
    assert_snapshot!(outcome.out, @r"
    AWSTemplateFormatVersion: '2010-09-09'
    Metadata:
      Stackwright:
        Acknowledge:
          - Code: SCH102
            Reason: it comes with the next version
            Resources:
              - Wait
    Resources:
      Wait:
        Type: AWS::CloudFormation::WaitCondition
        Properties:
          Timeot: '60'
    ");
}

/// The same without a command line.
#[test]
fn a_program_can_do_the_same() {
    let app = App::new();
    wrong(&app);
    let synthesis = app.synth();
    assert!(!synthesis.has_errors());
    let of_web = check_stack(synthesis.stack("Web").unwrap(), &Options::new());
    assert_eq!(of_web.findings.len(), 2);
    assert_eq!(of_web.findings[0].stack.as_deref(), Some("Web"));

    let checked = check_app(synthesis, &Options::new());
    assert!(checked.has_errors());
    let errors = checked.diagnostics.iter();
    let errors = errors.filter(|found| found.severity == Severity::Error);
    assert_eq!(errors.count(), 2);
    assert!(
        checked
            .diagnostics
            .iter()
            .all(|found| found.source.len() == 1)
    );
    let ignoring = check_app(app.synth(), &Options::new().ignore("SCH"));
    assert!(!ignoring.has_errors());
}

/// What is measured is what is written, in the format in which it is.
#[test]
fn what_would_be_written_is_measured() {
    let of_outputs = |count: usize, letters: usize| {
        move |app: &App| {
            let web = app.stack("Web");
            web.add("Wait", RawResource::new(apps::WAIT));
            for number in 0..count {
                web.add(format!("Out{number}"), Output::new("x".repeat(letters)));
            }
        }
    };
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().to_str().unwrap();
    let written = || {
        fs::read(temp.path().join("Web.template.json"))
            .unwrap()
            .len()
    };

    // For the call, too much; for S3, not.
    assert_eq!(call(&["--out", dir], of_outputs(12, 6_000)).code, 0);
    let found = call(&["check"], of_outputs(12, 6_000));
    let bytes = format!("info[TPL163]: the template has {} bytes", written());
    assert!(found.out.contains(&bytes), "{}", found.out);

    // For S3 as well, and so it is not written.
    let before = written();
    let found = call(&["--out", dir], of_outputs(180, 6_000));
    assert_eq!(found.code, 1);
    assert!(
        found.err.contains("error[TPL129]: the template has"),
        "{}",
        found.err
    );
    assert_eq!(written(), before);
    assert_eq!(call(&["check"], of_outputs(180, 6_000)).code, 1);

    // YAML indents less, and is measured as it is.
    let lines = |app: &App| {
        let list = serde_json::Value::from(vec!["a"; 42_000]);
        let web = app.stack("Web");
        web.add(
            "Wait",
            RawResource::new("Custom::Wait")
                .property("ServiceToken", "arn:aws:sns:::wait")
                .property("List", list),
        );
    };
    let json = call(&["--stdout", "--no-check"], lines).out.len();
    let yaml = call(&["--stdout", "--no-check", "--format", "yaml"], lines)
        .out
        .len();
    assert!(yaml < 51_200 * 10 && json > yaml, "{json} {yaml}");
    let json = call(&["--stdout"], lines).err;
    let yaml = call(&["--stdout", "--format", "yaml"], lines).err;
    assert_ne!(json, yaml);
}
