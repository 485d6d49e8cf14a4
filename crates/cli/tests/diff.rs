//! The command `diff`: what it shows, and what it ends with.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;
use stackwright_cli::diff::{Difference, JsonDiff, StackTemplates};
use stackwright_cli::report::Style;
use stackwright_cli::{run_args, tool_with};
use stackwright_core::{App, RawResource};
use stackwright_template::Template;

const BEFORE: &str = include_str!("data/diff/before.yaml");
const AFTER: &str = include_str!("data/diff/after.yaml");

fn difference(before: &str, after: &str) -> Difference {
    let read = |text: &str| StackTemplates::of("Shop", Template::from_yaml(text).unwrap());
    Difference::between(&read(before), &read(after))
}

/// The code, and what is said on both outputs.
fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "diff"].iter().chain(args);
    let code = tool_with(args, &mut &b""[..], &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn the_text_says_what_becomes_of_everything() {
    assert_snapshot!("diff_text", difference(BEFORE, AFTER).to_text(Style::Plain));
}

#[test]
fn the_markdown_goes_into_a_pull_request() {
    assert_snapshot!("diff_markdown", difference(BEFORE, AFTER).to_markdown());
}

#[test]
fn the_json_has_all_of_it() {
    assert_snapshot!("diff_json", difference(BEFORE, AFTER).to_json());
}

#[test]
fn colours_are_for_terminals() {
    let difference = difference(BEFORE, AFTER);
    assert!(difference.to_text(Style::Colour).contains("\x1b[31m"));
    assert!(!difference.to_text(Style::Plain).contains('\x1b'));
}

#[test]
fn the_exit_code_is_for_hazards_and_for_what_is_asked() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let service = |count: &str| {
        format!(
            "Resources: {{Web: {{Type: AWS::ECS::Service, Properties: {{DesiredCount: {count}}}}}}}"
        )
    };
    let (one, two) = (file("a.yaml", &service("1")), file("b.yaml", &service("2")));
    let cluster = |name: &str| {
        format!(
            "Resources: {{C: {{Type: AWS::ECS::Cluster, Properties: {{ClusterName: {name}}}}}}}"
        )
    };
    let (three, four) = (file("c.yaml", &cluster("a")), file("d.yaml", &cluster("b")));
    let open = file(
        "e.yaml",
        "Resources: {G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, \
         SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0}]}}}",
    );
    let shut = file(
        "f.yaml",
        "Resources: {G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g}}}",
    );
    let bucket = file("g.yaml", "Resources: {B: {Type: AWS::S3::Bucket}}");
    let none = file("h.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}");
    let cases: &[(&[&str], u8)] = &[
        (&[&one, &one], 0),
        (&[&one, &one, "--fail"], 0),
        (&[&one, &two], 0),
        (&[&one, &two, "--fail"], 1),
        (&[&one, &two, "--fail-on", "any-change"], 1),
        (&[&one, &two, "--fail-on=broadening,destructive"], 0),
        (&[&three, &four], 0),
        (
            &[
                &three,
                &four,
                "--fail-on",
                "broadening",
                "--fail-on",
                "destructive",
            ],
            1,
        ),
        (&[&shut, &open, "--fail-on", "broadening"], 1),
        (&[&open, &shut, "--fail-on", "broadening"], 0),
        // A bucket that goes is a hazard.
        (&[&bucket, &none], 1),
        (&[&one], 2),
        (&[&one, "missing.yaml"], 2),
        (&[&one, &two, "--base", "HEAD"], 2),
        (&[&one, &two, "--fail-on", "changes"], 2),
    ];
    for (args, expected) in cases {
        let (code, out, err) = call(args);
        assert_eq!(code, *expected, "{args:?}\n{out}\n{err}");
        assert_eq!(err.is_empty(), *expected != 2, "{args:?}: {err}");
    }
    let (_, out, _) = call(&[&one, &one]);
    assert_eq!(out, "nothing changes\n");
}

