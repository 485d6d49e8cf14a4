//! Writing an assembly: all or nothing, and nothing of others lost.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;
use stackwright_assembly::{Assembly, Format, WriteError};
use stackwright_core::{App, Diagnostic, Output, Parameter, RawResource, Severity, Str, Value};

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
fn of_stacks(ids: &[&'static str]) -> Result<Assembly, WriteError> {
    let app = App::new();
    for id in ids {
        app.stack(*id).add("Name", Parameter::string());
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
  "version": "36.0.0",
  "artifacts": {
    "Registry": {
      "type": "aws:cloudformation:stack",
      "environment": "aws://111122223333/eu-central-1",
      "properties": {
        "templateFile": "Registry.template.json",
        "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version"
      },
      "metadata": {
        "/Registry/Repo": [{"type":"aws:cdk:logicalId","data":"Repo"}]
      },
      "displayName": "Registry"
    },
    "Web": {
      "type": "aws:cloudformation:stack",
      "environment": "aws://unknown-account/unknown-region",
      "properties": {
        "templateFile": "Web.template.json",
        "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version"
      },
      "dependencies": [
        "Registry"
      ],
      "metadata": {
        "/Web/Name": [{"type":"aws:cdk:logicalId","data":"Name"}],
        "/Web/Image": [{"type":"aws:cdk:logicalId","data":"Image"}]
      },
      "displayName": "Web"
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
            "Web": {
                "type": "aws:cloudformation:stack",
                "properties": { "templateFile": "Web.template.json" },
                "additionalMetadataFile": "Web.metadata.json",
            },
            "Tree": { "type": "cdk:tree", "properties": { "file": "tree.json" } },
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
    let assets = json!({
        "version": "48.0.0",
        "files": {
            "1a": { "source": { "path": "asset.1a", "packaging": "zip" }, "destinations": {} },
            "2b": { "source": { "executable": ["make"] }, "destinations": {} },
            "3c": { "source": { "path": "../outside", "packaging": "zip" }, "destinations": {} },
        },
        "dockerImages": {
            "4d": { "source": { "directory": "asset.4d" }, "destinations": {} },
        },
    });
    let outside = temp.path().join("outside");
    let dir = temp.path().join("cdk.out");
    for dir in [&outside, &dir] {
        fs::create_dir(dir).unwrap();
    }
    fs::write(outside.join("mine"), "{}").unwrap();
    fs::write(dir.join("manifest.json"), manifest.to_string()).unwrap();
    fs::write(dir.join("Web.assets.json"), assets.to_string()).unwrap();
    for below in ["assembly-Prod", "asset.1a", "asset.4d", "asset.mine"] {
        fs::create_dir(dir.join(below)).unwrap();
    }
    for name in [
        "Old.template.json",
        "Web.metadata.json",
        "Web.template.json",
        "assembly-Prod/manifest.json",
        "asset.1a/index.js",
        "asset.4d/Dockerfile",
        "asset.mine/index.js",
        "policy-validation-report.json",
        "tree.json",
        // With an error in it, it would stop the CDK CLI.
        "validation-report.json",
        "cdk.out",
    ] {
        fs::write(dir.join(name), "{}").unwrap();
    }
    of_stacks(&["Web"]).unwrap().write(&dir).unwrap();
    assert_eq!(
        paths(temp.path()),
        [
            "cdk.out/Web.template.json",
            "cdk.out/asset.mine/index.js",
            "cdk.out/cdk.out",
            "cdk.out/manifest.json",
            "outside/mine",
        ]
    );
}

#[test]
fn findings_are_written_for_the_cdk_cli_and_go_with_their_assembly() {
    let app = App::new();
    let web = app.stack("Web");
    web.name("prod-web");
    web.add("Name", Parameter::string());
    app.stack("Api").add("Name", Parameter::string());
    let synthesis = app.synth();
    let mut unused = Diagnostic::warning("TPL122", "nothing uses the parameter `Name`");
    unused.help = Some("use the parameter, or take it out".to_owned());
    unused.stack = Some("Web".to_owned());
    unused.construct = Some("Web/Name".to_owned());
    unused.resource = Some("Name".to_owned());
    unused.path = Some("Parameters/Name/Type".to_owned());
    unused.source = vec![synthesis.stacks[0].origins[0].source];
    // Of a stack that is not written, and of none.
    let mut other = unused.clone();
    other.stack = Some("Api".to_owned());
    other.construct = Some("Api/Name".to_owned());
    let of_app = Diagnostic::warning("APP000", "so");
    let findings = [unused.clone(), other, of_app];

    let temp = tempfile::tempdir().unwrap();
    let assembly = || Assembly::new(synthesis.stack("Web"), Format::Json).unwrap();
    let written = assembly().findings(&findings);
    let names: Vec<&str> = written.files().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "Web.template.json",
            "validation-report.json",
            "manifest.json"
        ]
    );
    written.write(temp.path()).unwrap();
    let report = &tree(temp.path())["validation-report.json"];
    let report: serde_json::Value = serde_json::from_str(report).unwrap();
    let line = unused.source[0];
    assert_eq!(
        report,
        json!({
            "version": "36.0.0",
            "title": "Validation Report",
            "pluginReports": [{
                "pluginName": "stackwright",
                "pluginVersion": env!("CARGO_PKG_VERSION"),
                "conclusion": "success",
                "violations": [{
                    "ruleName": "TPL122",
                    "description": "nothing uses the parameter `Name`",
                    "suggestedFix": "use the parameter, or take it out",
                    "severity": "warning",
                    "violatingConstructs": [{
                        // The CLI shows what begins with its name for the stack.
                        "constructPath": "Web/Name",
                        "cloudFormationResource": {
                            "templatePath": "Web.template.json",
                            "logicalId": "Name",
                            "propertyPaths": ["Type"],
                        },
                        "stackTraces": [format!("Web/Name ({line})")],
                    }],
                }],
            }],
        })
    );

    let wrong = Diagnostic {
        severity: Severity::Error,
        ..unused
    };
    let (_, text) = assembly()
        .findings([&wrong])
        .files()
        .nth(1)
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    assert!(text.contains(r#""conclusion": "failure""#), "{text}");

    assembly().findings([]).write(temp.path()).unwrap();
    assert_eq!(paths(temp.path()), ["Web.template.json", "manifest.json"]);
}

#[cfg(unix)]
#[test]
fn mode_and_group_of_the_directory_stay() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("cdk.out");
    fs::create_dir(&dir).unwrap();
    for mode in [0o700, 0o2750, 0o775] {
        fs::set_permissions(&dir, fs::Permissions::from_mode(mode)).unwrap();
        let before = fs::metadata(&dir).unwrap();
        of_stacks(&["Web"]).unwrap().write(&dir).unwrap();
        let after = fs::metadata(&dir).unwrap();
        assert_eq!(after.permissions().mode() & 0o7777, mode);
        assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
        // In place of the old one, so the test is about a new directory.
        assert_ne!(after.ino(), before.ino());
    }
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
fn ids_cannot_lead_out_of_the_directory() {
    let of_id = |id: &str| {
        let mut synthesis = app().synth();
        synthesis.stacks[0].id = id.to_owned().into();
        Assembly::new(&synthesis.stacks[..1], Format::Json)
    };
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
        let error = of_id(name).unwrap_err();
        assert!(matches!(error, WriteError::StackId { .. }), "{name}");
    }
    assert_eq!(
        of_id("../x").unwrap_err().to_string(),
        "cannot name a file after stack `../x`: it holds `/`, `\\`, `:`, `..` or NUL; \
         give the stack another id"
    );
}

#[test]
fn texts_that_are_there_already_are_taken() {
    let temp = tempfile::tempdir().unwrap();
    let (whole, taken) = (temp.path().join("whole"), temp.path().join("taken"));
    let synthesis = app().synth();
    for format in [Format::Json, Format::Yaml] {
        let texts = synthesis.stacks.iter();
        let texts = texts.map(|stack| (stack, format.render(stack)));
        assembly(format).write(&whole).unwrap();
        let assembly = Assembly::of_texts(texts, format).unwrap();
        assembly.write(&taken).unwrap();
        assert_eq!(tree(&whole), tree(&taken));
    }
}

/// The CDK CLI lists, prints and compares stacks in the order of the manifest.
#[test]
fn the_manifest_has_the_order_of_deployment() {
    let app = App::new();
    let [web, queue, base] = ["Web", "Queue", "Base"].map(|name| app.stack(name));
    for (stack, before) in [(web, queue), (queue, base)] {
        let topic = before.add("Topic", RawResource::new("AWS::SNS::Topic"));
        let name: Value<Str> = topic.attribute("TopicName");
        stack.add("Before", Output::new(name));
    }
    let synthesis = app.synth();
    let names: Vec<&str> = synthesis.stacks.iter().map(|stack| &*stack.name).collect();
    assert_eq!(names, ["Base", "Queue", "Web"]);
    let assembly = Assembly::new(&synthesis.stacks, Format::Json).unwrap();
    let artifacts: Vec<&String> = assembly.manifest().artifacts.keys().collect();
    assert_eq!(artifacts, names);
}

/// Two stacks of one name, which only the app's ids tell apart.
#[test]
fn what_is_known_of_a_stack_beside_its_template_stands_in_the_manifest() {
    let app = App::new();
    for (id, region) in [("Eu", "eu-central-1"), ("Us", "us-east-1")] {
        let stack = app.stack(id);
        stack.environment("111122223333", region);
        stack.name("shop");
        stack.add("Name", Parameter::string());
        stack.stack_tag("team", "web");
        stack.stack_tag("cost", "42");
        stack.termination_protection();
    }
    let assembly = Assembly::new(&app.synth().stacks, Format::Json).unwrap();
    let files: Vec<&str> = assembly.files().map(|(name, _)| name).collect();
    assert_eq!(
        files,
        ["Eu.template.json", "Us.template.json", "manifest.json"]
    );
    let manifest: serde_json::Value = serde_json::from_str(&assembly.manifest().to_json()).unwrap();
    assert_eq!(
        manifest["artifacts"]["Us"],
        json!({
            "type": "aws:cloudformation:stack",
            "environment": "aws://111122223333/us-east-1",
            "properties": {
                "templateFile": "Us.template.json",
                "stackName": "shop",
                "tags": {"team": "web", "cost": "42"},
                "terminationProtection": true,
                "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version",
            },
            "metadata": {"/Us/Name": [{"type": "aws:cdk:logicalId", "data": "Name"}]},
            "displayName": "Us",
        })
    );
}

#[test]
fn two_stacks_cannot_share_a_file() {
    let app = App::new();
    app.stack("Web");
    let synthesis = app.synth();
    let twice = synthesis.stacks.iter().chain(&synthesis.stacks);
    let error = Assembly::new(twice, Format::Json).unwrap_err();
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
            .all(|(name, text)| !name.ends_with(".template.json") || text.len() > 300_000)
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
