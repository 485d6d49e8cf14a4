//! Assets: what the assembly says of them, and what is copied.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};
use stackwright_assembly::{Assembly, Format};
use stackwright_assets::{Context, Digest, Files, Ignore, MOST};
use stackwright_core::{
    App, Asset, Bootstrap, CacheOption, Contents, Form, ImageBuild, RawResource, Stack, Str, Value,
};

fn file(dir: &Path) -> Asset {
    let path = dir.join("web.env");
    fs::write(&path, "A=1").unwrap();
    Asset {
        hash: Digest::of("1"),
        contents: Contents::File(path),
        form: Form::File(".env".into()),
        repository: None,
        name: None,
    }
}

fn image(dir: &Path) -> Asset {
    let dir = dir.join("api");
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join("Dockerfile"), "FROM scratch").unwrap();
    let context = Context::of(&dir, "Dockerfile", MOST).unwrap();
    Asset {
        hash: Digest::of("2"),
        contents: Contents::Directory(context.files().clone()),
        form: Form::Image(Box::new(ImageBuild {
            dockerfile: "Dockerfile".to_owned(),
            platform: Some("linux/arm64".into()),
            ..ImageBuild::default()
        })),
        repository: None,
        name: None,
    }
}

fn use_it(stack: &Stack<'_>, id: &'static str, asset: Asset) {
    let published = stack.scope(id).asset(asset);
    let home: Value<Str> = published.home();
    let thing = RawResource::new("Test::Thing").property("Home", home);
    stack.add(format!("{id}User"), thing.property("Key", published.key()));
}

fn assembly(app: &App) -> Assembly {
    let synthesis = app.synth();
    assert_eq!(synthesis.diagnostics, []);
    Assembly::new(&synthesis.stacks, Format::Json).unwrap()
}

fn json_of(assembly: &Assembly, name: &str) -> Json {
    let mut files = assembly.files();
    let (_, text) = files.find(|(file, _)| *file == name).unwrap();
    serde_json::from_str(text).unwrap()
}

#[test]
fn assets_are_listed_with_where_they_go_and_the_stack_waits_for_them() {
    let temp = tempfile::tempdir().unwrap();
    let app = App::new();
    let web = app.stack("Web");
    use_it(&web, "Settings", file(temp.path()));
    use_it(&web, "Api", image(temp.path()));
    let assembly = assembly(&app);

    let list = json_of(&assembly, "Web.assets.json");
    let one = Digest::of("1").to_string();
    let two = Digest::of("2").to_string();
    assert_eq!(
        list,
        json!({
            "version": "36.0.0",
            "files": {&one: {
                "displayName": "Web/Settings",
                "source": {"path": format!("asset.{one}.env"), "packaging": "file"},
                "destinations": {"current_account-current_region": {
                    "bucketName": "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}",
                    "objectKey": format!("{one}.env"),
                }},
            }},
            "dockerImages": {&two: {
                "displayName": "Web/Api",
                "source": {"directory": format!("asset.{two}"), "platform": "linux/arm64"},
                "destinations": {"current_account-current_region": {
                    "repositoryName":
                        "cdk-hnb659fds-container-assets-${AWS::AccountId}-${AWS::Region}",
                    "imageTag": two,
                }},
            }},
        })
    );
    let manifest = json_of(&assembly, "manifest.json");
    assert_eq!(
        manifest["artifacts"]["Web.assets"],
        json!({
            "type": "cdk:asset-manifest",
            "properties": {
                "file": "Web.assets.json",
                "requiresBootstrapStackVersion": 6,
                "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version",
            },
        })
    );
    let stack = &manifest["artifacts"]["Web"];
    assert_eq!(stack["dependencies"], json!(["Web.assets"]));
    // Nothing is required of a bootstrap for the stack itself, and nobody else deploys it.
    assert_eq!(
        stack["properties"]["requiresBootstrapStackVersion"],
        Json::Null
    );
    assert_eq!(stack["properties"]["assumeRoleArn"], Json::Null);

    // The template says the same place.
    let template = json_of(&assembly, "Web.template.json");
    let properties = template
        .pointer("/Resources/SettingsUser/Properties")
        .unwrap();
    assert_eq!(
        *properties,
        json!({
            "Home": {"Fn::Sub": "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"},
            "Key": format!("{one}.env"),
        })
    );
    assert_eq!(template.get("Rules"), None);
    assert_eq!(template.get("Parameters"), None);
}

#[test]
fn an_assembly_without_assets_has_no_list() {
    let app = App::new();
    app.stack("Web")
        .add("Thing", RawResource::new("Test::Thing"));
    let assembly = assembly(&app);
    let names: Vec<&str> = assembly.files().map(|(name, _)| name).collect();
    assert_eq!(names, ["Web.template.json", "manifest.json"]);
    assert_eq!(assembly.copies().len(), 0);
}

