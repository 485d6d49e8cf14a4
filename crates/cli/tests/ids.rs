//! The command `ids`: what it writes, what it compares, and what it ends with.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use stackwright_cli::ids::JsonIds;
use stackwright_cli::{run_args, tool_with};
use stackwright_core::{App, RawResource, Stack};

fn app(args: &[&str], build: &dyn Fn(&App)) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run_args(args, &mut out, &mut err, build);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

fn queue() -> RawResource {
    RawResource::new("AWS::SQS::Queue").property("VisibilityTimeout", 44)
}

fn old(app: &App) {
    let web = app.stack("Web");
    web.scope("Orders").add("Jobs", queue());
    inner(web);
}

fn inner(web: Stack<'_>) {
    let inner = web.nested_stack("Inner");
    inner.add("Topic", RawResource::new("AWS::SNS::Topic"));
}

fn renamed(app: &App) {
    let web = app.stack("Web");
    web.add("Work", queue());
    inner(web);
}

#[test]
fn ids_are_locked_and_what_is_other_is_told_with_the_line_that_keeps_it() {
    let dir = tempfile::tempdir().unwrap();
    let lock = dir.path().join("ids.lock");
    let place = lock.to_str().unwrap();
    let compare = ["app", "ids", "--lock", place];
    let (code, _, err) = app(&compare, &old);
    assert_eq!(code, 2);
    assert!(err.contains("--write writes it"), "{err}");
    let (code, out, err) = app(&[&compare[..], &["--write"]].concat(), &old);
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(err, format!("wrote {place}: 3 ids\n"));
    assert_snapshot!("ids_lock", fs::read_to_string(&lock).unwrap());
    let said = app(&compare, &old);
    assert_eq!(
        (said.0, said.1.as_str()),
        (0, "all ids are as they are locked\n")
    );
    let (code, out, _) = app(&compare, &renamed);
    assert_eq!(code, 1);
    assert_snapshot!("ids_renamed", out);
    // The line does keep it; the path is then another one, with the same id.
    let kept = |app: &App| {
        let web = app.stack("Web");
        let work = web.add("Work", queue());
        web.moved(work, "Orders/Jobs");
        inner(web);
    };
    let (code, out, _) = app(&compare, &kept);
    assert_eq!(code, 1);
    let new = "Web/Work: AWS::SQS::Queue OrdersJobs";
    assert!(
        out.contains(new) && !out.contains("is said to have moved"),
        "{out}"
    );
    assert_eq!(app(&[&compare[..], &["--write"]].concat(), &kept).0, 0);
    assert_eq!(app(&compare, &kept).0, 0);
    // A path that was never there keeps nothing, which nobody would notice.
    let lost = |app: &App| {
        let web = app.stack("Web");
        let jobs = web.scope("Orders").add("Jobs", queue());
        web.moved(jobs, "Older");
        inner(web);
    };
    assert_eq!(app(&[&compare[..], &["--write"]].concat(), &old).0, 0);
    let (code, out, _) = app(&compare, &lost);
    assert_eq!(code, 1);
    let said =
        "Web/Orders/Jobs is said to have moved from Web/Older, of which the lock has nothing";
    assert!(out.contains(said), "{out}");
}

#[test]
fn an_assembly_is_compared_as_the_program_is() {
    let dir = tempfile::tempdir().unwrap();
    let (out, lock) = (dir.path().join("cdk.out"), dir.path().join("ids.lock"));
    let (out, lock) = (out.to_str().unwrap(), lock.to_str().unwrap());
    assert_eq!(
        app(&["app", "synth", "--no-check", "--out", out], &old).0,
        0
    );
    assert_eq!(app(&["app", "ids", "--write", "--lock", lock], &old).0, 0);
    let call = |args: &[&str]| {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let args = ["stackwright", "ids"].iter().chain(args);
        let code = tool_with(args, &mut &b""[..], &mut stdout, &mut stderr);
        (code, String::from_utf8(stdout).unwrap())
    };
    assert_eq!(call(&[out, "--lock", lock]).0, 0);
    let text = fs::read_to_string(lock).unwrap();
    fs::write(lock, text.replace("AWS::SNS::Topic", "AWS::SNS::Other")).unwrap();
    let (code, json) = call(&[out, "--lock", lock, "--format", "json"]);
    assert_eq!(code, 1);
    assert_snapshot!("ids_json", json);
    // Lines that are none are left out, and what they said is new.
    fs::write(lock, "\n \nonly\n\u{0}\n").unwrap();
    let (code, said) = call(&[out, "--lock", lock]);
    assert_eq!(code, 1);
    assert_eq!(
        said.lines().filter(|line| line.ends_with("is new")).count(),
        3
    );
    assert_eq!(call(&["missing", "--lock", lock]).0, 2);
}

/// `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test ids` writes the file anew.
#[test]
fn the_schema_of_the_ids_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/out/ids.schema.json");
    let mut expected = serde_json::to_string_pretty(&JsonIds::schema()).unwrap();
    expected.push('\n');
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        committed, expected,
        "run `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test ids`"
    );
}
