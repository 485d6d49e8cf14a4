//! Images whose tag means another image tomorrow.

use stackwright_template::Severity;

use crate::deployment::{Deployment, DeploymentRule, Property};
use crate::{Declaration, Family, Findings};

pub(super) const RULE: DeploymentRule = DeploymentRule {
    declaration: Declaration {
        code: "OPS504",
        family: Family::Operations,
        severity: Severity::Warning,
        title: "image with a tag that moves",
        why: "a task that is replaced may start another version than the one that was tested, and going back to the version before is not possible",
        fix: "name a version that is never pushed again, or a digest",
        link: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
        bad: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:latest
          Memory: 256
"#,
        good: r#"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27.2
          Memory: 256
"#,
    },
    check,
};

/// Tags that are there to be moved.
const MOVING: [&str; 9] = [
    "latest", "dev", "develop", "edge", "main", "master", "nightly", "stable", "staging",
];

fn check<'d>(deployment: &'d Deployment<'d>, findings: &mut Findings<'_>) {
    for (_, container) in deployment.containers() {
        let image = container.get("Image");
        let shown = image.shown();
        let message = match tag(&image) {
            Some(tag) if tag.is_empty() => format!("\"{shown}\" has no tag, which means `latest`"),
            Some(tag) if MOVING.contains(&&*tag) => {
                format!("\"{shown}\" is whichever image has the tag `{tag}`")
            }
            _ => continue,
        };
        findings.report(image.place(), message);
    }
}

/// The tag of an image, which is empty where it has none; nothing where that is not known, and
/// where a digest says which image it is.
fn tag(image: &Property<'_>) -> Option<String> {
    let text = image.symbolic()?;
    let end = text.end();
    let last = end.rsplit_once('/').map(|(_, last)| last);
    let name = match last {
        Some(name) => name,
        None if text.is_known() => end,
        // The name itself is not known, but what stands behind it may be.
        None => {
            let tag = end.strip_prefix(':').filter(|tag| !tag.contains('@'));
            let untagged = end.is_empty() && ends_with_repository(image);
            return tag.map(str::to_owned).or(untagged.then(String::new));
        }
    };
    if name.contains('@') || name.is_empty() || text.literals().any(has_space) {
        return None;
    }
    Some(name.split_once(':').map_or("", |(_, tag)| tag).to_owned())
}

/// What has a space is no image at all.
fn has_space(text: &str) -> bool {
    text.contains(char::is_whitespace)
}

/// Whether it ends with a repository of this template, without a tag.
fn ends_with_repository(image: &Property<'_>) -> bool {
    let text = image.symbolic();
    let Some((name, attribute)) = text.as_ref().and_then(|text| text.last_name()) else {
        return false;
    };
    let resource = image.deployment().resource(name);
    let is_repository = resource.is_some_and(|r| r.resource_type() == "AWS::ECR::Repository");
    is_repository && matches!(attribute, None | Some("RepositoryUri"))
}