#[test]
fn roles_of_the_bootstrap_publish_and_deploy_where_they_are_asked_for() {
    let temp = tempfile::tempdir().unwrap();
    let app = App::new();
    // Said last, it counts all the same.
    let web = app.stack("Web").environment("111122223333", "eu-central-1");
    use_it(&web, "Settings", file(temp.path()));
    use_it(&web, "Api", image(temp.path()));
    app.bootstrap(Bootstrap::new().roles());
    let own = app.stack("Own");
    use_it(&own, "Settings", file(temp.path()));
    own.bootstrap(
        Bootstrap::new()
            .qualifier("team")
            .bucket("files-${AWS::Region}")
            .repository("images"),
    );
    let assembly = assembly(&app);
    let role = |purpose: &str| {
        format!(
            "arn:${{AWS::Partition}}:iam::111122223333:role/\
             cdk-hnb659fds-{purpose}-role-111122223333-eu-central-1"
        )
    };
    let list = json_of(&assembly, "Web.assets.json");
    let one = Digest::of("1").to_string();
    let to = |kind: &str, hash: &Digest| {
        list[kind][hash.to_string()]["destinations"]["current_account-current_region"].clone()
    };
    assert_eq!(
        to("files", &Digest::of("1")),
        json!({
            "bucketName": "cdk-hnb659fds-assets-111122223333-eu-central-1",
            "objectKey": format!("{one}.env"),
            "region": "eu-central-1",
            "assumeRoleArn": role("file-publishing"),
        })
    );
    assert_eq!(
        to("dockerImages", &Digest::of("2"))["assumeRoleArn"],
        json!(role("image-publishing"))
    );
    let manifest = json_of(&assembly, "manifest.json");
    assert_eq!(
        manifest["artifacts"]["Web"]["properties"],
        json!({
            "templateFile": "Web.template.json",
            "assumeRoleArn": role("deploy"),
            "cloudFormationExecutionRoleArn": role("cfn-exec"),
            "lookupRole": {
                "arn": role("lookup"),
                "requiresBootstrapStackVersion": 8,
                "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version",
            },
            "requiresBootstrapStackVersion": 6,
            "bootstrapStackVersionSsmParameter": "/cdk-bootstrap/hnb659fds/version",
        })
    );
    let own = json_of(&assembly, "Own.assets.json");
    let own = &own["files"][&one]["destinations"]["current_account-current_region"];
    assert_eq!(
        *own,
        json!({"bucketName": "files-${AWS::Region}", "objectKey": format!("{one}.env")})
    );
    let template = json_of(&assembly, "Own.template.json");
    assert_eq!(
        template
            .pointer("/Resources/SettingsUser/Properties/Home")
            .unwrap(),
        &json!({"Fn::Sub": "files-${AWS::Region}"})
    );
}

#[test]
fn all_that_is_said_of_a_build_reaches_the_list() {
    let temp = tempfile::tempdir().unwrap();
    let mut asset = image(temp.path());
    let cache = |kind: &'static str| CacheOption {
        kind: kind.into(),
        params: vec![("ref".into(), "example/cache".into())],
    };
    asset.form = Form::Image(Box::new(ImageBuild {
        dockerfile: "docker/Dockerfile.prod".to_owned(),
        target: Some("run".into()),
        args: vec![("A".into(), "1".into()), ("B".into(), "2".into())],
        secrets: vec![("token".into(), "env=TOKEN".into())],
        ssh: Some("default".into()),
        platform: Some("linux/amd64".into()),
        network: Some("host".into()),
        cache_from: vec![cache("registry"), cache("gha")],
        cache_to: Some(cache("registry")),
        without_cache: true,
    }));
    asset.repository = Some("shop".into());
    let app = App::new();
    app.bootstrap(Bootstrap::new().roles());
    use_it(&app.stack("Web"), "Api", asset);
    let assembly = assembly(&app);
    let list = json_of(&assembly, "Web.assets.json");
    let two = Digest::of("2").to_string();
    let cache = json!({"type": "registry", "params": {"ref": "example/cache"}});
    assert_eq!(
        list["dockerImages"][&two],
        json!({
            "displayName": "Web/Api",
            "source": {
                "directory": format!("asset.{two}"),
                "dockerFile": "docker/Dockerfile.prod",
                "dockerBuildTarget": "run",
                "dockerBuildArgs": {"A": "1", "B": "2"},
                "dockerBuildSecrets": {"token": "env=TOKEN"},
                "dockerBuildSsh": "default",
                "networkMode": "host",
                "platform": "linux/amd64",
                "cacheFrom": [cache, {"type": "gha", "params": {"ref": "example/cache"}}],
                "cacheTo": cache,
                "cacheDisabled": true,
            },
            // The role of the bootstrap may not push to another repository.
            "destinations": {"current_account-current_region": {
                "repositoryName": "shop",
                "imageTag": two,
            }},
        })
    );
}

