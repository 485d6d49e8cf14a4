//! Elastic Container Registry: where images are kept.

mod lifecycle;
mod repository;

pub use lifecycle::{LifecycleRule, Tags};
pub use repository::{
    EcrRepository, Encryption, ImportedRepository, RepositoryHandle, TagMutability,
};
pub(crate) use repository::{name_of, pull_from};
