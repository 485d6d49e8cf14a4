//! The command `plan`: what it shows, and what it ends with.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;
use stackwright_cli::plan::JsonPlan;
use stackwright_cli::{run_args, tool_with};
use stackwright_core::{App, Output, Parameter, RawResource, Str};

/// The code, and what is said on both outputs.
fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "plan"].iter().chain(args);
    let code = tool_with(args, &mut &b""[..], &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

fn app(args: &[&str], build: &dyn Fn(&App)) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run_args(args, &mut out, &mut err, build);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

/// Two stacks in stages, one of which is in a region of its own.
fn shop(app: &App) {
    let prod = app.stage("Prod");
    let net = prod.stack("Net");
    let vpc = net.add(
        "Vpc",
        RawResource::new("AWS::EC2::VPC").property("CidrBlock", "10.0.0.0/16"),
    );
    let web = prod.stack("Web");
    web.tag("team", "shop");
    let name = web.add("Name", Parameter::string());
    web.add(
        "Group",
        RawResource::new("AWS::EC2::SecurityGroup")
            .property("GroupDescription", name)
            .property("VpcId", vpc.reference::<Str>()),
    );
    web.add(
        "Role",
        RawResource::new("AWS::IAM::Role").property("AssumeRolePolicyDocument", "{}"),
    );
    let inner = web.nested_stack("Inner");
    inner.add("Topic", RawResource::new("AWS::SNS::Topic"));
    web.add("Shown", Output::new("x"));
}

#[test]
fn an_app_is_planned_as_it_would_be_written() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("cdk.out");
    let place = out.to_str().unwrap();
    let plan = app(&["app", "plan", "--out", place], &shop);
    assert_eq!((plan.0, plan.2.as_str()), (0, ""));
    // Nothing is written.
    assert!(!out.exists());
    assert_eq!(
        app(&["app", "synth", "--no-check", "--out", place], &shop).0,
        0
    );
    let read = call(&[place]);
    assert_eq!(read, plan);
    let shown = plan.1.replace(place, "cdk.out");
    assert_snapshot!("plan_app", shown);
    let (code, json, _) = call(&[place, "--format", "json", "--with", "cdk"]);
    assert_eq!(code, 0);
    assert_snapshot!("plan_json", json.replace(place, "cdk.out"));
    let (code, markdown, _) = call(&[place, "--format", "markdown"]);
    assert_eq!(code, 0);
    assert_snapshot!("plan_markdown", markdown.replace(place, "cdk.out"));
    let (_, script, _) = call(&[
        place,
        "--format",
        "shell",
        "--parameter",
        "Prod-Web:Name=a b",
    ]);
    assert_snapshot!("plan_shell", script.replace(place, "cdk.out"));
}

#[test]
fn some_stacks_are_planned_alone() {
    let (code, said, _) = app(&["app", "plan", "Prod/Net", "--with", "cdk"], &shop);
    assert_eq!(code, 0);
    assert!(said.contains("cdk deploy --app cdk.out --all"), "{said}");
    assert!(!said.contains("Web"), "{said}");
    let (code, _, err) = app(&["app", "plan", "Prod/Nte"], &shop);
    assert_eq!(code, 2);
    assert!(err.contains("did you mean `Prod/Net`?"), "{err}");
}

#[test]
fn templates_are_planned_by_their_files() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let net = "Resources: {V: {Type: AWS::EC2::VPC}}\n\
               Outputs: {V: {Value: !Ref V, Export: {Name: vpc}}}\n";
    let web = "Resources: {G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, \
               VpcId: !ImportValue vpc}}}\n";
    let one = file("net.yaml", net);
    file(
        "web.template.json",
        &stackwright_template::Template::from_yaml(web)
            .unwrap()
            .to_json(),
    );
    let whole = dir.path().to_str().unwrap();
    let (code, said, err) = call(&[whole]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_snapshot!("plan_folder", said.replace(whole, "stacks"));
    let (code, said, _) = call(&[&one, "--stack-name", "prod-net", "--with", "cdk,aws"]);
    assert_eq!(code, 0);
    assert!(said.contains("--stack-name prod-net"), "{said}");
    assert!(
        said.contains("note: the AWS CDK command line deploys assemblies"),
        "{said}"
    );
}

