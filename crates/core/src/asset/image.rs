use stackwright_template::Text;

/// How an image is built of a directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageBuild {
    /// The path of the Dockerfile in the directory.
    pub dockerfile: String,
    /// The stage that is built; the last one, if none is named.
    pub target: Option<Text>,
    /// Build arguments, sorted by name.
    pub args: Vec<(Text, Text)>,
    /// Secrets, sorted by id, and where they come from, as `env=TOKEN` or `src=/run/token`.
    pub secrets: Vec<(Text, Text)>,
    /// The agent or keys of SSH that steps may use, as `default`.
    pub ssh: Option<Text>,
    /// What the image runs on, as `linux/arm64`.
    pub platform: Option<Text>,
    /// The network of steps, as `host`.
    pub network: Option<Text>,
    /// Where layers are looked for.
    pub cache_from: Vec<CacheOption>,
    /// Where layers are kept.
    pub cache_to: Option<CacheOption>,
    /// Whether no layer is taken from a cache.
    pub without_cache: bool,
}

/// A cache of layers, as `type=registry,ref=example/cache`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheOption {
    /// The kind, as `registry` or `gha`.
    pub kind: Text,
    /// What else is said, sorted by name.
    pub params: Vec<(Text, Text)>,
}