#[test]
fn stacks_of_assemblies_are_paired_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let synth = |out: &Path, build: fn(&App)| {
        let args = ["app", "synth", "--no-check", "--out", path(out)];
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        assert_eq!(run_args(args, &mut stdout, &mut stderr, build), 0);
    };
    let (one, two) = (dir.path().join("one"), dir.path().join("two"));
    synth(&one, |app| {
        app.stack("Web")
            .add("Topic", RawResource::new("AWS::SNS::Topic"));
        app.stack("Old")
            .add("Topic", RawResource::new("AWS::SNS::Topic"));
    });
    synth(&two, |app| {
        app.stack("Web").add(
            "Topic",
            RawResource::new("AWS::SNS::Topic").property("TopicName", "t"),
        );
        app.stack("New")
            .add("Topic", RawResource::new("AWS::SNS::Topic"));
    });
    let (code, out, err) = call(&[path(&one), path(&two)]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_snapshot!("diff_assemblies", out);
}

#[test]
fn an_app_is_compared_with_what_it_wrote() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("cdk.out");
    let call = |args: &[&str], name: &'static str| {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let code = run_args(args, &mut stdout, &mut stderr, |app| {
            app.stack("Web").add(
                "Topic",
                RawResource::new("AWS::SNS::Topic").property("TopicName", name),
            );
        });
        (code, String::from_utf8(stdout).unwrap())
    };
    assert_eq!(
        call(&["app", "synth", "--no-check", "--out", path(&out)], "one").0,
        0
    );
    let diff = ["app", "diff", "--against", path(&out), "Web"];
    assert_eq!(call(&diff, "one"), (0, "nothing changes\n".to_owned()));
    let (code, said) = call(&diff, "two");
    assert_eq!(code, 0);
    assert!(said.contains("TopicName: one -> two  (replaces)"), "{said}");
    let fails = [&diff[..], &["--fail-on", "destructive"]].concat();
    assert_eq!(call(&fails, "two").0, 1);
}

#[test]
fn stacks_in_stacks_are_compared_too() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("cdk.out");
    let call = |args: &[&str], name: &'static str| {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let code = run_args(args, &mut stdout, &mut stderr, |app| {
            let inner = app.stack("Web").nested_stack("Inner");
            let topic = RawResource::new("AWS::SNS::Topic").property("TopicName", name);
            inner.add("Topic", topic);
        });
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (code, text(stdout), text(stderr))
    };
    let synth = ["app", "synth", "--no-check", "--out", path(&out)];
    assert_eq!(call(&synth, "one").0, 0);
    let diff = ["app", "diff", "--against", path(&out)];
    assert_eq!(call(&diff, "one").1, "nothing changes\n");
    let (_, said, _) = call(&diff, "two");
    assert!(said.contains("Web/Inner"), "{said}");
    assert!(said.contains("TopicName: one -> two  (replaces)"), "{said}");
    // The one around it is updated in place.
    assert!(
        said.contains("AWS::CloudFormation::Stack is updated in place"),
        "{said}"
    );
}

#[test]
fn templates_in_folders_are_paired_by_their_files() {
    let dir = tempfile::tempdir().unwrap();
    let folder = |name: &str, topics: &[(&str, &str)]| {
        let folder = dir.path().join(name);
        fs::create_dir(&folder).unwrap();
        for (file, topic) in topics {
            let text = format!(
                "Resources: {{T: {{Type: AWS::SNS::Topic, Properties: {{DisplayName: {topic}}}}}}}"
            );
            fs::write(folder.join(file), text).unwrap();
        }
        // No template.
        fs::write(folder.join("package.json"), "{\"name\": \"x\"}").unwrap();
        folder.to_str().unwrap().to_owned()
    };
    let one = folder("one", &[("a.yaml", "a"), ("b.yaml", "b")]);
    let two = folder("two", &[("a.yaml", "a"), ("b.yaml", "c")]);
    let (code, out, err) = call(&[&one, &two]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.starts_with("b\n") && out.contains("DisplayName: b -> c"),
        "{out}"
    );
    let empty = dir.path().join("empty");
    fs::create_dir(&empty).unwrap();
    assert_eq!(call(&[&one, path(&empty)]).0, 2);
}

