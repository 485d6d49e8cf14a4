use std::fmt;
use std::path::PathBuf;

use stackwright_core::{CacheOption, Text};

/// What an image runs on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Platform {
    /// Linux on 64-bit Intel and AMD.
    LinuxAmd64,
    /// Linux on 64-bit ARM: Graviton.
    LinuxArm64,
    /// Windows on 64-bit Intel and AMD.
    WindowsAmd64,
    /// Another one, as `linux/arm/v7`.
    Other(Text),
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Platform::LinuxAmd64 => "linux/amd64",
            Platform::LinuxArm64 => "linux/arm64",
            Platform::WindowsAmd64 => "windows/amd64",
            Platform::Other(name) => name,
        })
    }
}

/// A secret that a build may read and the image does not keep: `RUN --mount=type=secret,id=...`.
///
/// What it is plays no part in the hash: an image is not built again because a token has changed.
///
/// <https://docs.docker.com/build/building/secrets/>
///
/// ```
/// use stackwright_aws::assets::{BuildSecret, Image};
///
/// let image = Image::directory("api").build_secret("token", BuildSecret::env("NPM_TOKEN"));
/// ```
#[derive(Clone, Debug)]
pub struct BuildSecret(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Env(Text),
    File(PathBuf),
}

impl BuildSecret {
    /// The value of an environment variable of whoever deploys.
    pub fn env(name: impl Into<Text>) -> Self {
        BuildSecret(Kind::Env(name.into()))
    }

    /// The content of a file of this machine; a relative path is one from the package, as that of
    /// an image is. The list of assets names the file by its whole path.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        BuildSecret(Kind::File(path.into()))
    }

    /// As Docker is told, behind the id.
    pub(super) fn into_text(self) -> Text {
        match self.0 {
            Kind::Env(name) => format!("env={name}").into(),
            Kind::File(path) => {
                let path = stackwright_assets::resolve(path);
                // Docker is called in the directory of the copy.
                let path = std::path::absolute(&path).unwrap_or(path);
                format!("src={}", path.display()).into()
            }
        }
    }
}

/// Where layers of builds are kept.
///
/// <https://docs.docker.com/build/cache/backends/>
///
/// ```
/// use stackwright_aws::assets::{BuildCache, Image};
///
/// let cache = BuildCache::new("registry").with("ref", "example/cache").with("mode", "max");
/// let image = Image::directory("api").cache_from(cache.clone()).cache_to(cache);
/// ```
#[derive(Clone, Debug)]
pub struct BuildCache(CacheOption);

impl BuildCache {
    /// A cache of this kind, as `registry`, `gha`, `s3`, `local` or `inline`.
    pub fn new(kind: impl Into<Text>) -> Self {
        BuildCache(CacheOption {
            kind: kind.into(),
            params: Vec::new(),
        })
    }

    /// Says something more of it, as `ref`.
    pub fn with(mut self, name: impl Into<Text>, value: impl Into<Text>) -> Self {
        put(&mut self.0.params, name.into(), value.into());
        self
    }

    pub(super) fn into_option(self) -> CacheOption {
        self.0
    }
}

/// Adds a pair to those that are sorted by name; one of the same name gets the new value.
pub(super) fn put(pairs: &mut Vec<(Text, Text)>, name: Text, value: Text) {
    match pairs.binary_search_by(|(other, _)| other.cmp(&name)) {
        Ok(at) => {
            if let Some((_, slot)) = pairs.get_mut(at) {
                *slot = value;
            }
        }
        Err(at) => pairs.insert(at, (name, value)),
    }
}
