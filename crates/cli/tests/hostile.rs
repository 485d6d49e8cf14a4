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

/// Where a file of that name stands in the arguments of a verb.
const HERE: &str = "HERE";

/// What is called with a template or an assembly; `good` is one that is.
fn verbs(good: &str) -> Vec<Vec<&str>> {
    vec![
        vec!["diff", good, HERE],
        vec!["diff", HERE, good, "--format", "json"],
        vec!["plan", HERE],
        vec!["plan", "--old", HERE, good, "--format", "markdown"],
        vec!["ids", HERE, "--lock", "none.lock"],
        vec!["mapping", "import", "--old", HERE, good],
        vec!["mapping", "refactor", HERE, good, "--for", "aws"],
        vec!["import", HERE],
        vec!["graph", HERE, "--format", "json"],
        vec![
            "graph", good, "--base", HERE, "--view", "changes", "--format", "svg",
        ],
        vec!["why", "A", "--in", HERE],
        vec!["cost", HERE, "--format", "json"],
    ]
}

fn tool(args: &[&str], dir: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stackwright"));
    command.args(args).current_dir(dir).stdin(Stdio::null());
    command.output().unwrap()
}

const GOOD: &str = "Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: a}}}";

/// Every verb that reads templates says what is wrong with one, and where; nothing is printed as if it were well.
#[test]
fn what_is_no_template_is_said_by_every_verb() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    let write = |name: &str, bytes: &[u8]| {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write("good.yaml", GOOD.as_bytes());
    fs::create_dir(dir.join("nothing")).unwrap();
    let lists = "[".repeat(10_000) + &"]".repeat(10_000);
    let deep = format!("{{\"Resources\": {{\"A\": {lists}}}}}");
    let stack = |file: &str| {
        format!(
            r#"{{"artifacts":{{"A":{{"type":"aws:cloudformation:stack","properties":{{"templateFile":"{file}"}}}}}}}}"#
        )
    };
    let itself = r#"{"Resources":{"N":{"Type":"AWS::CloudFormation::Stack","Metadata":{"aws:asset:path":"a.json"}}}}"#;
    let gone = stack("none.json");
    let cases: &[(&str, &str, &[u8], &str)] = &[
        ("empty.yaml", "empty.yaml", b"", "empty.yaml:1:1"),
        ("list.json", "list.json", b"[1, 2]", "list.json:1:1"),
        ("null.json", "null.json", b"null", "null.json:1:1"),
        ("package.json", "package.json", b"{\"name\": \"x\"}", "package.json"),
        ("reslist.json", "reslist.json", b"{\"Resources\": []}", "reslist.json"),
        ("deep.json", "deep.json", deep.as_bytes(), "nesting"),
        ("huge.json", "huge.json", b"{\"Resources\": {\"A\": 1e400}}", "1e400"),
        ("bytes.yaml", "bytes.yaml", b"Resources:\n  A\xff: 1\n", "bytes.yaml:2:4"),
        ("missing.yaml", "other", b"", "missing.yaml"),
        ("nothing", "other", b"", "nothing"),
        ("junk", "junk/a.txt", b"x", "junk"),
        ("half", "half/manifest.json", b"{\"artifacts\":", "manifest.json"),
        ("shape", "shape/manifest.json", b"[]", "manifest of an assembly"),
        ("number", "number/manifest.json", b"{\"artifacts\": 1}", "manifest of an assembly"),
        ("gone", "gone/manifest.json", gone.as_bytes(), "none.json"),
        (
            "circle",
            "circle/manifest.json",
            br#"{"artifacts":{"A":{"type":"cdk:cloud-assembly","properties":{"directoryName":"."}}}}"#,
            "in itself",
        ),
        ("nested", "nested/a.json", itself.as_bytes(), "in itself"),
    ];
    write("nested/manifest.json", stack("a.json").as_bytes());
    for (path, file, bytes, expected) in cases {
        write(file, bytes);
        for args in verbs("good.yaml") {
            let args: Vec<&str> = args
                .iter()
                .map(|arg| if *arg == HERE { path } else { *arg })
                .collect();
            let output = tool(&args, dir);
            let said = text(&output);
            assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
            assert!(
                said.starts_with("error: ") && said.contains(expected),
                "{args:?}: {said}"
            );
            assert!(output.stdout.is_empty(), "{args:?}");
        }
    }
}

/// What is read and makes no sense is no reason to fall over: circles, sections of another shape, odd names.
#[test]
fn templates_that_make_no_sense_are_survived_by_every_verb() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    fs::write(dir.join("good.yaml"), GOOD).unwrap();
    let circle = "
Conditions: {X: !Not [!Condition Y], Y: !And [!Condition X, !Condition Y]}
Resources:
  A: {Type: 'AWS::EC2::SecurityGroup', Condition: X, Properties: {GroupDescription: !Ref B, VpcId: !Ref A}}
  B: {Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: !GetAtt A.GroupId}, DependsOn: [A, B, C]}
  C: {Type: 'AWS::ECS::Service', DependsOn: B, Properties: {Cluster: !Ref D, TaskDefinition: !Ref C}}
  D: {Type: 'AWS::SQS::Queue', Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn}}}
Outputs: {O: {Value: !Ref A, Export: {Name: !ImportValue O}}}
";
    let shapes = "
Parameters: {P: 1, Q: {Default: [1]}}
Mappings: 3
Conditions: x
Transform: {a: b}
Resources:
  '': {Type: ''}
  'a/../c': {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Select [99999999999999999999, [a]]}}
  R: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Sub '${', Tags: !Split ['', x], X: !Join [1, 2, 3], Y: !If [a]}}
  N: null
  L: []
  T: {Type: 1, Properties: []}
  Auto: {Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: {MaxSize: '99999999999999999999', MinSize: -1}}
  Data: {Type: 'AWS::RDS::DBInstance', Properties: {AllocatedStorage: 999999999999999999999, DBInstanceClass: x, Iops: -5}}
  'Fn::ForEach::M': 3
