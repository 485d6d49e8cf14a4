//! `stackwright explain` and `stackwright rules`, and the files that are made of the same.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use insta::assert_snapshot;
use stackwright_check::declarations;
use stackwright_cli::report::JsonReport;
use stackwright_cli::{pages, tool_with};

fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright"].iter().chain(args);
    let code = tool_with(args, &mut &b""[..], &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn a_rule_is_explained() {
    let (code, out, err) = call(&["explain", "TPL122"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_snapshot!(out, @r#"
    # TPL122: parameter that nothing uses

    warning, template

    ## Why

    whoever deploys is asked for a value that changes nothing

    ## What to do

    use the parameter, or take it out

    ## Bad

    ```yaml
    Parameters:
      Name:
        Type: String
    Resources:
      Topic:
        Type: AWS::SNS::Topic
    ```

    ## Good

    ```yaml
    Parameters:
      Name:
        Type: String
    Resources:
      Topic:
        Type: AWS::SNS::Topic
        Properties:
          DisplayName: !Sub '${Name} topic'
    ```

    <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html>
    "#);
    assert_eq!(call(&["explain", "tpl122"]), (0, out, String::new()));
}

/// What constructs report has a code, and so has a text that cannot be read.
#[test]
fn what_is_no_rule_is_explained_too() {
    let (code, out, err) = call(&["explain", "ecs104"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_snapshot!(out, @r"
    # ECS104: a load balancer that sends to a port that no container exposes

    error, program

    ## Why

    ECS refuses the service, because it cannot register its tasks

    ## What to do

    expose the port with `.port(...)`, or send traffic to one that is exposed

    A program reports it while it is built, before there is a template.

    <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html>
    ");
    assert!(
        call(&["explain", "TPL001"])
            .1
            .starts_with("# TPL001: text that is no template\n")
    );
    for declaration in declarations() {
        assert_eq!(call(&["explain", declaration.code]).0, 0);
    }
}

/// A code that is no more is explained by what says it now.
#[test]
fn a_retired_code_is_explained_by_its_successors() {
    let (code, out, err) = call(&["explain", "elb103"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let (_, schema, _) = call(&["explain", "SCH103"]);
    let (_, listener, _) = call(&["explain", "OPS610"]);
    let expected = format!(
        "# ELB103: retired\n\nWhat it said is said by `SCH103` or `OPS610`.\n\n{schema}\n{listener}"
    );
    assert_eq!(out, expected);
    assert!(!call(&["rules"]).1.contains("ELB103"));
}

#[test]
fn an_unknown_code_is_a_wrong_call() {
    let (code, out, err) = call(&["explain", "TPL12Z"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.starts_with("error: there is no code `TPL12Z`\n  help: did you mean `TPL12"),
        "{err}"
    );
    assert_eq!(
        call(&["explain", "nonsense"]),
        (
            2,
            String::new(),
            "error: there is no code `nonsense`\n  help: `stackwright rules` lists all\n"
                .to_owned()
        )
    );
}

#[test]
fn every_code_is_listed() {
    let (code, out, err) = call(&["rules"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out.lines().count(), declarations().count());
    for (line, rule) in out.lines().zip(declarations()) {
        let words: Vec<&str> = line.split_whitespace().take(3).collect();
        let family = format!("{:?}", rule.family).to_lowercase();
        assert_eq!(words, [rule.code, &rule.severity.to_string(), &family]);
        assert!(line.ends_with(rule.title), "{line}");
    }
}

/// `UPDATE_DOCS=1 cargo test -p stackwright-cli` writes them anew.
#[test]
fn the_pages_are_up_to_date() {
    let pages = declarations().map(|declaration| {
        let name = format!("{}.md", declaration.code);
        (name, pages::page(declaration))
    });
    let pages: BTreeMap<String, String> = pages.collect();
    let (dir, table) = (root().join("docs/rules"), root().join("docs/rules.md"));
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(&dir).unwrap();
        for name in committed(&dir)
            .keys()
            .filter(|name| !pages.contains_key(*name))
        {
            fs::remove_file(dir.join(name)).unwrap();
        }
        for (name, page) in &pages {
            fs::write(dir.join(name), page).unwrap();
        }
        fs::write(&table, pages::table()).unwrap();
    }
    let there = committed(&dir);
    let names = pages.keys().chain(there.keys());
    let stale: Vec<&String> = names
        .filter(|name| pages.get(*name) != there.get(*name))
        .collect();
    let table = fs::read_to_string(table).unwrap_or_default();
    assert!(
        stale.is_empty() && table == pages::table(),
        "docs/rules.md or pages below docs/rules are out of date ({stale:?}); \
         run `UPDATE_DOCS=1 cargo test -p stackwright-cli`"
    );
}

/// What is in a directory, by name.
fn committed(dir: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(dir).into_iter().flatten();
    let file = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    entries.map(|entry| file(entry.unwrap().path())).collect()
}

/// `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli` writes the file anew.
#[test]
fn the_schema_of_the_report_is_up_to_date() {
    let path = root().join("schema/out/check.schema.json");
    let mut expected = serde_json::to_string_pretty(&JsonReport::schema()).unwrap();
    expected.push('\n');
    if env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        committed,
        expected,
        "{} is out of date; run `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli`",
        path.display()
    );
}
