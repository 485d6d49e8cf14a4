//! Policy for removal that does not exist.

use crate::Place;
use crate::rule::BuiltIn;
use crate::schema::shown;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::Value;

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL110",
        family: Family::Template,
        severity: Severity::Error,
        title: "policy for removal that does not exist",
        why: "CloudFormation refuses the template",
        fix: "use `Delete`, `Retain`, `RetainExceptOnCreate` or, where the type can, `Snapshot`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    DeletionPolicy: Keep
"#,
        good: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    DeletionPolicy: Retain
"#,
    },
    check,
};

/// The types of which CloudFormation makes a snapshot.
const SNAPSHOTS: &[&str] = &[
    "AWS::DocDB::DBCluster",
    "AWS::EC2::Volume",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::Neptune::DBCluster",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::Redshift::Cluster",
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let computes =
        model.template().has_transform("AWS::LanguageExtensions") || model.is_rewritten();
    for resource in model.bodies() {
        for attribute in ["DeletionPolicy", "UpdateReplacePolicy"] {
            let Some(node) = resource.get(attribute) else {
                continue;
            };
            if node.value == Value::Null || node.as_call().is_some() && computes {
                continue;
            }
            let place = Place::new(format_args!("{}/{attribute}", resource.path), node.span);
            let of_type = resource.resource_type().unwrap_or_default();
            match node.as_str() {
                Some("Delete" | "Retain") => {}
                Some("RetainExceptOnCreate") if attribute == "DeletionPolicy" => {}
                Some("Snapshot") if !of_type.starts_with("AWS::") => {}
                Some("Snapshot") if SNAPSHOTS.contains(&of_type) => {}
                Some("Snapshot") => findings
                    .report(place, format!("no snapshot can be made of a `{of_type}`"))
                    .help("use `Delete` or `Retain`"),
                _ => findings
                    .report(place, format!("{} is no `{attribute}`", shown(node)))
                    .help(match attribute {
                        "DeletionPolicy" => RULE.declaration.fix,
                        _ => "use `Delete`, `Retain` or, where the type can, `Snapshot`",
                    }),
            }
        }
    }
}
