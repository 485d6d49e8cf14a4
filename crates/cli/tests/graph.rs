//! The command `graph`: pictures, the model, and what it ends with.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use insta::assert_snapshot;
use serde_json::Value;
use stackwright_cli::{run_args, tool_with};
use stackwright_core::{App, RawResource};
use stackwright_template::Template;
use stackwright_view::Stack;
use stackwright_view::graph::{ArrowKind, Graph, Shut, View};

const SHOP: &str = include_str!("data/graph/shop.yaml");
const BEFORE: &str = include_str!("data/graph/before.yaml");

/// The code, and what is said on both outputs.
fn call(args: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["stackwright", "graph"].iter().chain(args);
    let code = tool_with(args, &mut &b""[..], &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (code, text(out), text(err))
}

/// A file with a template in a directory of its own.
fn file(text: &str) -> (tempfile::TempDir, String) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("Shop.yaml");
    fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (dir, path)
}

fn shop() -> Graph {
    Graph::of(&[Stack::new("Shop", Template::from_yaml(SHOP).unwrap())])
}

/// The arrows of a view, as `from -> to`, with what they are.
fn arrows(graph: &Graph, view: View) -> Vec<(String, ArrowKind, String)> {
    let diagram = graph.diagram(view).unwrap();
    let title = |at: usize| diagram.shapes[at].title.as_str();
    let arrows = diagram.arrows.iter();
    arrows
        .map(|arrow| {
            let ends = format!("{} -> {}", title(arrow.from), title(arrow.to));
            (ends, arrow.kind, arrow.label.clone())
        })
        .collect()
}

#[test]
fn the_dot_is_for_graphviz() {
    assert_snapshot!("graph_dot", shop().to_dot(View::Network, None));
}

#[test]
fn the_mermaid_is_for_markdown() {
    assert_snapshot!("graph_mermaid", shop().to_mermaid(View::Permissions, None));
}

