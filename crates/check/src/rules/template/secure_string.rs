//! Secure string where it cannot be put in.

use crate::Place;
use crate::rule::BuiltIn;
use crate::{Declaration, Family, Findings, Model};
use stackwright_template::Severity;
use stackwright_template::{Segment, Walk};

pub(super) const RULE: BuiltIn = BuiltIn {
    declaration: Declaration {
        code: "TPL164",
        family: Family::Template,
        severity: Severity::Error,
        title: "secure string where it cannot be put in",
        why: "CloudFormation puts secure strings into few properties and refuses all others",
        fix: "keep the value in Secrets Manager and write `{{resolve:secretsmanager:...}}`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html",
        bad: r#"
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: '{{resolve:ssm-secure:name:1}}'
"#,
        good: r#"
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    UpdateReplacePolicy: Snapshot
    Properties:
      Engine: mysql
      DBInstanceClass: db.t3.micro
      AllocatedStorage: '20'
      MasterUsername: admin
      MasterUserPassword: '{{resolve:ssm-secure:password:1}}'
"#,
    },
    check,
};

/// The properties that take secure strings.
const PLACES: &[(&str, &str)] = &[
    ("AWS::DirectoryService::MicrosoftAD", "Password"),
    ("AWS::DirectoryService::SimpleAD", "Password"),
    ("AWS::ElastiCache::ReplicationGroup", "AuthToken"),
    ("AWS::IAM::User", "LoginProfile/Password"),
    (
        "AWS::KinesisFirehose::DeliveryStream",
        "RedshiftDestinationConfiguration/Password",
    ),
    ("AWS::OpsWorks::App", "AppSource/Password"),
    ("AWS::OpsWorks::Stack", "CustomCookbooksSource/Password"),
    ("AWS::OpsWorks::Stack", "RdsDbInstances/DbPassword"),
    ("AWS::RDS::DBCluster", "MasterUserPassword"),
    ("AWS::RDS::DBInstance", "MasterUserPassword"),
    ("AWS::Redshift::Cluster", "MasterUserPassword"),
];

fn check(model: &Model<'_>, findings: &mut Findings<'_>) {
    let secure = |text: &str| text.contains("{{resolve:ssm-secure:");
    let mut texts = model.nodes().braced_texts();
    if !texts.any(|(_, text)| secure(text)) {
        return;
    }
    for resource in model.bodies() {
        let of_type = resource.resource_type().unwrap_or_default();
        let Some(properties) = resource.get("Properties") else {
            continue;
        };
        properties.walk(|path, node| {
            if !node.as_str().is_some_and(secure) {
                return Walk::Into;
            }
            // Functions and the places of lists are no part of a property's name.
            let names = path.segments().iter().filter_map(|segment| match segment {
                Segment::Key(key) if !key.starts_with("Fn::") => Some(*key),
                _ => None,
            });
            let way = names.collect::<Vec<&str>>().join("/");
            let taken = PLACES.contains(&(of_type, way.as_str()));
            // What is made by others is theirs to refuse.
            if !taken && model.facts(of_type).is_some() {
                let place = Place::new(
                    format_args!("{}/Properties/{path}", resource.path),
                    node.span,
                );
                findings.report(place, format!("`{way}` takes no secure string"));
            }
            Walk::Into
        });
    }
}
