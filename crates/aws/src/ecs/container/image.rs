use stackwright_core::{IntoValue, Str, Value};

use crate::ecr::RepositoryHandle;

/// What a container runs.
#[derive(Clone, Debug)]
pub struct ContainerImage {
    pub(crate) uri: Value<Str>,
    /// The repository that it comes from, if it is one of this account's, so that the task gets
    /// the right to pull it.
    pub(crate) repository: Option<RepositoryHandle>,
}

impl ContainerImage {
    /// An image of a public registry, as `public.ecr.aws/nginx/nginx:1.27`.
    ///
    /// For a private repository use [`RepositoryHandle::image`]: it brings the right to pull.
    pub fn registry(uri: impl IntoValue<Str>) -> Self {
        ContainerImage {
            uri: uri.into_value(),
            repository: None,
        }
    }

    pub(crate) fn from_repository(uri: Value<Str>, repository: RepositoryHandle) -> Self {
        ContainerImage {
            uri,
            repository: Some(repository),
        }
    }
}

impl From<&'static str> for ContainerImage {
    fn from(uri: &'static str) -> Self {
        ContainerImage::registry(uri)
    }
}

impl From<String> for ContainerImage {
    fn from(uri: String) -> Self {
        ContainerImage::registry(uri)
    }
}

impl From<Value<Str>> for ContainerImage {
    fn from(uri: Value<Str>) -> Self {
        ContainerImage::registry(uri)
    }
}
