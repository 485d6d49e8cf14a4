//! The command `stackwright adopt`: the program on constructs, and what it says of it.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::path::Path;
use std::{env, fs};

use insta::assert_snapshot;
use stackwright_cli::adopted::JsonAdopted;
use stackwright_cli::tool_with;

/// The code, and what is said on both outputs.
fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "adopt"].iter().chain(args);
    let code = tool_with(args, &mut &b""[..], &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

const SHOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/import/shop.yaml");

#[test]
fn the_program_is_on_constructs_and_what_is_not_is_said_beside() {
    let (code, out, err) = call(&[SHOP]);
    assert_eq!(code, 0);
    assert_snapshot!("adopted_program", out);
    assert_snapshot!("adopted_said", err);
}

#[test]
fn json_says_the_same_to_scripts() {
    let (code, out, err) = call(&[SHOP, "--format", "json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_snapshot!("adopted_json", out);
}

#[test]
fn a_project_has_the_features_of_its_constructs() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("shop");
    let (code, _, err) = call(&[SHOP, "--out", out.to_str().unwrap()]);
    assert_eq!(code, 0, "{err}");
    let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap();
    let dependency = "default-features = false, features = [\"logs\"] }";
    assert!(manifest.contains(dependency), "{manifest}");
}

#[test]
fn what_is_lost_is_found_by_the_exit_code() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("old.yaml");
    let text =
        "AWSTemplateFormatVersion: 2008-01-01\nResources: {Logs: {Type: AWS::Logs::LogGroup}}\n";
    fs::write(&file, text).unwrap();
    let (code, _, err) = call(&[file.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(err.contains("is dropped"), "{err}");
    assert_eq!(call(&[dir.path().join("none.yaml").to_str().unwrap()]).0, 2);
}

/// `UPDATE_DOCS=1 cargo test -p stackwright-cli --test adopted` writes the output anew.
#[test]
fn the_page_shows_what_is_said() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("shop");
    let template = root.join("tests/data/moving/by_hand.yaml");
    let (code, _, err) = call(&[path(&template), "--out", path(&out)]);
    assert_eq!(code, 0);
    let said = err.replace(&format!("{}/", path(dir.path())), "");
    let command = "$ stackwright adopt tests/data/moving/by_hand.yaml --out shop\n";
    let page = fs::read_to_string(root.join("docs/moving.md")).unwrap();
    let (before, rest) = page.split_once(command).unwrap();
    let (_, after) = rest.split_once("```\n").unwrap();
    let expected = format!("{before}{command}{said}```\n{after}");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(root.join("docs/moving.md"), &expected).unwrap();
        return;
    }
    let hint = "run UPDATE_DOCS=1 cargo test -p stackwright-cli --test adopted";
    assert!(page == expected, "{hint}");
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test adopted` writes the file anew.
#[test]
fn the_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/out/adopted.schema.json");
    let mut expected = serde_json::to_string_pretty(&JsonAdopted::schema()).unwrap();
    expected.push('\n');
    if env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    assert_eq!(
        fs::read_to_string(&path).unwrap_or_default(),
        expected,
        "run `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test adopted`"
    );
}
