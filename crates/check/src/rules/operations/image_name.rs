//! Images whose names nobody can pull.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS323",
        family: Family::Operations,
        severity: Severity::Error,
        title: "name of an image that cannot be pulled",
        why: "the name goes to the container runtime as it is; one that it does not understand keeps the task from starting",
        fix: "write the image as `registry/repository:tag` or `registry/repository@sha256:digest`",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: 'nginx: 1.27'
          Memory: 256
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          Memory: 256
"#,
    },
    check,
};

const REPOSITORY: &str = "AWS::ECR::Repository";

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        let image = container.get("Image");
        let shown = image.shown();
        if image.all_values(|image| wrong(image).is_some()) {
            let why = image.text().and_then(|image| wrong(&image));
            let why = why.unwrap_or("no value that it can have is the name of an image");
            findings.report(image.place(), format!("\"{shown}\": {why}"));
        } else if has_wrong_part(&image) {
            let message = format!("\"{shown}\": a name has no spaces and no `https://`");
            findings.report(image.place(), message);
        } else if let Some(what) = repository_misused(&image) {
            let message = format!("\"{shown}\" begins with the {what} of a repository");
            let help = "begin with its address: `!Sub ${Repository.RepositoryUri}:tag`";
            findings.report(image.place(), message).help(help);
        }
    }
}

/// What is wrong with the name of an image.
fn wrong(image: &str) -> Option<&'static str> {
    if image.is_empty() {
        return Some("there is no image");
    }
    if image.contains(char::is_whitespace) {
        return Some("a name has no spaces");
    }
    if image.contains("://") {
        return Some("a name begins with the registry, without `https://`");
    }
    if image.starts_with("arn:") {
        return Some("an ARN is no name");
    }
    let (name, digest) = match image.split_once('@') {
        Some((name, digest)) => (name, Some(digest)),
        None => (image, None),
    };
    if digest.is_some_and(|digest| !is_digest(digest)) {
        return Some("a digest is `sha256:` and 64 hexadecimal digits");
    }
    // A colon in front of a slash belongs to the port of the registry.
    let (name, tag) = match name.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => (name, Some(tag)),
        _ => (name, None),
    };
    if tag.is_some_and(|tag| !is_tag(tag)) {
        return Some(
            "a tag has up to 128 letters, digits, `_`, `.` and `-`, and begins with neither of the last two",
        );
    }
    let mut parts = name.split('/').peekable();
    let is_host = |part: &&str| part.contains(['.', ':']) || *part == "localhost";
    if name.contains('/') {
        parts.next_if(is_host);
    }
    let is_part = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-');
    let is_wrong = |part: &str| part.is_empty() || !part.bytes().all(is_part);
    parts
        .any(is_wrong)
        .then_some("a repository has lower-case letters, digits, `.`, `_` and `-`")
}

fn is_digest(digest: &str) -> bool {
    let hash = digest.strip_prefix("sha256:");
    hash.is_some_and(|hash| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn is_tag(tag: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
    tag.bytes().all(is_part) && (1..=128).contains(&tag.len()) && !tag.starts_with(['.', '-'])
}

/// Whether what is known of a name cannot be part of one.
fn has_wrong_part(image: &Property<'_>) -> bool {
    let Some(text) = image.symbolic().filter(|text| !text.is_known()) else {
        return false;
    };
    let wrong = |part: &str| part.contains(char::is_whitespace) || part.contains("://");
    text.literals().any(wrong)
}

/// What of a repository stands where its address should.
fn repository_misused(image: &Property<'_>) -> Option<&'static str> {
    let text = image.symbolic()?;
    let (name, attribute) = text.first_name()?;
    let resource = image.deployment().resource(name)?;
    match attribute {
        _ if resource.resource_type() != REPOSITORY => None,
        None => Some("name"),
        Some("Arn") => Some("ARN"),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_images() {
        for image in [
            "nginx",
            "nginx:1.27",
            "library/nginx:1.27-alpine_slim",
            "ghcr.io/a/b.c_d-e:v1",
            "localhost/a",
            "Registry.example:5000/team/app",
            "public.ecr.aws/a/b@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "a:1@sha256:9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08",
        ] {
            assert_eq!(wrong(image), None, "{image}");
        }
        for image in [
            "",
            " nginx",
            "nginx 1",
            "https://nginx",
            "nginx:",
            "nginx:-1",
            "nginx:a:b",
            "Nginx",
            "a/B:1",
            "a//b",
            "/a",
            "a/",
            "nginx@1.27",
            "nginx@sha256:12",
            "a:5000/b:x/y",
            "a#b",
        ] {
            assert!(wrong(image).is_some(), "{image}");
        }
    }
}
