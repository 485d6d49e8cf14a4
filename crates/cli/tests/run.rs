//! The commands of an app, from the arguments to the exit code.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

mod apps;

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value as Json;
use stackwright_cli::run_args;
use stackwright_core::App;

const JSON_FILES: [&str; 4] = [
    "Registry.template.json",
    "Web.template.json",
    "manifest.json",
    "tree.json",
];

const YAML_FILES: [&str; 4] = [
    "Registry.template.yaml",
    "Web.template.yaml",
    "manifest.json",
    "tree.json",
];

/// What a call gave: the exit code, standard output and standard error.
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

/// The standard output of a call that succeeds and finds nothing.
fn output(args: &[&str]) -> String {
    let outcome = call(args, apps::good);
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
    outcome.out
}

/// What a call says that writes files. It prints nothing: the CDK CLI passes on what is printed.
fn said(args: &[&str], build: impl FnOnce(&App)) -> String {
    let outcome = call(args, build);
    assert_eq!((outcome.code, outcome.out.as_str()), (0, ""));
    outcome.err
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn templates_are_written_with_and_without_the_word_synth() {
    for (command, format, files) in [
        (&[][..], "json", JSON_FILES),
        (&["synth"], "yaml", YAML_FILES),
        (&[], "yaml", YAML_FILES),
    ] {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("out");
        let dir = dir.to_str().unwrap();
        let args = [command, &["--format", format, "--out", dir]].concat();
        assert_eq!(
            said(&args, apps::good),
            format!("wrote 2 stacks to {dir}: Registry, Web\n")
        );
        assert_eq!(names(Path::new(dir)), files);
    }
}

#[test]
fn some_stacks_can_be_asked_for() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().to_str().unwrap();
    assert_eq!(
        said(&["Web", "--out", dir], apps::good),
        format!("wrote 1 stack to {dir}: Web\n")
    );
    assert_eq!(
        names(temp.path()),
        ["Web.template.json", "manifest.json", "tree.json"]
    );
    assert_eq!(output(&["list"]), "Registry\nWeb\n");
}

/// The id tells stacks apart, and names files; the name is taken as well.
#[test]
fn stacks_of_one_name_are_told_apart_by_their_ids() {
    let build = |app: &App| {
        for (id, region) in [
            ("Eu", "eu-central-1"),
            ("Us", "us-east-1"),
            ("Db", "us-east-1"),
        ] {
            let stack = app.stack(id);
            stack.environment("111122223333", region);
            stack.add("Wait", stackwright_core::RawResource::new(apps::WAIT));
            if id != "Db" {
                stack.name("shop");
            }
        }
    };
    assert_eq!(call(&["list"], build).out, "Eu\nUs\nDb\n");
    for (name, written, files) in [
        (
            "Us",
            "1 stack to DIR: Us",
            &["Us.template.json", "manifest.json", "tree.json"][..],
        ),
        (
            "shop",
            "2 stacks to DIR: Eu, Us",
            &[
                "Eu.template.json",
                "Us.template.json",
                "manifest.json",
                "tree.json",
            ],
        ),
    ] {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().to_str().unwrap();
        let said = said(&[name, "--out", dir], build).replace(dir, "DIR");
        assert_eq!(said, format!("wrote {written}\n"));
        assert_eq!(names(temp.path()), files);
    }
}

#[test]
fn an_app_without_stacks_is_written_too() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().to_str().unwrap();
    assert_eq!(
        said(&["--out", dir], |_| {}),
        format!("wrote 0 stacks to {dir}\n")
    );
    assert_eq!(names(temp.path()), ["manifest.json", "tree.json"]);
}

