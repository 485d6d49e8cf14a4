//! Writing an assembly: all or nothing, and nothing of others lost.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;
use stackwright_assembly::{Assembly, Format, WriteError};
use stackwright_core::{App, Output, Parameter, RawResource, Str, Value};

/// `Web` needs `Registry`, and both are made in the wrong order.
fn app() -> App {
    let app = App::new();
    let web = app.stack("Web");
    let registry = app.stack("Registry");
    registry.environment("111122223333", "eu-central-1");
    let repo = registry.add("Repo", RawResource::new("AWS::ECR::Repository"));
    let uri: Value<Str> = repo.attribute("RepositoryUri");
    web.add("Name", Parameter::string());
    web.add("Image", Output::new(uri));
    app
}

fn assembly(format: Format) -> Assembly {
    Assembly::new(&app().synth().stacks, format).unwrap()
}

/// An assembly of stacks that have one parameter each.
fn of_stacks(names: &[&'static str]) -> Result<Assembly, WriteError> {
    let app = App::new();
    for (index, name) in names.iter().enumerate() {
        let stack = app.stack(format!("Stack{index}"));
        stack.name_stack(*name);
        stack.add("Name", Parameter::string());
    }
    Assembly::new(&app.synth().stacks, Format::Json)
}

/// All files below `dir` with what is in them, by their paths.
fn tree(dir: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let below = tree(&path).into_iter();
            files.extend(below.map(|(below, text)| (format!("{name}/{below}"), text)));
        } else {
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    files
}

fn paths(dir: &Path) -> Vec<String> {
    tree(dir).into_keys().collect()
}

#[test]
fn a_fresh_directory_gets_templates_and_a_manifest() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("build/cdk.out");
    assembly(Format::Json).write(&dir).unwrap();

    assert_eq!(
        paths(temp.path()),
        [
            "build/cdk.out/Registry.template.json",
            "build/cdk.out/Web.template.json",
            "build/cdk.out/manifest.json",
        ]
    );
    let expected = r#"{
  "version": "55.0.0",
  "artifacts": {
    "Registry": {
      "type": "aws:cloudformation:stack",
      "environment": "aws://111122223333/eu-central-1",
      "properties": {
        "templateFile": "Registry.template.json"
      }
    },
    "Web": {
      "type": "aws:cloudformation:stack",
      "environment": "aws://unknown-account/unknown-region",
      "properties": {
        "templateFile": "Web.template.json"
      },
      "dependencies": [
        "Registry"
      ]
    }
  }
}
"#;
    assert_eq!(tree(&dir)["manifest.json"], expected);
    let template = &tree(&dir)["Registry.template.json"];
    assert!(template.starts_with("{\n  \"AWSTemplateFormatVersion\": \"2010-09-09\",\n"));
    assert!(template.ends_with("}\n"));
}

#[test]
fn yaml_replaces_json() {
    let temp = tempfile::tempdir().unwrap();
    assembly(Format::Json).write(temp.path()).unwrap();
    assembly(Format::Yaml).write(temp.path()).unwrap();
    assert_eq!(
        paths(temp.path()),
        [
            "Registry.template.yaml",
            "Web.template.yaml",
            "manifest.json"
        ]
    );
    assert!(tree(temp.path())["Web.template.yaml"].contains("Value: !ImportValue"));
    assert!(tree(temp.path())["manifest.json"].contains("Web.template.yaml"));
}

#[test]
fn what_is_written_twice_is_the_same_bytes() {
    let temp = tempfile::tempdir().unwrap();
    let (a, b) = (temp.path().join("a"), temp.path().join("b"));
    assembly(Format::Json).write(&a).unwrap();
    assembly(Format::Json).write(&b).unwrap();
    assert_eq!(tree(&a), tree(&b));
    assembly(Format::Json).write(&a).unwrap();
    assert_eq!(tree(&a), tree(&b));
}

#[test]
fn a_new_assembly_keeps_what_others_left_and_drops_stacks_that_are_gone() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("cdk.out");
    assembly(Format::Json).write(&dir).unwrap();
    fs::create_dir_all(dir.join("asset.1/deep")).unwrap();
    fs::write(dir.join("asset.1/deep/file"), "asset").unwrap();
    fs::write(dir.join("read.1.1.lock"), "1").unwrap();
    fs::write(dir.join("Old.template.json"), "not of the manifest").unwrap();

    of_stacks(&["Api", "Web"]).unwrap().write(&dir).unwrap();
    assert_eq!(
        paths(temp.path()),
        [
            "cdk.out/Api.template.json",
            "cdk.out/Old.template.json",
            "cdk.out/Web.template.json",
            "cdk.out/asset.1/deep/file",
            "cdk.out/manifest.json",
            "cdk.out/read.1.1.lock",
        ]
    );
    assert!(tree(&dir)["Web.template.json"].contains("\"Name\""));
}

