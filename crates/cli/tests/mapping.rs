//! The command `mapping`: what it prints, and what it ends with.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;

use insta::assert_snapshot;
use stackwright_cli::tool_with;

fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "mapping"].iter().chain(args);
    let code = tool_with(args, &mut &b""[..], &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

#[test]
fn files_are_for_the_clients_and_what_is_missing_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let queue =
        "Type: AWS::SQS::Queue, DeletionPolicy: Retain, Properties: {VisibilityTimeout: 44}";
    let one = file("one.yaml", &format!("Resources: {{Jobs: {{{queue}}}}}"));
    let two = file("two.yaml", &format!("Resources: {{Work: {{{queue}}}}}"));
    let (code, out, err) = call(&["import", &one]);
    assert_eq!((code, out.as_str()), (1, "{}\n"));
    assert_eq!(
        err,
        "error: Jobs is left out: say --identifier Jobs=... with its QueueUrl\n"
    );
    let (code, out, err) = call(&[
        "import",
        &one,
        "--identifier",
        "Jobs=https://q",
        "--for",
        "aws",
    ]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_snapshot!("mapping_import", out);
    let lock = file("a.lock", "Web/Jobs AWS::SQS::Queue A\n");
    let other = file("b.lock", "Web/Work AWS::SQS::Queue B\n");
    let places = ["--account", "123456789012", "--region", "eu-west-1"];
    let by_content = [&["refactor", &one, &two][..], &places].concat();
    let by_lock = [
        &["refactor", &lock, &other, "--moved", "Web/Jobs=Web/Work"][..],
        &places,
    ]
    .concat();
    let (code, out, err) = call(&by_content);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_snapshot!("mapping_refactor", out);
    let (code, out, _) = call(&by_lock);
    assert_eq!(code, 0);
    assert!(out.contains(r#""Web.A": "Web.B""#), "{out}");
    let (code, out, err) = call(&["refactor", &one, &two, "--for", "aws"]);
    assert_eq!(code, 0);
    assert_snapshot!("mapping_refactor_aws", out);
    assert!(err.contains("create-stack-refactor"), "{err}");
    let cases: &[(&[&str], u8)] = &[
        (&["refactor", &one, &one, "--for", "aws"], 1),
        (&["refactor", &one, &two], 2),
        (&["refactor", &one, &lock, "--for", "aws"], 2),
        (
            &["refactor", &one, &two, "--for", "aws", "--moved", "a=b"],
            2,
        ),
        (
            &["refactor", &lock, &other, "--for", "aws", "--moved", "a"],
            2,
        ),
        (&["import", "missing.yaml"], 2),
        (&["import", &one, "--resource", "Nobody"], 2),
        (&["import", &one, "--identifier", "Jobs"], 2),
        (&["import", dir.path().to_str().unwrap()], 2),
        (&[], 2),
    ];
    for (args, expected) in cases {
        let (code, out, err) = call(args);
        assert_eq!(code, *expected, "{args:?}\n{out}\n{err}");
    }
}