Outputs: [1]
";
    let nested = "!Not [".repeat(150) + "a" + &"]".repeat(150);
    let deep = format!(
        "Resources: {{A: {{Type: 'AWS::SNS::Topic', Properties: {{DisplayName: {nested}}}}}}}"
    );
    for (name, template) in [
        ("circle.yaml", circle),
        ("shapes.yaml", shapes),
        ("deep.yaml", &deep),
    ] {
        fs::write(dir.join(name), template).unwrap();
        for args in verbs("good.yaml") {
            let args: Vec<&str> = args
                .iter()
                .map(|arg| if *arg == HERE { name } else { *arg })
                .collect();
            let output = tool(&args, dir);
            let said = text(&output);
            assert!(
                matches!(output.status.code(), Some(0..=2)),
                "{args:?}: {said}"
            );
            assert!(!said.contains("panicked"), "{args:?}: {said}");
        }
    }
    // Stacks that wait for each other cannot be deployed.
    fs::create_dir(dir.join("ring")).unwrap();
    let stack = |needs: &str| {
        format!(
            r#"{{"type":"aws:cloudformation:stack","properties":{{"templateFile":"t.json"}},"dependencies":["{needs}"]}}"#
        )
    };
    let manifest = format!(
        r#"{{"artifacts":{{"A":{},"B":{}}}}}"#,
        stack("B"),
        stack("A")
    );
    fs::write(dir.join("ring/manifest.json"), manifest).unwrap();
    fs::write(dir.join("ring/t.json"), r#"{"Resources": {}}"#).unwrap();
    let output = tool(&["plan", "ring"], dir);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
}

#[test]
fn a_name_that_is_no_type_is_said_with_the_way_out() {
    let temp = tempfile::tempdir().unwrap();
    let long = "A".repeat(100_000);
    for name in [
        "",
        ".",
        "::",
        "AWS::",
        "AWS::ECS::Service.",
        "AWS::ECS::Sevrice",
        &long,
    ] {
        let output = tool(&["types", name], temp.path());
        let said = text(&output);
        assert!(
            matches!(output.status.code(), Some(0 | 2)),
            "{name:.40}: {said:.200}"
        );
        assert_eq!(
            output.status.code() == Some(2),
            said.contains("help: "),
            "{name:.40}: {said:.200}"
        );
    }
}

/// What takes the place of a file does so wholly or not at all.
#[test]
fn a_full_disk_leaves_the_files_of_other_verbs() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    let mut large = "Resources:\n".to_owned();
    for number in 0..400 {
        large.push_str(&format!("  Topic{number}: {{Type: 'AWS::SNS::Topic'}}\n"));
    }
    fs::write(dir.join("large.yaml"), large).unwrap();
    assert!(start(400, &dir.join("cdk.out")).wait().unwrap().success());
    let full = |args: &str| {
        let mut shell = Command::new("sh");
        let limited = format!("trap '' XFSZ; ulimit -f 16; exec \"$0\" {args}");
        shell
            .arg("-c")
            .arg(limited)
            .arg(env!("CARGO_BIN_EXE_stackwright"));
        shell.current_dir(dir).output().unwrap()
    };
    for (file, args) in [
        ("page.html", "graph large.yaml --out page.html"),
        ("ids.lock", "ids cdk.out --write"),
    ] {
        fs::write(dir.join(file), "mine").unwrap();
        let output = full(args);
        assert_eq!(output.status.code(), Some(2), "{args}: {}", text(&output));
        assert!(text(&output).contains(file), "{args}: {}", text(&output));
        assert_eq!(
            fs::read_to_string(dir.join(file)).unwrap(),
            "mine",
            "{args}"
        );
    }
    let output = full("import large.yaml --out program.rs");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    let names: Vec<String> = files(dir).into_keys().collect();
    assert_eq!(names.len(), 3, "{names:?}");
    // Where a file stands in the way of a folder, and where there is none.
    for args in [
        &["graph", "large.yaml", "--out", "large.yaml/page.html"][..],
        &["graph", "large.yaml", "--out", "none/page.html"],
        &["graph", "large.yaml", "--out", "."],
        &["ids", "large.yaml", "--write", "--lock", "none/ids.lock"],
        &["import", "large.yaml", "--out", "large.yaml/program.rs"],
    ] {
        let output = tool(args, dir);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", text(&output));
        assert!(
            text(&output).starts_with("error: "),
            "{args:?}: {}",
            text(&output)
        );
    }
}

/// What is deployed is read by `adopt` of a program, and said where it is none.
#[test]
fn an_app_does_not_adopt_what_is_no_template() {
    let temp = tempfile::tempdir().unwrap();
    let file = temp.path().join("deployed.json");
    let adopt = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let args = ["app", "adopt", file.to_str().unwrap()];
        let code = stackwright_cli::run_args(args, &mut stdout, &mut stderr, |app: &App| {
            app.stack("Web")
                .add("Topic", RawResource::new("AWS::SNS::Topic"));
        });
        (code, String::from_utf8_lossy(&stderr).into_owned())
    };
    for bytes in [
        &b""[..],
        b"[]",
        b"{\"Resources\": 1}",
        b"\xff",
        b"{\"name\": \"x\"}",
    ] {
        let (code, said) = adopt(bytes);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("deployed.json"), "{said}");
    }
    let (code, said) = adopt(b"{\"Resources\": {\"A\": null, \"B\": {\"Type\": 1}}}");
    assert!(code <= 1, "{said}");
}
