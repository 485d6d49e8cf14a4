//! `stackwright check`, from the arguments to the exit code.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use insta::assert_snapshot;
use serde_json::{Value as Json, json};
use stackwright_check::Options;
use stackwright_cli::report::{FileReport, Report, Style};
use stackwright_cli::tool_with;
use tempfile::TempDir;

/// One error, with its way out. The types here take no tags and do little, so that few rules are
/// about them.
const WRONG: &str = "Resources:
  Web:
    Type: AWS::CloudFormation::WaitCondition
    Properties:
      Timeot: '60'
";

/// One warning.
const ODD: &str = "Parameters:
  Name: {Type: String}
Resources:
  Web: {Type: AWS::CloudFormation::WaitCondition}
";

const GOOD: &str = "Resources: {Web: {Type: AWS::CloudFormation::WaitCondition}}\n";

const BROKEN: &str = "{\n  \"Resources\": {]\n}\n";

struct Outcome {
    code: u8,
    out: String,
    err: String,
}

impl Outcome {
    fn json(&self) -> Json {
        serde_json::from_str(&self.out).unwrap()
    }

    /// The names of the files that were checked, below the directory.
    fn files(&self, dir: &TempDir) -> Vec<String> {
        let json = self.json();
        let files = json["files"].as_array().unwrap().iter();
        let below = |file: &Json| {
            let file = Path::new(file["file"].as_str().unwrap());
            let below = file.strip_prefix(dir.path()).unwrap();
            below.to_str().unwrap().to_owned()
        };
        files.map(below).collect()
    }
}