#[test]
fn what_a_program_has_moved_is_kept_by_the_line_that_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("cdk.out");
    let queue = || RawResource::new("AWS::SQS::Queue").property("VisibilityTimeout", 44);
    let call = |args: &[&str], build: &dyn Fn(&App)| {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let code = run_args(args, &mut stdout, &mut stderr, build);
        (code, String::from_utf8(stdout).unwrap())
    };
    let synth = ["app", "synth", "--no-check", "--out", path(&out)];
    let old = |app: &App| {
        let scope = app.stack("Web").scope("Orders");
        scope.add("Jobs", queue());
    };
    assert_eq!(call(&synth, &old).0, 0);
    let diff = ["app", "diff", "--against", path(&out)];
    let moved = |app: &App| {
        app.stack("Web").add("Work", queue());
    };
    let (code, said) = call(&diff, &moved);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("to keep it: scope.moved(handle, \"Orders/Jobs\")"),
        "{said}"
    );
    // And that line does keep it.
    let kept = |app: &App| {
        let stack = app.stack("Web");
        let queue = stack.add("Work", queue());
        stack.moved(queue, "Orders/Jobs");
    };
    assert_eq!(call(&diff, &kept), (0, "nothing changes\n".to_owned()));
}

#[test]
fn a_revision_of_git_is_the_base() {
    let dir = tempfile::tempdir().unwrap();
    let git = |args: &[&str]| {
        let done = Command::new("git")
            .current_dir(dir.path())
            .args(["-c", "user.name=a", "-c", "user.email=a@b.c"])
            .args(args)
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    let file = dir.path().join("t.yaml");
    fs::write(
        &file,
        "Resources: {T: {Type: AWS::SNS::Topic, Properties: {DisplayName: a}}}",
    )
    .unwrap();
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "one"]);
    fs::write(
        &file,
        "Resources: {T: {Type: AWS::SNS::Topic, Properties: {DisplayName: b}}}",
    )
    .unwrap();
    let (code, out, err) = call(&["--base", "HEAD", path(&file)]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("DisplayName: a -> b"), "{out}");
    // What a stack in it was made of is read from the revision, too.
    let outer = with_file(dir.path(), "outer.yaml", "a");
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "two"]);
    with_file(dir.path(), "outer.yaml", "b");
    let (_, out, _) = call(&["--base", "HEAD", &outer]);
    assert!(out.contains("TopicName: a -> b  (replaces)"), "{out}");
    let (code, _, err) = call(&["--base", "nowhere", path(&file)]);
    assert_eq!(code, 2);
    assert!(err.starts_with("error: git has no "), "{err}");
    let (code, _, err) = call(&["--base=--output=x", path(&file)]);
    assert_eq!(code, 2);
    assert!(err.contains("that is no revision"), "{err}");
}

/// A template with a stack in it whose own is a file beside it, and a bucket named by what that answers.
fn with_file(dir: &Path, file: &str, topic: &str) -> String {
    fs::create_dir_all(dir.join("in")).unwrap();
    let outer = "
Resources:
  In: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./in/topic.yaml}}
  Same: {Type: AWS::SQS::Queue, Properties: {QueueName: !GetAtt In.Outputs.Same}}
  Far: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'https://example.com/far.yaml'}}
";
    fs::write(dir.join(file), outer).unwrap();
    let inner = format!(
        "Resources: {{T: {{Type: AWS::SNS::Topic, Properties: {{TopicName: {topic}}}}}}}\nOutputs: {{Same: {{Value: s}}}}"
    );
    fs::write(dir.join("in/topic.yaml"), inner).unwrap();
    path(&dir.join(file)).to_owned()
}