#[test]
fn templates_are_printed() {
    assert_snapshot!(output(&["synth", "--stdout", "--format", "yaml"]), @r"
    AWSTemplateFormatVersion: '2010-09-09'
    Resources:
      Repo:
        Type: AWS::CloudFormation::WaitCondition
    Outputs:
      ExportsOutputFnGetAttRepoData6EC7CB75:
        Value: !GetAtt Repo.Data
        Export:
          Name: Registry:ExportsOutputFnGetAttRepoData6EC7CB75
    ---
    AWSTemplateFormatVersion: '2010-09-09'
    Parameters:
      Env:
        Type: String
        Default: dev
    Resources:
      Wait:
        Type: AWS::CloudFormation::WaitCondition
    Outputs:
      Image:
        Value: !Sub
          - '${Uri}:${Env}'
          - Uri: !ImportValue Registry:ExportsOutputFnGetAttRepoData6EC7CB75
    ");

    let one: Json = serde_json::from_str(&output(&["--stdout", "Web"])).unwrap();
    assert_eq!(one["Parameters"]["Env"]["Default"], "dev");

    let both = output(&["--stdout"]);
    let stream = serde_json::Deserializer::from_str(&both).into_iter::<Json>();
    let both: Vec<Json> = stream.collect::<Result<_, _>>().unwrap();
    assert_eq!(both[0]["Resources"]["Repo"]["Type"], apps::WAIT);
    assert_eq!(both[1], one);
}

#[test]
fn errors_are_all_shown_and_leave_what_was_written() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().to_str().unwrap();
    said(&["--out", dir], apps::good);
    let manifest = fs::read(temp.path().join("manifest.json")).unwrap();

    let outcome = call(&["--out", dir], apps::wrong);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
    assert_snapshot!(outcome.err, @r"
    error[TPL103]: the template has no resources
      --> crates/cli/tests/apps/mod.rs:23:19   at Web
      in stack Web: Resources
      help: add a resource
      see: stackwright explain TPL103

    error[APP111]: two stacks have the name `Web` in one account and region
      --> crates/cli/tests/apps/mod.rs:26:9   at Api
      --> crates/cli/tests/apps/mod.rs:23:19
      help: name one of them otherwise, or say where each is deployed with `environment`: what is not said may be the same
      see: stackwright explain APP111

    error[TPL103]: the template has no resources
      --> crates/cli/tests/apps/mod.rs:26:9   at Api
      in stack Api: Resources
      help: add a resource
      see: stackwright explain TPL103

    error[APP105]: `Web/Two words` and `Web/Twowords` have the same logical id `Twowords`
      --> crates/cli/tests/apps/mod.rs:28:9   at Web/Twowords
      --> crates/cli/tests/apps/mod.rs:27:9
      help: ids are told apart by letters and digits only: give one of them another id, or fix it with `pin_id`
      see: stackwright explain APP105

    warning[TST2]: odd
      --> crates/cli/tests/apps/mod.rs:23:19   at Web

    warning[TPL122]: nothing uses the parameter `Twowords`
      --> crates/cli/tests/apps/mod.rs:28:9   at Web/Twowords
      in stack Web: Parameters/Twowords
      help: use the parameter, or take it out
      see: stackwright explain TPL122

    4 errors, 2 warnings, 1 info; nothing was written
    ");
    assert_eq!(names(temp.path()), JSON_FILES);
    let after = fs::read(temp.path().join("manifest.json")).unwrap();
    assert_eq!(after, manifest);

    let outcome = call(&["list"], apps::wrong);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
}

#[test]
fn warnings_do_not_stop_anything() {
    let outcome = call(&["list"], apps::odd);
    assert_eq!((outcome.code, outcome.out.as_str()), (0, "Web\n"));
    assert_snapshot!(outcome.err, @r"
    warning[TST2]: odd
      --> crates/cli/tests/apps/mod.rs:33:9   at Web
    1 warning; `check` says what to do about it
    ");
}

#[test]
fn an_unknown_stack_is_a_wrong_call() {
    for (names, message) in [
        (
            &["Wep"][..],
            "error: there is no stack `Wep`\n  help: did you mean `Web`?\n",
        ),
        (
            &["Zzz", "Web", "registri"],
            "error: there is no stack `Zzz`\n  help: the app's stacks are Registry, Web\n\
             error: there is no stack `registri`\n  help: did you mean `Registry`?\n",
        ),
        (
            &["--stdout", "synth"],
            "error: there is no stack `synth`\n  help: did you mean the command `synth`? \
             It comes before all options\n",
        ),
    ] {
        let outcome = call(names, apps::good);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
        assert_eq!(outcome.err, message);
    }
}

#[test]
fn a_program_reads_what_it_is_called_with() {
    let build = |app: &App| {
        let stage = app.context("stage").and_then(|stage| stage.as_str());
        app.stack(format!("Web-{}", stage.unwrap_or("none")));
    };
    assert_eq!(call(&["list"], build).out, "Web-none\n");
    assert_eq!(
        call(&["list", "--context", "stage=test"], build).out,
        "Web-test\n"
    );
    let printed = call(&["-c", "stage=a", "--no-check", "--stdout", "Web-a"], build);
    assert_eq!(printed.code, 0, "{}", printed.err);

    let outcome = call(&["list", "-c", "stage"], |_| panic!("built"));
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert!(
        outcome.err.contains("a key and a value are wanted"),
        "{}",
        outcome.err
    );
}

#[test]
fn a_wrong_call_is_explained_and_builds_nothing() {
    let outcome = call(&["synth", "--fromat", "yaml"], |_| panic!("built"));
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert_snapshot!(outcome.err, @r#"
    error: unexpected argument '--fromat' found

      tip: a similar argument exists: '--format'

    Usage: app synth --format <FORMAT> [STACK]...

    For more information, try '--help'.
    "#);

    let outcome = call(&["--format", "toml"], |_| panic!("built"));
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert_snapshot!(outcome.err, @r#"
    error: invalid value 'toml' for '--format <FORMAT>'
      [possible values: json, yaml]

    For more information, try '--help'.
    "#);

    let outcome = call(&["--stdout", "--out", "x"], |_| panic!("built"));
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert_snapshot!(outcome.err, @r#"
    error: the argument '--stdout' cannot be used with '--out <DIR>'

    Usage: app --stdout [STACK]...

    For more information, try '--help'.
    "#);
}

#[test]
fn what_cannot_be_written_is_said() {
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join("notes.txt"), "mine").unwrap();
    let outcome = call(&["--out", temp.path().to_str().unwrap()], apps::good);
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert!(
        outcome.err.starts_with("error: cannot write to `"),
        "{}",
        outcome.err
    );
    assert_eq!(names(temp.path()), ["notes.txt"]);
}

#[test]
fn a_reader_that_has_enough_is_no_error() {
    struct Closed(io::ErrorKind);

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    for args in [
        &["app", "list"][..],
        &["app", "--stdout"],
        &["app", "--help"],
    ] {
        let mut err = Vec::new();
        let code = run_args(
            args,
            &mut Closed(io::ErrorKind::BrokenPipe),
            &mut err,
            apps::good,
        );
        assert_eq!((code, err.len()), (0, 0));
    }

    let mut err = Vec::new();
    let full = &mut Closed(io::ErrorKind::StorageFull);
    assert_eq!(run_args(["app", "list"], full, &mut err, apps::good), 2);
    assert_eq!(err, b"error: cannot print: no storage space\n");
}
