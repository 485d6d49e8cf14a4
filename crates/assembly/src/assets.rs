use indexmap::IndexMap;
use serde::Serialize;
use stackwright_core::{Asset, Bootstrap, CacheOption, Form, ImageBuild, StackTemplate};

use crate::lines;

/// The assets of a stack: the content of `STACK.assets.json`, which the artifact
/// `cdk:asset-manifest` of the manifest names, and by which they are published.
///
/// The form is that of the npm package `@aws-cdk/cloud-assembly-schema`, as far as it is needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AssetManifest {
    /// The version of the protocol; see [`Manifest`](crate::Manifest).
    pub version: String,
    /// What goes to buckets, by hash.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub files: IndexMap<String, FileAsset>,
    /// What goes to repositories, by hash.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub docker_images: IndexMap<String, ImageAsset>,
}

/// A file or an archive, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FileAsset {
    /// What command lines call it: the path of the construct.
    pub display_name: String,
    /// Where it is in the assembly.
    pub source: FileSource,
    /// Where it goes, by names that mean nothing.
    pub destinations: IndexMap<String, Destination>,
}

/// Where a file or a directory is in an assembly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FileSource {
    /// Its name in the assembly's directory.
    pub path: String,
    /// `file`, or `zip` for a directory.
    pub packaging: &'static str,
}

/// An image, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImageAsset {
    /// What command lines call it: the path of the construct.
    pub display_name: String,
    /// How it is built.
    pub source: ImageSource,
    /// Where it goes, by names that mean nothing.
    pub destinations: IndexMap<String, Destination>,
}

/// How an image is built, or what says its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[serde(default)]
pub struct ImageSource {
    /// The directory in the assembly's, of which it is built.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory: Option<String>,
    /// A command that makes it and prints its name, instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub executable: Vec<String>,
    /// The Dockerfile, if it is not called so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docker_file: Option<String>,
    /// The stage that is built.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docker_build_target: Option<String>,
    /// Build arguments.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub docker_build_args: IndexMap<String, String>,
    /// Secrets, by id.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub docker_build_secrets: IndexMap<String, String>,
    /// What steps may use of SSH.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub docker_build_ssh: Option<String>,
    /// The network of steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network_mode: Option<String>,
    /// What it runs on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// Where layers are looked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cache_from: Vec<Cache>,
    /// Where layers are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_to: Option<Cache>,
    /// Whether no layer is taken from a cache.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub cache_disabled: bool,
}

/// A cache of layers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cache {
    /// The kind, as `registry`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What else is said.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub params: IndexMap<String, String>,
}

/// A bucket and a key, or a repository and a tag. `${AWS::AccountId}`, `${AWS::Region}` and
/// `${AWS::Partition}` are those of where the stack is deployed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[serde(default)]
pub struct Destination {
    /// The bucket of a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bucket_name: Option<String>,
    /// The key of a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object_key: Option<String>,
    /// The repository of an image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository_name: Option<String>,
    /// The tag of an image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image_tag: Option<String>,
    /// The region, if the program names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Who publishes it; whoever deploys, if nobody is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assume_role_arn: Option<String>,
}

