//! Input and surroundings that mean no good: a clear error, and what was written before stays.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use stackwright_core::{App, RawResource};

/// Says to this very binary that it is to be an app, with that many resources.
const RESOURCES: &str = "STACKWRIGHT_TEST_RESOURCES";
/// Where that app writes.
const OUT: &str = "STACKWRIGHT_TEST_OUT";

/// Not a test: the app that the tests below start as a process of its own.
#[test]
fn app() {
    let (Ok(resources), Ok(out)) = (std::env::var(RESOURCES), std::env::var(OUT)) else {
        return;
    };
    let resources: usize = resources.parse().unwrap();
    let build = |app: &App| {
        let web = app.stack("Web");
        for number in 0..resources {
            let topic = RawResource::new("AWS::SNS::Topic");
            let name = format!("topic {number} {}", ".".repeat(80));
            web.add(
                format!("Topic{number}"),
                topic.property("DisplayName", name),
            );
        }
    };
    let args = ["app", "synth", "--out", &out];
    let code =
        stackwright_cli::run_args(args, &mut std::io::stdout(), &mut std::io::stderr(), build);
    std::process::exit(i32::from(code));
}

/// The app as a process, behind some commands of a shell.
fn shell(before: &str, resources: usize, out: &Path) -> Command {
    let mut command = Command::new("sh");
    let test = std::env::current_exe().unwrap();
    command
        .arg("-c")
        .arg(format!("{before} exec \"$0\" --exact app --nocapture"))
        .arg(test)
        .env(RESOURCES, resources.to_string())
        .env(OUT, out)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn start(resources: usize, out: &Path) -> Child {
    shell("", resources, out).spawn().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Files by name.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let read = |path: &Path| (path.display().to_string(), fs::read(path).unwrap());
    entries
        .filter(|path| path.is_file())
        .map(|path| read(&path))
        .collect()
}

#[test]
fn a_full_disk_leaves_what_was_there() {
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path().join("cdk.out");
    assert!(start(1, &out).wait().unwrap().success());
    let before = files(&out);

    // A file cannot grow beyond 16 blocks of 512 bytes, which to the writer is what a full disk
    // is: a write that fails half-way.
    let output = shell("trap '' XFSZ; ulimit -f 16;", 400, &out)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(text(&output).contains("cannot write"), "{}", text(&output));
    assert_eq!(files(&out), before);
    assert_eq!(
        fs::read_dir(temp.path()).unwrap().count(),
        1,
        "nothing half made is left"
    );
}

#[test]
fn a_run_that_is_killed_leaves_what_was_there() {
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path().join("cdk.out");
    assert!(start(1, &out).wait().unwrap().success());
    let before = files(&out);

    // Sent by the kernel in the middle of a write.
    let output = shell("ulimit -f 16;", 400, &out).output().unwrap();
    assert_eq!(
        output.status.code(),
        None,
        "it ends by a signal: {}",
        text(&output)
    );
    assert_eq!(files(&out), before);

    // The next run tidies up.
    assert!(start(2, &out).wait().unwrap().success());
    assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1);
}

/// The template of so many resources.
fn template(resources: usize) -> Vec<u8> {
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path().join("cdk.out");
    assert!(start(resources, &out).wait().unwrap().success());
    fs::read(out.join("Web.template.json")).unwrap()
}

#[test]
fn six_runs_into_one_directory_all_succeed_and_leave_one_of_the_six() {
    let templates = [300, 400].map(template);
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path().join("both");
    for _ in 0..3 {
        let mut runs: Vec<Child> = (0..6).map(|run| start(300 + run % 2 * 100, &out)).collect();
        for run in &mut runs {
            assert_eq!(run.wait().unwrap().code(), Some(0));
        }
        let written = fs::read(out.join("Web.template.json")).unwrap();
        assert!(templates.contains(&written), "a mixture was written");
        assert!(out.join("manifest.json").is_file());
        assert_eq!(
            fs::read_dir(temp.path()).unwrap().count(),
            1,
            "something is left"
        );
        // The template, which is long enough to be an asset, their list, the tree, the manifest, the report.
        assert_eq!(
            files(&out).len(),
            5 - usize::from(!out.join("validation-report.json").exists())
        );
    }
}