#[test]
fn stacks_that_files_name_are_compared_too() {
    let dir = tempfile::tempdir().unwrap();
    let one = with_file(&dir.path().join("one"), "deployed.yaml", "a");
    let two = with_file(&dir.path().join("two"), "template.yaml", "b");
    let (code, out, err) = call(&[&one, &two]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("template.yaml/In\n"), "{out}");
    assert!(out.contains("TopicName: a -> b  (replaces)"), "{out}");
    assert!(!out.contains(" Same "), "{out}");
    let (_, out, _) = call(&[&one, &one]);
    assert_eq!(out, "nothing changes\n");
    // A template that is in itself.
    let round = dir.path().join("round.yaml");
    let text = "Resources: {In: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: round.yaml}}}";
    fs::write(&round, text).unwrap();
    let (code, _, err) = call(&[path(&round), &one]);
    assert_eq!(code, 2);
    assert!(err.contains("is it in itself?"), "{err}");
}

#[test]
fn hazards_are_explained_and_stand_in_the_page() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diff.md"))
        .unwrap();
    for hazard in stackwright_change::HAZARDS {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = ["stackwright", "explain", hazard.code];
        assert_eq!(tool_with(args, &mut &b""[..], &mut out, &mut err), 0);
        let said = String::from_utf8(out).unwrap();
        assert!(
            said.contains(hazard.why) && said.contains(hazard.page),
            "{said}"
        );
        let row = format!("| `{}` | {} |", hazard.code, hazard.title);
        assert!(page.contains(&row), "docs/diff.md has no {row}");
    }
}

/// `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test diff` writes the file anew.
#[test]
fn the_schema_of_the_difference_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/out/diff.schema.json");
    let mut expected = serde_json::to_string_pretty(&JsonDiff::schema()).unwrap();
    expected.push('\n');
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        committed, expected,
        "run `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test diff`"
    );
}

/// What goes to another stack is said in both, with what keeps it.
#[test]
fn what_moves_to_another_stack_is_said_in_both() {
    let stacks = |one: &str, other: &str| {
        let read = |text: &str| Template::from_yaml(&format!("Resources: {{{text}}}")).unwrap();
        let all = [("Data", one), ("Web", other)];
        StackTemplates::all(all.map(|(name, text)| (name.to_owned(), read(text))))
    };
    let topic = "T: {Type: 'AWS::SNS::Topic'}";
    let bucket = "Files: {Type: 'AWS::S3::Bucket', Properties: {BucketName: files}}";
    let before = stacks(&format!("{topic}, {bucket}"), topic);
    let after = stacks(topic, &format!("{topic}, {bucket}"));
    let difference = Difference::between(&before, &after);
    let text = difference.to_text(Style::Plain);
    let (data, web) = text.split_once("Web\n").unwrap();
    assert!(
        data.contains("! Files AWS::S3::Bucket comes as `Files` in stack `Web`, and the one here is deleted, with its data\n"),
        "{text}"
    );
    assert!(
        web.contains("! Files AWS::S3::Bucket was `Files` of stack `Data`: a new one is made, and the old one is deleted"),
        "{text}"
    );
    assert!(
        web.contains("to keep it: stackwright mapping refactor\n"),
        "{text}"
    );
    assert!(web.contains("resources: 1 moved; 1 hazard\n"), "{text}");
    assert!(
        difference
            .to_markdown()
            .contains("| **!** | `Files` | AWS::S3::Bucket | comes as `Files` in stack `Web`")
    );
    let json: serde_json::Value = serde_json::from_str(&difference.to_json()).unwrap();
    let first = &json["stacks"][0]["resources"][0];
    assert_eq!(first["kind"], "left");
    assert_eq!(
        first["movedTo"],
        serde_json::json!({"stack": "Web", "id": "Files"})
    );
    let second = &json["stacks"][1]["resources"][0];
    assert_eq!(
        (&second["movedFrom"], &second["movedFromStack"]),
        (&"Files".into(), &"Data".into())
    );
}

