//! The command `watch`: a program that is built, and built again when a file is saved.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// For a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A project whose program copies its template, unless it is `broken`.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let project = Project(tempfile::tempdir().unwrap());
        fs::create_dir_all(project.path("src")).unwrap();
        fs::create_dir_all(project.path("target")).unwrap();
        fs::create_dir_all(project.path("tmp")).unwrap();
        project.write("cdk.json", r#"{"app": "sh run.sh"}"#);
        project.write(
            "run.sh",
            "cp src/web.yaml \"$CDK_OUTDIR/Web.yaml\" || exit 1\n\
             grep -q broken src/web.yaml && { echo 'error: it is broken' >&2; exit 101; }\n\
             echo \"$@\" > target/arguments\n\
             echo \"wrote 1 stack to $CDK_OUTDIR: Web\" >&2\n",
        );
        project.count("1");
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn count(&self, count: &str) {
        self.write(
            "src/web.yaml",
            &format!(
                "Resources: {{Web: {{Type: AWS::ECS::Service, Properties: {{DesiredCount: {count}}}}}}}\n"
            ),
        );
    }

    fn watch(&self, args: &[&str]) -> Command {
        // Both outputs in one, so that what is said keeps its order.
        let mut command = Command::new("sh");
        command.args(["-c", "exec \"$0\" \"$@\" 2>&1"]);
        command.args([env!("CARGO_BIN_EXE_stackwright"), "watch"]);
        command.arg(self.0.path()).args(args);
        // So that what is left there can be seen.
        command.env("TMPDIR", self.path("tmp"));
        command.stdin(Stdio::null());
        command.stdout(Stdio::piped());
        command
    }
}

/// A process that watches, and what it says.
struct Watching {
    child: Child,
    lines: Receiver<String>,
    heard: Vec<String>,
}

impl Watching {
    fn start(project: &Project, args: &[&str]) -> Self {
        let mut child = project.watch(args).spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        let output = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Watching {
            child,
            lines,
            heard: Vec::new(),
        }
    }

    /// Waits until it says this; gives what it said on the way.
    fn until(&mut self, said: &str) -> Vec<String> {
        let from = self.heard.len();
        while !self.heard[from..].iter().any(|line| line.contains(said)) {
            let line = self.lines.recv_timeout(PATIENCE);
            assert!(line.is_ok(), "no `{said}` after {:#?}", self.heard);
            self.heard.extend(line);
        }
        self.heard[from..].to_vec()
    }

    /// Presses Ctrl-C.
    fn interrupt(&mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-INT", &id])
                .status()
                .unwrap()
                .success()
        );
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "it goes on: {:#?}", self.heard);
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const WAITS: &str = "waiting for a file";

#[test]
fn every_save_shows_what_has_changed_since_the_start() {
    let project = Project::new();
    let mut watching = Watching::start(&project, &[]);
    assert_eq!(watching.until(WAITS)[0], "began with Web");

    project.count("2");
    let said = watching.until(WAITS).join("\n");
    assert!(said.contains("DesiredCount: 1 -> 2"), "{said}");

    // Since the start, and not since the last time.
    project.count("3");
    let said = watching.until(WAITS).join("\n");
    assert!(said.contains("DesiredCount: 1 -> 3"), "{said}");

    // What does not build is shown, and it goes on.
    project.count("broken");
    let said = watching.until(WAITS).join("\n");
    assert!(said.contains("error: it is broken"), "{said}");
    assert!(said.contains("failed after"), "{said}");

    project.count("1");
    let said = watching.until(WAITS).join("\n");
    assert!(said.contains("nothing changes"), "{said}");

    assert_eq!(watching.interrupt().code(), Some(0));
    let left: Vec<_> = fs::read_dir(project.path("tmp")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_the_program_writes_is_no_save() {
    let project = Project::new();
    let mut watching = Watching::start(&project, &[]);
    watching.until(WAITS);
    project.write("target/debug", "written by cargo");
    project.write("src/.web.yaml.swp", "written by an editor");
    project.count("2");
    watching.until(WAITS);
    // Nothing more is said: what was written beside was no second save.
    let more = watching.lines.recv_timeout(Duration::from_millis(800));
    assert!(more.is_err(), "{more:?}");
    let runs = watching.heard.iter();
    let runs = runs.filter(|line| line.contains("done after")).count();
    assert_eq!(runs, 2, "{:#?}", watching.heard);
    assert_eq!(watching.interrupt().code(), Some(0));
}

#[test]
fn a_program_that_is_at_work_is_ended_too() {
    let project = Project::new();
    project.write("run.sh", "echo at work >&2; exec sleep 60\n");
    let mut watching = Watching::start(&project, &[]);
    watching.until("at work");
    assert_eq!(watching.interrupt().code(), Some(0));
    let left: Vec<_> = fs::read_dir(project.path("tmp")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

/// The code, and what is said.
fn once(project: &Project, args: &[&str]) -> (Option<i32>, String) {
    let output = project.watch(args).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    (output.status.code(), said)
}

#[test]
fn once_is_for_scripts() {
    let project = Project::new();
    fs::create_dir(project.path("before")).unwrap();
    project.write(
        "before/Web.yaml",
        "Resources: {Web: {Type: AWS::ECS::Service, Properties: {DesiredCount: 7}}}",
    );
    let before = project.path("before");
    let before = before.to_str().unwrap();
    let args = ["--once", "--against", before, "--", "--settings", "it's"];
    let (code, said) = once(&project, &args);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("DesiredCount: 7 -> 1"), "{said}");
    let arguments = fs::read_to_string(project.path("target/arguments")).unwrap();
    assert_eq!(arguments, "--settings it's\n");

    project.count("broken");
    let (code, said) = once(&project, &["--once"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("error: it is broken"), "{said}");
}

#[test]
fn what_cannot_be_watched_is_said() {
    let project = Project::new();
    let missing = ["--once", "--against", "/nowhere/at/all"];
    let (code, said) = once(&project, &missing);
    assert_eq!(code, Some(2));
    assert!(said.starts_with("error: "), "{said}");

    project.write("cdk.json", "[");
    let (code, said) = once(&project, &["--once"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("cdk.json: "), "{said}");

    // A program that writes nothing.
    project.write("cdk.json", r#"{"app": "true"}"#);
    let (code, said) = once(&project, &["--once"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("there is no template in"), "{said}");
}
