//! What `cfn-init` is told that it does not know.

use stackwright_template::{Key, Map, Node, Severity};

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

/// Who can install packages.
const PACKAGES: [&str; 7] = ["apt", "msi", "python", "rpm", "rubygems", "yum", "zypper"];

/// What is said of each entry of a section.
const ENTRIES: [(&str, &[&str]); 4] = [
    (
        "commands",
        &[
            "command",
            "cwd",
            "env",
            "ignoreErrors",
            "test",
            "waitAfterCompletion",
        ],
    ),
    (
        "files",
        &[
            "authentication",
            "content",
            "context",
            "encoding",
            "group",
            "mode",
            "owner",
            "source",
        ],
    ),
    ("groups", &["gid"]),
    ("users", &["groups", "homeDir", "uid"]),
];

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
            let path = format!("{way}/{}", name.as_str());
            if name.as_str() == "configSets" {
                check_sets(configs, config, &path, findings);
                continue;
            }
            let Some(config) = config.as_map() else {
                continue;
            };
            for (key, value) in config.iter().filter(|(key, _)| !key.is_macro()) {
                let path = format!("{path}/{}", key.as_str());
                if key.as_str() == "services" {
                    SERVICES.check(model, path, value, findings);
                } else if key.as_str() == "packages" {
                    check_names(value, &PACKAGES, &path, findings);
                } else if let Some((_, known)) =
                    ENTRIES.iter().find(|(own, _)| key.as_str() == *own)
                {
                    for (entry, said) in value.as_map().into_iter().flat_map(Map::iter) {
                        let path = format!("{path}/{}", entry.as_str());
                        check_names(said, known, &path, findings);
                    }
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

/// The names of what is said in an object, which are these.
fn check_names(said: &Node, known: &[&str], path: &str, findings: &mut Findings<'_>) {
    let names = said.as_map().into_iter().flat_map(Map::keys);
    let is_told = |key: &&Key| !key.is_macro() && !known.contains(&key.as_str());
    for key in names.filter(is_told) {
        let name = key.as_str();
        let nearest = stackwright_facts::nearest(name, known.iter().copied());
        let place = Place::new(format!("{path}/{name}"), key.span);
        let message = format!("`{}` is not known here", short(name));
        findings.report(place, message).help(match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("use {}", known.join(", ")),
        });
    }
}

/// Sets list configurations by their names, and other sets as `{ConfigSet: name}`. One name alone
/// stands for a list of it.
fn check_sets(configs: &Map, sets: &Node, path: &str, findings: &mut Findings<'_>) {
    let Some(sets) = sets.as_map() else { return };
    let has_macros = |map: &Map| map.keys().any(Key::is_macro);
    if has_macros(configs) || has_macros(sets) {
        return;
    }
    for (set, listed) in sets.iter() {
        let items = listed.as_list().unwrap_or(std::slice::from_ref(listed));
        for item in items {
            let other = item.get("ConfigSet").and_then(Node::as_str);
            let (name, known, what) = match (item.as_str(), other) {
                (Some(name), _) => (name, configs, "configuration"),
                (None, Some(name)) => (name, sets, "set"),
                (None, None) => continue,
            };
            if known.get(name).is_some() {
                continue;
            }
            let place = Place::new(format!("{path}/{}", set.as_str()), item.span);
            let names = known.keys().map(Key::as_str);
            let nearest = stackwright_facts::nearest(name, names.filter(|it| *it != "configSets"));
            let message = format!("there is no {what} `{}`", short(name));
            findings.report(place, message).help(match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "name one that stands beside `configSets`".to_owned(),
            });
        }
    }
}
