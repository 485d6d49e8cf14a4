use stackwright_core::{IntoValue, Str, Text, Value};

/// A type of nodes of a cache: how many processors, and how much memory.
///
/// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html>
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CacheSize {
    /// `cache.t4g.micro`: 0.5 GiB.
    T4gMicro,
    /// `cache.t4g.small`: 1.37 GiB.
    T4gSmall,
    /// `cache.t4g.medium`: 3.09 GiB.
    T4gMedium,
    /// `cache.m7g.large`: 6.38 GiB.
    M7gLarge,
    /// `cache.m7g.xlarge`: 12.93 GiB.
    M7gXlarge,
    /// `cache.r7g.large`: 13.07 GiB.
    R7gLarge,
    /// `cache.r7g.xlarge`: 26.32 GiB.
    R7gXlarge,
    /// Another one, as ElastiCache writes it: `cache.c7gn.large`.
    Other(Text),
}

impl IntoValue<Str> for CacheSize {
    fn into_value(self) -> Value<Str> {
        let name = match self {
            CacheSize::T4gMicro => "cache.t4g.micro",
            CacheSize::T4gSmall => "cache.t4g.small",
            CacheSize::T4gMedium => "cache.t4g.medium",
            CacheSize::M7gLarge => "cache.m7g.large",
            CacheSize::M7gXlarge => "cache.m7g.xlarge",
            CacheSize::R7gLarge => "cache.r7g.large",
            CacheSize::R7gXlarge => "cache.r7g.xlarge",
            CacheSize::Other(name) => return name.into_value(),
        };
        name.into_value()
    }
}
