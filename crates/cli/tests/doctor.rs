//! The command `doctor`, with programs that say what versions they are told to.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;

/// A folder with a project, and one with programs.
struct Machine(tempfile::TempDir);

impl Machine {
    fn new(programs: &[(&str, &str)]) -> Self {
        let machine = Machine(tempfile::tempdir().unwrap());
        fs::create_dir(machine.0.path().join("bin")).unwrap();
        for (name, said) in programs {
            machine.program(name, &format!("echo '{said}'"));
        }
        machine
    }

    fn program(&self, name: &str, script: &str) {
        let path = self.0.path().join("bin").join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn file(&self, name: &str, text: &str) {
        let path = self.0.path().join("project").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The code, and what is said.
    fn doctor(&self, args: &[&str]) -> (Option<i32>, String) {
        let project = self.0.path().join("project");
        fs::create_dir_all(&project).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_stackwright"))
            .arg("doctor")
            .arg(&project)
            .args(args)
            .env("PATH", self.0.path().join("bin"))
            .output()
            .unwrap();
        assert!(output.stderr.is_empty());
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    }
}

const GOOD: [(&str, &str); 5] = [
    ("rustc", "rustc 1.95.0 (f2d3ce0bd 2026-03-21)"),
    ("cargo", "cargo 1.95.0 (f2d3ce0bd 2026-03-21)"),
    ("node", "v22.4.1"),
    ("cdk", "2.1148.1 (build 4b6f0e8)"),
    ("aws", "aws-cli/2.31.0 Python/3.13.7 Linux/6.18"),
];

const MANIFEST: &str = r#"{"version": "36.0.0", "artifacts": {
    "Web": {"type": "aws:cloudformation:stack", "properties": {
        "requiresBootstrapStackVersion": 6,
        "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version"}},
    "Web.assets": {"type": "cdk:asset-manifest", "properties": {
        "requiresBootstrapStackVersion": 8,
        "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version"}},
    "Tree": {"type": "cdk:tree"}}}"#;

/// What `cdk.context.json` keeps of two regions.
fn context(versions: [u32; 2]) -> String {
    let [one, other] = versions;
    let key = "ssm:account=111122223333:parameterName=/cdk-bootstrap/hnb659fds/version:region";
    format!(
        r#"{{"{key}=eu-west-1": "{one}", "{key}=us-east-1": "{other}",
        "ssm:account=111122223333:parameterName=/other:region=us-east-1": "1"}}"#
    )
}

/// A version that this program's own is compatible with, whatever it is.
fn lock(version: &str) -> String {
    format!("[[package]]\nname = \"stackwright\"\nversion = \"{version}\"\n")
}

#[test]
fn what_fits_is_said() {
    let machine = Machine::new(&GOOD);
    machine.file("Cargo.toml", "");
    machine.file("Cargo.lock", &lock(env!("CARGO_PKG_VERSION")));
    machine.file("cdk.out/manifest.json", MANIFEST);
    machine.file("cdk.context.json", &context([21, 8]));
    let (code, text) = machine.doctor(&[]);
    assert_eq!(code, Some(0), "{text}");
    assert_snapshot!("doctor_fits", text);
}

#[test]
fn what_does_not_is_said_with_what_to_do() {
    let old = [
        ("rustc", "rustc 1.80.1 (3f5fd8dd4 2024-08-06)"),
        ("node", "v16.20.2"),
        ("cdk", "1.204.0 (build 0)"),
        ("aws", "aws-cli/1.45.11 Python/3.11.7"),
    ];
    let machine = Machine::new(&old);
    machine.file("Cargo.toml", "");
    machine.file("Cargo.lock", &lock("7.2.0"));
    machine.file("cdk.out/manifest.json", MANIFEST);
    machine.file("cdk.context.json", &context([21, 7]));
    let (code, text) = machine.doctor(&[]);
    assert_eq!(code, Some(1), "{text}");
    assert_snapshot!("doctor_unfit", text);
    let (code, json) = machine.doctor(&["--format", "json"]);
    assert_eq!(code, Some(1));
    assert_snapshot!("doctor_json", json);
}

/// Where nothing is needed, nothing is missing.
#[test]
fn an_empty_machine_lacks_nothing_for_templates() {
    let machine = Machine::new(&[]);
    let (code, text) = machine.doctor(&[]);
    assert_eq!(code, Some(0), "{text}");
    assert_eq!(text.matches("missing").count(), 5, "{text}");
}

#[test]
fn what_is_not_known_is_not_judged() {
    let machine = Machine::new(&[
        ("rustc", "no version"),
        ("cdk", "2.999.0"),
        ("node", "v31.0.0"),
    ]);
    machine.program("aws", "exit 3");
    machine.file("cdk.out/manifest.json", MANIFEST);
    machine.file("cdk.context.json", "no JSON");
    machine.file("Cargo.lock", "no lock");
    let (code, text) = machine.doctor(&[]);
    assert_eq!(code, Some(0), "{text}");
    assert_snapshot!("doctor_unknown", text);
}

/// A program is asked, and changes nothing.
#[test]
fn programs_are_kept_from_the_network() {
    let machine = Machine::new(&[]);
    let said = "echo \"1.$CDK_DISABLE_VERSION_CHECK.$RUSTUP_AUTO_INSTALL\"";
    machine.program("aws", said);
    let (_, text) = machine.doctor(&[]);
    assert!(text.contains("1.1.0"), "{text}");
}

/// `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test doctor` writes the file anew.
#[test]
fn the_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/out/doctor.schema.json");
    let schema = stackwright_cli::doctor::Checkup::schema();
    let mut expected = serde_json::to_string_pretty(&schema).unwrap();
    expected.push('\n');
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        committed, expected,
        "run `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test doctor`"
    );
}