#[test]
fn a_saved_image_is_loaded_by_a_command_that_says_its_name() {
    let temp = tempfile::tempdir().unwrap();
    let mut asset = file(temp.path());
    asset.form = Form::SavedImage;
    let app = App::new();
    use_it(&app.stack("Web"), "Api", asset);
    let assembly = assembly(&app);
    let one = Digest::of("1").to_string();
    let list = json_of(&assembly, "Web.assets.json");
    let command = &list["dockerImages"][&one]["source"]["executable"];
    assert_eq!(command[0], "sh");
    let script = command[2].as_str().unwrap();
    assert!(
        script.starts_with(&format!("docker load -i asset.{one}.tar | ")),
        "{script}"
    );
    assert_eq!(
        assembly.copies().collect::<Vec<_>>(),
        [format!("asset.{one}.tar")]
    );
}

#[test]
fn one_asset_for_two_constructs_is_one_and_two_places_are_two_destinations() {
    let temp = tempfile::tempdir().unwrap();
    let app = App::new();
    let web = app.stack("Web");
    use_it(&web, "A", image(temp.path()));
    use_it(&web, "B", image(temp.path()));
    let mut own = image(temp.path());
    own.repository = Some("shop".into());
    use_it(&web, "C", own);
    let assembly = assembly(&app);
    let list = json_of(&assembly, "Web.assets.json");
    let images = list["dockerImages"].as_object().unwrap();
    assert_eq!(images.len(), 1);
    let destinations = &images[&Digest::of("2").to_string()]["destinations"];
    let destinations: Vec<&String> = destinations.as_object().unwrap().keys().collect();
    assert_eq!(
        destinations,
        [
            "current_account-current_region",
            "current_account-current_region-2"
        ]
    );
    assert_eq!(assembly.copies().len(), 1);
}

/// AWS CDK's command line asks for a bootstrap with a known name where a template is too long.
#[test]
fn a_template_that_is_too_long_for_the_call_is_published_and_no_other() {
    let app = App::new();
    let web = app.stack("Web");
    let text = "x".repeat(51_200);
    web.add(
        "Thing",
        RawResource::new("Test::Thing").property("Text", text),
    );
    app.stack("Small")
        .add("Thing", RawResource::new("Test::Thing"));
    let assembly = assembly(&app);
    let (_, text) = assembly
        .files()
        .find(|(name, _)| *name == "Web.template.json")
        .unwrap();
    let hash = Digest::of(text).to_string();
    let list = json_of(&assembly, "Web.assets.json");
    assert_eq!(
        list["files"],
        json!({&hash: {
            "displayName": "Web template",
            "source": {"path": "Web.template.json", "packaging": "file"},
            "destinations": {"current_account-current_region": {
                "bucketName": "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}",
                "objectKey": format!("{hash}.json"),
            }},
        }})
    );
    let manifest = json_of(&assembly, "manifest.json");
    let url = format!("s3://cdk-hnb659fds-assets-${{AWS::AccountId}}-${{AWS::Region}}/{hash}.json");
    let artifacts = &manifest["artifacts"];
    assert_eq!(
        artifacts["Web"]["properties"]["stackTemplateAssetObjectUrl"],
        json!(url)
    );
    assert_eq!(artifacts["Web"]["dependencies"], json!(["Web.assets"]));
    assert_eq!(
        artifacts["Small"]["properties"]["stackTemplateAssetObjectUrl"],
        Json::Null
    );
    assert_eq!(artifacts.get("Small.assets"), None);
}

fn tree(dir: &Path) -> Vec<String> {
    let files = Files::below(dir, &Ignore::default(), MOST).unwrap();
    files.iter().map(|file| file.path().to_owned()).collect()
}

fn out(temp: &Path) -> PathBuf {
    // Not `cdk.out`, which is never looked into.
    temp.join("out")
}

