use stackwright_core::{IntoValue, Scope, Str, Value, import_value};

use crate::assets::{Image, PlatformOf, Pulled};
use crate::ecr::RepositoryHandle;
use crate::iam::Grant;

/// What a container runs: an image of a registry, of a [repository](RepositoryHandle::image), or one
/// that is [built of a directory](Image::directory).
#[derive(Clone, Debug)]
pub struct ContainerImage(Source);

#[derive(Clone, Debug)]
enum Source {
    Registry(Value<Str>),
    /// With a repository of this account's, so that the task gets the right to pull it.
    Repository(Value<Str>, Grant),
    Asset(Box<Image>),
}

impl ContainerImage {
    /// An image of a public registry, as `public.ecr.aws/nginx/nginx:1.27`.
    ///
    /// For a private repository use [`RepositoryHandle::image`]: it brings the right to pull.
    pub fn registry(uri: impl IntoValue<Str>) -> Self {
        ContainerImage(Source::Registry(uri.into_value()))
    }

    pub(crate) fn from_repository(uri: Value<Str>, repository: RepositoryHandle) -> Self {
        ContainerImage::pulled(uri, repository.pull())
    }

    /// An image, and the right to pull it.
    pub(crate) fn pulled(uri: Value<Str>, pull: Grant) -> Self {
        ContainerImage(Source::Repository(uri, pull))
    }

    /// What is written of it, and the right to pull it if one is needed. What is built is
    /// published, under an id, for what runs it.
    pub(crate) fn settle(
        self,
        on: &PlatformOf,
        id: &str,
        scope: Scope<'_>,
    ) -> (Value<Str>, Option<Grant>) {
        match self.0 {
            Source::Registry(uri) => (uri, None),
            Source::Repository(uri, pull) => (uri, Some(pull)),
            Source::Asset(image) => match image.publish(on, id, scope) {
                Some(Pulled { uri, pull }) => (uri, Some(pull)),
                // Why not, was reported.
                None => (import_value("unresolved"), None),
            },
        }
    }
}

impl From<Image> for ContainerImage {
    fn from(image: Image) -> Self {
        ContainerImage(Source::Asset(Box::new(image)))
    }
}

impl From<&str> for ContainerImage {
    fn from(uri: &str) -> Self {
        ContainerImage::registry(uri.to_owned())
    }
}

impl From<&String> for ContainerImage {
    fn from(uri: &String) -> Self {
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