#[test]
fn the_exit_code_is_for_what_cannot_be_deployed_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let bucket = file("a.yaml", "Resources: {B: {Type: AWS::S3::Bucket}}");
    let topic = file("b.yaml", "Resources: {T: {Type: AWS::SNS::Topic}}");
    let cases: &[(&[&str], u8)] = &[
        (&[&bucket], 0),
        (&[&bucket, "--old", &bucket], 0),
        // A bucket goes with its data.
        (&[&topic, "--old", &bucket], 1),
        (&[&topic, "--old", &bucket, "--format", "shell"], 1),
        (&["missing.yaml"], 2),
        (&[&topic, "--old", "missing.yaml"], 2),
        (&[&topic, "--old", &bucket, "--base", "HEAD"], 2),
        (&[&topic, "--parameter", "Name"], 2),
        (&[&topic, "--regions", "eu-west-1"], 2),
        (&[&topic, "--accounts", "123456789012"], 2),
        (
            &[
                &topic,
                "--accounts",
                "1",
                "--units",
                "ou-1",
                "--regions",
                "eu-west-1",
            ],
            2,
        ),
        (&[dir.path().to_str().unwrap(), "--stack-name", "x"], 2),
        (&[], 2),
    ];
    for (args, expected) in cases {
        let (code, out, err) = call(args);
        assert_eq!(code, *expected, "{args:?}\n{out}\n{err}");
        assert_eq!(err.is_empty(), *expected != 2, "{args:?}: {err}");
    }
    let (_, said, _) = call(&[&topic, "--old", &bucket]);
    assert!(said.contains("error[CHG107]: "), "{said}");
}

#[test]
fn a_revision_of_git_is_what_is_deployed() {
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
    fs::write(&file, "Resources: {B: {Type: AWS::S3::Bucket}}").unwrap();
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "one"]);
    fs::write(&file, "Resources: {T: {Type: AWS::SNS::Topic}}").unwrap();
    let place = file.to_str().unwrap();
    assert_eq!(call(&["--base", "HEAD", place]).0, 1);
    assert_eq!(call(&["--base", "nowhere", place]).0, 2);
}

#[test]
fn what_is_no_assembly_is_told_with_its_file() {
    let dir = tempfile::tempdir().unwrap();
    let manifest = |text: &str| fs::write(dir.path().join("manifest.json"), text).unwrap();
    let place = dir.path().to_str().unwrap();
    let said = |text: &str| {
        manifest(text);
        let (code, out, err) = call(&[place]);
        (code, format!("{out}{err}").replace(place, "DIR"))
    };
    let (code, message) = said("{");
    assert_eq!(code, 2);
    assert!(
        message.starts_with("error: `DIR/manifest.json` is no JSON: "),
        "{message}"
    );
    let missing = r#"{"artifacts": {"W": {"type": "aws:cloudformation:stack",
                      "properties": {"templateFile": "W.json"}}}}"#;
    let (code, message) = said(missing);
    assert_eq!(code, 2);
    assert!(
        message.starts_with("error: cannot read `DIR/W.json`: "),
        "{message}"
    );
    // One that is in itself ends, too.
    let ring = r#"{"artifacts": {"A": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "."}}}}"#;
    let (code, message) = said(ring);
    assert_eq!(code, 2);
    assert!(
        message.contains("is in more than 30 assemblies"),
        "{message}"
    );
    let list = r#"{"artifacts": []}"#;
    let (code, message) = said(list);
    assert_eq!(code, 2);
    assert!(
        message.contains("its `artifacts` are no object"),
        "{message}"
    );
    // Nothing of what is not known is needed.
    for odd in ["{}", r#"{"artifacts": {"A": 1}}"#] {
        assert_eq!(said(odd).0, 0, "{odd}");
    }
}

/// `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test plan` writes the file anew.
#[test]
fn the_schema_of_the_plan_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/out/plan.schema.json");
    let mut expected = serde_json::to_string_pretty(&JsonPlan::schema()).unwrap();
    expected.push('\n');
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        committed, expected,
        "run `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test plan`"
    );
}

/// What one deployment cannot do stands first, where a reviewer sees it.
#[test]
fn the_markdown_warns_of_what_cannot_be_deployed() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let table = |name: &str| {
        format!(
            "Resources: {{T: {{Type: 'AWS::DynamoDB::Table', Properties: {{TableName: a|b, KeySchema: [{{AttributeName: {name}, KeyType: HASH}}]}}}}}}"
        )
    };
    let (old, new) = (file("old.yaml", &table("a")), file("new.yaml", &table("b")));
    let (code, said, _) = call(&["--old", &old, &new, "--format", "markdown", "--with", "aws"]);
    assert_eq!(code, 1);
    assert!(
        said.starts_with("**1 stack in 1 stage; something cannot be deployed as it is**\n"),
        "{said}"
    );
    assert!(
        said.contains("> [!CAUTION]\n> **CHG103** in `new`: "),
        "{said}"
    );
    assert!(
        said.contains("```sh\n# new\naws cloudformation deploy"),
        "{said}"
    );
    assert!(!said.contains("a|b"), "{said}");
}