fn call(args: &[&str], mut stdin: &[u8]) -> Outcome {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "check"].iter().chain(args);
    let code = tool_with(args, &mut stdin, &mut out, &mut err);
    Outcome {
        code,
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

/// A directory with these files.
fn files(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn path(dir: &TempDir, name: &str) -> String {
    dir.path().join(name).to_str().unwrap().to_owned()
}

fn text_of(name: &str, template: &str) -> String {
    let file = FileReport::check(name, template.as_bytes(), &Options::new());
    Report::of_files(vec![file]).to_text(Style::Plain)
}

#[test]
fn the_exit_code_says_how_bad_it_is() {
    let dir = files(&[("wrong", WRONG), ("odd", ODD), ("good", GOOD)]);
    let (wrong, odd, good) = (path(&dir, "wrong"), path(&dir, "odd"), path(&dir, "good"));
    let none = path(&dir, "none");
    for (args, code) in [
        (&[&*good][..], 0),
        (&[&odd], 0),
        (&[&odd, "--deny", "warnings"], 1),
        (&[&good, "--deny", "warnings"], 0),
        (&[&wrong], 1),
        (&[&good, &wrong], 1),
        (&[&none], 2),
        (&[&none, &wrong], 2),
        (&[], 2),
        (&[&good, "--deny", "errors"], 2),
    ] {
        assert_eq!(call(args, b"").code, code, "{args:?}");
    }
}

#[test]
fn the_text_shows_the_line_and_the_way_out() {
    assert_snapshot!(text_of("web.yaml", WRONG), @r#"
    error[SCH102]: `AWS::CloudFormation::WaitCondition` has no property `Timeot`
      --> web.yaml:5:7   at Resources/Web/Properties/Timeot
         |
       5 |       Timeot: '60'
         |       ^^^^^^
      help: did you mean `Timeout`?
      see: stackwright explain SCH102

    checked 1 file: 1 error
    "#);
    assert_snapshot!(text_of("odd.yaml", ODD), @r#"
    warning[TPL122]: nothing uses the parameter `Name`
      --> odd.yaml:2:3   at Parameters/Name
         |
       2 |   Name: {Type: String}
         |   ^^^^
      help: use the parameter, or take it out
      see: stackwright explain TPL122

    checked 1 file: 1 warning
    "#);
    assert_snapshot!(text_of("broken.json", BROKEN), @r#"
    error[TPL001]: found `]`; expected a key in double quotes
      --> broken.json:2:17
         |
       2 |   "Resources": {]
         |                 ^
      help: mend it where reading stopped; a template is an object, in JSON or in YAML
      see: stackwright explain TPL001

    checked 1 file: 1 error
    "#);
    assert_snapshot!(text_of("good.yaml", GOOD), @r#"
    checked 1 file: nothing found
    "#);
    assert_snapshot!(text_of("empty.yaml", ""), @r#"
    error[TPL001]: found an empty file; expected a template, which is a map of sections
      --> empty.yaml:1:1
      help: mend it where reading stopped; a template is an object, in JSON or in YAML
      see: stackwright explain TPL001

    checked 1 file: 1 error
    "#);
}

#[test]
fn colours_change_nothing_else() {
    let file = FileReport::check("web.yaml", WRONG.as_bytes(), &Options::new());
    let report = Report::of_files(vec![file]);
    let coloured = report.to_text(Style::Colour);
    assert!(coloured.contains("\x1b[1;31merror[SCH102]\x1b[0m"));
    let mut plain = coloured;
    for code in ["1", "0", "1;31", "1;34", "1;36"] {
        plain = plain.replace(&format!("\x1b[{code}m"), "");
    }
    assert_eq!(plain, report.to_text(Style::Plain));
}

#[test]
fn a_long_line_is_cut_and_commands_to_the_terminal_are_not_passed_on() {
    let long = format!(
        "{{\"Metadata\":{{\"A\":\"{}\"}},\"Resources\":{{\"Web\":{{\"Type\":\"AWS::CloudFormation::WaitCondition\",\
         \"Properties\":{{\"Timeot\":\"60\"}}}}}},\"Description\":\"{}\"}}",
        "x".repeat(5000),
        "y".repeat(500)
    );
    assert_snapshot!(text_of("long.json", &long), @r#"
    error[SCH102]: `AWS::CloudFormation::WaitCondition` has no property `Timeot`
      --> long.json:1:5100   at Resources/Web/Properties/Timeot
         |
       1 | ...Formation::WaitCondition","Properties":{"Timeot":"60"}}},"Description":"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy...
         |                                            ^^^^^^^^
      help: did you mean `Timeout`?
      see: stackwright explain SCH102

    checked 1 file: 1 error
    "#);

    let template = "Resources:\n\tWeb: \u{1b}[31m\n";
    assert!(!text_of("odd.yaml", template).contains('\u{1b}'));
    let template = "{\"Resources\": {\"Web\": {\"Type\": \"AWS::\\u001b[31m\u{202e}\"}}}";
    let text = text_of("odd.json", template);
    assert!(
        text.contains("error[") && !text.contains(['\u{1b}', '\u{202e}']),
        "{text}"
    );

    let tabs =
        "{\n\t\"Resources\": {\"Web\": {\"Type\": \"AWS::CloudFormation::WaitConditio\"}}\n}";
    assert!(text_of("tabs.json", tabs).contains("\n     | \t"));
    let wide = "Resources:\n  W: {Type: AWS::CloudFormation::WaitCondition, Properties: {名前: 火, 🚀: 1}}\n";
    assert_snapshot!(text_of("wide.yaml", wide), @"
    error[SCH102]: `AWS::CloudFormation::WaitCondition` has no property `名前`
      --> wide.yaml:2:62   at Resources/W/Properties/名前
         |
       2 |   W: {Type: AWS::CloudFormation::WaitCondition, Properties: {名前: 火, 🚀: 1}}
         |                                                              ^^^^
      help: use a property of the type, or leave it out
      see: stackwright explain SCH102

    error[SCH102]: `AWS::CloudFormation::WaitCondition` has no property `🚀`
      --> wide.yaml:2:69   at Resources/W/Properties/🚀
         |
       2 |   W: {Type: AWS::CloudFormation::WaitCondition, Properties: {名前: 火, 🚀: 1}}
         |                                                                        ^^
      help: use a property of the type, or leave it out
      see: stackwright explain SCH102

    checked 1 file: 2 errors
    ");
    let returns = WRONG.replace('\n', "\r\n");
    assert_eq!(text_of("web.yaml", &returns), text_of("web.yaml", WRONG));
}

#[test]
fn json_has_every_member() {
    let dir = files(&[("web.yaml", WRONG), ("good.yaml", GOOD)]);
    let (wrong, good) = (path(&dir, "web.yaml"), path(&dir, "good.yaml"));
    let outcome = call(&["--format", "json", &wrong, &good, "-"], b"[]");
    assert_eq!((outcome.code, outcome.err.as_str()), (1, ""));
    let declared = |code| stackwright_check::declaration(code).unwrap();
    let (url, unreadable) = (declared("SCH102").link, declared("TPL001"));
    let message = outcome.json()["files"][2]["diagnostics"][0]["message"].clone();
    assert!(message.is_string());
    assert_eq!(
        outcome.json(),
        json!({
            "files": [
                {"file": wrong, "diagnostics": [{
                    "code": "SCH102",
                    "severity": "error",
                    "message": "`AWS::CloudFormation::WaitCondition` has no property `Timeot`",
                    "help": "did you mean `Timeout`?",
                    "resource": "Web",
                    "path": "Resources/Web/Properties/Timeot",
                    "line": 5,
                    "column": 7,
                    "url": url,
                }]},
                {"file": good, "diagnostics": []},
                {"file": "-", "diagnostics": [{
                    "code": "TPL001",
                    "severity": "error",
                    "message": message,
                    "help": unreadable.fix,
                    "resource": null,
                    "path": null,
                    "line": 1,
                    "column": 1,
                    "url": unreadable.link,
                }]},
            ],
            "summary": {"errors": 2, "warnings": 0},
        })
    );

    let outcome = call(&["--format", "json", "-"], ODD.as_bytes());
    assert_eq!(
        outcome.json()["summary"],
        json!({"errors": 0, "warnings": 1})
    );
    assert_eq!(
        outcome.json()["files"][0]["diagnostics"][0]["severity"],
        "warning"
    );
}

#[test]
fn what_is_no_template_does_not_hide_the_others() {
    let dir = files(&[("a.yaml", WRONG), ("b.json", BROKEN), ("c.yaml", ODD)]);
    let paths = ["a.yaml", "b.json", "none.yaml", "c.yaml"].map(|name| path(&dir, name));
    let args: Vec<&str> = ["--format", "json"]
        .into_iter()
        .chain(paths.iter().map(String::as_str))
        .collect();
    let outcome = call(&args, b"");
    assert_eq!(outcome.code, 2);
    assert_eq!(outcome.files(&dir), ["a.yaml", "b.json", "c.yaml"]);
    let broken = &outcome.json()["files"][1]["diagnostics"][0];
    assert_eq!(
        (&broken["code"], &broken["line"], &broken["column"]),
        (&json!("TPL001"), &json!(2), &json!(17))
    );
    assert!(
        outcome.err.starts_with("error: cannot read `") && outcome.err.contains("none.yaml"),
        "{}",
        outcome.err
    );
}

#[test]
fn directories_are_searched_for_templates() {
    let dir = files(&[
        ("z.template", WRONG),
        ("b/web.yml", GOOD),
        ("b/a/web.yaml", GOOD),
        ("a.json", r#"{"Resources": {}}"#),
        ("package.json", r#"{"name": "web"}"#),
        ("broken.yaml", "AWSTemplateFormatVersion: [\n"),
        ("broken.json", "{\"Resources\": {]}"),
        ("old.template.yaml", ""),
        // What cannot be read and does not look like a template is none.
        ("chart.yaml", "name: {{ web }}\n"),
        ("tsconfig.json", "{\n  // for the browser\n}"),
        ("empty.yaml", ""),
        ("binary.json", "\0\u{1}\u{2}"),
        ("many.yaml", "a: 1\n---\nb: 2\n"),
        ("notes.txt", WRONG),
        ("Resources", WRONG),
        (".cache/web.yaml", WRONG),
        ("node_modules/web/web.yaml", WRONG),
    ]);
    let root = dir.path().to_str().unwrap();
    let outcome = call(&["--format", "json", root], b"");
    assert_eq!(outcome.code, 1);
    let found = [
        "a.json",
        "b/a/web.yaml",
        "b/web.yml",
        "broken.json",
        "broken.yaml",
        "old.template.yaml",
        "z.template",
    ];
    assert_eq!(outcome.files(&dir), found);

    // What is named is meant.
    let hidden = path(&dir, ".cache");
    let outcome = call(&["--format", "json", &hidden], b"");
    assert_eq!(outcome.files(&dir), [".cache/web.yaml"]);
    let package = path(&dir, "package.json");
    let outcome = call(&["--format", "json", &package], b"");
    assert_eq!((outcome.code, outcome.files(&dir).len()), (1, 1));
}

/// A wrong path must not pass for templates without faults.
#[test]
fn a_directory_without_templates_is_a_wrong_call() {
    let dir = files(&[
        ("empty/notes.txt", "x"),
        ("full/web.yaml", GOOD),
        ("full/a.json", "{}"),
    ]);
    let (empty, full) = (path(&dir, "empty"), path(&dir, "full"));
    let outcome = call(&[&empty], b"");
    assert_eq!(
        (outcome.code, &*outcome.out),
        (2, "checked 0 files: nothing found\n")
    );
    assert_eq!(
        outcome.err,
        format!(
            "error: there is no template in `{empty}`: nothing in *.json, *.yaml, *.yml, \
             *.template has a section `Resources`; name another directory, or the files\n"
        )
    );
    let outcome = call(&[&full, &empty], b"");
    assert_eq!(
        (outcome.code, &*outcome.out),
        (2, "checked 1 file: nothing found\n")
    );
    assert_eq!(call(&[&full], b"").code, 0);
}

#[test]
fn what_is_named_twice_is_checked_once() {
    let dir = files(&[
        ("a/web.yaml", WRONG),
        ("a/odd.yaml", ODD),
        ("a/b/good.yaml", GOOD),
    ]);
    let [a, b, web] = ["a", "a/b", "a/web.yaml"].map(|name| path(&dir, name));
    let other = path(&dir, "a/b/../web.yaml");
    for (args, expected) in [
        (&[&*web, &web][..], &["a/web.yaml"][..]),
        (&[&web, &other], &["a/web.yaml"]),
        (&[&a, &web], &["a/b/good.yaml", "a/odd.yaml", "a/web.yaml"]),
        (&[&web, &a], &["a/web.yaml", "a/b/good.yaml", "a/odd.yaml"]),
        (&[&b, &a], &["a/b/good.yaml", "a/odd.yaml", "a/web.yaml"]),
    ] {
        let outcome = call(&[&["--format", "json"], args].concat(), b"");
        assert_eq!(outcome.files(&dir), expected, "{args:?}");
    }
    // Standard input can be read once.
    let outcome = call(&["-", "-"], WRONG.as_bytes());
    assert!(
        outcome.out.ends_with("checked 1 file: 1 error\n"),
        "{}",
        outcome.out
    );
    // What is found in a directory may be something else, what is named may not.
    let dir = files(&[("web.yaml", GOOD), ("package.json", "{}")]);
    let (whole, package) = (path(&dir, ""), path(&dir, "package.json"));
    assert_eq!(call(&[&whole], b"").code, 0);
    assert_eq!(call(&[&whole, &package], b"").code, 1);
}

#[test]
fn options_that_mean_nothing_are_wrong_calls() {
    for (args, said) in [
        (&["--region", "nowhere"][..], "there is no such region"),
        (&["--region", "eu-centrl-1"], "did you mean `eu-central-1`?"),
        (&["--region", "Frankfurt"], "there is no such region"),
        (&["--ignore", "XYZ"], "there is no code `"),
        (&["--ignore", ""], "there is no code `"),
        (&["--ignore", "TPL12Z"], "did you mean `TPL12"),
        (&["--ignore", "SHC"], "did you mean `SCH`?"),
    ] {
        let outcome = call(&[args, &["-"]].concat(), GOOD.as_bytes());
        assert_eq!((outcome.code, &*outcome.out), (2, ""), "{args:?}");
        assert!(outcome.err.contains(said), "{args:?}: {}", outcome.err);
    }
    // As `explain` takes them; and regions that AWS may open.
    for args in [
        &["--ignore", "sch102"],
        &["--ignore", "sch"],
        &["--region", "me-south-1"],
    ] {
        let args = [&args[..], &["-"]].concat();
        assert_eq!(call(&args, GOOD.as_bytes()).code, 0, "{args:?}");
    }
    assert_eq!(call(&["--ignore", "sch102", "-"], WRONG.as_bytes()).code, 0);
}

#[test]
fn a_retired_code_is_ignored_by_its_successors() {
    let template = "Resources:
  Target:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: {HealthCheckIntervalSeconds: 301}
";
    let check = |args: &[&str]| {
        let all = [&["--ignore", "OPS", "-"], args].concat();
        call(&all, template.as_bytes())
    };
    let shown = check(&[]);
    assert_eq!(shown.code, 1, "{}", shown.out);
    let message = "`HealthCheckIntervalSeconds` of 301 is out of range: at most 300 is taken";
    assert!(shown.out.contains(message), "{}", shown.out);
    for retired in ["ELB106", "elb106", "SCH110"] {
        let ignored = check(&["--ignore", retired]);
        assert_eq!((ignored.code, &*ignored.err), (0, ""), "{retired}");
    }
    // Another retired code leaves this finding, and one that never was is none.
    assert_eq!(check(&["--ignore", "ECS102"]).code, 1);
    assert_eq!(check(&["--ignore", "ECS999"]).code, 2);
}

#[test]
fn templates_of_a_directory_import_from_one_another() {
    let export = |name: &str| {
        format!("{GOOD}Outputs:\n  Wait:\n    Value: x\n    Export:\n      Name: {name}\n")
    };
    let import = "Resources:\n  Wait:\n    Type: AWS::CloudFormation::WaitCondition\n    \
        Properties:\n      Timeout: !ImportValue wanted\n";
    let dir = files(&[
        ("one.yaml", &export("wanted")),
        ("other.yaml", &export("unwanted")),
        ("third.yaml", import),
    ]);
    let whole = call(&[&path(&dir, "")], &[]);
    assert_eq!(whole.out.matches("DES104]").count(), 1, "{}", whole.out);
    assert!(whole.out.contains("other.yaml"), "{}", whole.out);
    let alone = call(&[&path(&dir, "other.yaml")], &[]);
    assert!(!alone.out.contains("DES104"), "{}", alone.out);
}

#[test]
fn rules_can_be_left_out() {
    for (args, code) in [
        (&["-", "--deny", "warnings"][..], 1),
        (&["-", "--deny", "warnings", "--ignore", "TPL122"], 0),
        (
            &[
                "-", "--deny", "warnings", "--ignore", "SCH", "--ignore", "TPL12",
            ],
            0,
        ),
        (&["-", "--deny", "warnings", "--ignore", "SCH"], 1),
    ] {
        assert_eq!(call(args, ODD.as_bytes()).code, code, "{args:?}");
    }
    // A text that cannot be read cannot be ignored: nothing of it was checked.
    assert_eq!(call(&["-", "--ignore", "TPL"], b"[").code, 1);
}

#[test]
fn what_is_acknowledged_is_counted_and_left_out() {
    let text = format!("Metadata: {{Stackwright: {{Acknowledge: {{TPL122: so}}}}}}\n{ODD}");
    assert_eq!(
        text_of("odd.yaml", &text),
        "checked 1 file: nothing found, 1 acknowledged\n"
    );
    let outcome = call(
        &["--deny", "warnings", "--format", "json", "-"],
        text.as_bytes(),
    );
    assert_eq!(outcome.code, 0);
    assert_eq!(
        outcome.json(),
        json!({
            "files": [{"file": "-", "diagnostics": []}],
            "summary": {"errors": 0, "warnings": 0},
        })
    );
    let unused = text.replace("TPL122", "TPL125");
    assert_eq!(
        text_of("odd.yaml", &unused).lines().next_back(),
        Some("checked 1 file: 2 warnings")
    );
}

/// A file that is not there, or a link to one, does not keep the others from being checked.
#[test]
#[cfg(unix)]
fn links_are_followed_to_files_and_not_to_directories() {
    use std::os::unix::fs::symlink;

    let dir = files(&[("a/web.yaml", WRONG)]);
    symlink(path(&dir, "nothing"), path(&dir, "broken.yaml")).unwrap();
    symlink(path(&dir, "a/web.yaml"), path(&dir, "linked.yaml")).unwrap();
    symlink(dir.path(), path(&dir, "a/ring")).unwrap();
    let root = dir.path().to_str().unwrap();
    let outcome = call(&["--format", "json", root], b"");
    assert_eq!((outcome.code, outcome.err.as_str()), (1, ""));
    assert_eq!(outcome.files(&dir), ["a/web.yaml", "linked.yaml"]);

    let broken = path(&dir, "broken.yaml");
    let outcome = call(&["--format", "json", root, &broken], b"");
    assert_eq!((outcome.code, outcome.files(&dir).len()), (2, 2));
    assert!(outcome.err.starts_with("error: cannot read `"));
}

#[test]
fn regions_are_passed_on() {
    let template = b"Conditions: {Eu: !Equals [!Ref AWS::Region, eu-central-1]}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: vpc-12345678
      GroupDescription: !If [Eu, web, !Ref AWS::NoValue]
";
    for (args, code) in [
        (&["-"][..], 1),
        (&["-", "--region", "eu-central-1"], 0),
        (
            &["-", "--region", "eu-central-1", "--region", "us-east-1"],
            1,
        ),
    ] {
        assert_eq!(call(args, template).code, code, "{args:?}");
    }
}

#[test]
fn sarif_names_rules_places_and_levels() {
    let dir = files(&[("a b.yaml", WRONG), ("odd.yaml", ODD)]);
    let (wrong, odd) = (path(&dir, "a b.yaml"), path(&dir, "odd.yaml"));
    let outcome = call(&["--format", "sarif", &wrong, &odd, "-"], b"[");
    assert_eq!(outcome.code, 1);
    let log = outcome.json();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "stackwright");
    let ids: Vec<&Json> = driver["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| &r["id"])
        .collect();
    assert_eq!(ids, ["SCH102", "TPL001", "TPL122"]);
    assert!(
        driver["rules"][0]["helpUri"]
            .as_str()
            .unwrap()
            .starts_with("https://")
    );

    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(driver["rules"][index]["id"], result["ruleId"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].is_string());
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
    }
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert!(
        place["artifactLocation"]["uri"]
            .as_str()
            .unwrap()
            .ends_with("/a%20b.yaml")
    );
    assert_eq!(
        place["region"],
        json!({"startLine": 5, "startColumn": 7, "endLine": 5, "endColumn": 13})
    );
    assert_eq!(
        (&results[0]["level"], &results[1]["level"]),
        (&json!("error"), &json!("warning"))
    );

    let empty = call(&["--format", "sarif", "-"], GOOD.as_bytes());
    assert_eq!(
        (empty.code, &empty.json()["runs"][0]["results"]),
        (0, &json!([]))
    );
    assert_eq!(run["invocations"], json!([{"executionSuccessful": true}]));
}

/// Code hosts would take what was not checked for good.
#[test]
fn sarif_says_what_was_not_checked() {
    let dir = files(&[("odd.yaml", ODD), ("empty/notes.txt", "")]);
    let [none, odd, empty] = ["none.yaml", "odd.yaml", "empty"].map(|name| path(&dir, name));
    let outcome = call(&["--format", "sarif", &none, &odd, &empty], b"");
    assert_eq!(outcome.code, 2);
    let run = &outcome.json()["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), 1);
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notifications = invocation["toolExecutionNotifications"].as_array().unwrap();
    let said: Vec<String> = notifications
        .iter()
        .map(|notification| {
            assert_eq!(notification["level"], "error");
            let place = &notification["locations"][0]["physicalLocation"];
            let file = place["artifactLocation"]["uri"].as_str().unwrap();
            let text = notification["message"]["text"].as_str().unwrap();
            format!("error: {text}\n{file}\n")
        })
        .collect();
    assert!(said[0].starts_with("error: cannot read `") && said[0].ends_with("none.yaml\n"));
    assert!(said[1].starts_with("error: there is no template in") && said[1].ends_with("empty\n"));
    assert_eq!(said.len(), 2);
}

#[test]
fn a_wrong_call_is_explained() {
    let outcome = call(&["--format", "xml", "-"], b"");
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert_snapshot!(outcome.err, @r#"
    error: invalid value 'xml' for '--format <FORMAT>'
      [possible values: text, json, sarif]

    For more information, try '--help'.
    "#);
}

#[test]
fn the_binary_does_the_same() {
    let dir = files(&[("web.yaml", WRONG)]);
    let run = |args: &[&str]| {
        let binary = env!("CARGO_BIN_EXE_stackwright");
        let command = Command::new(binary)
            .args(args)
            .stdin(Stdio::null())
            .output();
        command.unwrap()
    };
    let web = path(&dir, "web.yaml");
    let outcome = run(&["check", &web]);
    assert_eq!(outcome.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(outcome.stdout).unwrap(),
        call(&[&web], b"").out
    );
    assert_eq!(
        run(&["check", &web, "--ignore", "SCH102"]).status.code(),
        Some(0)
    );
    assert_eq!(run(&["chekc"]).status.code(), Some(2));
}
