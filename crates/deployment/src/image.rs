//! Where the image of a container comes from.

use super::{Container, Lookup, Property};

/// The registry of an image.
pub enum Registry<'d> {
    /// A private registry of Amazon ECR, and the repository, where this template has it.
    Ecr(Option<Property<'d>>),
    /// A registry on the internet; its host.
    Internet(String),
    /// It is decided at deployment.
    Unknown,
}

impl<'d> Container<'d> {
    /// Where the image comes from.
    pub fn registry(&self) -> Registry<'d> {
        let image = self.get("Image");
        let Some(text) = image.symbolic() else {
            return Registry::Unknown;
        };
        let deployment = image.deployment();
        let resources = text.names().filter_map(|name| deployment.resource(name));
        let repository = resources
            .into_iter()
            .find(|resource| resource.resource_type() == "AWS::ECR::Repository");
        if repository.is_some() || text.literals().any(|text| text.contains(".dkr.ecr.")) {
            return Registry::Ecr(repository);
        }
        match host(text.beginning(), text.is_known()) {
            Lookup::Found(host) => Registry::Internet(host.to_owned()),
            Lookup::Missing => Registry::Internet("docker.io".to_owned()),
            Lookup::Unknown => Registry::Unknown,
        }
    }
}

impl Container<'_> {
    /// The name of the repository of Amazon ECR that the image is in, where it is known.
    pub(super) fn repository_name(&self) -> Option<String> {
        let image = self.get("Image").symbolic()?.to_string();
        let (host, rest) = image.split_once('/')?;
        let name = rest.split([':', '@']).next()?;
        let is_told = host.contains(".dkr.ecr.") && !name.contains('$') && !name.is_empty();
        is_told.then(|| name.to_owned())
    }
}

/// The host in front of an image's name; missing where it has none, which means Docker Hub.
fn host(beginning: &str, whole: bool) -> Lookup<&str> {
    let is_host = |part: &str| part.contains(['.', ':']) || part == "localhost";
    match beginning.split_once('/') {
        Some((first, _)) if is_host(first) => Lookup::Found(first),
        Some(("", _)) => Lookup::Unknown,
        Some(_) => Lookup::Missing,
        // A name without a host, and its tag: what follows the colon cannot be a port any more.
        None if whole && !beginning.is_empty() => Lookup::Missing,
        None => Lookup::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_from_names() {
        assert_eq!(host("nginx:1.27", true), Lookup::Missing);
        assert_eq!(host("library/nginx:1.27", true), Lookup::Missing);
        assert_eq!(host("ghcr.io/a/b", true), Lookup::Found("ghcr.io"));
        assert_eq!(host("host:5000/a", false), Lookup::Found("host:5000"));
        assert_eq!(host("nginx:", false), Lookup::Unknown);
        assert_eq!(host("", false), Lookup::Unknown);
    }
}
