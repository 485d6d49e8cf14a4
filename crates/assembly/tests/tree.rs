//! The tree of constructs.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use serde_json::{Value as Json, json};
use stackwright_assembly::{Assembly, Format, TREE_FILE};
use stackwright_core::{App, RawResource};

fn tree(app: &App) -> (Json, Json) {
    let synthesis = app.synth();
    assert_eq!(synthesis.diagnostics, []);
    let assembly = Assembly::new(&synthesis.stacks, Format::Json).unwrap();
    let assembly = assembly.tree(&synthesis.stacks);
    let files: Vec<(&str, &str)> = assembly.files().collect();
    let text = |name: &str| {
        let (_, text) = files.iter().find(|(file, _)| *file == name).unwrap();
        serde_json::from_str(text).unwrap()
    };
    assert_eq!(files.last().unwrap().0, "manifest.json");
    (text(TREE_FILE), text("manifest.json"))
}

fn thing() -> RawResource {
    RawResource::new("Test::Thing")
}

#[test]
fn constructs_stand_below_each_other_with_their_types() {
    let app = App::new();
    let web = app.stage("Prod").stack("Web");
    let inner = web.nested_stack("Inner");
    inner.add("Queue", thing());
    web.scope("A").add("B-C", thing());
    web.add("A-B", thing());
    let (tree, manifest) = tree(&app);
    assert_eq!(
        manifest["artifacts"]["Tree"],
        json!({"type": "cdk:tree", "properties": {"file": "tree.json"}})
    );
    assert_eq!(tree["version"], "tree-0.1");
    let at = |path: &str| {
        let steps = path.split('/');
        steps.fold(&tree["tree"], |node, id| &node["children"][id])
    };
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        at("Prod/Web/Inner/Queue"),
        &json!({
            "id": "Queue",
            "path": "Prod/Web/Inner/Queue",
            "constructInfo": {"fqn": "stackwright.Resource", "version": version},
            "attributes": {"aws:cdk:cloudformation:type": "Test::Thing"},
        })
    );
    assert_eq!(at("Prod/Web/A/B-C")["path"], "Prod/Web/A/B-C");
    for (path, class) in [
        ("Prod", "Construct"),
        ("Prod/Web", "Stack"),
        ("Prod/Web/Inner", "Stack"),
        ("Prod/Web/A", "Construct"),
    ] {
        let fqn = format!("stackwright.{class}");
        assert_eq!(at(path)["constructInfo"]["fqn"], fqn, "{path}");
        assert_eq!(at(path)["path"], path);
    }
    let children = at("Prod/Web")["children"].as_object().unwrap();
    assert_eq!(children.len(), 4);
}

#[test]
fn an_app_without_stacks_is_a_tree_without_children() {
    let (tree, _) = tree(&App::new());
    assert_eq!(tree["tree"]["id"], "App");
    assert_eq!(tree["tree"].get("children"), None);
}

#[test]
fn scopes_may_be_as_deep_as_they_like() {
    let app = App::new();
    let mut scope = *app.stack("Web");
    for _ in 0..2_000 {
        scope = scope.scope("x");
    }
    scope.add("Thing", thing());
    let synthesis = app.synth();
    let assembly = Assembly::new(&synthesis.stacks, Format::Json).unwrap();
    let assembly = assembly.tree(&synthesis.stacks);
    let (_, text) = assembly
        .files()
        .find(|(name, _)| *name == TREE_FILE)
        .unwrap();
    assert_eq!(text.matches(r#""id":"x""#).count(), 2_000);
    assert_eq!(text.matches('{').count(), text.matches('}').count());
}
