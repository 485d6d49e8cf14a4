//! The command `import`: what it writes, and what it says of it.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;
use stackwright_cli::import::JsonImport;
use stackwright_cli::tool_with;

const TEMPLATE: &str = include_str!("data/import/web.yaml");

/// The code, and what is said on both outputs.
fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "import"].iter().chain(args);
    let code = tool_with(args, &mut &b""[..], &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A folder with a template in it.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("web.yaml"), TEMPLATE).unwrap();
    dir
}

#[test]
fn the_program_goes_to_standard_output_and_what_is_not_typed_is_said_beside() {
    let dir = folder();
    let (code, out, err) = call(&[path(&dir.path().join("web.yaml"))]);
    assert_eq!(code, 0);
    assert_snapshot!("import_program", out);
    assert_snapshot!("import_said", err);
}

#[test]
fn the_program_is_as_rustfmt_has_it() {
    let dir = folder();
    let (_, out, _) = call(&[path(&dir.path().join("web.yaml"))]);
    let file = dir.path().join("main.rs");
    fs::write(&file, &out).unwrap();
    let rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", path(&file)])
        .status();
    // Where there is no rustfmt there is nothing to compare with.
    if rustfmt.is_ok_and(|status| status.success()) {
        assert_eq!(fs::read_to_string(&file).unwrap(), out);
    }
}

#[test]
fn json_says_the_same_to_scripts() {
    let dir = folder();
    let template = dir.path().join("web.yaml");
    let (code, out, err) = call(&[path(&template), "--format", "json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_snapshot!("import_json", out);
}

#[test]
fn a_folder_becomes_a_project_with_just_the_features_that_it_needs() {
    let dir = folder();
    let template = dir.path().join("web.yaml");
    let project = dir.path().join("My Shop");
    let (code, out, err) = call(&[path(&template), "--out", path(&project)]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert!(err.contains("main.rs"), "{err}");
    let manifest = fs::read_to_string(project.join("Cargo.toml")).unwrap();
    assert_snapshot!("import_manifest", manifest);

    // What is there stays.
    let (code, _, err) = call(&[path(&template), "--out", path(&project)]);
    assert_eq!(code, 2);
    assert!(err.contains("is there already"), "{err}");
}

#[test]
fn a_file_of_rust_is_written_alone() {
    let dir = folder();
    let file = dir.path().join("src/shop.rs");
    let args = [
        path(&dir.path().join("web.yaml")).to_owned(),
        "--stack".into(),
        "Shop".into(),
    ];
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let args = [&args[..], &["--out", path(&file)]].concat();
    assert_eq!(call(&args).0, 0);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(".stack(\"Shop\")"));
    assert!(!dir.path().join("src/Cargo.toml").exists());
}

#[test]
fn templates_of_a_folder_are_functions_of_one_program() {
    let dir = folder();
    fs::write(
        dir.path().join("data.json"),
        r#"{"Resources": {"Jobs": {"Type": "AWS::SQS::Queue"}}}"#,
    )
    .unwrap();
    let (code, out, _) = call(&[path(dir.path())]);
    assert_eq!(code, 0);
    assert!(
        out.contains("    data_stack(app);\n    web_stack(app);\n"),
        "{out}"
    );
    let (code, _, err) = call(&[path(dir.path()), "--stack", "One"]);
    assert_eq!(code, 2);
    assert!(err.contains("--stack is for a single template"), "{err}");
}

#[test]
fn what_cannot_be_read_is_said() {
    let (code, out, err) = call(&["nowhere.yaml"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.starts_with("error: cannot read `nowhere.yaml`"),
        "{err}"
    );
    let dir = folder();
    let template = dir.path().join("web.yaml");
    let args = [path(&template), "--stackwright", "/nowhere"];
    let (code, _, err) = call(&args);
    assert_eq!(code, 2);
    assert!(err.contains("no checkout of stackwright"), "{err}");
}

#[test]
fn projects_find_stackwright_where_it_is_said_to_be() {
    let dir = folder();
    let template = dir.path().join("web.yaml");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (said, expected) in [
        (
            path(&root),
            "/crates/stackwright', default-features = false",
        ),
        (
            "https://example.com/s.git",
            "git = 'https://example.com/s.git'",
        ),
    ] {
        let project = dir.path().join(format!("project{}", said.len()));
        let args = [
            path(&template),
            "--out",
            path(&project),
            "--stackwright",
            said,
        ];
        assert_eq!(call(&args).0, 0);
        let manifest = fs::read_to_string(project.join("Cargo.toml")).unwrap();
        assert!(manifest.contains(expected), "{manifest}");
    }
}

/// `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test import` writes the file anew.
#[test]
fn the_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/out/import.schema.json");
    let mut expected = serde_json::to_string_pretty(&JsonImport::schema()).unwrap();
    expected.push('\n');
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        committed, expected,
        "run `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test import`"
    );
}