impl AssetManifest {
    /// A list without assets.
    pub fn new() -> Self {
        AssetManifest {
            version: crate::Manifest::VERSION.to_owned(),
            files: IndexMap::new(),
            docker_images: IndexMap::new(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.docker_images.is_empty()
    }

    /// The list as JSON, indented by two spaces, with a line end at its end.
    pub fn to_json(&self) -> String {
        lines::to_json(self, usize::MAX)
    }

    /// The assets of a stack. One that two constructs want is one, with a destination for each.
    pub(crate) fn of(stack: &StackTemplate) -> Self {
        let mut manifest = AssetManifest::new();
        for (path, asset) in &stack.assets {
            manifest.add(path, asset, stack);
        }
        manifest
    }

    fn add(&mut self, path: &str, asset: &Asset, stack: &StackTemplate) {
        let hash = asset.hash.to_string();
        let destinations = match &asset.form {
            Form::File(_) | Form::Archive => {
                let packaging = match &asset.form {
                    Form::Archive => "zip",
                    _ => "file",
                };
                &mut self
                    .file(hash, path, asset.file_name(), packaging)
                    .destinations
            }
            Form::Image(_) | Form::SavedImage => {
                let images = self.docker_images.entry(hash);
                let image = images.or_insert_with(|| ImageAsset {
                    display_name: path.to_owned(),
                    source: image_source(asset),
                    destinations: IndexMap::new(),
                });
                &mut image.destinations
            }
        };
        let to = match asset.is_image() {
            true => to_repository(asset, stack),
            false => to_bucket(asset.key(), stack),
        };
        put(destinations, to);
    }

    /// A template that is too long for the call, or that of a nested stack, as an asset.
    pub(crate) fn add_template(
        &mut self,
        name: &str,
        hash: String,
        key: String,
        file: String,
        stack: &StackTemplate,
    ) {
        let path = format!("{name} template");
        let template = self.file(hash, &path, file, "file");
        put(&mut template.destinations, to_bucket(key, stack));
    }

    fn file(
        &mut self,
        hash: String,
        display_name: &str,
        path: String,
        packaging: &'static str,
    ) -> &mut FileAsset {
        self.files.entry(hash).or_insert_with(|| FileAsset {
            display_name: display_name.to_owned(),
            source: FileSource { path, packaging },
            destinations: IndexMap::new(),
        })
    }
}

impl Default for AssetManifest {
    fn default() -> Self {
        AssetManifest::new()
    }
}

/// Adds a destination, unless it is there.
fn put(destinations: &mut IndexMap<String, Destination>, to: Destination) {
    if !destinations.values().any(|other| *other == to) {
        let name = match destinations.len() {
            0 => "current_account-current_region".to_owned(),
            more => format!("current_account-current_region-{}", more + 1),
        };
        destinations.insert(name, to);
    }
}

fn to_bucket(key: String, stack: &StackTemplate) -> Destination {
    Destination {
        bucket_name: Some(settled(&stack.bootstrap.bucket_name(), stack)),
        object_key: Some(key),
        ..published_by("file-publishing", stack)
    }
}

fn to_repository(asset: &Asset, stack: &StackTemplate) -> Destination {
    let bootstrap = &stack.bootstrap;
    let repository = match &asset.repository {
        Some(name) => name.to_string(),
        None => bootstrap.repository_name(),
    };
    // The role of the bootstrap may push to the repository of the bootstrap only.
    let by = match asset.repository {
        Some(_) => Destination {
            region: stack.region.as_deref().map(str::to_owned),
            ..Destination::default()
        },
        None => published_by("image-publishing", stack),
    };
    Destination {
        repository_name: Some(settled(&repository, stack)),
        image_tag: Some(asset.key()),
        ..by
    }
}

fn published_by(purpose: &str, stack: &StackTemplate) -> Destination {
    Destination {
        region: stack.region.as_deref().map(str::to_owned),
        assume_role_arn: role(purpose, stack),
        ..Destination::default()
    }
}

/// The role of the bootstrap for a purpose, where roles are asked for.
pub(crate) fn role(purpose: &str, stack: &StackTemplate) -> Option<String> {
    let bootstrap: &Bootstrap = &stack.bootstrap;
    let arn = || settled(&bootstrap.role_arn(purpose), stack);
    bootstrap.has_roles().then(arn)
}

/// A name with the account and the region of the stack, where the program names them.
pub(crate) fn settled(name: &str, stack: &StackTemplate) -> String {
    let known = [
        ("${AWS::AccountId}", &stack.account),
        ("${AWS::Region}", &stack.region),
    ];
    known
        .into_iter()
        .fold(name.to_owned(), |name, (variable, known)| match known {
            Some(known) => name.replace(variable, known),
            None => name,
        })
}

fn image_source(asset: &Asset) -> ImageSource {
    match &asset.form {
        Form::Image(build) => built(build, asset.file_name()),
        _ => ImageSource {
            executable: loading(&asset.file_name()),
            ..ImageSource::default()
        },
    }
}

fn built(build: &ImageBuild, directory: String) -> ImageSource {
    let text = |text: &Option<stackwright_core::Text>| text.as_deref().map(str::to_owned);
    ImageSource {
        directory: Some(directory),
        docker_file: (build.dockerfile != "Dockerfile").then(|| build.dockerfile.clone()),
        docker_build_target: text(&build.target),
        docker_build_args: pairs(&build.args),
        docker_build_secrets: pairs(&build.secrets),
        docker_build_ssh: text(&build.ssh),
        network_mode: text(&build.network),
        platform: text(&build.platform),
        cache_from: build.cache_from.iter().map(cache).collect(),
        cache_to: build.cache_to.as_ref().map(cache),
        cache_disabled: build.without_cache,
        ..ImageSource::default()
    }
}

fn cache(option: &CacheOption) -> Cache {
    Cache {
        kind: option.kind.to_string(),
        params: pairs(&option.params),
    }
}

fn pairs(pairs: &[(stackwright_core::Text, stackwright_core::Text)]) -> IndexMap<String, String> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .collect()
}

/// Loads a saved image and prints its name, or its id where it has none.
fn loading(file: &str) -> Vec<String> {
    let script = format!("docker load -i {file} | tail -n 1 | sed 's/Loaded image[^:]*: //'");
    vec!["sh".to_owned(), "-c".to_owned(), script]
}