#[test]
fn copies_come_with_the_assembly_and_go_with_it() {
    let temp = tempfile::tempdir().unwrap();
    let dir = out(temp.path());
    let app = App::new();
    let web = app.stack("Web");
    use_it(&web, "Settings", file(temp.path()));
    use_it(&web, "Api", image(temp.path()));
    assembly(&app).write(&dir).unwrap();
    let (one, two) = (Digest::of("1"), Digest::of("2"));
    let all = [
        "Web.assets.json".to_owned(),
        "Web.template.json".to_owned(),
        format!("asset.{two}/Dockerfile"),
        format!("asset.{one}.env"),
        "manifest.json".to_owned(),
    ];
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    assert_eq!(tree(&dir), sorted(all.to_vec()));
    // The cache of the packer is its own.
    fs::create_dir(dir.join(".cache")).unwrap();
    fs::write(dir.join(".cache/x.zip"), "").unwrap();
    assembly(&app).write(&dir).unwrap();
    assert_eq!(tree(&dir).len(), all.len() + 1);

    let app = App::new();
    app.stack("Web")
        .add("Thing", RawResource::new("Test::Thing"));
    assembly(&app).write(&dir).unwrap();
    assert_eq!(
        tree(&dir),
        [".cache/x.zip", "Web.template.json", "manifest.json"]
    );
}

#[test]
fn a_copy_that_fails_leaves_the_previous_assembly() {
    let temp = tempfile::tempdir().unwrap();
    let dir = out(temp.path());
    let app = App::new();
    app.stack("Old")
        .add("Thing", RawResource::new("Test::Thing"));
    assembly(&app).write(&dir).unwrap();

    let app = App::new();
    use_it(&app.stack("Web"), "Settings", file(temp.path()));
    let assembly = assembly(&app);
    fs::remove_file(temp.path().join("web.env")).unwrap();
    let error = assembly.write(&dir).unwrap_err().to_string();
    let path = temp.path().join("web.env");
    assert!(
        error.starts_with(&format!("cannot copy `{}`: ", path.display())),
        "{error}"
    );
    assert_eq!(tree(&dir), ["Old.template.json", "manifest.json"]);
    assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1);
}

#[test]
fn names_of_buckets_without_variables_are_plain_text() {
    let temp = tempfile::tempdir().unwrap();
    let app = App::new();
    app.bootstrap(Bootstrap::new().bucket("files"));
    use_it(&app.stack("Web"), "Settings", file(temp.path()));
    let template = json_of(&assembly(&app), "Web.template.json");
    let home = template
        .pointer("/Resources/SettingsUser/Properties/Home")
        .unwrap();
    assert_eq!(home, "files");
}

/// AWS CDK publishes the templates of nested stacks by the same list.
#[test]
fn the_template_of_a_nested_stack_is_published_and_found_again() {
    let temp = tempfile::tempdir().unwrap();
    let app = App::new();
    let web = app.stack("Web").environment("111122223333", "eu-west-1");
    let inner = web.nested_stack("Inner");
    inner.add("Thing", RawResource::new("Test::Thing"));
    let published = inner.scope("A").asset(file(temp.path()));
    inner.add(
        "User",
        RawResource::new("Test::Thing").property("Key", published.key()),
    );
    for format in [Format::Json, Format::Yaml] {
        let synthesis = app.synth();
        assert_eq!(synthesis.diagnostics, []);
        let assembly = Assembly::new(&synthesis.stacks, format).unwrap();
        let mut files = assembly.files();
        let name = "Web.Inner.nested.template.json";
        let (_, text) = files.find(|(file, _)| *file == name).unwrap();
        let hash = Digest::of(text).to_string();
        let list = json_of(&assembly, "Web.assets.json");
        assert_eq!(
            list["files"][&hash],
            json!({
                "displayName": "Web/Inner template",
                "source": {"path": name, "packaging": "file"},
                "destinations": {"current_account-current_region": {
                    "bucketName": "cdk-hnb659fds-assets-111122223333-eu-west-1",
                    "objectKey": format!("{hash}.json"),
                    "region": "eu-west-1",
                }},
            })
        );
        // What is in it is published with the one around it, and known by its path.
        assert!(list["files"].get(Digest::of("1").to_string()).is_some());
        let manifest = json_of(&assembly, "manifest.json");
        assert_eq!(
            manifest["artifacts"]["Web"]["metadata"]["/Web/Inner/Thing"],
            json!([{"type": "aws:cdk:logicalId", "data": "Thing"}])
        );
        assert_eq!(manifest["artifacts"].as_object().unwrap().len(), 2);
    }
    let template = app.synth().stacks[0].template.to_json();
    let template: Json = serde_json::from_str(&template).unwrap();
    let resources = template["Resources"].as_object().unwrap();
    let nested = &resources["InnerNestedStackInnerNestedStackResource745E041B"];
    let url = nested["Properties"]["TemplateURL"]["Fn::Sub"].as_str();
    assert!(url.unwrap().starts_with(
        "https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-"
    ));
}