#[test]
fn the_json_has_all_of_it() {
    let (_dir, path) = file(SHOP);
    let (code, out, err) = call(&[&path, "--format", "json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let json: Value = serde_json::from_str(&out).unwrap();
    let views = json["diagrams"].as_array().unwrap();
    let views: Vec<&str> = views
        .iter()
        .map(|own| own["view"].as_str().unwrap())
        .collect();
    assert_eq!(views, ["resources", "network", "permissions"]);
    let service = json["resources"].as_array().unwrap();
    let service = service.iter().find(|own| own["id"] == "Service").unwrap();
    assert_eq!(service["type"], "AWS::ECS::Service");
    assert_eq!(service["lines"][0], format!("{path}:24:3"));
    assert_eq!(service["properties"]["LaunchType"], "FARGATE");
}

#[test]
fn the_network_has_the_ways_and_the_side_that_is_shut() {
    let graph = shop();
    let arrows = arrows(&graph, View::Network);
    let find = |ends: &str| {
        arrows
            .iter()
            .find(|own| own.0 == ends)
            .map(|own| (own.1, &*own.2))
    };
    assert_eq!(
        find("Balancer -> Service"),
        Some((ArrowKind::Open, "tcp 3000"))
    );
    assert_eq!(
        find("Service -> Database"),
        Some((ArrowKind::Shut, "tcp 5432"))
    );
    assert_eq!(
        find("Public subnets -> Gateway"),
        Some((ArrowKind::Route, ""))
    );
    let diagram = graph.diagram(View::Network).unwrap();
    let shut = diagram
        .arrows
        .iter()
        .find(|arrow| arrow.kind == ArrowKind::Shut)
        .unwrap();
    assert_eq!(shut.shut, Some(Shut::To));
    assert!(
        shut.says[0].contains("no rule of DatabaseGroup lets it in"),
        "{:?}",
        shut.says
    );
}

#[test]
fn permissions_say_who_may_do_what_and_what_is_lacking() {
    let arrows = arrows(&shop(), View::Permissions);
    let has = |ends: &str, kind| arrows.iter().any(|own| own.0 == ends && own.1 == kind);
    assert!(has("Task -> TaskRole", ArrowKind::Uses), "{arrows:?}");
    assert!(has("TaskRole -> Queue", ArrowKind::Allows), "{arrows:?}");
    assert!(
        has("ExecutionRole -> Password", ArrowKind::Lacks),
        "{arrows:?}"
    );
}

#[test]
fn findings_go_to_their_resources() {
    let (_dir, path) = file("Resources: {Web: {Type: AWS::ECS::Clustre}}");
    let (code, out, _) = call(&[&path, "--format", "json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    let message = json["resources"][0]["findings"][0]["message"]
        .as_str()
        .unwrap();
    assert_eq!(code, 0);
    assert!(message.contains("AWS::ECS::Clustre"), "{message}");
}

#[test]
fn a_change_is_drawn_against_what_there_was() {
    let ((_one, after), (_other, before)) = (file(SHOP), file(BEFORE));
    let args = [
        &after, "--base", &before, "--view", "changes", "--format", "mermaid",
    ];
    let (code, out, err) = call(&args);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_snapshot!("graph_changes", out.replace(&after, "Shop.yaml"));
    let (code, _, err) = call(&[&after, "--view", "changes"]);
    assert_eq!(code, 2);
    assert!(err.contains("needs --base"), "{err}");
}

#[test]
fn an_app_has_its_constructs_and_lines() {
    let build = |app: &App| {
        let stack = app.stack("Shop");
        let group = stack.scope("Cluster");
        group.add("One", RawResource::new("AWS::ECS::Cluster"));
        group.add("Two", RawResource::new("AWS::ECS::Cluster"));
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["app", "graph", "--format", "json"];
    let code = run_args(args, &mut out, &mut err, build);
    let json: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!((code, err.len()), (0, 0));
    assert_eq!(json["resources"][0]["construct"], "Shop/Cluster/One");
    let line = json["resources"][0]["lines"][0].as_str().unwrap();
    assert!(line.contains("graph.rs:"), "{line}");
    let shapes = json["diagrams"][0]["shapes"].as_array().unwrap();
    let titles: Vec<&str> = shapes
        .iter()
        .map(|own| own["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles, ["Shop", "Cluster", "One", "Two"]);
}

/// Names that each of the forms reads as something else, if they are not escaped.
const HOSTILE: &str = r##"
Resources:
  Web:
    Type: 'Custom::"]; end {a|b} <b>&amp;#35; \N %% `x`'
    Metadata:
      aws:cdk:path: "S/end/\"]--> n9[/<script>alert(1)</script>/&lt;b&gt;\\n\\/{x|y}\u2028;#quot;"
    Properties: {Other: !Ref Other}
  Other:
    Type: AWS::SQS::Queue
    Metadata: {aws:cdk:path: "S/subgraph/\u0007]]>&"}
"##;

#[test]
fn hostile_names_stay_names() {
    let graph = Graph::of(&[Stack::new("S\"]", Template::from_yaml(HOSTILE).unwrap())]);
    let (dot, mermaid) = (
        graph.to_dot(View::Resources, None),
        graph.to_mermaid(View::Resources, None),
    );
    assert_snapshot!("graph_hostile", format!("{dot}\n{mermaid}"));
    let svg = graph.to_svg(View::Resources, None);
    assert!(!svg.contains("<script") && !svg.contains('\u{7}'), "{svg}");
    assert!(svg.contains("&lt;script&gt;"), "{svg}");
}

/// Where Graphviz is installed, it takes what is written for it and gives the names back.
#[test]
fn graphviz_takes_the_dot() {
    let graph = Graph::of(&[Stack::new("S", Template::from_yaml(HOSTILE).unwrap())]);
    for dot in [
        graph.to_dot(View::Resources, None),
        shop().to_dot(View::Network, None),
    ] {
        let run = Command::new("dot")
            .arg("-Tsvg")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut run) = run else {
            eprintln!("skipped: Graphviz is not installed");
            return;
        };
        run.stdin.take().unwrap().write_all(dot.as_bytes()).unwrap();
        let done = run.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(
            done.status.success() && !said.contains("rror"),
            "{said}\n{dot}"
        );
        let svg = String::from_utf8(done.stdout).unwrap();
        assert!(
            svg.contains("&lt;script&gt;") || svg.contains("tcp 3000"),
            "{svg}"
        );
    }
}

#[test]
fn the_page_has_all_in_it() {
    let graph = Graph::of(&[Stack::new(
        "</script>",
        Template::from_yaml(HOSTILE).unwrap(),
    )]);
    let page = graph.to_html("</title><script>alert(1)</script>", View::Network);
    assert!(
        page.contains("<title>&#60;/title&#62;&#60;script&#62;"),
        "the title is a text"
    );
    assert!(!page.contains("alert(1)</script>"), "names are no scripts");
    assert_eq!(page.matches("</script>").count(), 3);
    // Nothing is asked of a network, and the page may not.
    assert!(page.contains("default-src 'none'"));
    for word in ["http://", "https://", "src=\"", "@import", "url(\""] {
        let found = page.replace("http-equiv", "").contains(word);
        assert!(!found, "{word}");
    }
    assert!(page.contains("data-view=\"network\""));
}

#[test]
fn a_page_is_what_is_written_unless_something_else_is_asked_for() {
    let (dir, path) = file(SHOP);
    let out = dir.path().join("shop.html");
    let (code, text, err) = call(&[&path, "--out", out.to_str().unwrap()]);
    assert_eq!((code, text.as_str(), err.as_str()), (0, "", ""));
    let page = fs::read_to_string(&out).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.contains("<title>Shop.yaml</title>"));
    let (code, _, err) = call(&[&path, "--out", "/nowhere/shop.html"]);
    assert_eq!(code, 2);
    assert!(err.contains("cannot write `/nowhere/shop.html`"), "{err}");
}

#[test]
fn the_same_templates_give_the_same_bytes() {
    let all = || {
        let graph = shop();
        let views = [View::Resources, View::Network, View::Permissions];
        let drawn = views.map(|view| graph.to_svg(view, None));
        (graph.to_json(), drawn)
    };
    assert_eq!(all(), all());
}

/// `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test graph` writes the file anew.
#[test]
fn the_schema_is_that_of_the_model() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../schema/out/graph.schema.json"
    );
    let schema = serde_json::to_string_pretty(&Graph::schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(file, &schema).unwrap();
    }
    assert!(
        fs::read_to_string(file).unwrap_or_default() == schema,
        "run `UPDATE_SCHEMAS=1 cargo test -p stackwright-cli --test graph`"
    );
}