/// The shell that called it stands in the directory, which therefore stays.
fn start_in(out: &Path, resources: usize) -> Command {
    let mut command = shell("", resources, Path::new("."));
    command.current_dir(out);
    command
}

#[test]
fn the_directory_in_which_the_shell_stands_stays() {
    use std::os::unix::fs::MetadataExt;

    let temp = tempfile::tempdir().unwrap();
    let before = fs::metadata(temp.path()).unwrap().ino();
    for resources in [2, 3] {
        // Twice, and the second as the shell would call it that still stands there.
        let output = start_in(temp.path(), resources).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        assert_eq!(fs::metadata(temp.path()).unwrap().ino(), before);
        let written = fs::read(temp.path().join("Web.template.json")).unwrap();
        assert_eq!(written, template(resources));
        assert!(
            files(temp.path())
                .keys()
                .all(|name| !name.contains("stackwright"))
        );
    }
}

#[test]
fn a_full_disk_leaves_what_was_in_the_directory_in_which_the_shell_stands() {
    let temp = tempfile::tempdir().unwrap();
    assert!(start_in(temp.path(), 1).status().unwrap().success());
    let before = files(temp.path());
    let output = shell("trap '' XFSZ; ulimit -f 16;", 400, Path::new("."))
        .current_dir(temp.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert_eq!(files(temp.path()), before);
}

/// Whenever it is killed, the directory holds the previous assembly, the new one, or no manifest
/// and so no assembly; and the next run makes it whole.
#[test]
fn a_run_that_is_killed_leaves_no_mixture_in_the_directory_in_which_the_shell_stands() {
    let templates = [300, 400].map(template);
    let temp = tempfile::tempdir().unwrap();
    assert!(start_in(temp.path(), 300).status().unwrap().success());
    let is_whole = || {
        let written = fs::read(temp.path().join("Web.template.json")).ok();
        written.is_some_and(|written| templates.contains(&written))
    };
    let mut killed = 0;
    for round in 0..60 {
        let mut run = start_in(temp.path(), 300 + round % 2 * 100)
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(u64::try_from(round).unwrap()));
        run.kill().unwrap();
        killed += usize::from(run.wait().unwrap().code().is_none());
        assert!(
            !temp.path().join("manifest.json").exists() || is_whole(),
            "{round}"
        );
    }
    assert!(killed > 0, "every run was too fast to be killed");
    assert!(start_in(temp.path(), 400).status().unwrap().success());
    assert!(is_whole());
    let names: Vec<_> = fs::read_dir(temp.path()).unwrap().collect();
    assert_eq!(names.len(), files(temp.path()).len(), "{names:?}");
}

#[test]
fn a_directory_that_cannot_be_written_is_said() {
    let temp = tempfile::tempdir().unwrap();
    let closed = temp.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    // Permissions do not bind the superuser, whom a path below a file stops.
    fs::write(temp.path().join("file"), "mine").unwrap();
    let is_root = fs::write(closed.join("probe"), "").is_ok();
    let out = match is_root {
        true => temp.path().join("file/cdk.out"),
        false => closed.join("cdk.out"),
    };
    let output = shell("", 1, &out).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(text(&output).contains("cannot find"), "{}", text(&output));
    assert_eq!(
        fs::read_to_string(temp.path().join("file")).unwrap(),
        "mine"
    );
}

