use std::collections::BTreeSet;

use serde_json::{Value as Json, json};
use stackwright::assembly::{Assembly, Format};
use stackwright::aws::assets::BuildCache;
use stackwright::aws::ecs::{
    DaemonTask, Ec2Task, EnvironmentFile, ExpressContainer, ExpressService, OperatingSystem,
};
use stackwright::check::{Options, check_app};
use stackwright::prelude::*;

use super::small;

const API: &str = "data/assets/api";

/// What is published for the stacks of an app, with their templates.
struct Made {
    lists: Vec<(String, Json)>,
    templates: Vec<(String, Json)>,
}

/// What a program comes to; the checker has nothing to say of it.
fn program(build: impl FnOnce(&App)) -> Made {
    let app = App::new();
    build(&app);
    let synthesis = check_app(app.synth(), &Options::new());
    // Tags are another matter.
    let found = synthesis.diagnostics.iter();
    let found = found.filter(|found| found.code != "DES105");
    let found: Vec<String> = found.map(ToString::to_string).collect();
    assert_eq!(found, [""; 0]);
    let assembly = Assembly::new(&synthesis.stacks, Format::Json).expect("names of files");
    let read = |ending: &str| {
        let files = assembly.files();
        let files = files.filter_map(|(name, text)| {
            let name = name.strip_suffix(ending)?.to_owned();
            Some((name, serde_json::from_str(text).expect("JSON")))
        });
        files.collect()
    };
    Made {
        lists: read(".assets.json"),
        templates: read(".template.json"),
    }
}

