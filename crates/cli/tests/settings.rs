//! Programs that read their settings from a file.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::Path;

use schemars::JsonSchema;
use serde::Deserialize;
use stackwright_cli::{read_settings, run_with_args};
use stackwright_core::{App, Output};

#[derive(Deserialize, JsonSchema)]
struct Settings {
    /// Over how many zones.
    zones: u8,
    web: Web,
}

#[derive(Deserialize, JsonSchema)]
struct Web {
    host: String,
    #[serde(default)]
    tasks: Option<u8>,
}

fn build(app: &App, settings: &Settings) {
    let web = app.stack("Web");
    let Web { host, tasks } = &settings.web;
    let said = format!("{host} {} {tasks:?}", settings.zones);
    web.add("Said", Output::new(said));
}

/// The exit code and what was printed, on standard output and on standard error.
fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["app"].iter().chain(args);
    let code = run_with_args(args, &mut out, &mut err, build);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

/// What is said of a file with this text, whose path is written as FILE.
fn of_file(text: &str) -> (u8, String, String) {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), text).unwrap();
    let path = file.path().to_str().unwrap();
    let (code, out, err) = call(&["synth", "--no-check", "--stdout", "--settings", path]);
    (code, out, err.replace(path, "FILE"))
}

#[test]
fn a_test_reads_the_same_settings() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), GOOD).unwrap();
    let settings: Settings = read_settings(file.path()).unwrap();
    assert_eq!(
        (settings.zones, settings.web.host.as_str()),
        (3, "shop.example.com")
    );
    fs::write(file.path(), GOOD.replace("host", "hots")).unwrap();
    let error = read_settings::<Settings>(file.path()).err().unwrap();
    let path = file.path().display();
    let expected = format!(
        "error: {path}:3:3: web: missing field `host`\n\
         error: {path}:3: unknown setting `web.hots`\n  help: did you mean `host`?"
    );
    assert_eq!(error.to_string(), expected);
    assert_eq!(format!("{error:?}"), expected);
}

const GOOD: &str = "zones: 3\nweb:\n  host: shop.example.com\n  tasks: 2\n";

#[test]
fn a_program_reads_its_settings_from_yaml_and_json() {
    for text in [
        GOOD,
        r#"{"zones": 3, "web": {"host": "shop.example.com", "tasks": 2}}"#,
    ] {
        let (code, out, err) = of_file(text);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains("shop.example.com 3 Some(2)"), "{out}");
    }
}

#[test]
fn a_mistake_is_told_with_its_line() {
    let cases = [
        (
            "zones: three\nweb: {host: a}\n",
            "error: FILE:1:8: zones: invalid type: string \"three\", expected u8\n",
        ),
        (
            "zones: 3\nweb:\n  tasks: 2\n",
            "error: FILE:3:3: web: missing field `host`\n",
        ),
        (
            "zones: 3\nweb:\n  host: a\n  task: 2\nzone: 1\n",
            "error: FILE:4: unknown setting `web.task`\n  help: did you mean `tasks`?\n\
             error: FILE:5: unknown setting `zone`\n  help: did you mean `zones`?\n",
        ),
        (
            "zones: 3\nweb: {\n",
            "error: FILE:3:1: did not find expected node content\n",
        ),
    ];
    for (text, expected) in cases {
        let (code, out, err) = of_file(text);
        assert_eq!((code, out.as_str(), err.as_str()), (2, "", expected));
    }
}

#[test]
fn the_file_has_to_be_said_and_to_be_there() {
    let (code, _, err) = call(&["list"]);
    assert_eq!(code, 2);
    assert!(
        err.starts_with("error: the program wants settings: say `--settings FILE`"),
        "{err}"
    );
    let (code, _, err) = call(&["list", "--settings", "/nowhere/prod.yaml"]);
    assert_eq!(code, 2);
    assert!(err.starts_with("error: /nowhere/prod.yaml: "), "{err}");
    assert!(!err.contains("help"), "{err}");
    let dir = tempfile::tempdir().unwrap();
    for name in ["staging.yaml", "production.yaml", "notes.txt"] {
        fs::write(dir.path().join(name), GOOD).unwrap();
    }
    let file = dir.path().join("prod.yaml");
    let (_, _, err) = call(&["list", "--settings", file.to_str().unwrap()]);
    let help = format!(
        "\n  help: `{}` has production.yaml, staging.yaml\n",
        dir.path().display()
    );
    assert!(err.ends_with(&help), "{err}");
}

#[test]
fn the_context_names_the_file_where_no_option_does() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), GOOD).unwrap();
    let pair = format!("settings={}", file.path().display());
    let (code, out, err) = call(&["list", "-c", &pair]);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "Web\n", ""));
    assert!(Path::new(&pair["settings=".len()..]).exists());
}

#[test]
fn the_schema_is_printed_for_editors() {
    let (code, out, err) = call(&["--settings-schema"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let schema: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        schema["properties"]["zones"]["description"],
        "Over how many zones."
    );
    assert_eq!(schema["required"], serde_json::json!(["zones", "web"]));
}