#[test]
fn an_assembly_of_the_cdk_can_be_replaced() {
    let temp = tempfile::tempdir().unwrap();
    let manifest = json!({
        "version": "48.0.0",
        "artifacts": {
            "Web.assets": {
                "type": "cdk:asset-manifest",
                "properties": { "file": "Web.assets.json", "requiresBootstrapStackVersion": 6 },
            },
            "Old": {
                "type": "aws:cloudformation:stack",
                "properties": { "templateFile": "Old.template.json" },
                "displayName": "Old",
            },
            "assembly-Prod": {
                "type": "cdk:cloud-assembly",
                "properties": { "directoryName": "assembly-Prod" },
            },
        },
        "minimumCliVersion": "2.1033.0",
    });
    fs::write(temp.path().join("manifest.json"), manifest.to_string()).unwrap();
    fs::create_dir(temp.path().join("assembly-Prod")).unwrap();
    for name in [
        "Web.assets.json",
        "Old.template.json",
        "assembly-Prod/manifest.json",
        "cdk.out",
    ] {
        fs::write(temp.path().join(name), "{}").unwrap();
    }
    of_stacks(&["Web"]).unwrap().write(temp.path()).unwrap();
    assert_eq!(
        paths(temp.path()),
        ["Web.template.json", "cdk.out", "manifest.json"]
    );
}

#[test]
fn the_lock_of_the_cdk_cli_does_not_make_a_directory_anothers() {
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join("synth.lock"), "1").unwrap();
    of_stacks(&["Web"]).unwrap().write(temp.path()).unwrap();
    assert_eq!(
        paths(temp.path()),
        ["Web.template.json", "manifest.json", "synth.lock"]
    );
}

#[test]
fn a_directory_of_somebody_else_is_left_alone() {
    for (name, text) in [
        ("notes.txt", "mine"),
        // The manifest of a web extension.
        (
            "manifest.json",
            r#"{"version": "1.0", "name": "extension"}"#,
        ),
        ("manifest.json", "{"),
    ] {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("out");
        fs::create_dir(&dir).unwrap();
        fs::write(dir.join(name), text).unwrap();
        let before = tree(temp.path());

        let error = of_stacks(&["Web"]).unwrap().write(&dir).unwrap_err();
        assert!(matches!(error, WriteError::NotAnAssembly { .. }), "{error}");
        assert_eq!(
            error.to_string(),
            format!(
                "cannot write to `{}`: it is not empty and holds no cloud assembly to replace, \
                 so what is in it might be lost; empty it or choose another directory",
                dir.canonicalize().unwrap().display()
            )
        );
        assert_eq!(tree(temp.path()), before);
    }
}

#[test]
fn a_file_in_the_way_is_left_alone() {
    let temp = tempfile::tempdir().unwrap();
    let file = temp.path().join("out");
    fs::write(&file, "mine").unwrap();

    let error = of_stacks(&["Web"]).unwrap().write(&file).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("remove it or choose another one"),
        "{error}"
    );

    let error = of_stacks(&["Web"])
        .unwrap()
        .write(file.join("below"))
        .unwrap_err();
    assert!(matches!(error, WriteError::Io { .. }), "{error}");
    assert!(error.to_string().contains("below"), "{error}");

    assert_eq!(
        tree(temp.path()),
        BTreeMap::from([("out".to_owned(), "mine".to_owned())])
    );
}