fn of_stack(build: impl FnOnce(Scope<'_>)) -> Made {
    program(|app| build(*app.stack("Web")))
}

impl Made {
    /// The only asset that there is: its hash, and what the list says of it.
    fn only(&self, kind: &str) -> (&String, &Json) {
        assert_eq!(self.lists.len(), 1);
        let (_, list) = &self.lists[0];
        let assets = list[kind].as_object().expect("assets");
        assert_eq!(assets.len(), 1, "{list}");
        assets.iter().next().expect("one")
    }

    /// All statements of the policies of roles.
    fn rights(&self) -> Vec<Json> {
        let (_, template) = self.templates.last().expect("a stack");
        let resources = template["Resources"].as_object().expect("resources");
        let policies = resources
            .values()
            .filter_map(|one| one["Properties"]["Policies"].as_array());
        let statements = policies
            .flatten()
            .filter_map(|policy| policy["PolicyDocument"]["Statement"].as_array());
        statements.flatten().cloned().collect()
    }

    fn resource(&self, kind: &str) -> &Json {
        let (_, template) = self.templates.last().expect("a stack");
        let resources = template["Resources"].as_object().expect("resources");
        let mut of_kind = resources.values().filter(|one| one["Type"] == kind);
        let found = of_kind.next().expect("one of the type");
        assert!(of_kind.next().is_none(), "several of {kind}");
        &found["Properties"]
    }
}

fn source(image: Image) -> Json {
    let made = of_stack(|stack| {
        stack.add("Task", small().container(Container::new("api", image)));
    });
    made.only("dockerImages").1["source"].clone()
}

fn hash(image: Image) -> String {
    let made = of_stack(|stack| {
        stack.add("Task", small().container(Container::new("api", image)));
    });
    made.only("dockerImages").0.clone()
}

#[test]
pub(crate) fn an_image_of_a_directory_is_built_for_its_task_and_may_be_pulled() {
    let made = of_stack(|stack| {
        let api = Container::new("api", Image::directory(API)).port(8080);
        stack.add("Task", small().container(api));
    });
    let (hash, asset) = made.only("dockerImages");
    assert_eq!(asset["displayName"], "Web/Task/Images/api");
    assert_eq!(
        asset["source"],
        json!({"directory": format!("asset.{hash}"), "platform": "linux/amd64"})
    );
    assert_eq!(
        asset["destinations"]["current_account-current_region"],
        json!({
            "repositoryName": "cdk-hnb659fds-container-assets-${AWS::AccountId}-${AWS::Region}",
            "imageTag": hash,
        })
    );
    let task = made.resource("AWS::ECS::TaskDefinition");
    let repository = "cdk-hnb659fds-container-assets-${AWS::AccountId}-${AWS::Region}";
    assert_eq!(
        task["ContainerDefinitions"][0]["Image"],
        json!({"Fn::Sub": format!(
            "${{AWS::AccountId}}.dkr.ecr.${{AWS::Region}}.${{AWS::URLSuffix}}/{repository}:{hash}"
        )})
    );
    let pull = format!(
        "arn:${{AWS::Partition}}:ecr:${{AWS::Region}}:${{AWS::AccountId}}:repository/{repository}"
    );
    assert!(made.rights().iter().any(|statement| {
        let actions = statement["Action"].as_array();
        actions.is_some_and(|actions| actions.contains(&json!("ecr:BatchGetImage")))
            && statement["Resource"] == json!({"Fn::Sub": pull})
    }));
}

/// Docker builds for the machine that it runs on, and AWS CDK leaves it at that: aws/aws-cdk#12472.
#[test]
pub(crate) fn the_platform_is_that_of_the_task_and_not_of_the_machine() {
    let of = |task: FargateTask| {
        let made = of_stack(|stack| {
            stack.add(
                "Task",
                task.container(Container::new("api", Image::directory(API))),
            );
        });
        made.only("dockerImages").1["source"]["platform"].clone()
    };
    assert_eq!(of(small()), "linux/amd64");
    assert_eq!(
        of(small().architecture(CpuArchitecture::Arm64)),
        "linux/arm64"
    );
    assert_eq!(
        of(small().architecture(CpuArchitecture::X86_64)),
        "linux/amd64"
    );
    let windows = FargateTask::new(TaskSize::One(OneMemory::Gib2))
        .operating_system(OperatingSystem::WindowsServer2022Core);
    assert_eq!(of(windows), "windows/amd64");
    // Saying the same is no error.
    let same = Image::directory(API).platform(Platform::LinuxAmd64);
    assert_eq!(source(same)["platform"], "linux/amd64");
}

#[test]
pub(crate) fn tasks_elsewhere_take_the_platform_that_is_said() {
    let made = of_stack(|stack| {
        let image = Image::directory(API).platform(Platform::LinuxArm64);
        let task = Ec2Task::new().memory(512.mib());
        stack.add("Task", task.container(Container::new("api", image)));
    });
    let (_, asset) = made.only("dockerImages");
    assert_eq!(asset["source"]["platform"], "linux/arm64");
    let made = of_stack(|stack| {
        let image = Image::directory(API).platform(Platform::Other("linux/arm/v7".into()));
        let health = HealthCheck::shell("agent --check");
        let agent = Container::new("agent", image).health_check(health);
        stack.add("Agent", DaemonTask::new(256, 512.mib()).container(agent));
    });
    let (_, asset) = made.only("dockerImages");
    assert_eq!(asset["source"]["platform"], "linux/arm/v7");
}

#[test]
pub(crate) fn an_express_service_runs_an_image_of_a_directory() {
    let made = of_stack(|stack| {
        let container = ExpressContainer::new(Image::directory(API)).port(8080);
        stack.add("Shop", ExpressService::new(container));
    });
    let (hash, asset) = made.only("dockerImages");
    assert_eq!(asset["source"]["platform"], "linux/amd64");
    let service = made.resource("AWS::ECS::ExpressGatewayService");
    let image = service["PrimaryContainer"]["Image"]["Fn::Sub"].as_str();
    assert!(image.expect("an image").ends_with(hash));
}

#[test]
pub(crate) fn every_option_of_a_build() {
    let cache = BuildCache::new("registry")
        .with("ref", "example/cache")
        .with("mode", "max");
    let image = Image::directory(API)
        .dockerfile("docker/Dockerfile.prod")
        .target("run")
        .build_arg("B", "2")
        .build_arg("A", "1")
        .build_secret("token", BuildSecret::env("NPM_TOKEN"))
        .build_ssh("default")
        .build_network("host")
        .cache_from(cache.clone())
        .cache_to(cache)
        .without_cache();
    let mut source = source(image);
    let directory = source["directory"].take();
    assert!(directory.as_str().expect("a name").starts_with("asset."));
    let cache = json!({"type": "registry", "params": {"mode": "max", "ref": "example/cache"}});
    assert_eq!(
        source,
        json!({
            "directory": null,
            "dockerFile": "docker/Dockerfile.prod",
            "dockerBuildTarget": "run",
            "dockerBuildArgs": {"A": "1", "B": "2"},
            "dockerBuildSecrets": {"token": "env=NPM_TOKEN"},
            "dockerBuildSsh": "default",
            "networkMode": "host",
            "platform": "linux/amd64",
            "cacheFrom": [cache],
            "cacheTo": cache,
            "cacheDisabled": true,
        })
    );
    let made = of_stack(|stack| {
        let image = Image::directory(API).named("shop-api");
        stack.add("Task", small().container(Container::new("api", image)));
    });
    assert_eq!(made.only("dockerImages").1["displayName"], "shop-api");
}

/// AWS CDK hashes arguments in the order of their keys, and takes `Dockerfile` for something else
/// than no name at all.
#[test]
pub(crate) fn what_makes_the_same_image_has_the_same_hash() {
    let plain = || Image::directory(API);
    let all = hash(plain());
    for same in [
        plain().dockerfile("Dockerfile"),
        plain().dockerfile("./Dockerfile"),
        plain().dockerfile("docker/../Dockerfile"),
        plain().platform(Platform::LinuxAmd64),
        plain().without_cache(),
        plain().cache_from(BuildCache::new("inline")),
        plain().cache_to(BuildCache::new("inline")),
        plain().named("other"),
        plain().at_most(5.mib()),
        Image::directory(format!("{}/data/assets/api", env!("CARGO_MANIFEST_DIR"))),
        Image::directory("data/assets/./site/../api"),
    ] {
        assert_eq!(hash(same.clone()), all, "{same:?}");
    }
    let ab = plain().build_arg("A", "1").build_arg("B", "2");
    let ba = plain()
        .build_arg("B", "2")
        .build_arg("A", "0")
        .build_arg("A", "1");
    assert_eq!(hash(ab), hash(ba));
    let secret = |name: &'static str| plain().build_secret("token", BuildSecret::env(name));
    assert_eq!(hash(secret("ONE")), hash(secret("OTHER")));
}

#[test]
pub(crate) fn what_makes_another_image_has_another_hash() {
    let plain = || Image::directory(API);
    let all = [
        plain(),
        plain().dockerfile("docker/Dockerfile.prod"),
        plain().target("run"),
        plain().build_arg("A", "1"),
        plain().build_arg("A", "2"),
        plain().build_arg("A1", ""),
        plain().build_secret("token", BuildSecret::env("A")),
        plain().build_ssh("default"),
        plain().build_network("host"),
    ];
    let count = all.len();
    let hashes: BTreeSet<String> = all.into_iter().map(hash).collect();
    assert_eq!(hashes.len(), count);
}

#[test]
pub(crate) fn an_image_goes_into_a_repository_of_the_app() {
    let made = program(|app| {
        let registry = app.stack("Registry");
        let shop = registry.add(
            "Shop",
            EcrRepository::new().name("shop").keep_last(10).retain(),
        );
        let image = Image::directory(API).into_repository(shop);
        let task = small().container(Container::new("api", image));
        app.stack("Web").add("Task", task);
    });
    let (hash, asset) = made.only("dockerImages");
    assert_eq!(
        asset["destinations"]["current_account-current_region"],
        json!({"repositoryName": "shop", "imageTag": hash})
    );
    // The repository is deployed before, because the template refers to it.
    let (name, web) = &made.templates[1];
    assert_eq!(name, "Web");
    let task = made.resource("AWS::ECS::TaskDefinition");
    let image = task["ContainerDefinitions"][0]["Image"].to_string();
    assert!(
        image.contains("Fn::ImportValue") && image.contains(hash),
        "{image}"
    );
    assert!(!web.to_string().contains("cdk-hnb659fds"), "{web}");

    let made = of_stack(|stack| {
        let shop = stack.add("Shop", EcrRepository::imported("shop"));
        let image = Image::directory(API).into_repository(shop);
        stack.add("Task", small().container(Container::new("api", image)));
    });
    let (hash, asset) = made.only("dockerImages");
    let to = &asset["destinations"]["current_account-current_region"];
    assert_eq!(*to, json!({"repositoryName": "shop", "imageTag": hash}));
}

#[test]
pub(crate) fn a_saved_image_is_published_as_it_is() {
    let made = of_stack(|stack| {
        let image = Image::tarball("data/assets/image.tar");
        stack.add("Task", small().container(Container::new("api", image)));
    });
    let (hash, asset) = made.only("dockerImages");
    let command = asset["source"]["executable"][2]
        .as_str()
        .expect("a command");
    assert!(
        command.contains(&format!("docker load -i asset.{hash}.tar")),
        "{command}"
    );
}

#[test]
pub(crate) fn a_file_with_variables_is_published_and_read_by_the_task() {
    let made = of_stack(|stack| {
        let settings = stack.add("Settings", FileAsset::new("data/assets/web.env"));
        let web = Container::new("web", "public.ecr.aws/nginx/nginx:1.27")
            .environment_file(EnvironmentFile::asset(settings));
        stack.add("Task", small().container(web));
    });
    let (hash, asset) = made.only("files");
    assert_eq!(asset["displayName"], "Web/Settings");
    let path = format!("asset.{hash}.env");
    assert_eq!(asset["source"], json!({"path": path, "packaging": "file"}));
    let to = &asset["destinations"]["current_account-current_region"];
    assert_eq!(to["objectKey"], format!("{hash}.env"));
    let task = made.resource("AWS::ECS::TaskDefinition");
    let bucket = "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}";
    let arn = json!({"Fn::Sub": format!("arn:${{AWS::Partition}}:s3:::{bucket}/{hash}.env")});
    assert_eq!(
        task["ContainerDefinitions"][0]["EnvironmentFiles"][0]["Value"],
        arn
    );
    assert!(made.rights().iter().any(|statement| {
        statement["Action"] == "s3:GetObject" && statement["Resource"] == arn
    }));
}

#[test]
pub(crate) fn a_directory_is_packed_without_what_is_left_out() {
    let packed = |site: DirectoryAsset| {
        let made = of_stack(|stack| {
            stack.add("Logs", LogGroup::new());
            let site = stack.add("Site", site);
            stack.add("Url", Output::new(site.s3_url()));
            stack.add("Address", Output::new(site.https_url()));
            stack.add("Bucket", Output::new(site.bucket_name()));
            stack.add("Key", Output::new(site.key()));
        });
        let (hash, asset) = made.only("files");
        let source = json!({"path": format!("asset.{hash}"), "packaging": "zip"});
        assert_eq!(asset["source"], source);
        let (_, template) = &made.templates[0];
        let bucket = "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}";
        assert_eq!(
            template["Outputs"],
            json!({
                "Url": {"Value": {"Fn::Sub": format!("s3://{bucket}/{hash}.zip")}},
                "Address": {"Value": {"Fn::Sub": format!(
                    "https://s3.${{AWS::Region}}.${{AWS::URLSuffix}}/{bucket}/{hash}.zip"
                )}},
                "Bucket": {"Value": {"Fn::Sub": bucket}},
                "Key": {"Value": format!("{hash}.zip")},
            })
        );
        hash.clone()
    };
    let whole = packed(DirectoryAsset::new("data/assets/site"));
    let less = packed(DirectoryAsset::new("data/assets/site").leave_out(["drafts"]));
    assert_ne!(whole, less);
    let same = DirectoryAsset::new("data/assets/site").leave_out(["**", "!index.html"]);
    assert_eq!(packed(same), less);
}

/// Who runs the program with roles of the bootstrap says so when it pleases.
#[test]
pub(crate) fn where_assets_go_is_what_is_said_last() {
    let made = program(|app| {
        let web = app.stack("Web");
        let image = Image::directory(API);
        web.add("Task", small().container(Container::new("api", image)));
        web.bootstrap(Bootstrap::new().roles().qualifier("team"));
    });
    let (_, asset) = made.only("dockerImages");
    let to = &asset["destinations"]["current_account-current_region"];
    let repository = "cdk-team-container-assets-${AWS::AccountId}-${AWS::Region}";
    assert_eq!(to["repositoryName"], repository);
    assert_eq!(
        to["assumeRoleArn"],
        "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/\
         cdk-team-image-publishing-role-${AWS::AccountId}-${AWS::Region}"
    );
    let task = made.resource("AWS::ECS::TaskDefinition");
    let image = task["ContainerDefinitions"][0]["Image"].to_string();
    assert!(image.contains(repository), "{image}");
}

#[test]
pub(crate) fn containers_of_one_directory_share_an_image() {
    let made = of_stack(|stack| {
        let image = || Image::directory(API);
        let task = small()
            .container(Container::new("api", image()))
            .container(Container::new("worker", image()));
        stack.add("Task", task);
    });
    let (_, asset) = made.only("dockerImages");
    assert_eq!(
        asset["destinations"].as_object().map(serde_json::Map::len),
        Some(1)
    );
}