/// What the stack around gives anew is seen in the stack inside, though its template is the same.
#[test]
fn a_nested_stack_gets_other_parameters() {
    let inner = "{Parameters: {Name: {Type: String}}, Resources: {B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !Ref Name}}}, Outputs: {Name: {Value: !Ref B}, Same: {Value: s}}}";
    let outer = |name: &str| {
        format!(
            "{{Resources: {{In: {{Type: 'AWS::CloudFormation::Stack', Properties: {{TemplateURL: u, Parameters: {{Name: {name}}}}}}}, Q: {{Type: 'AWS::SQS::Queue', Properties: {{QueueName: !GetAtt In.Outputs.Same}}}}}}}}"
        )
    };
    let stacks = |name: &str| {
        let read = |text: &str| Template::from_yaml(text).unwrap();
        let all = [("Web/In", read(inner)), ("Web", read(&outer(name)))];
        StackTemplates::all(all.map(|(name, template)| (name.to_owned(), template)))
    };
    let text = Difference::between(&stacks("a"), &stacks("b")).to_text(Style::Plain);
    assert!(text.contains("Web/In\n  ! B AWS::S3::Bucket is replaced, with its data\n      BucketName: ${Name (as it was)} -> ${Name}"), "{text}");
    assert!(
        text.contains(
            "~ In AWS::CloudFormation::Stack is updated in place\n      Parameters.Name: a -> b\n"
        ),
        "{text}"
    );
    assert!(!text.contains(" Q "), "{text}");
}

/// An assembly of one stack, with what it is called there and what it is deployed as.
fn assembly(dir: &Path, stacks: &[(&str, &str, &str)]) {
    let artifacts = stacks.iter().map(|(id, name, template)| {
        fs::write(dir.join(format!("{id}.template.json")), template).unwrap();
        format!(
            r#""{id}": {{"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region", "properties": {{"templateFile": "{id}.template.json", "stackName": "{name}"}}}}"#
        )
    });
    let artifacts = artifacts.collect::<Vec<_>>().join(", ");
    let manifest = format!(r#"{{"version": "36.0.0", "artifacts": {{{artifacts}}}}}"#);
    fs::write(dir.join("manifest.json"), manifest).unwrap();
}

#[test]
fn stacks_of_assemblies_are_the_same_by_what_they_are_deployed_as() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let queue = r#"{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}"#;
    let topic = r#"{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}"#;
    assembly(
        one.path(),
        &[("Web", "shop-web", queue), ("Data", "shop-data", topic)],
    );
    assembly(
        other.path(),
        &[
            ("Prod-Web", "shop-web", queue),
            ("Data", "shop-data", topic),
        ],
    );
    let (code, out, _) = call(&[path(one.path()), path(other.path())]);
    assert_eq!((code, out.as_str()), (0, "nothing changes\n"));
    // Under another name it is another stack.
    let third = tempfile::tempdir().unwrap();
    assembly(
        third.path(),
        &[
            ("Prod-Web", "shop-prod", queue),
            ("Data", "shop-data", topic),
        ],
    );
    let (_, out, _) = call(&[path(one.path()), path(third.path())]);
    assert!(
        out.contains("Web (goes)") && out.contains("Prod-Web (new)"),
        "{out}"
    );
}

#[test]
fn files_without_a_partner_that_have_most_in_common_are_told() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let queues = |ids: &[&str]| {
        let all = ids
            .iter()
            .map(|id| format!("{id}: {{Type: AWS::SQS::Queue}}"));
        format!("Resources: {{{}}}", all.collect::<Vec<_>>().join(", "))
    };
    let write = |dir: &tempfile::TempDir, name: &str, ids: &[&str]| {
        fs::write(dir.path().join(name), queues(ids)).unwrap();
    };
    write(&one, "web.yaml", &["A", "B", "C"]);
    write(&one, "data.yaml", &["D"]);
    write(&other, "site.yaml", &["A", "B", "E"]);
    write(&other, "data.yaml", &["D"]);
    let (_, out, _) = call(&[path(one.path()), path(other.path())]);
    let said = "note: `web` goes, and `site` comes with 2 of its 3 resources: if they are one stack, compare the two templates\n";
    assert!(out.contains(said), "{out}");
    let (_, out, _) = call(&[path(one.path()), path(other.path()), "--format", "json"]);
    assert!(out.contains(r#""common": 2"#), "{out}");
    // One of three is not most of them.
    write(&other, "site.yaml", &["A", "X", "E"]);
    let (_, out, _) = call(&[path(one.path()), path(other.path())]);
    assert!(!out.contains("note: `web`"), "{out}");
}