#[test]
fn a_run_that_fails_leaves_the_previous_assembly_and_nothing_else() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("cdk.out");
    of_stacks(&["Web"]).unwrap().write(&dir).unwrap();
    let before = tree(temp.path());

    // Longer than a file name may be; the first template has been staged by then.
    let long = "a".repeat(300).leak();
    let error = of_stacks(&["Api", long]).unwrap().write(&dir).unwrap_err();
    assert!(
        matches!(
            error,
            WriteError::Io {
                action: "write",
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(tree(temp.path()), before);
}

#[test]
fn the_next_run_tidies_up_after_one_that_was_killed() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("cdk.out");
    let own = std::process::id();

    // Killed while it staged. A number of a process can come again.
    of_stacks(&["Web"]).unwrap().write(&dir).unwrap();
    for process in ["1".to_owned(), own.to_string()] {
        let staged = temp
            .path()
            .join(format!(".cdk.out.stackwright-new-{process}"));
        fs::create_dir(&staged).unwrap();
        fs::write(staged.join("Half.template.json"), "{").unwrap();
    }
    of_stacks(&["Web"]).unwrap().write(&dir).unwrap();
    assert_eq!(
        paths(temp.path()),
        ["cdk.out/Web.template.json", "cdk.out/manifest.json"]
    );

    // Killed between the two renames: what was there is put back first, even if this run fails.
    fs::write(dir.join("kept"), "").unwrap();
    let old = temp.path().join(format!(".cdk.out.stackwright-old-{own}"));
    fs::rename(&dir, &old).unwrap();
    let long = "a".repeat(300).leak();
    of_stacks(&[long]).unwrap().write(&dir).unwrap_err();
    assert_eq!(
        paths(temp.path()),
        [
            "cdk.out/Web.template.json",
            "cdk.out/kept",
            "cdk.out/manifest.json"
        ]
    );

    // Killed after them, before all was carried over.
    fs::rename(&dir, &old).unwrap();
    fs::create_dir(&dir).unwrap();
    fs::copy(old.join("manifest.json"), dir.join("manifest.json")).unwrap();
    of_stacks(&["Api"]).unwrap().write(&dir).unwrap();
    assert_eq!(
        paths(temp.path()),
        [
            "cdk.out/Api.template.json",
            "cdk.out/kept",
            "cdk.out/manifest.json"
        ]
    );
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_replaced_and_the_link_stays() {
    let temp = tempfile::tempdir().unwrap();
    let (link, dir) = (temp.path().join("link"), temp.path().join("dir"));
    fs::create_dir(&dir).unwrap();
    std::os::unix::fs::symlink(&dir, &link).unwrap();
    of_stacks(&["Web"]).unwrap().write(&link).unwrap();
    assert!(link.is_symlink());
    assert_eq!(paths(&dir), ["Web.template.json", "manifest.json"]);
}

#[test]
fn names_cannot_lead_out_of_the_directory() {
    for name in [
        "a/b",
        "a\\b",
        "..",
        "../../etc/x",
        "a\0b",
        "C:x",
        "",
        "/abs",
    ] {
        let error = of_stacks(&[name]).unwrap_err();
        assert!(matches!(error, WriteError::StackName { .. }), "{name}");
    }
    assert_eq!(
        of_stacks(&["../x"]).unwrap_err().to_string(),
        "cannot name a file after stack `../x`: it holds `/`, `\\`, `:`, `..` or NUL; \
         give the stack another name"
    );
}

#[test]
fn one_template_after_the_other_gives_the_same_files() {
    let temp = tempfile::tempdir().unwrap();
    let (whole, single) = (temp.path().join("whole"), temp.path().join("single"));
    let synthesis = app().synth();
    for format in [Format::Json, Format::Yaml] {
        assembly(format).write(&whole).unwrap();
        Assembly::write_stacks(&synthesis.stacks, format, &single).unwrap();
        assert_eq!(tree(&whole), tree(&single));
    }
}

#[test]
fn two_stacks_cannot_share_a_file() {
    let app = App::new();
    app.stack("Web");
    app.stack("Api").name_stack("Web");
    let error = Assembly::new(&app.synth().stacks, Format::Json).unwrap_err();
    assert!(error.to_string().contains("two stacks have it"), "{error}");
}

#[test]
fn an_assembly_of_some_stacks_names_only_those() {
    let synthesis = app().synth();
    let assembly = Assembly::new(synthesis.stack("Web"), Format::Json).unwrap();
    assert!(!assembly.manifest().to_json().contains("Registry"));
    let files: Vec<&str> = assembly.files().map(|(name, _)| name).collect();
    assert_eq!(files, ["Web.template.json", "manifest.json"]);
}

#[test]
fn twenty_large_templates_are_written_fast() {
    let app = App::new();
    for stack in 0..20 {
        let stack = app.stack(format!("Stack{stack}"));
        for thing in 0..30 {
            let text = "x".repeat(10_000);
            let resource = RawResource::new("Custom::Thing").property("Text", json!(text));
            stack.add(format!("Thing{thing}"), resource);
        }
    }
    let assembly = Assembly::new(&app.synth().stacks, Format::Json).unwrap();
    assert!(
        assembly
            .files()
            .all(|(name, text)| name == "manifest.json" || text.len() > 300_000)
    );

    let temp = tempfile::tempdir().unwrap();
    let start = Instant::now();
    assembly.write(temp.path()).unwrap();
    // Some milliseconds; the limit only finds what is wrong by orders of magnitude.
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
}
