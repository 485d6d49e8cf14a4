//! The commands `why`: what they show, and what they end with.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use stackwright_cli::{run_args, tool_with};
use stackwright_core::{App, RawResource, Str, Value};

const SHOP: &str = "tests/data/why/shop.yaml";

/// The code, and what is said on both outputs.
fn call(words: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "why", "--in", SHOP].iter().chain(words);
    let code = tool_with(args, &mut &b""[..], &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

#[test]
fn questions_are_answered_with_what_says_so_and_where() {
    let mut all = String::new();
    for words in [
        &["5432"][..],
        &["8080"],
        &["Service", "tcp/443"],
        &["secretsmanager:GetSecretValue"],
        &["TaskRole", "sqs:SendMessage"],
        &["Web/Service", "sqs:*"],
        &["ExecutionRole", "ecr:BatchGetImage"],
        &["Service", "Listener"],
        &["Service", "Vpc"],
        &["Listener", "Service"],
        &["Login"],
        &["Shop/Web/Service"],
    ] {
        let (code, out, err) = call(words);
        assert_eq!((code, err.as_str()), (0, ""), "{words:?}");
        write!(all, "$ why {}\n{out}\n", words.join(" ")).unwrap();
    }
    assert_snapshot!("why_text", all);
}

#[test]
fn a_name_is_meant_however_it_is_written() {
    let of = |word: &str| call(&[word]).1;
    assert_eq!(of("login"), of("Login"));
    assert_eq!(of("web/service"), of("Web/Service"));
    assert!(call(&["Logni"]).2.contains("did you mean `Login`?"));
}

#[test]
fn the_json_has_all_of_it() {
    assert_snapshot!("why_json", call(&["5432", "--format", "json"]).1);
}

#[test]
fn what_nothing_says_is_told_so() {
    for words in [
        &["9999"][..],
        &["TaskRole", "s3:GetObject"],
        &["Queue", "Login"],
    ] {
        let (code, out, err) = call(words);
        assert_eq!((code, err.as_str()), (1, ""), "{words:?}");
        assert_eq!(out, format!("nothing here says so: {}\n", words.join(" ")));
    }
}

#[test]
fn words_that_mean_nothing_are_told_with_what_may_be_meant() {
    for (words, told) in [
        (&["Servise"][..], "did you mean `Service`?"),
        (&["Shop/Web/Servise"], "did you mean `Shop/Web/Service`?"),
        (
            &["secretmanager:GetSecretValue"],
            "did you mean `secretsmanager:GetSecretValue`?",
        ),
        (&["99999"], "`99999` is no port: ports go to 65535"),
        (
            &["zzzzzzzzzzzzzzzz"],
            "name a resource, a construct, a permission as s3:GetObject, or a port",
        ),
        (
            &[""],
            "there is no resource, construct, permission or port ``",
        ),
    ] {
        let (code, out, err) = call(words);
        assert_eq!((code, out.as_str()), (2, ""), "{words:?}");
        assert!(err.contains(told), "{words:?}: {err}");
    }
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "why", "Web", "--in", "nowhere.yaml"];
    assert_eq!(tool_with(args, &mut &b""[..], &mut out, &mut err), 2);
    assert!(
        String::from_utf8(err)
            .unwrap()
            .starts_with("error: cannot read `nowhere.yaml`")
    );
}

#[test]
fn hostile_templates_have_answers_or_none_and_never_panic() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("t.yaml");
    for text in [
        "Resources: {A: {Type: AWS::ECS::Service, DependsOn: A}}",
        "Resources: {A: {Type: T, DependsOn: B}, B: {Type: T, DependsOn: A}}",
        "Resources: {A: [], B: 5}",
        "Transform: Mine\nResources: {A: {Type: AWS::EC2::EIP}}",
        "Conditions: {C: !Equals [a, b]}\nResources: {A: {Type: AWS::EC2::EIP, Condition: C}}",
    ] {
        fs::write(&file, text).unwrap();
        for words in [
            &["A"][..],
            &["A", "B"],
            &["80"],
            &["A", "80"],
            &["A", "s3:*"],
        ] {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let args = ["stackwright", "why", "--in", file.to_str().unwrap()];
            let code = tool_with(args.iter().chain(words), &mut &b""[..], &mut out, &mut err);
            assert!(code <= 2, "{text} {words:?}");
        }
    }
}

#[test]
fn an_app_answers_with_constructs_and_lines_of_the_program() {
    let build = |app: &App| {
        let web = app.stack("Web");
        let cluster = web.add("Cluster", RawResource::new("AWS::ECS::Cluster"));
        let name: Value<Str> = cluster.reference();
        web.add(
            "Service",
            RawResource::new("AWS::ECS::Service").property("Cluster", name),
        );
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run_args(
        ["app", "why", "Web/Service", "Web/Cluster"],
        &mut out,
        &mut err,
        build,
    );
    let (out, err) = (
        String::from_utf8(out).unwrap(),
        String::from_utf8(err).unwrap(),
    );
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(
        out.contains("it refers to it in Properties/Cluster"),
        "{out}"
    );
    assert!(
        out.contains("by Web/Service, crates/cli/tests/why.rs:"),
        "{out}"
    );
}

#[test]
fn the_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/out/why.schema.json");
    let expected = serde_json::to_string_pretty(&stackwright_cli::why::schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "UPDATE_SCHEMAS=1 writes it");
}
