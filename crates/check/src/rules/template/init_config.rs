//! What `cfn-init` is told that it does not know.

use stackwright_template::{Node, Severity};

use crate::model::Shape;
use crate::rule::BuiltIn;
use crate::schema::short;
use crate::{Declaration, Family, Findings, Model, Place};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL220",
        family: Family::Template,
        severity: Severity::Warning,
        title: "setting that cfn-init does not know",
        why: "CloudFormation does not look at metadata, and the instance is set up without it or fails to be",
        fix: "use a setting that cfn-init has",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-init.html",
        bad: r#"
Resources:
  Launch:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init:
        config:
          services:
            systemd:
              nginx: {enabled: true, ensureRuning: true}
    Properties:
      LaunchTemplateData: {InstanceType: t3.micro}
"#,
        good: r#"
Resources:
  Launch:
    Type: AWS::EC2::LaunchTemplate
    Metadata:
      AWS::CloudFormation::Init:
        config:
          services:
            systemd:
              nginx: {enabled: true, ensureRunning: true}
    Properties:
      LaunchTemplateData: {InstanceType: t3.micro}
"#,
    },
    check,
};

/// The sections of a configuration.
const SECTIONS: [&str; 7] = [
    "commands", "files", "groups", "packages", "services", "sources", "users",
];

/// The services of a configuration: who manages them, and what is said of each.
///
/// <https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.ServiceManager.html>
const SERVICES: Shape = Shape::Object(&[
    ("systemd", false, Shape::Map(&SERVICE)),
    ("sysvinit", false, Shape::Map(&SERVICE)),
    ("windows", false, Shape::Map(&SERVICE)),
]);

const SERVICE: Shape = Shape::Object(&[
    ("enabled", false, Shape::Flag),
    ("ensureRunning", false, Shape::Flag),
    ("files", false, TEXTS),
    ("sources", false, TEXTS),
    ("commands", false, TEXTS),
    ("packages", false, Shape::Map(&TEXTS)),
]);

const TEXTS: Shape = Shape::List(&Shape::Text);

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    for resource in model.template().resources() {
        let metadata = resource.get("Metadata");
        let init = metadata.and_then(|node| node.get("AWS::CloudFormation::Init"));
        let Some(configs) = init.and_then(Node::as_map) else {
            continue;
        };
        let way = format!(
            "Resources/{}/Metadata/AWS::CloudFormation::Init",
            resource.id()
        );
        for (name, config) in configs.iter() {
            let Some(config) = config.as_map().filter(|_| name.as_str() != "configSets") else {
                continue;
            };
            for (key, value) in config.iter().filter(|(key, _)| !key.is_macro()) {
                let path = format!("{way}/{}/{}", name.as_str(), key.as_str());
                if key.as_str() == "services" {
                    SERVICES.check(model, path, value, findings);
                } else if !SECTIONS.contains(&key.as_str()) {
                    let nearest = stackwright_facts::nearest(key.as_str(), SECTIONS);
                    let message = format!("`{}` is no section of cfn-init", short(key.as_str()));
                    findings
                        .report(Place::new(path, key.span), message)
                        .help(match nearest {
                            Some(nearest) => format!("did you mean `{nearest}`?"),
                            None => format!("use {}", SECTIONS.join(", ")),
                        });
                }
            }
        }
    }
}