#[test]
fn names_and_ids_of_stacks_lead_nowhere_else() {
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path().join("cdk.out").display().to_string();
    let call = |build: &dyn Fn(&App)| {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let args = ["app", "synth", "--out", &out];
        let code = stackwright_cli::run_args(args, &mut stdout, &mut stderr, build);
        (code, String::from_utf8_lossy(&stderr).into_owned())
    };
    for name in ["../up", "/etc/up", "..", ".", "", "nul\0", "new\nline"] {
        let named = |app: &App| {
            let stack = app.stack("Web");
            stack.name(name.to_owned());
            stack.add("Topic", RawResource::new("AWS::SNS::Topic"));
        };
        let with_id = |app: &App| {
            let stack = app.stack(name.to_owned());
            stack.name("Web");
            stack.add("Topic", RawResource::new("AWS::SNS::Topic"));
        };
        let (code, said) = call(&named);
        assert_ne!(code, 0, "{name:?} is written: {said}");
        assert!(said.contains("error") && said.contains("name"), "{said}");
        assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 0, "{name:?}");
        // A slash in an id becomes hyphens, which lead nowhere either.
        let (code, said) = call(&with_id);
        assert!(
            code != 0 || said.contains("--up"),
            "{name:?} is written: {said}"
        );
        let files: Vec<_> = fs::read_dir(temp.path()).unwrap().collect();
        assert!(files.len() <= 1, "{name:?}: {files:?}");
        let _ = fs::remove_dir_all(&out);
    }
}

/// Checks a file, and gives the exit code and what is said.
fn check(name: &str, bytes: &[u8]) -> (Option<i32>, String) {
    let temp = tempfile::tempdir().unwrap();
    let file = temp.path().join(name);
    fs::write(&file, bytes).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_stackwright"))
        .arg("check")
        .arg(&file)
        .output()
        .unwrap();
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.code(), out)
}

#[test]
fn hostile_files_are_errors_with_their_place() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, of) in ('b'..='k').zip('a'..='j') {
        let items = vec![format!("*{of}"); 9].join(", ");
        bomb.push_str(&format!("{name}: &{name} [{items}]\n"));
    }
    let deep = |open: &str, close: &str| {
        let (open, close) = (open.repeat(10_000), close.repeat(10_000));
        format!("{{\"Resources\": {open}1{close}}}").into_bytes()
    };
    for (name, bytes, expected) in [
        ("bomb.yaml", bomb.into_bytes(), "aliases"),
        ("lists.json", deep("[", "]"), "nesting"),
        ("objects.json", deep("{\"a\":", "}"), "nesting"),
        ("lists.yaml", deep("[", "]"), "nesting"),
        ("bytes.yaml", b"Resources:\n  A\xff: 1\n".to_vec(), "UTF-8"),
        ("nul.json", b"{\"Resources\": \0}".to_vec(), "NUL"),
        ("empty.yaml", Vec::new(), ""),
        ("half.json", b"{\"Resources\": {".to_vec(), "expected"),
    ] {
        let (code, out) = check(name, &bytes);
        assert_eq!(code, Some(1), "{name}: {out}");
        assert!(
            out.contains("error[TPL001]") && out.contains(expected),
            "{name}: {out}"
        );
        assert!(out.contains(&format!("{name}:")), "{name}: {out}");
    }
}

#[test]
fn a_hundred_megabytes_are_no_template() {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("large.json");
    // Sparse: all of it is NUL, and none of it is on the disk.
    fs::File::create(&path).unwrap().set_len(100 << 20).unwrap();
    let check = |what: &Path| {
        let mut check = Command::new(env!("CARGO_BIN_EXE_stackwright"));
        check.arg("check").arg(what).output().unwrap()
    };
    let output = check(&path);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("large.json"), "{said}");
    assert!(said.contains("more than 32 MB"), "{said}");
    // Where nobody named it, it is none of the templates.
    fs::write(temp.path().join("web.json"), r#"{"Resources": {}}"#).unwrap();
    let said = String::from_utf8_lossy(&check(temp.path()).stderr).into_owned();
    assert_eq!(said, "");
}
