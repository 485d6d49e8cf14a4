//! Elastic Container Registry: where images are kept.

#[cfg(feature = "ecr-registry")]
mod cache;
#[cfg(feature = "ecr-registry")]
mod creation_template;
mod lifecycle;
#[cfg(feature = "ecr-registry")]
mod registry;
mod repository;

#[cfg(feature = "ecr-registry")]
pub use cache::{PullThroughCache, PullThroughCacheHandle};
#[cfg(feature = "ecr-registry")]
pub use creation_template::{CreationTemplate, CreationTemplateHandle};
pub use lifecycle::{LifecycleRule, Tags};
#[cfg(feature = "ecr-registry")]
pub use registry::Registry;
pub use repository::{
    EcrRepository, Encryption, ImportedRepository, RepositoryHandle, TagMutability,
};
pub(crate) use repository::{name_of, pull_from};
